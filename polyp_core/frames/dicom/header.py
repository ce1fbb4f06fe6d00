"""Reads what a DICOM file says about its pictures; of the tags that name a patient nothing is read."""

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import pydicom.config
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.pixels.utils import as_pixel_options
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, MPEGTransferSyntaxes

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.frames.size_limit import refuse_too_large

# Values that the standard does not allow are read as they are: what matters of them is checked here.
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE

_PIXEL_DATA = 0x7FE00010
_UNDEFINED_LENGTH = 0xFFFFFFFF
_TAGS = [
    "SOPClassUID",
    "SOPInstanceUID",
    "SeriesInstanceUID",
    "SeriesNumber",
    "SeriesDescription",
    "StudyDescription",
    "StudyDate",
    "InstanceNumber",
    "AnatomicRegionSequence",
    "CineRate",
    "RecommendedDisplayFrameRate",
    "FrameTime",
    "FrameTimeVector",
    "NumberOfFrames",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "Rows",
    "Columns",
    "BitsAllocated",
    "BitsStored",
    "PixelRepresentation",
    "RedPaletteColorLookupTableDescriptor",
    "GreenPaletteColorLookupTableDescriptor",
    "BluePaletteColorLookupTableDescriptor",
    "RedPaletteColorLookupTableData",
    "GreenPaletteColorLookupTableData",
    "BluePaletteColorLookupTableData",
    "SegmentedRedPaletteColorLookupTableData",
    "SegmentedGreenPaletteColorLookupTableData",
    "SegmentedBluePaletteColorLookupTableData",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
]
_NEEDED = ("Rows", "Columns", "SamplesPerPixel", "PhotometricInterpretation", "BitsAllocated")


@dataclass(frozen=True, slots=True)
class DicomHeader:
    """The header of a DICOM file with pictures.

    `pixels_at` is the position of the value of its pixel data in the file, `pixels_bytes` the length, None if the data
    are encapsulated, `pixels_vr` the type, such as "OB". `tags` are those read; private ones and those that name a
    patient are not among them.
    """

    path: Path
    syntax: UID
    tags: Dataset
    pixels_at: int
    pixels_bytes: int | None
    pixels_vr: str

    @property
    def is_video(self) -> bool:
        """True if the pixel data are a video stream (DICOM PS3.5, 8.2.5 to 8.2.8)."""
        return self.syntax in MPEGTransferSyntaxes

    @property
    def frame_count(self) -> int:
        """The number of frames that the file states: 1 if it states none."""
        return max(1, as_number(self.tags.get("NumberOfFrames"), int) or 1)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the frames."""
        return int(self.tags.Columns), int(self.tags.Rows)

    @property
    def rate_fps(self) -> Fraction | None:
        """The frame rate by Frame Time, Cine Rate or Recommended Display Frame Rate; None without any."""
        frame_ms = as_number(self.tags.get("FrameTime"), float)
        if frame_ms is not None and frame_ms > 0:
            return Fraction(1000 / frame_ms).limit_denominator(1001)
        rates = (as_number(self.tags.get(name), float) for name in ("CineRate", "RecommendedDisplayFrameRate"))
        return next((Fraction(rate).limit_denominator(1001) for rate in rates if rate is not None and rate > 0), None)

    @property
    def durations_s(self) -> list[float]:
        """The time from each frame to the next by the Frame Time Vector; empty without one for all frames."""
        vector = self.tags.get("FrameTimeVector")
        steps_ms = [float(step) for step in vector] if isinstance(vector, Sequence) else []
        if len(steps_ms) != self.frame_count or len(steps_ms) < 2 or min(steps_ms[1:]) <= 0:
            return []
        return [step / 1000 for step in (*steps_ms[1:], steps_ms[-1])]  # the first is 0: it precedes no frame

    @property
    def pixel_options(self) -> dict[str, Any]:
        """The properties of the pixels, as pydicom's decoders take them."""
        return as_pixel_options(
            self.tags,
            transfer_syntax_uid=self.syntax,
            number_of_frames=self.frame_count,
            pixel_keyword="PixelData",
            pixel_vr=self.pixels_vr,
        )


@contextmanager
def dicom_errors(path: Path) -> Iterator[None]:
    """Turns exceptions of pydicom for damaged files into SourceError."""
    try:
        yield
    except (
        ArithmeticError,
        AttributeError,
        EOFError,
        LookupError,
        MemoryError,
        NotImplementedError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:
        raise SourceError("{path} is a DICOM file that cannot be read, or it is damaged.", path=path) from error


def open_dicom(path: Path) -> BinaryIO:
    """Opens a file for reading. Raises SourceError."""
    try:
        return open_regular(path)
    except FileNotFoundError as error:
        raise SourceError(
            "{path} does not exist. Check whether it was moved or its drive unplugged.", path=path
        ) from error
    except OSError as error:
        raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error


def header_of(path: Path) -> DicomHeader:
    """As `read_header`, of the file at `path`."""
    with open_dicom(path) as file:
        return read_header(file, path)


def read_header(file: BinaryIO, path: Path) -> DicomHeader:
    """Reads the header of an open file. Raises SourceError if it is damaged, has no pictures, or lacks a needed tag."""
    with dicom_errors(path):
        file.seek(0)
        tags = dcmread(file, stop_before_pixels=True, force=True, specific_tags=list(_TAGS))
        syntax = tags.file_meta.get("TransferSyntaxUID")
        if syntax is None:
            raise SourceError(
                "{path} is a DICOM file without a transfer syntax: it cannot be read, or it is damaged.", path=path
            )
        if syntax == DeflatedExplicitVRLittleEndian:
            raise no_decoder_error(path, syntax)
        place = _find_pixels(file, syntax)
        if place is None:
            what = tags.get("SOPClassUID")
            kind = what.name if what else filled("of an unknown kind")
            raise SourceError(
                "{path} is a DICOM file without pictures ({kind}), or it is cut off before them.", path=path, kind=kind
            )
        header = DicomHeader(path, syntax, tags, *place)
        # Of a video the stream itself has these.
        missing = [] if header.is_video else [name for name in _NEEDED if tags.get(name) is None]
        if missing:
            raise SourceError(
                "{path} is a DICOM file that lacks tags of its pictures: {missing}.",
                path=path,
                missing=", ".join(missing),
            )
        if not header.is_video:
            refuse_too_large(*header.size_px, path)
    return header


def no_decoder_error(path: Path, syntax: UID) -> SourceError:
    """Returns the error for a transfer syntax that cannot be decoded."""
    return SourceError(
        "{path} is a DICOM file with pictures as {name}, for which this program has no decoder. "
        "Export it as a video (MP4) or as pictures (PNG) from the program that wrote it.",
        path=path,
        name=syntax.name,
    )


def as_number(value: Any, kind: type[int] | type[float]) -> Any:
    """Returns a tag's value as a number; None if it is missing or no number."""
    try:
        return kind(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _find_pixels(file: BinaryIO, syntax: UID) -> tuple[int, int | None, str] | None:
    """Returns position, length (None: encapsulated) and type of the pixel data at the place where reading stopped.

    None if there are no pixel data.
    """
    order = "<" if syntax.is_little_endian else ">"
    head = file.read(8)
    if len(head) < 8:
        return None
    group, element = struct.unpack_from(f"{order}HH", head)
    if group << 16 | element != _PIXEL_DATA:
        return None
    # Explicit VR: OB and OW have two bytes of nothing before a length of four.
    length = struct.unpack(f"{order}L", head[4:] if syntax.is_implicit_VR else file.read(4))[0]
    vr = "OW" if syntax.is_implicit_VR else head[4:6].decode("ascii")
    return file.tell(), None if length == _UNDEFINED_LENGTH else int(length), vr
