"""The tools that correct a mask by mouse, pen and keys, whatever stores the masks."""
