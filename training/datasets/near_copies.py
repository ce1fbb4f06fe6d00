"""Finds frames that show the same scene: a coarse comparison of all pairs, then a precise one of the candidates.

Reasons for the measures and limits, and results on known data: docs/decisions/0007-near-copies.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import CancelledError
from polyp_core.export.privacy import field_of_view_in_grey
from polyp_core.frames.stills.image_files import divide_sides
from training.progress import OnProgress, ignore_progress

THUMBNAIL_SIDE_PX = 40

SAME_DETAIL = 0.70
"""Correlation of details from which two frames count as one scene, whatever else differs (boxes, borders, light)."""
ALIKE_PICTURE, ALIKE_DETAIL = 0.90, 0.60
"""Two frames whose pictures and details reach these values also count as one scene."""

_VIEW_SIDE_PX = 96  # the shorter one
_CANDIDATE_SKETCH = 0.60
_SKETCH_SIDE_PX = 14
_SKETCH_BLUR_PX = 1.2  # applied to the detail before downscaling, to tolerate shifts of half a pixel
_COARSE_SIDE_PX = 16
_LARGEST_SHIFT = 0.15  # of the side
_DARK = 24  # grey levels; black boxes within the field of view lie below
_DETAIL_SIGMA_PX = 3.0
_BLOCK = 16
_HASH_BLOCK = 256
_HASH_DECIMALS = 3  # frequencies that a thumbnail does not have are 0, without noise from rounding
# The lowest 8 of the orthonormal type 2 cosine transform of 40 values, one a row.
_COSINES = np.sqrt(2 / THUMBNAIL_SIDE_PX) * np.cos(
    np.pi / THUMBNAIL_SIDE_PX * np.outer(np.arange(8), np.arange(THUMBNAIL_SIDE_PX) + 0.5)
)
_COSINES[0] /= np.sqrt(2)

Pixels = NDArray[np.uint8]
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two frames, by index (first < second), that show the same scene.

    `picture` is the correlation of the whole fields of view, `detail` that of their details, aligned; both at most 1.
    """

    first: int
    second: int
    picture: float
    detail: float


def view_thumbnail(grey: Pixels) -> Pixels:
    """Returns the field of view of an H x W grey image as a 40 x 40 thumbnail, for the search of near copies.

    The view is detected at one scale for all image sizes, so that a resized copy has the same view.
    """
    grey = divide_sides(grey, max(1, min(grey.shape) // _VIEW_SIDE_PX))
    scale = _VIEW_SIDE_PX / min(grey.shape)
    if scale < 1:
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale), np.uint8)
    view = field_of_view_in_grey(grey)
    grey = grey[view.y : view.y + view.height, view.x : view.x + view.width]
    return _shrink(grey, THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX)


def perceptual_hashes(thumbnails: Pixels) -> NDArray[np.uint64]:
    """Returns 64 bits for each of N x 40 x 40: which lowest cosine frequencies exceed their median (Zauner 2010)."""
    low = np.empty((len(thumbnails), 64))
    for start in range(0, len(thumbnails), _HASH_BLOCK):
        block = thumbnails[start : start + _HASH_BLOCK].astype(np.float64)
        low[start : start + len(block)] = (_COSINES @ block @ _COSINES.T).reshape(len(block), 64)
    low = low.round(_HASH_DECIMALS)
    median = np.sort(low, axis=1)[:, 31:33].mean(axis=1, keepdims=True)
    return np.packbits(low > median, axis=1).view(">u8").ravel().astype(np.uint64)


def find_near_copies(
    thumbnails: Sequence[Pixels],
    *,
    on_progress: OnProgress = ignore_progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[NearCopy]:
    """Returns all near copies among thumbnails of `view_thumbnail`, by decreasing similarity.

    Memory grows linearly with the number of frames. `on_progress(done, total)` counts frames compared with all after
    them. Raises CancelledError soon after `cancelled()` returns true.
    """
    if len(thumbnails) < 2:
        return []
    pictures = _coarse_vectors(thumbnails)
    details = [_detail(thumbnail) for thumbnail in thumbnails]
    found = []
    for first, second in _candidates(details, on_progress, cancelled):
        picture = float(pictures[first] @ pictures[second])
        detail = _aligned_correlation(details[first], details[second])
        if detail >= SAME_DETAIL or (picture >= ALIKE_PICTURE and detail >= ALIKE_DETAIL):
            found.append(NearCopy(first, second, picture, detail))
    return sorted(found, key=lambda copy: -copy.detail)


def _candidates(
    details: Sequence[Numbers], on_progress: OnProgress, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, int]]:
    """Yields pairs whose downscaled details correlate at some shift, computed as matrix products."""
    sketches = np.stack([_sketch(detail) for detail in details])
    shift = round(_LARGEST_SHIFT * _SKETCH_SIDE_PX)
    inner = _SKETCH_SIDE_PX - 2 * shift
    centres = _normalised(sketches[:, shift:-shift, shift:-shift].reshape(-1, inner * inner).copy())
    moves = range(2 * shift + 1)
    for start in range(0, len(sketches), _BLOCK):
        if cancelled():
            raise CancelledError("The search for near copies was stopped.")
        on_progress(start, len(sketches))
        block = sketches[start : start + _BLOCK]
        windows = np.stack([block[:, y : y + inner, x : x + inner] for y in moves for x in moves], axis=1)
        shifts = _normalised(windows.reshape(-1, inner * inner)) @ centres[start:].T
        alike = shifts.reshape(len(block), -1, len(centres) - start).max(axis=1)
        for row, column in zip(*np.nonzero(np.triu(alike >= _CANDIDATE_SKETCH, 1)), strict=True):
            yield start + int(row), start + int(column)


def _shrink(grey: Pixels, width_px: int, height_px: int) -> Pixels:
    return np.asarray(cv2.resize(grey, (width_px, height_px), interpolation=cv2.INTER_AREA), np.uint8)


def _coarse_vectors(thumbnails: Sequence[Pixels]) -> Numbers:
    """Returns N x 256 vectors of length 1 with mean 0, so that their products are correlations."""
    small = np.stack([_shrink(thumbnail, _COARSE_SIDE_PX, _COARSE_SIDE_PX) for thumbnail in thumbnails])
    vectors = small.reshape(len(small), -1).astype(np.float32)
    vectors -= vectors.mean(axis=1, keepdims=True)
    return _normalised(vectors)


def _normalised(vectors: Numbers) -> Numbers:
    """Returns each row divided by its norm; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    vectors /= lengths
    return vectors


def _detail(thumbnail: Pixels) -> Numbers:
    """Returns the thumbnail's fine structure, 0 outside the field of view.

    Frames of one endoscope share outline and illumination; only local differences distinguish scenes. Values are
    clipped at one standard deviation, so that highlights, which move between frames, do not outweigh the tissue.
    """
    view = (thumbnail > _DARK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(view)
    if count > 1:
        view = (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)
    inner = np.asarray(cv2.erode(view, np.ones((5, 5), np.uint8)), np.float32)
    if not inner.any():
        return inner
    values = thumbnail.astype(np.float32)
    weight = cv2.GaussianBlur(inner, (0, 0), _DETAIL_SIGMA_PX) + 1e-3
    detail = (values - cv2.GaussianBlur(values * inner, (0, 0), _DETAIL_SIGMA_PX) / weight) * inner
    spread = float(detail[inner > 0].std())
    return np.asarray(np.clip(detail, -spread, spread), np.float32)


def _sketch(detail: Numbers) -> Numbers:
    blurred = cv2.GaussianBlur(detail, (0, 0), _SKETCH_BLUR_PX)
    return np.asarray(cv2.resize(blurred, (_SKETCH_SIDE_PX, _SKETCH_SIDE_PX), interpolation=cv2.INTER_AREA), np.float32)


def _aligned_correlation(first: Numbers, second: Numbers) -> float:
    """Returns the largest correlation over shifts of up to 15 % of the side; 0 if a picture has no detail."""
    shift = round(_LARGEST_SHIFT * THUMBNAIL_SIDE_PX)
    centre = second[shift:-shift, shift:-shift]
    if not centre.any() or not first.any():
        return 0.0
    return float(np.clip(cv2.matchTemplate(first, centre, cv2.TM_CCORR_NORMED).max(), -1.0, 1.0))
