"""Reading image files: the one way from a file to pixels, for frames and for masks."""

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.frames.source import Image

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})

Mask = NDArray[np.bool_]
"""H x W bool, true where the polyp is."""

_MASK_CUT = 127  # JPEG masks hold 0..16 and 240..255 where 0 and 255 were meant
_TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_EXIF_ORIENTATION = 0x0112
_EXIF_SIDEWAYS = (5, 6, 7, 8)


def read_image(path: Path | str) -> Image:
    """H x W x 3 uint8 RGB.

    Grey and palette images become RGB, 16 bits a sample become 8, transparency is dropped, and the EXIF orientation is
    applied, as every picture viewer does. Raises SourceError.
    """
    data = _read_bytes(Path(path))
    if _is_mislabelled_tiff(data):
        return np.ascontiguousarray(_as_8_bit(tifffile.imread(BytesIO(data)))[..., :3])
    return _decode(data, cv2.IMREAD_COLOR_RGB, Path(path))


def read_mask(path: Path | str) -> Mask:
    """H x W bool: the image as one grey channel, true above 127. Raises SourceError."""
    return cut_mask(read_grey(path))


def cut_mask(grey: NDArray[np.uint8]) -> Mask:
    """The mask that a grey mask image (H x W uint8) stands for."""
    return grey > _MASK_CUT


def read_grey(path: Path | str) -> NDArray[np.uint8]:
    """H x W uint8: the image as one grey channel, as a mask is before it is cut. Raises SourceError."""
    data = _read_bytes(Path(path))
    if _is_mislabelled_tiff(data):
        return _as_8_bit(tifffile.imread(BytesIO(data)))[..., 0]
    return _decode(data, cv2.IMREAD_GRAYSCALE, Path(path))


def image_size(path: Path | str) -> tuple[int, int] | None:
    """(width, height) in pixels that `read_image` will give, from the file's header alone; None if it is unreadable."""
    try:
        if Path(path).suffix.lower() in (".tif", ".tiff"):
            with tifffile.TiffFile(path) as tiff:
                height_px, width_px = tiff.pages.first.shape[:2]
                return int(width_px), int(height_px)
        with PillowImage.open(path) as image:
            width_px, height_px = image.size
            exif = PillowImage.Exif()
            exif.load(image.info.get("exif", b""))  # getexif() would decode a whole PNG, in case one comes at its end
            if exif.get(_EXIF_ORIENTATION) in _EXIF_SIDEWAYS:
                return height_px, width_px
            return width_px, height_px
    except (OSError, ValueError, SyntaxError, IndexError, PillowImage.DecompressionBombError):
        return None  # SyntaxError is Pillow's word for a broken PNG


def _read_bytes(path: Path) -> bytes:
    try:
        # Bytes first, then decoding: OpenCV's own file access fails on Windows where a path has non-ASCII letters.
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist. Check whether it was moved or its drive unplugged.") from error
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {error.strerror or error}.") from error
    if not data:
        raise SourceError(f"{path} is empty.")
    return data


def _decode(data: bytes, flags: int, path: Path) -> NDArray[np.uint8]:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        raise SourceError(f"{path} cannot be shown as an image: {error.err}.") from error
    if pixels is None:
        raise SourceError(f"{path} is not an image that can be read, or it is damaged.")
    return np.asarray(pixels, np.uint8)


def _is_mislabelled_tiff(data: bytes) -> bool:
    """Whether it is tagged greyscale but holds colour, as CVC-ClinicDB's originals do: OpenCV misreads those."""
    if not data.startswith(_TIFF_HEADS):
        return False
    try:
        with tifffile.TiffFile(BytesIO(data)) as tiff:
            page = tiff.pages.first
            return bool(
                page.photometric == tifffile.PHOTOMETRIC.MINISBLACK
                and page.samplesperpixel >= 3
                and page.compression == tifffile.COMPRESSION.NONE
                and page.planarconfig == tifffile.PLANARCONFIG.CONTIG
                and page.dtype in (np.uint8, np.uint16)
            )
    except (ValueError, IndexError):
        return False


def _as_8_bit(samples: NDArray[np.generic]) -> NDArray[np.uint8]:
    return samples.astype(np.uint8) if samples.dtype == np.uint8 else (samples.astype(np.uint16) >> 8).astype(np.uint8)
