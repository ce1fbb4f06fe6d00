"""TIFF functions for masks and pictures: header, orientation, and files that OpenCV misreads."""

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

# Errors are reported as SourceError, not in tifffile's log.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)

TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_ORIENTATION = 0x0112
_GREY_OR_RGB = (tifffile.PHOTOMETRIC.MINISBLACK, tifffile.PHOTOMETRIC.RGB)


@dataclass(frozen=True, slots=True)
class TiffHead:
    """Number of pictures in a TIFF (without reduced versions), and the sample format of the first."""

    pages: int
    bits: int
    samples: int
    is_plain: bool
    """True if the samples are unsigned integers, greyscale (0 is black) or RGB."""


def tiff_head(data: bytes, path: Path) -> TiffHead:
    """Reads the header of a TIFF. Raises SourceError if it is damaged or too large."""
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
    """True if the file is tagged greyscale but contains colour, as CVC-ClinicDB's originals; OpenCV misreads those."""
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
        return False  # OpenCV may still read it, or raises an error


def read_flat_tiff(data: bytes, path: Path) -> NDArray[np.generic]:
    """Returns H x W x samples of a mislabelled TIFF, uint8 or uint16 as in the file. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        shape = (page.imagelength, page.imagewidth, page.samplesperpixel)
        if page.shape != shape or not 0 < page.nbytes <= len(data):
            raise ValueError("no flat image of the file's size")
        return to_upright(page.asarray(), orientation(page))


def read_tiff_numbers(data: bytes, path: Path) -> NDArray[np.generic]:
    """Returns H x W of a single-channel TIFF, in types that other readers do not support. Raises SourceError."""
    with _first_page(BytesIO(data), path) as page:
        return to_upright(page.asarray(), orientation(page))


@contextmanager
def _first_page(file: BinaryIO, path: Path) -> Iterator[tifffile.TiffPage]:
    """Opens the first page; raises SourceError if tifffile or the block fails."""
    try:
        with tifffile.TiffFile(file) as tiff:
            yield tiff.pages.first
    except SourceError:
        raise
    except Exception as error:
        # tifffile validates little: damaged files raise any exception, from TypeError to MemoryError.
        raise SourceError("{path} is not an image that can be read, or it is damaged.", path=path) from error


def refuse_impossible_size(page: tifffile.TiffPage) -> None:
    """Raises ValueError if the file is too small for the page size in its header."""
    pixels = int(page.imagewidth) * int(page.imagelength)
    flat = page.compression == tifffile.COMPRESSION.NONE
    # An uncompressed pixel takes at least one bit.
    if pixels <= 0 or (flat and pixels > 8 * page.parent.filehandle.size):
        raise ValueError("no image of the file's size")


def orientation(page: tifffile.TiffPage) -> int:
    """Returns the EXIF orientation, 1 (upright) to 8; from 5 on rows and columns are swapped."""
    tag = page.tags.get(_ORIENTATION)
    return tag.value if tag is not None and tag.value in range(1, 9) else 1


def to_upright(samples: NDArray[np.generic], orientation: int) -> NDArray[np.generic]:
    """Returns stored samples (H x W or H x W x C) in upright orientation."""
    if orientation >= 5:
        samples = samples.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        samples = samples[:, ::-1]
    return samples[::-1] if orientation in (3, 4, 7, 8) else samples
