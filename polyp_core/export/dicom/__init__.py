"""Writes DICOM objects about a recording: segmentation, secondary captures and a report. They import pydicom."""
