"""What masks and pictures in TIFF files have in common: the head, the orientation, and what OpenCV misreads."""

import logging
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
from polyp_core.frames.size_limit import refuse_too_large

# What is wrong with a file is told in our own words, in one line.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)

TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_ORIENTATION = 0x0112
_GREY_OR_RGB = (tifffile.PHOTOMETRIC.MINISBLACK, tifffile.PHOTOMETRIC.RGB)


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
        refuse_impossible_size(page)
        refuse_too_large(int(page.imagewidth), int(page.imagelength), path)
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


def read_flat_tiff(data: bytes, path: Path) -> NDArray[np.generic]:
    """H x W x samples of a mislabelled TIFF, uint8 or uint16 as in the file. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        shape = (page.imagelength, page.imagewidth, page.samplesperpixel)
        if page.shape != shape or not 0 < page.nbytes <= len(data):
            raise ValueError("no flat image of the file's size")
        return turned(page.asarray(), orientation(page))


def read_tiff_numbers(data: bytes, path: Path) -> NDArray[np.generic]:
    """H x W as in the file, of one sample a pixel, which may be one that other readers lack. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        return turned(page.asarray(), orientation(page))


@contextmanager
def _first_page(file: BinaryIO, path: Path) -> Iterator[tifffile.TiffPage]:
    """Raises SourceError where the block, or tifffile before it, cannot make sense of the file."""
    try:
        with tifffile.TiffFile(file) as tiff:
            yield tiff.pages.first
    except SourceError:
        raise
    except Exception as error:
        # tifffile checks little: a damaged file ends in whatever its bytes lead to, from TypeError to MemoryError.
        raise SourceError(f"{path} is not an image that can be read, or it is damaged.") from error


def refuse_impossible_size(page: tifffile.TiffPage) -> None:
    """Raises ValueError where the file cannot hold a page of the size that it announces."""
    pixels = int(page.imagewidth) * int(page.imagelength)
    flat = page.compression == tifffile.COMPRESSION.NONE
    # Uncompressed, a pixel takes a bit at least.
    if pixels <= 0 or (flat and pixels > 8 * page.parent.filehandle.size):
        raise ValueError("no image of the file's size")


def orientation(page: tifffile.TiffPage) -> int:
    """As in EXIF, 1 (upright) to 8; from 5 on rows and columns change places."""
    tag = page.tags.get(_ORIENTATION)
    return tag.value if tag is not None and tag.value in range(1, 9) else 1


def turned(samples: NDArray[np.generic], orientation: int) -> NDArray[np.generic]:
    """Samples (H x W or H x W x C) as stored with an orientation, upright."""
    if orientation >= 5:
        samples = samples.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        samples = samples[:, ::-1]
    return samples[::-1] if orientation in (3, 4, 7, 8) else samples
