"""File access: atomic writes, locks, private permissions, and safe reading of untrusted files."""
