"""Decodes image files to their stored sample values, with the library that reads the format correctly.

OpenCV reads the common formats. It does not support HEIC, reads one tile of some AVIF files, and does not compose GIF,
WebP and PNG animations: these are read by pillow-heif and Pillow.
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps

from polyp_core.errors import SourceError
from polyp_core.frames.file_kinds import HEAD_BYTES, ImageKind, image_kind, refuse_unsupported
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.stills.sample_levels import StoredPicture
from polyp_core.frames.stills.tiff_pictures import TiffPictures

# Sizes are checked before decoding by `size_limit.py`, with another limit than Pillow's.
PillowImage.MAX_IMAGE_PIXELS = None
# Errors are reported as SourceError, not in the libraries' logs and warnings.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

_EXIF_ORIENTATION = 0x0112
_EXIF_SIDEWAYS = (5, 6, 7, 8)
_JPEG_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BY_PILLOW = frozenset({ImageKind.GIF, ImageKind.AVIF, ImageKind.NAMED})
_ANIMATED_KINDS = frozenset({ImageKind.PNG, ImageKind.WEBP, ImageKind.GIF, ImageKind.AVIF})
_PNG_SIZE_AT, _PNG_DEPTH_AT = 16, 24


@dataclass(frozen=True, slots=True)
class ImageHead:
    """Properties of an image file from its header, without decoding.

    `size_px` is the displayed (width, height) of the first picture, `is_deep` true if its samples are not 8 bits,
    `pictures` the number of pages or animation frames, `others` the further pictures in a HEIC file, which are not
    shown.
    """

    size_px: tuple[int, int]
    is_deep: bool = False
    pictures: int = 1
    others: int = 0


def read_image_head(file: BinaryIO, path: Path) -> ImageHead:
    """Reads the header of an open file. Raises SourceError if it is damaged or the picture too large."""
    start = file.read(HEAD_BYTES)
    file.seek(0)
    head = _read_head(file, start, path)
    refuse_too_large(*head.size_px, path)
    return head


def read_stored(data: bytes, path: Path) -> StoredPicture:
    """Decodes the first picture of a file (the primary one of HEIC), upright.

    Drops transparency and ignores colour profiles, as in training. Raises SourceError, for a picture that is too large
    before decoding.
    """
    kind = known_kind(data, path)
    if kind is ImageKind.TIFF:
        with TiffPictures(BytesIO(data), path) as pictures:
            return pictures.read(0)
    if kind is ImageKind.DICOM:
        from polyp_core.frames.dicom.pictures import DicomPictures  # imports pydicom

        return DicomPictures(BytesIO(data), path).read(0)
    if kind is ImageKind.HEIF:
        return StoredPicture(_read_heif(data, path))
    check_size(data, kind, path)
    if kind in _BY_PILLOW or is_animation(kind, data):
        return StoredPicture(_read_by_pillow(data, path))
    return _read_by_opencv(data, kind, path)


def known_kind(data: bytes, path: Path) -> ImageKind:
    """Returns the format of a file that begins with `data`. Raises SourceError if it is not a supported image."""
    kind = image_kind(data[:HEAD_BYTES], path)
    if kind is None:
        refuse_unsupported(data[:HEAD_BYTES], path)
        raise SourceError("{path} is not an image that can be read, or it is damaged.", path=path)
    return kind


def check_size(data: bytes, kind: ImageKind, path: Path) -> None:
    """Raises SourceError if the picture is too large, or its header damaged."""
    size_px = _stored_size(data, kind)
    if size_px is None:
        read_image_head(BytesIO(data), path)
    else:
        refuse_too_large(*size_px, path)


def decode(data: bytes, flags: int, path: Path) -> NDArray[np.uint8]:
    """Decodes a file with OpenCV, with flags for 8 bits. Raises SourceError."""
    return np.asarray(_decode_any_depth(data, flags, path), np.uint8)


def count_pictures(data: bytes, path: Path) -> int:
    """Returns the number of pages or animation frames of a file. Raises SourceError."""
    kind = image_kind(data[:HEAD_BYTES], path)
    if kind in (ImageKind.GIF, ImageKind.AVIF, ImageKind.TIFF, ImageKind.DICOM) or (kind and is_animation(kind, data)):
        return read_image_head(BytesIO(data), path).pictures
    return 1


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Returns the displayed (width, height) of a JPEG; None for other files or if not found.

    Uses Pillow, which takes fifteen times as long, only if there is EXIF with a possible orientation.
    """
    size_px, has_exif = _find_jpeg_frame(data)
    if not has_exif:
        return size_px
    try:
        return _head_by_pillow(BytesIO(data), Path()).size_px
    except SourceError:
        return None


def is_animation(kind: ImageKind, data: bytes) -> bool:
    """True if a PNG or WebP that begins with `data` is an animation. A GIF must be read to its end to know."""
    if kind is ImageKind.PNG:
        return b"acTL" in data[: max(0, data.find(b"IDAT"))]
    return kind is ImageKind.WEBP and data[12:16] == b"VP8X" and bool(data[20] & 0b10)


@contextmanager
def pillow_errors(path: Path) -> Iterator[None]:
    """Turns exceptions of Pillow and pillow-heif for damaged files into SourceError."""
    try:
        yield
    except (OSError, ValueError, SyntaxError, IndexError, RuntimeError, EOFError, struct.error, MemoryError) as error:
        # Pillow raises SyntaxError for a broken PNG, pillow-heif IndexError for a file without pictures.
        raise SourceError("{path} is not an image that can be read, or it is damaged.", path=path) from error


def _read_head(file: BinaryIO, start: bytes, path: Path) -> ImageHead:
    kind = known_kind(start, path)
    if kind is ImageKind.TIFF:
        with TiffPictures(file, path) as pictures:
            return ImageHead(pictures.size_px(0), pictures.is_deep(0), len(pictures))
    if kind is ImageKind.DICOM:
        from polyp_core.frames.dicom.pictures import DicomPictures  # imports pydicom

        dicom = DicomPictures(file, path)
        return ImageHead(dicom.size_px(0), dicom.is_deep(0), len(dicom))
    if kind is ImageKind.HEIF:
        heif = _open_heif(file.read(), path)
        width_px, height_px = heif.size
        return ImageHead((width_px, height_px), others=len(heif) - 1)
    return _head_by_pillow(file, path, start, kind)


def _head_by_pillow(file: BinaryIO, path: Path, start: bytes = b"", kind: ImageKind = ImageKind.JPEG) -> ImageHead:
    with pillow_errors(path):
        if kind is ImageKind.WEBP:
            # Pillow allocates the whole picture on opening.
            refuse_too_large(*_webp_size(start), path)
        elif kind is ImageKind.AVIF:
            for size_px in _declared_sizes(file.read()):
                refuse_too_large(*size_px, path)
            file.seek(0)
        with PillowImage.open(file) as image:
            size_px = image.size
            exif_bytes = image.info.get("exif")  # getexif() would decode a whole PNG, in case one comes at its end
            if exif_bytes:
                exif = PillowImage.Exif()
                exif.load(exif_bytes)
                if exif.get(_EXIF_ORIENTATION) in _EXIF_SIDEWAYS:
                    size_px = size_px[::-1]
            refuse_too_large(*size_px, path)
            pictures = getattr(image, "n_frames", 1) if kind in _ANIMATED_KINDS else 1
            if pictures > 1 and image.info.get("default_image"):
                pictures -= 1  # of a PNG animation, for programs that show none
            return ImageHead(size_px, _is_deep(start, kind), pictures)


def _read_by_opencv(data: bytes, kind: ImageKind, path: Path) -> StoredPicture:
    if not _is_deep(data, kind):
        return StoredPicture(decode(data, cv2.IMREAD_COLOR_RGB, path))
    # Decode as BGR: OpenCV's conversion of 16-bit pictures to RGB is not always correct.
    pixels = _decode_any_depth(data, cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH, path)
    return StoredPicture(np.ascontiguousarray(pixels[..., ::-1]), _significant_bits(data, kind))


def _decode_any_depth(data: bytes, flags: int, path: Path) -> NDArray[np.generic]:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        raise SourceError("{path} cannot be shown as an image: {err}.", path=path, err=error.err) from error
    if pixels is None:
        raise SourceError("{path} is not an image that can be read, or it is damaged.", path=path)
    return np.asarray(pixels)


def _read_by_pillow(data: bytes, path: Path) -> NDArray[np.uint8]:
    with pillow_errors(path), PillowImage.open(BytesIO(data)) as image:
        return rgb_of(image)


def rgb_of(image: PillowImage.Image) -> NDArray[np.uint8]:
    """Returns the current picture of `image` as H x W x 3 uint8 RGB, upright.

    Transparent pixels keep their colours in stills, and are black in animations.
    """
    if getattr(image, "is_animated", False) and image.has_transparency_data:
        shown = image.convert("RGBA")
        black = PillowImage.new("RGBA", shown.size, (0, 0, 0, 255))
        picture = PillowImage.alpha_composite(black, shown).convert("RGB")
    else:
        picture = image.convert("RGB")
    orientation = image.getexif().get(_EXIF_ORIENTATION, 1) if image.info.get("exif") else 1
    if orientation != 1:
        picture.getexif()[_EXIF_ORIENTATION] = orientation
        picture = ImageOps.exif_transpose(picture)
    return np.array(picture)


def _open_heif(data: bytes, path: Path) -> pillow_heif.HeifFile:
    for size_px in _declared_sizes(data):
        refuse_too_large(*size_px, path)
    with pillow_errors(path):
        heif = pillow_heif.open_heif(BytesIO(data))
        if len(heif) == 0:
            raise ValueError("no picture")
        width_px, height_px = heif.size
    refuse_too_large(width_px, height_px, path)
    return heif


def _read_heif(data: bytes, path: Path) -> NDArray[np.uint8]:
    """Decodes HEIC with libheif, which applies the orientation; its EXIF orientation is redundant."""
    heif = _open_heif(data, path)
    with pillow_errors(path):
        pixels = np.asarray(heif)
        if pixels.ndim == 3:
            pixels = pixels[..., :3] if pixels.shape[2] >= 3 else pixels[..., 0]
        return np.array(pixels, np.uint8)


def _declared_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yields (width, height) of all pictures, tiles and thumbnails of a HEIC or AVIF file (ISO 23008-12, 6.5.3)."""
    at = data.find(b"ispe")
    while at >= 0 and at + 16 <= len(data):
        if data[at - 4 : at] == b"\0\0\0\x14":
            yield struct.unpack_from(">II", data, at + 8)
        at = data.find(b"ispe", at + 4)


def _webp_size(start: bytes) -> tuple[int, int]:
    """Returns (width, height) from the header of a WebP (RFC 9649). Raises struct.error, IndexError if truncated."""
    match start[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(start[24:27], "little"), 1 + int.from_bytes(start[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(start[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width_px, height_px = struct.unpack_from("<HH", start, 26)
    return width_px & 0x3FFF, height_px & 0x3FFF


def _stored_size(data: bytes, kind: ImageKind) -> tuple[int, int] | None:
    """Returns the stored (width, height) of JPEG and PNG, faster than Pillow; None for other formats."""
    if kind is ImageKind.JPEG:
        return _find_jpeg_frame(data)[0]
    if kind is ImageKind.PNG and len(data) > _PNG_DEPTH_AT:
        width_px, height_px = struct.unpack_from(">II", data, _PNG_SIZE_AT)
        return width_px, height_px
    return None


def is_reversible(data: bytes) -> bool:
    """True if a JPEG 2000 file is lossless: its coding style (ISO 15444-1, A.6.1) has the reversible 5-3 wavelet."""
    at = data.find(b"\xff\x52")
    return at >= 0 and data[at + 13 : at + 14] == b"\x01"


def _is_deep(data: bytes, kind: ImageKind) -> bool:
    """True if a file that OpenCV reads has samples of more than 8 bits."""
    if kind is ImageKind.PNG:
        return data[_PNG_DEPTH_AT : _PNG_DEPTH_AT + 1] == b"\x10"
    if kind is ImageKind.NETPBM:
        return (_significant_bits(data, kind) or 16) > 8
    if kind is ImageKind.JPEG_2000:
        at = data.find(b"ihdr")
        # ISO 15444-1: bit depth in the image header box, or of the first component of a raw codestream.
        depth = data[at + 14 : at + 15] if at >= 0 else data[42:43]
        return bool(depth) and depth[0] & 0x7F >= 8
    return False


def _find_jpeg_frame(data: bytes) -> tuple[tuple[int, int] | None, bool]:
    """Returns the stored (width, height), None if not found, and whether EXIF precedes it."""
    position, has_exif = 2, False
    while data.startswith(b"\xff\xd8\xff") and position + 9 < len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        has_exif |= marker == 0xE1
        if marker in _JPEG_FRAME_MARKERS:
            height_px, width_px = struct.unpack_from(">HH", data, position + 5)
            return ((width_px, height_px) if height_px else None), has_exif
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return None, has_exif


def _significant_bits(data: bytes, kind: ImageKind) -> int | None:
    """Returns the number of significant bits stated in a 16-bit file: sBIT of PNG, largest value of PPM."""
    if kind is ImageKind.PNG:
        at = data.find(b"sBIT", 0, max(0, data.find(b"IDAT")))
        if at < 0:
            return None
        length = int.from_bytes(data[at - 4 : at])
        return max(data[at + 4 : at + 4 + length], default=None)
    if kind is ImageKind.NETPBM:
        numbers = [word for line in data[:512].split(b"\n") for word in line.split(b"#")[0].split()]
        largest = numbers[3] if len(numbers) > 3 else b""
        bits = int(largest).bit_length() if largest.isdigit() else 16
        return bits if bits < 16 else None  # programs write the maximum of the type whatever the data
    return None
