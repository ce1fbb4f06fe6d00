"""Caches thumbnails of pairs with their masks on disk."""

import logging
import struct
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.cache import THUMBNAILS, CacheFolder
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from training.datasets.square_cache import Pair, files_key

_log = logging.getLogger(__name__)

SIDE_PX = 192
"""The longer side of a thumbnail in pixels."""

_FORMAT = 3
_JPEG_QUALITY = 88
_HEAD = struct.Struct("<I")


class ThumbnailCache:
    """Returns thumbnails of pairs, from disk if possible. Thread-safe.

    One file per pair; its name depends on path, size and modification time of the pair's files and the mask reading.
    The folder may be deleted at any time. If it cannot be written to, thumbnails are made each time.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = CacheFolder(THUMBNAILS, folder)
        self._warned = False

    def get(self, image_path: Path, mask_path: Path | None, reading: MaskReading = PLAIN) -> Pair:
        """Returns the pair with its longer side at most SIDE_PX. Raises SourceError, DatasetError."""
        key = files_key((image_path, mask_path), f"{_FORMAT} {SIDE_PX} {reading}")
        path = self._folder.path / key[:2] / f"{key}.pair"
        pair = _parsed(self._folder.read(path))
        if pair is None:
            image = read_single_image(image_path)
            empty = np.zeros(image.shape[:2], np.bool_)
            pair = _shrunk(image, empty if mask_path is None else read_mask(mask_path, reading))
            self._store(path, pair)
        return pair

    def _store(self, path: Path, pair: Pair) -> None:
        image = cv2.imencode(".jpg", pair.image[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY))[1].tobytes()
        truth = cv2.imencode(".png", pair.truth.view(np.uint8) * 255, (cv2.IMWRITE_PNG_BILEVEL, 1))[1].tobytes()
        if not self._folder.write(path, _HEAD.pack(len(image)) + image + truth) and not self._warned:
            self._warned = True
            _log.warning("Thumbnails are made again each time. %s", self._folder.problem or "Their cache is full.")


def _parsed(data: bytes | None) -> Pair | None:
    if data is None or len(data) < _HEAD.size:
        return None
    end = _HEAD.size + _HEAD.unpack_from(data)[0]
    image = _decode(data[_HEAD.size : end], cv2.IMREAD_COLOR_RGB)
    truth = _decode(data[end:], cv2.IMREAD_GRAYSCALE)
    if image is None or truth is None or image.shape[:2] != truth.shape:
        return None  # truncated: writing was interrupted
    return Pair(image, truth > 0)


def _decode(data: bytes, flags: int) -> NDArray[np.uint8] | None:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags) if data else None
    except cv2.error:  # implausible size in the header
        return None
    return None if pixels is None else np.asarray(pixels, np.uint8)


def _shrunk(image: NDArray[np.uint8], truth: NDArray[np.bool_]) -> Pair:
    height_px, width_px = image.shape[:2]
    scale = min(1.0, SIDE_PX / max(height_px, width_px))
    size = max(1, round(width_px * scale)), max(1, round(height_px * scale))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    # Area-averaged and thresholded at half, so that thin polyps keep their area.
    mask = cv2.resize(truth.view(np.uint8) * np.uint8(255), size, interpolation=cv2.INTER_AREA) > 127
    return Pair(small, np.asarray(mask, np.bool_))
