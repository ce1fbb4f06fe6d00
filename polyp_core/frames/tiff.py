"""What OpenCV does not do with TIFF files: it misreads some, and tells of none how large it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import tifffile
from numpy.typing import NDArray

from polyp_core.errors import SourceError

TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
HEAD_BYTES = 4

_ORIENTATION = 0x0112
_GREY_OR_RGB = (tifffile.PHOTOMETRIC.MINISBLACK, tifffile.PHOTOMETRIC.RGB)
_MOST_PIXELS = 2**30
"""OpenCV reads no more. A damaged head may announce any number."""


def tiff_size(file: BinaryIO, path: Path) -> tuple[int, int]:
    """(width, height) in pixels of the first page as shown. Raises SourceError."""
    with _first_page(file, path) as page:
        size_px = int(page.imagewidth), int(page.imagelength)
        if not 0 < size_px[0] * size_px[1] <= _most_pixels(page):
            raise ValueError("no image of the file's size")
        return size_px[::-1] if _orientation(page) >= 5 else size_px


@dataclass(frozen=True, slots=True)
class TiffHead:
    """How many pictures a TIFF holds, smaller versions of them not counted, and how the first one is stored."""

    pages: int
    bits: int
    samples: int
    is_plain: bool
    """Whether its samples are whole numbers from black on, of grey or of RGB."""


def tiff_head(data: bytes, path: Path) -> TiffHead:
    """Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        return TiffHead(
            pages=sum(not (isinstance(other, tifffile.TiffPage) and other.is_reduced) for other in page.parent.pages),
            bits=page.bitspersample,
            samples=page.samplesperpixel,
            is_plain=bool(page.dtype in (np.uint8, np.uint16) and page.photometric in _GREY_OR_RGB),
        )


def is_mislabelled_tiff(data: bytes) -> bool:
    """Whether it is tagged greyscale but holds colour, as CVC-ClinicDB's originals do: OpenCV misreads those."""
    if not data.startswith(TIFF_HEADS):
        return False
    try:
        with _first_page(BytesIO(data), Path()) as page:
            return bool(
                page.photometric == tifffile.PHOTOMETRIC.MINISBLACK
                and page.samplesperpixel >= 3
                and page.compression == tifffile.COMPRESSION.NONE
                and page.planarconfig == tifffile.PLANARCONFIG.CONTIG
                and page.dtype in (np.uint8, np.uint16)
            )
    except SourceError:
        return False  # OpenCV may still read it, and says so where it does not


def read_mislabelled_tiff(data: bytes, path: Path) -> NDArray[np.uint8]:
    """H x W x samples uint8: the first page as shown. Raises SourceError."""
    return np.ascontiguousarray(_as_8_bit(read_flat_tiff(data, path)))


def read_flat_tiff(data: bytes, path: Path) -> NDArray[np.generic]:
    """H x W x samples of a mislabelled TIFF, uint8 or uint16 as in the file. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        shape = (page.imagelength, page.imagewidth, page.samplesperpixel)
        if page.shape != shape or not 0 < page.nbytes <= len(data):
            raise ValueError("no flat image of the file's size")
        return _turned(page.asarray(), _orientation(page))


def read_tiff_numbers(data: bytes, path: Path) -> NDArray[np.generic]:
    """H x W as in the file, of one sample a pixel, which may be one that other readers lack. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        return _turned(page.asarray(), _orientation(page))


@contextmanager
def _first_page(file: BinaryIO, path: Path) -> Iterator[tifffile.TiffPage]:
    """Raises SourceError where the block, or tifffile before it, cannot make sense of the file."""
    try:
        with tifffile.TiffFile(file) as tiff:
            yield tiff.pages.first
    except Exception as error:
        # tifffile checks little: a damaged file ends in whatever its bytes lead to, from TypeError to MemoryError.
        raise SourceError(f"{path} is not an image that can be read, or it is damaged.") from error


def _most_pixels(page: tifffile.TiffPage) -> int:
    """How many the file can hold: an uncompressed one takes a bit at least."""
    if page.compression == tifffile.COMPRESSION.NONE:
        return min(8 * page.parent.filehandle.size, _MOST_PIXELS)
    return _MOST_PIXELS


def _orientation(page: tifffile.TiffPage) -> int:
    """As in EXIF, 1 (upright) to 8; from 5 on rows and columns change places."""
    tag = page.tags.get(_ORIENTATION)
    return tag.value if tag is not None and tag.value in range(1, 9) else 1


def _turned(samples: NDArray[np.generic], orientation: int) -> NDArray[np.generic]:
    if orientation >= 5:
        samples = samples.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        samples = samples[:, ::-1]
    return samples[::-1] if orientation in (3, 4, 7, 8) else samples


def _as_8_bit(samples: NDArray[np.generic]) -> NDArray[np.uint8]:
    return samples.astype(np.uint8) if samples.dtype == np.uint8 else (samples.astype(np.uint16) >> 8).astype(np.uint8)
