"""Caches pairs on disk as squares of the network's input size, so that files are decoded once."""

import hashlib
import io
import logging
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.cache import TRAINING_PAIRS, CacheFolder, cap_mb, caps_variable
from polyp_core.errors import DatasetError
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_paths import file_version
from polyp_core.model.letterbox import Letterbox
from training.datasets.sample import Sample

log = logging.getLogger(__name__)

_FORMAT = 3
"""Increased when the same files give a different square."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair at its own size: `image` H x W x 3 uint8 RGB, `truth` H x W bool."""

    image: NDArray[np.uint8]
    truth: NDArray[np.bool_]


def read_pair(sample: Sample) -> Pair:
    """Reads the pair at its own size. Raises SourceError if a file cannot be read, DatasetError if the sizes differ."""
    image = read_single_image(sample.image_path)
    if sample.mask_path is None:
        return Pair(image, np.zeros(image.shape[:2], np.bool_))
    truth = read_mask(sample.mask_path, sample.mask_reading)
    if image.shape[:2] != truth.shape:
        (h, w), (mask_h, mask_w) = image.shape[:2], truth.shape
        raise DatasetError(
            "The image {path} has {w} x {h} pixels and its mask {mask_w} x {mask_h}. Correct the pair or take it "
            "out of the dataset.",
            path=sample.image_path,
            w=str(w),
            h=str(h),
            mask_w=str(mask_w),
            mask_h=str(mask_h),
        )
    return Pair(image, truth)


def to_square(pair: Pair, side_px: int) -> NDArray[np.uint8]:
    """Returns the letterboxed pair, S x S x 4 uint8: RGB, and the truth as 0 or 1."""
    height_px, width_px = pair.truth.shape
    letterbox = Letterbox(width_px, height_px, side_px)
    # Area-averaged and thresholded at half, so that thin polyps keep their area.
    truth = letterbox.apply(pair.truth.view(np.uint8) * np.uint8(255)) > 127
    return np.concatenate([letterbox.apply(pair.image), truth.view(np.uint8)[..., None]], axis=-1)


def files_key(files: Iterable[Path | None], kind: str) -> str:
    """Cache key of `files`; changes with path, size or modification time.

    None stands for the missing mask file of a polyp-free picture. Raises DatasetError if a file no longer exists.
    """
    key = hashlib.sha256(kind.encode())
    for file in files:
        if file is None:
            key.update(b"\nnone")
            continue
        try:
            size_bytes, mtime_ns = file_version(file)
        except OSError as error:
            raise DatasetError(
                "{file} can no longer be read: {reason}. Is its drive connected?", file=file, reason=error.strerror
            ) from error
        key.update(os.fsencode(f"\n{file.resolve()} {size_bytes} {mtime_ns}"))
    return key.hexdigest()[:32]


class SquareCache:
    """Squares on disk, so that a pair's files are decoded once and not in every epoch.

    One file per pair; its name depends on path, size and modification time of the pair's files and the mask reading.
    Processes and runs share the cache, and its files may be deleted at any time. Pairs beyond the cache's cap are
    decoded each time.
    """

    def __init__(self, side_px: int, folder: Path | None = None) -> None:
        self._side_px = side_px
        self._folder = CacheFolder(TRAINING_PAIRS, folder)
        self._warned = False
        self._head = _npy_head((side_px, side_px, 4))

    def get(self, sample: Sample) -> NDArray[np.uint8]:
        """Returns the square, S x S x 4 uint8, as `to_square`. Raises as `read_pair`."""
        path = self._path(sample)
        square = self._load(path)
        if square is None:
            square = to_square(read_pair(sample), self._side_px)
            self._store(path, square)
        return square

    def _path(self, sample: Sample) -> Path:
        name = files_key((sample.image_path, sample.mask_path), f"{_FORMAT} {self._side_px} {sample.mask_reading}")
        return self._folder.path / name[:2] / f"{name}.npy"

    def _load(self, path: Path) -> NDArray[np.uint8] | None:
        data = self._folder.read(path)
        # Check that it is complete and of this side: writing may have been interrupted.
        if data is None or not data.startswith(self._head) or len(data) != len(self._head) + self._side_px**2 * 4:
            return None
        pixels = np.frombuffer(data, np.uint8, offset=len(self._head))
        return pixels.reshape(self._side_px, self._side_px, 4).copy()

    def _store(self, path: Path, square: NDArray[np.uint8]) -> None:
        file = io.BytesIO()
        np.save(file, np.ascontiguousarray(square))
        if not self._folder.write(path, file.getvalue()) and not self._warned:
            self._warned = True
            why = self._folder.problem or (
                f"The cache of {TRAINING_PAIRS.title.lower()} is full at {cap_mb(TRAINING_PAIRS):,} MB. Its cap is "
                f"raised in the viewer's settings, or by {caps_variable(TRAINING_PAIRS)}."
            )
            log.warning("Pairs are decoded again in every epoch, which is slower: %s", why)


def _npy_head(shape: tuple[int, ...]) -> bytes:
    """Returns the header of an `np.save` file with uint8 of that shape."""
    file = io.BytesIO()
    np.save(file, np.zeros(shape, np.uint8))
    return file.getvalue()[: -math.prod(shape)]
