"""The pictures in a TIFF file, one or many, in the order of the file."""

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
from polyp_core.frames.stills.sample_levels import StoredPicture
from polyp_core.frames.stills.tiff import orientation, refuse_impossible_size, turned

_PLAIN = (
    tifffile.PHOTOMETRIC.MINISBLACK,
    tifffile.PHOTOMETRIC.MINISWHITE,
    tifffile.PHOTOMETRIC.RGB,
    tifffile.PHOTOMETRIC.PALETTE,
)
_RAW = (tifffile.PHOTOMETRIC.CFA, tifffile.PHOTOMETRIC.LINEAR_RAW)
_UNPACKED = (
    tifffile.COMPRESSION.NONE,
    tifffile.COMPRESSION.ADOBE_DEFLATE,
    tifffile.COMPRESSION.DEFLATE,
    tifffile.COMPRESSION.LZMA,
    tifffile.COMPRESSION.PACKBITS,
)
"""What tifffile decodes by itself; Pillow (libtiff) does the others."""
_WHOLE_BITS = (1, 8, 16, 32, 64)
_MOST_CHANNELS = 4
_MAX_SAMPLE_VALUE = 281
_DNG_VERSION = 50706


class TiffPictures(ContextManagerMixin):
    """The pictures of an open TIFF file; smaller versions of them and masks are not counted. One thread owns it.

    ImageJ writes one directory for a whole stack and says in its description how many pictures follow. `missing` is how
    many of these lie beyond the end of the file; `is_cut` tells whether a further directory does. Raises SourceError
    where there is no picture.
    """

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self.missing = 0
        with self._readable():
            # Not as OME: that would open the other files which a description names.
            self._tiff = tifffile.TiffFile(file, is_ome=False)
        try:
            with self._readable():
                self._find()
        except SourceError:
            self._tiff.close()
            raise

    def _find(self) -> None:
        self._pages = [page for page in self._all_pages() if not (page.is_reduced or page.is_mask)]
        first = self._tiff.pages.first
        if _DNG_VERSION in first.tags or first.photometric in _RAW:
            raise SourceError(f"{self._path} is a raw camera file, which this program does not read. Save it as PNG.")
        self._pages = self._pages or [first]
        self.is_cut = self._goes_on_after(self._tiff.pages[-1])
        self._virtual = 1
        if len(self._pages) == 1 and (self._tiff.is_imagej or self._tiff.is_shaped):
            told = self._told_pictures(first)
            if told > 1 and first.is_contiguous and first.nbytes:
                held = (self._tiff.filehandle.size - first.dataoffsets[0]) // first.nbytes
                self._virtual = max(1, min(told, held))
                self.missing = told - self._virtual

    def _all_pages(self) -> Iterator[tifffile.TiffPage]:
        for page in self._tiff.pages:
            yield page if isinstance(page, tifffile.TiffPage) else page.aspage()

    def _goes_on_after(self, last: tifffile.TiffPage | tifffile.TiffFrame) -> bool:
        """Whether the last directory that was found names a further one, which is then not in the file."""
        tiff, handle = self._tiff.tiff, self._tiff.filehandle
        handle.seek(last.offset)
        count = struct.unpack(tiff.tagnoformat, handle.read(tiff.tagnosize))[0]
        handle.seek(last.offset + tiff.tagnosize + count * tiff.tagsize)
        data = handle.read(tiff.offsetsize)
        return len(data) < tiff.offsetsize or struct.unpack(tiff.offsetformat, data)[0] != 0

    def _told_pictures(self, first: tifffile.TiffPage) -> int:
        """How many the description promises, by ImageJ or by tifffile, in a file of one directory."""
        if self._tiff.is_imagej:
            return int((self._tiff.imagej_metadata or {}).get("images", 1))
        shape = (self._tiff.shaped_metadata or ({},))[0].get("shape", ())
        return int(np.prod(shape)) // int(np.prod(first.shape)) if shape else 1

    def __len__(self) -> int:
        return max(len(self._pages), self._virtual)

    def size_px(self, index: int) -> tuple[int, int]:
        """(width, height) of a picture as shown. Raises SourceError where no such picture can be in the file."""
        with self._readable():
            page = self._page(index)
            refuse_impossible_size(page)
            size_px = int(page.imagewidth), int(page.imagelength)
            return size_px[::-1] if orientation(page) >= 5 else size_px

    def is_deep(self, index: int) -> bool:
        """Whether its samples are anything but 8 bits, or 1."""
        page = self._page(index)
        return page.dtype is not None and page.dtype not in (np.uint8, np.bool_)

    def read(self, index: int) -> StoredPicture:
        """The picture at `index`. Raises SourceError, also for a kind that is not read, which it names."""
        with self._readable():
            page = self._page(index)
            refuse_impossible_size(page)
            refuse_too_large(int(page.imagewidth), int(page.imagelength), self._path)
            self._refuse_kind(page)
            if page.bitspersample not in _WHOLE_BITS:
                return StoredPicture(self._packed(page), _told_bits(page))
            if page.photometric in _PLAIN and page.compression in _UNPACKED:
                samples = self._plain(page, index)
            elif page.photometric in _PLAIN and page.bitspersample == 16 and page.samplesperpixel >= 3:
                samples = self._by_opencv(page)
            else:
                return StoredPicture(self._by_pillow(page), _told_bits(page))
            return StoredPicture(np.ascontiguousarray(turned(samples, orientation(page))), _told_bits(page))

    def close(self) -> None:
        self._tiff.close()

    def _page(self, index: int) -> tifffile.TiffPage:
        return self._pages[0] if self._virtual > 1 else self._pages[index]

    def _refuse_kind(self, page: tifffile.TiffPage) -> None:
        if page.dtype is not None and page.dtype.kind == "c":
            raise SourceError(f"{self._path} holds complex numbers, which are no picture. Save it as PNG.")
        if page.imagedepth > 1:
            raise SourceError(f"{self._path} holds a volume and not pictures. Save its slices as a stack, or as PNG.")
        if page.samplesperpixel > _MOST_CHANNELS and page.photometric in _PLAIN:
            raise SourceError(
                f"{self._path} holds {page.samplesperpixel} channels, and a picture has red, green and blue. Save it "
                "as RGB."
            )

    def _plain(self, page: tifffile.TiffPage, index: int) -> NDArray[np.generic]:
        """H x W or H x W x 3."""
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
            return _coloured(samples, page.colormap)
        if page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
            return _inverted(samples, page.bitspersample)
        return samples

    def _packed(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """Samples that share bytes with their neighbours. Raises SourceError for those that Pillow lacks too."""
        try:
            return self._by_pillow(page)
        except UnidentifiedImageError as error:
            raise SourceError(
                f"{self._path} holds samples of {page.bitspersample} bits, which are not read. Save it with 8 or 16."
            ) from error

    def _by_pillow(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """Upright: Pillow turns what it reads of a TIFF."""
        self._file.seek(0)
        with PillowImage.open(self._file, formats=("TIFF",)) as image:
            image.seek(page.index)
            deep = image.mode in ("F", "I") or image.mode.startswith("I;16")
            samples = np.asarray(image if deep or image.mode == "1" else image.convert("RGB"))
        if deep and page.photometric == tifffile.PHOTOMETRIC.MINISWHITE:
            return _inverted(samples, page.bitspersample)
        return samples

    def _by_opencv(self, page: tifffile.TiffPage) -> NDArray[np.generic]:
        """16 bits of red, green and blue, which Pillow would cut to 8."""
        self._file.seek(0)
        data = np.frombuffer(self._file.read(), np.uint8)
        flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
        done, pages = cv2.imdecodemulti(data, flags, range=(page.index, page.index + 1))
        if not done:
            raise ValueError("not decoded")
        return np.asarray(pages[0])[..., 2::-1]

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Raises SourceError where the block, or tifffile before it, cannot make sense of the file."""
        try:
            yield
        except SourceError:
            raise
        except Exception as error:
            # tifffile checks little: a damaged file ends in whatever its bytes lead to, from TypeError to MemoryError.
            raise SourceError(f"{self._path} is not an image that can be read, or it is damaged.") from error


def _told_bits(page: tifffile.TiffPage) -> int | None:
    """How many bits the file says are used: of 16 it may hold fewer."""
    if 8 < page.bitspersample < 16:
        return int(page.bitspersample)
    tag = page.tags.get(_MAX_SAMPLE_VALUE)
    if tag is None or page.dtype is None or page.dtype.kind not in "iu":
        return None
    value = max(tag.value) if isinstance(tag.value, tuple) else tag.value
    return int(value).bit_length() if 0 < value < 0xFFFF else None


def _coloured(index: NDArray[np.generic], colours: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """A colour map of TIFF holds 3 x N numbers of 16 bits; old programs wrote 8."""
    table = np.asarray(colours).T
    eight = table if table.max(initial=0) <= 255 else table >> 8
    return eight.astype(np.uint8)[index.astype(np.int64)]


def _inverted(samples: NDArray[np.generic], bits: int) -> NDArray[np.generic]:
    if samples.dtype == np.bool_:
        return ~samples.astype(np.bool_)
    if samples.dtype.kind != "u":
        return -samples.astype(np.float64)
    return ((1 << bits) - 1 - samples).astype(samples.dtype)
