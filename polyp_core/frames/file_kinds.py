"""Recognises image files: by suffix when listing folders, and by their first bytes when reading.

The content determines the format because suffixes may be wrong: some phones name HEIC pictures `.jpg`.
"""

from enum import Enum, auto
from pathlib import Path

from polyp_core.display_text import filled, mark
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, open_regular

IMAGE_SUFFIXES = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif"),
        *(".png", ".apng", ".bmp", ".dib", ".gif", ".webp"),
        *(".tif", ".tiff"),
        *(".heic", ".heif", ".hif", ".avif"),
        *(".jp2", ".j2k", ".j2c", ".jpf", ".jpx"),
        *(".ppm", ".pgm", ".pbm", ".pnm"),
        *(".tga", ".pcx", ".sgi"),
    }
)
"""Suffixes of supported image files in lower case; used by all lists, filters and dialogs."""

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mkv", ".avi", ".mov", ".mpg", ".mpeg", ".ts", ".m2ts", ".mts", ".vob", ".webm", ".wmv"}
)
"""Suffixes of common videos in lower case, by which folders are searched and dialogs filter.

A file that the user names is opened by its content: any that FFmpeg decodes.
"""

DICOM_SUFFIXES = frozenset({".dcm", ".dicom"})
DICOM_INDEX = "DICOMDIR"
"""Name of the file that lists the DICOM files of a medium."""

HEAD_BYTES = 132
"""Number of first bytes that are needed to determine the kind of a file."""

_DICOM_AT, _DICOM_MARK = 128, b"DICM"
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_MOTION_JPEG_SUFFIXES = frozenset({".mjpg", ".mjpeg"})
_UNSUPPORTED = (
    (b"\x76\x2f\x31\x01", mark("an OpenEXR picture")),
    (b"#?RADIANCE", mark("a Radiance HDR picture")),
    (b"#?RGBE", mark("a Radiance HDR picture")),
    (b"8BPS", mark("a Photoshop file")),
    (b"\xff\x0a", mark("a JPEG XL picture")),
    (b"\0\0\0\x0cJXL \r\n\x87\n", mark("a JPEG XL picture")),
    (b"PF\n", mark("a PFM picture")),
    (b"Pf\n", mark("a PFM picture")),
    (b"%PDF", mark("a PDF file")),
)
_RAW_SUFFIXES = frozenset({".dng", ".nef", ".cr2", ".cr3", ".arw", ".orf", ".rw2", ".raf", ".pef", ".srw"})


class ImageKind(Enum):
    """Image file format."""

    JPEG = auto()
    PNG = auto()
    GIF = auto()
    WEBP = auto()
    TIFF = auto()
    BMP = auto()
    HEIF = auto()
    AVIF = auto()
    JPEG_2000 = auto()
    NETPBM = auto()
    DICOM = auto()
    """Of frames or a still; those with a video stream are videos."""
    NAMED = auto()
    """TGA, PCX, SGI and BMP without a header, which are recognised by suffix."""


_SIGNATURES = (
    (b"\xff\xd8\xff", ImageKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", ImageKind.PNG),
    (b"GIF87a", ImageKind.GIF),
    (b"GIF89a", ImageKind.GIF),
    (b"II*\0", ImageKind.TIFF),
    (b"MM\0*", ImageKind.TIFF),
    (b"II+\0", ImageKind.TIFF),
    (b"MM\0+", ImageKind.TIFF),
    (b"\0\0\0\x0cjP  ", ImageKind.JPEG_2000),
    (b"\xff\x4f\xff\x51", ImageKind.JPEG_2000),
)
_NAMED_SUFFIXES = frozenset({".tga", ".pcx", ".sgi", ".dib"})


def has_image_suffix(path: Path) -> bool:
    """True if `path` has the suffix of a supported image format."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def image_kind(head: bytes, path: Path) -> ImageKind | None:
    """Returns the format of a file that begins with `head`; None if it is not a supported image."""
    if head[_DICOM_AT:].startswith(_DICOM_MARK):  # before it there may be anything, such as the head of a TIFF
        return ImageKind.DICOM
    for start, kind in _SIGNATURES:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ImageKind.WEBP
    if head.startswith(b"BM"):
        return ImageKind.BMP
    if head[4:8] == b"ftyp":
        return _kind_of_brands(head)
    suffix = path.suffix.lower()
    if head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace():
        return ImageKind.NETPBM
    if suffix in DICOM_SUFFIXES and not _is_video(head):
        return ImageKind.DICOM
    return ImageKind.NAMED if suffix in _NAMED_SUFFIXES else None


def is_picture(head: bytes, path: Path) -> bool:
    """True if a file is opened as a picture rather than a video."""
    kind = image_kind(head, path)
    if kind is ImageKind.JPEG and path.suffix.lower() in _MOTION_JPEG_SUFFIXES:
        return False
    if kind is None:
        return has_image_suffix(path) and not _is_video(head)
    return True


def read_head(path: Path) -> bytes:
    """Returns the first HEAD_BYTES of a file. Raises SourceError if it cannot be read."""
    try:
        with open_regular(path) as file:
            return file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise SourceError(
            "{path} does not exist. Check whether it was moved or its drive unplugged.", path=path
        ) from error
    except OSError as error:
        raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error


def is_dicom(head: bytes, path: Path) -> bool:
    """True for a DICOM file, or a file named like one that has no other known format."""
    return image_kind(head, path) is ImageKind.DICOM


def may_be_dicom(name: str) -> bool:
    """True for names that DICOM files have: often without a suffix, or with a number as the last part."""
    suffix = Path(name).suffix.lower()
    return suffix in ("", *DICOM_SUFFIXES) or suffix[1:].isdecimal()


def refuse_unsupported(head: bytes, path: Path) -> None:
    """Raises SourceError for image formats that are not supported, naming the format."""
    if path.suffix.lower() in _RAW_SUFFIXES:
        raise SourceError(
            "{path} is a raw camera file, which this program does not read. Save it as PNG or JPEG.", path=path
        )
    for start, what in _UNSUPPORTED:
        if head.startswith(start):
            raise SourceError(
                "{path} is {what}, which this program does not read. Save it as PNG or JPEG.",
                path=path,
                what=filled(what),
            )


def _kind_of_brands(head: bytes) -> ImageKind | None:
    """Returns the format of an ISO media file by its brands (ISO 23008-12, 10.2); None for videos."""
    end = min(int.from_bytes(head[:4]), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    if brands & _AVIF_BRANDS:
        return ImageKind.AVIF
    # Image sequences have another major brand ("hevc", "msf1") and are read as videos.
    return ImageKind.HEIF if head[8:12] in _HEIF_BRANDS else None


def _is_video(head: bytes) -> bool:
    """True if the content is a common video container, whatever the name."""
    riff = head.startswith(b"RIFF") and head[8:12] == b"AVI "
    return (
        riff
        or head[4:8] in (b"ftyp", b"moov")
        or head.startswith((b"\x1a\x45\xdf\xa3", b"\0\0\x01\xba", b"\x30\x26\xb2\x75"))
    )
