"""Caches models' masks of pictures at the size of thumbnails, one small file per model and picture."""

from pathlib import Path

import cv2
import numpy as np

from polyp_core.cache import THUMBNAILS, CacheFolder
from polyp_core.errors import DatasetError
from polyp_core.masks.regions import Mask
from training.datasets.square_cache import files_key
from training.datasets.thumbnail_cache import SIDE_PX

_FORMAT = 1


class PredictionCache:
    """Thread-safe. The folder may be deleted at any time: a mask that is not cached is None."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = CacheFolder(THUMBNAILS, folder)

    def put(self, image_path: Path, sha256: str, mask: Mask) -> None:
        """Stores the mask (H x W bool, at the picture's size) of the model with this SHA-256."""
        height_px, width_px = mask.shape
        scale = min(1.0, SIDE_PX / max(height_px, width_px))
        size = max(1, round(width_px * scale)), max(1, round(height_px * scale))
        small = cv2.resize(mask.view(np.uint8) * np.uint8(255), size, interpolation=cv2.INTER_AREA)
        data = cv2.imencode(".png", np.asarray(small > 127, np.uint8) * 255, (cv2.IMWRITE_PNG_BILEVEL, 1))[1]
        if path := self._path(image_path, sha256):
            self._folder.write(path, data.tobytes())

    def get(self, image_path: Path, sha256: str) -> Mask | None:
        """Returns the mask with its longer side at most SIDE_PX."""
        path = self._path(image_path, sha256)
        data = self._folder.read(path) if path else None
        if not data:
            return None
        try:
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        except cv2.error:  # implausible size in the header
            return None
        return None if pixels is None else np.asarray(pixels > 0, np.bool_)

    def _path(self, image_path: Path, sha256: str) -> Path | None:
        try:
            key = files_key((image_path,), f"prediction {_FORMAT} {SIDE_PX} {sha256}")
        except DatasetError:  # the file no longer exists
            return None
        return self._folder.path / key[:2] / f"{key}.mask"
