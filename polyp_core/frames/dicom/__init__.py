"""DICOM files as sources: recordings in video transfer syntaxes, frames, and stills."""
