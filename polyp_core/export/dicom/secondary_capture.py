"""Writes a picture as a DICOM secondary capture (PS3.3, A.8.1)."""

from pathlib import Path

from pydicom.uid import UID

from polyp_core.export.dicom.objects import Instance, Study, new_object
from polyp_core.frames.frame import Image

SECONDARY_CAPTURE = UID("1.2.840.10008.5.1.4.1.1.7")


def write_secondary_capture(
    path: Path, study: Study, image: Image, source: Instance, number: int, description: str
) -> Instance:
    """Writes `image`, made from the frame `source`, and returns the object. Raises OSError."""
    made = new_object(study, SECONDARY_CAPTURE, "ES", "Best frames of findings", number)
    made.ConversionType, made.ImageType = "WSD", ["DERIVED", "SECONDARY"]
    made.PatientOrientation = ""
    made.DerivationDescription = description
    made.SourceImageSequence = [source.reference()]
    made.Rows, made.Columns = image.shape[:2]
    made.SamplesPerPixel, made.PhotometricInterpretation, made.PlanarConfiguration = 3, "RGB", 0
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 8, 8, 7, 0
    pixels = image.tobytes()
    made.PixelData = pixels + b"\0" * (len(pixels) % 2)
    made["PixelData"].VR = "OB"
    made.save_as(path, enforce_file_format=True)
    return Instance(str(SECONDARY_CAPTURE), str(made.SOPInstanceUID), str(made.SeriesInstanceUID))
