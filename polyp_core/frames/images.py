"""Reading image files: the one way from a file to the pixels of a frame. Masks: `mask_files.py`."""

import struct
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.frames.source import Image
from polyp_core.frames.tiff import HEAD_BYTES, TIFF_HEADS, is_mislabelled_tiff, read_mislabelled_tiff, tiff_size
from polyp_core.regular_files import open_regular, read_regular, reason_of

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})

Mask = NDArray[np.bool_]
"""H x W bool, true where the polyp is."""

_LEVELS_OF_12_BITS = 4096
_NEARLY_BLACK = 16  # of 255: what the brightest of 12 bits becomes, read as 16 bits
_EXIF_ORIENTATION = 0x0112
_EXIF_SIDEWAYS = (5, 6, 7, 8)
_JPEG_HEAD = b"\xff\xd8\xff"
_JPEG_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Flags that say only how much smaller, as IMREAD_COLOR_RGB says only in which order.
_REDUCTIONS = {2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}


def read_image(path: Path | str) -> Image:
    """H x W x 3 uint8 RGB.

    Grey and palette images become RGB, 16 bits a sample (or 12 in 16) become 8, transparency is dropped, and the EXIF
    orientation is applied, as every picture viewer does. Raises SourceError.
    """
    return _image_of(read_bytes(Path(path)), Path(path))


def read_reduced_image(path: Path | str, longer_side_px: int) -> tuple[Image, tuple[int, int]]:
    """What `read_image` gives made smaller, and the (width, height) in pixels that it has in full.

    The sides are divided by 2, 4 or 8, as far as the longer one keeps at least `longer_side_px`; a picture smaller than
    twice that stays whole. Each pixel is the mean of those it stands for, up to rounding: a JPEG's are made of fewer of
    its frequencies, which saves a quarter of the decoding and more. Raises SourceError.
    """
    path = Path(path)
    data = read_bytes(path)
    size_px = _jpeg_size(data)
    if size_px and (divisor := _divisor(size_px, longer_side_px)) > 1:
        return decode(data, cv2.IMREAD_COLOR_RGB | _REDUCTIONS[divisor], path), size_px
    image = _image_of(data, path)
    height_px, width_px = image.shape[:2]
    divisor = _divisor((width_px, height_px), longer_side_px)
    return divide_sides(image, divisor), (width_px, height_px)


def divide_sides(pixels: NDArray[np.uint8], divisor: int) -> NDArray[np.uint8]:
    """An image (H x W or H x W x 3), each pixel the mean of `divisor` x `divisor`; what is left at the end is cut off.

    OpenCV's area averaging is several times as fast at whole-numbered steps.
    """
    if divisor == 1:
        return pixels
    width_px, height_px = max(1, pixels.shape[1] // divisor), max(1, pixels.shape[0] // divisor)
    even = pixels[: height_px * divisor, : width_px * divisor]
    return np.asarray(cv2.resize(even, (width_px, height_px), interpolation=cv2.INTER_AREA), np.uint8)


def image_size(path: Path | str) -> tuple[int, int] | None:
    """(width, height) in pixels that `read_image` will give, from the file's header alone; None if it is unreadable."""
    try:
        with open_regular(Path(path)) as file:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            return tiff_size(file, Path(path)) if head in TIFF_HEADS else _size_in_header(file)
    except (OSError, SourceError):
        return None


def _size_in_header(file: BinaryIO) -> tuple[int, int] | None:
    """(width, height) in pixels as shown, of anything but a TIFF; None if Pillow cannot tell."""
    try:
        with PillowImage.open(file) as image:
            width_px, height_px = image.size
            exif_bytes = image.info.get("exif")  # getexif() would decode a whole PNG, in case one comes at its end
            if exif_bytes:
                exif = PillowImage.Exif()
                exif.load(exif_bytes)
                if exif.get(_EXIF_ORIENTATION) in _EXIF_SIDEWAYS:
                    return height_px, width_px
            return width_px, height_px
    except (OSError, ValueError, SyntaxError, IndexError, PillowImage.DecompressionBombError):
        return None  # SyntaxError is Pillow's word for a broken PNG


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels as shown; None where it is no JPEG, or none that tells.

    Pillow takes fifteen times as long; it is only asked where an orientation may be among the EXIF.
    """
    position = 2
    while data.startswith(_JPEG_HEAD) and position + 9 < len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xE1:
            return _size_in_header(BytesIO(data))
        if marker in _JPEG_FRAME_MARKERS:
            height_px, width_px = struct.unpack_from(">HH", data, position + 5)
            return (width_px, height_px) if height_px else None
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return None


def _divisor(size_px: tuple[int, int], longer_side_px: int) -> int:
    return next((divisor for divisor in (8, 4, 2) if max(size_px) >= divisor * longer_side_px), 1)


def _image_of(data: bytes, path: Path) -> Image:
    if is_mislabelled_tiff(data):
        return np.ascontiguousarray(read_mislabelled_tiff(data, path)[..., :3])
    image = decode(data, cv2.IMREAD_COLOR_RGB, path)
    if image.max(initial=0) > _NEARLY_BLACK:
        return image
    # Cameras of 12 bits fill only these of the 16 that a file holds: their brightest white would be nearly black.
    full = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH)
    if full is None or full.dtype != np.uint16 or full.max(initial=0) >= _LEVELS_OF_12_BITS:
        return image
    return np.ascontiguousarray((full // 16).astype(np.uint8)[..., ::-1])  # as RGB, OpenCV garbles 16-bit TIFF files


def read_bytes(path: Path) -> bytes:
    """All of the file, which is not empty. Raises SourceError."""
    try:
        # Bytes first, then decoding: OpenCV's own file access fails on Windows where a path has non-ASCII letters.
        data = read_regular(path)
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist. Check whether it was moved or its drive unplugged.") from error
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {reason_of(error)}.") from error
    if not data:
        raise SourceError(f"{path} is empty.")
    return data


def decode(data: bytes, flags: int, path: Path) -> NDArray[np.uint8]:
    """What OpenCV makes of a file's bytes with flags that ask for 8 bits. Raises SourceError, which names `path`."""
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        raise SourceError(f"{path} cannot be shown as an image: {error.err}.") from error
    if pixels is None:
        raise SourceError(f"{path} is not an image that can be read, or it is damaged.")
    return np.asarray(pixels, np.uint8)
