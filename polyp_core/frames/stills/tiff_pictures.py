"""Reads the pictures of a TIFF file in file order."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import SourceError
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.stills.cut_notes import cut_note, cut_short_note
from polyp_core.frames.stills.sample_levels import StoredPicture
from polyp_core.frames.stills.tiff import orientation, refuse_impossible_size, to_upright

_PLAIN = (
    tifffile.PHOTOMETRIC.MINISBLACK,
    tifffile.PHOTOMETRIC.MINISWHITE,
    tifffile.PHOTOMETRIC.RGB,
    tifffile.PHOTOMETRIC.PALETTE,
)
_RAW = (tifffile.PHOTOMETRIC.CFA, tifffile.PHOTOMETRIC.LINEAR_RAW)
_TIFFFILE_COMPRESSIONS = (
    tifffile.COMPRESSION.NONE,
    tifffile.COMPRESSION.ADOBE_DEFLATE,
    tifffile.COMPRESSION.DEFLATE,
    tifffile.COMPRESSION.LZMA,
    tifffile.COMPRESSION.PACKBITS,
)
"""Compressions that tifffile decodes without further packages; Pillow (libtiff) decodes the others."""
_SUPPORTED_BITS = (1, 8, 16, 32, 64)
_MAX_CHANNELS = 4
_MAX_SAMPLE_VALUE = 281
_DNG_VERSION = 50706


class TiffPictures(ContextManagerMixin):
    """The pictures of an open TIFF file, without reduced versions and masks. Not thread-safe.

    ImageJ writes one directory for a whole stack, with the number of pictures in its description. `notes` say whether
    some of these, or a further directory, are beyond the end of the file. Raises SourceError if there is no picture.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self.notes: tuple[str, ...] = ()
        with self._read_errors():
            # Not as OME: that would open other files named in the description.
            self._tiff = tifffile.TiffFile(file, is_ome=False)
        try:
            with self._read_errors():
                self._find_pictures()
        except SourceError:
            self._tiff.close()
            raise

    def _find_pictures(self) -> None:
        self._pages = [page for page in self._all_pages() if not (page.is_reduced or page.is_mask)]
        first = self._tiff.pages.first
        if _DNG_VERSION in first.tags or first.photometric in _RAW:
            raise SourceError(
                "{path} is a raw camera file, which this program does not read. Save it as PNG.", path=self._path
            )
        self._pages = self._pages or [first]
        self._virtual = 1
        if self._has_next_directory(self._tiff.pages[-1]):
            self.notes = (cut_short_note(len(self._pages)),)
        if len(self._pages) == 1 and (self._tiff.is_imagej or self._tiff.is_shaped):
            stated = self._stated_picture_count(first)
            if stated > 1 and first.is_contiguous and first.nbytes:
                available = (self._tiff.filehandle.size - first.dataoffsets[0]) // first.nbytes
                self._virtual = max(1, min(stated, available))
                if self._virtual < stated:
                    self.notes = (cut_note(self._virtual, stated),)

    def _all_pages(self) -> Iterator[tifffile.TiffPage]:
        for page in self._tiff.pages:
            yield page if isinstance(page, tifffile.TiffPage) else page.aspage()

    def _has_next_directory(self, last: tifffile.TiffPage | tifffile.TiffFrame) -> bool:
        """True if the last directory found points to another one, which is then missing from the file."""
        tiff, handle = self._tiff.tiff, self._tiff.filehandle
        handle.seek(last.offset)
        count = struct.unpack(tiff.tagnoformat, handle.read(tiff.tagnosize))[0]
        handle.seek(last.offset + tiff.tagnosize + count * tiff.tagsize)
        data = handle.read(tiff.offsetsize)
        return len(data) < tiff.offsetsize or struct.unpack(tiff.offsetformat, data)[0] != 0

    def _stated_picture_count(self, first: tifffile.TiffPage) -> int:
        """Returns the picture count in the description that ImageJ or tifffile wrote to a file of one directory."""
        if self._tiff.is_imagej:
            return int((self._tiff.imagej_metadata or {}).get("images", 1))
        shape = (self._tiff.shaped_metadata or ({},))[0].get("shape", ())
        return int(np.prod(shape)) // int(np.prod(first.shape)) if shape else 1

    def __len__(self) -> int:
        return max(len(self._pages), self._virtual)

    def size_px(self, index: int) -> tuple[int, int]:
        """Returns the displayed (width, height). Raises SourceError if the file is too small for it."""
        with self._read_errors():
            page = self._page(index)
            refuse_impossible_size(page)
            size_px = int(page.imagewidth), int(page.imagelength)
            return size_px[::-1] if orientation(page) >= 5 else size_px

    def is_deep(self, index: int) -> bool:
        """True if the samples are of another type than 8 bits or 1 bit."""
        page = self._page(index)
        return page.dtype is not None and page.dtype not in (np.uint8, np.bool_)

    def read(self, index: int) -> StoredPicture:
        """Returns the picture at `index`. Raises SourceError if damaged or unsupported."""
        with self._read_errors():
            page = self._page(index)
            refuse_impossible_size(page)
            refuse_too_large(int(page.imagewidth), int(page.imagelength), self._path)
            self._refuse_kind(page)
            if page.bitspersample not in _SUPPORTED_BITS:
                return StoredPicture(self._read_packed(page), _significant_bits(page))
            if page.photometric in _PLAIN and page.compression in _TIFFFILE_COMPRESSIONS:
                samples = self._read_plain(page, index)
            elif page.photometric in _PLAIN and page.bitspersample == 16 and page.samplesperpixel >= 3:
                samples = self._read_by_opencv(page)
            else:
                return StoredPicture(self._read_by_pillow(page), _significant_bits(page))
            return StoredPicture(np.ascontiguousarray(to_upright(samples, orientation(page))), _significant_bits(page))

    def close(self) -> None:
        self._tiff.close()

    def _page(self, index: int) -> tifffile.TiffPage:
        return self._pages[0] if self._virtual > 1 else self._pages[index]

    def _refuse_kind(self, page: tifffile.TiffPage) -> None:
        if page.dtype is not None and page.dtype.kind == "c":
            raise SourceError("{path} holds complex numbers, which are no picture. Save it as PNG.", path=self._path)
        if page.imagedepth > 1:
            raise SourceError(
                "{path} holds a volume and not pictures. Save its slices as a stack, or as PNG.", path=self._path
            )
        if page.samplesperpixel > _MAX_CHANNELS and page.photometric in _PLAIN:
            raise SourceError(
                "{path} holds {samplesperpixel} channels, and a picture has red, green and blue. Save it as RGB.",
                path=self._path,
                samplesperpixel=page.samplesperpixel,
            )

    def _read_plain(self, page: tifffile.TiffPage, index: int) -> NDArray[np.generic]:
        """Reads a picture with tifffile as H x W or H x W x 3."""
        if (
            page.compression == tifffile.COMPRESSION.NONE
            and page.size * page.bitspersample > 8 * self._tiff.filehandle.size
        ):
            raise ValueError("no image of the file's size")
        if self._virtual > 1 and page.dtype is not None:
            self._tiff.filehandle.seek(page.dataoffsets[0] + index * page.nbytes)
            dtype = np.dtype(self._tiff.byteorder + page.dtype.char)
            samples = np.frombuffer(self._tiff.filehandle.read(page.nbytes), dtype).reshape(page.shape)
        else:
            samples = page.asarray()
        if samples.ndim == 3 and page.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
            samples = samples.transpose(1, 2, 0)
        if samples.shape[:2] != (page.imagelength, page.imagewidth):
            raise ValueError("an image of another shape")
        if samples.ndim == 3:
            samples = samples[..., :3] if samples.shape[2] >= 3 else samples[..., 0]
        if page.photometric == tifffile.PHOTOMETRIC.PALETTE and page.colormap is not None:
            return _apply_colour_map(samples, page.colormap)
        if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
            return _invert(samples, page.bitspersample)
        return samples

    def _read_packed(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """Reads samples that are not whole bytes. Raises SourceError for those that Pillow does not support either."""
        try:
            return self._read_by_pillow(page)
        except UnidentifiedImageError as error:
            raise SourceError(
                "{path} holds samples of {bitspersample} bits, which are not read. Save it with 8 or 16.",
                path=self._path,
                bitspersample=page.bitspersample,
            ) from error

    def _read_by_pillow(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """Reads a picture with Pillow, which applies the orientation."""
        self._file.seek(0)
        with PillowImage.open(self._file, formats=("TIFF",)) as image:
            image.seek(page.index)
            deep = image.mode in ("F", "I") or image.mode.startswith("I;16")
            samples = np.asarray(image if deep or image.mode == "1" else image.convert("RGB"))
        if deep and page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
            return _invert(samples, page.bitspersample)
        return samples

    def _read_by_opencv(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """Reads 16-bit RGB, which Pillow would reduce to 8 bits."""
        self._file.seek(0)
        data = np.frombuffer(self._file.read(), np.uint8)
        flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
        done, pages = cv2.imdecodemulti(data, flags, range=(page.index, page.index + 1))
        if not done:
            raise ValueError("not decoded")
        return np.asarray(pages[0])[..., 2::-1]

    @contextmanager
    def _read_errors(self) -> Iterator[None]:
        """Turns all exceptions of the block into SourceError."""
        try:
            yield
        except SourceError:
            raise
        except Exception as error:
            # tifffile validates little: damaged files raise any exception, from TypeError to MemoryError.
            raise SourceError("{path} is not an image that can be read, or it is damaged.", path=self._path) from error


def _significant_bits(page: tifffile.TiffPage) -> int | None:
    """Returns the number of significant bits stated in the file, which may be fewer than 16; None if not stated."""
    if 8 < page.bitspersample < 16:
        return int(page.bitspersample)
    tag = page.tags.get(_MAX_SAMPLE_VALUE)
    if tag is None or page.dtype is None or page.dtype.kind not in "iu":
        return None
    value = max(tag.value) if isinstance(tag.value, tuple) else tag.value
    return int(value).bit_length() if 0 < value < 0xFFFF else None


def _apply_colour_map(index: NDArray[np.generic], colours: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Applies a TIFF colour map of 3 x N 16-bit values; old programs wrote 8-bit values."""
    table = np.asarray(colours).T
    eight = table if table.max(initial=0) <= 255 else table >> 8
    return eight.astype(np.uint8)[index.astype(np.int64)]


def _invert(samples: NDArray[np.generic], bits: int) -> NDArray[np.generic]:
    if samples.dtype == np.bool_:
        return ~samples.astype(np.bool_)
    if samples.dtype.kind != "u":
        return -samples.astype(np.float64)
    return ((1 << bits) - 1 - samples).astype(samples.dtype)
