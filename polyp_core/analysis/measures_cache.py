"""Caches what was measured on the frames of whole recordings, which stays when their probability maps are evicted."""

import io
import logging
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.cache import MEASURES, CacheFolder
from polyp_core.findings.recording_table import FRAME, MEASURES_VERSION
from polyp_core.findings.region_table import REGION

_log = logging.getLogger(__name__)


def cache_measures(key: str, frames: NDArray[np.void], regions: NDArray[np.void]) -> None:
    """Stores the measures of all frames of a recording under the key of its maps, as `ProbabilityMapCache.measures`."""
    file = io.BytesIO()
    np.savez_compressed(file, frames=frames, regions=regions)
    cache = CacheFolder(MEASURES)
    if not cache.write(_file(key), file.getvalue()):
        _log.warning("The measures of a recording could not be cached. %s", cache.problem or "Their cache is full.")


def cached_measures(key: str, frame_count: int) -> tuple[NDArray[np.void], NDArray[np.void]] | None:
    """Returns the measures of all frames of a recording; None if they are not cached or damaged."""
    data = CacheFolder(MEASURES).read(_file(key))
    if data is None:
        return None
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            frames, regions = file["frames"], file["regions"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        _log.warning("%s cannot be used: %s", _file(key), error)
        return None
    fits = frames.dtype == FRAME and regions.dtype == REGION and frames.shape == (frame_count,)
    return (frames, regions) if fits else None


def _file(key: str) -> Path:
    return MEASURES.folder / f"{key}-{MEASURES_VERSION}.npz"
