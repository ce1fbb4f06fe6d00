"""Finds frames that show the same scene: a coarse look over all pairs, then a detailed one at the few that are alike.

Why these measures and limits: docs/decisions/0012-near-copies.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

THUMBNAIL_SIDE_PX = 40
COARSE_SIDE_PX = 16

SAME_PICTURE = 0.98
"""Coarse correlation from which two frames count as one picture, whatever their details (another colour mode)."""
COARSE_CANDIDATE = 0.85
HASH_CANDIDATE_BITS = 20
SAME_DETAIL = 0.60
"""Correlation of aligned details from which two candidates count as the same scene."""

_DARK = 24  # grey levels; the surround of the endoscope's field of view and the boxes in it lie below
_DETAIL_SIGMA_PX = 3.0
_LARGEST_SHIFT_PX = 6
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What near copies are found by: a 40 x 40 uint8 grey thumbnail and a 64-bit perceptual hash."""

    thumbnail: NDArray[np.uint8]
    hash: int


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two frames, by their index in what was searched (first < second), that show the same scene.

    `coarse` is the correlation of the whole pictures, `detail` that of their details, aligned; both at most 1.
    """

    first: int
    second: int
    coarse: float
    detail: float


def fingerprint(grey: NDArray[np.uint8]) -> Fingerprint:
    """The fingerprint of an H x W grey image."""
    thumbnail = cv2.resize(grey, (THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX), interpolation=cv2.INTER_AREA)
    return Fingerprint(np.asarray(thumbnail, np.uint8), _perceptual_hash(thumbnail))


def find_near_copies(fingerprints: Sequence[Fingerprint]) -> list[NearCopy]:
    """All pairs of near copies, the most alike first. Memory grows with the number of frames, not of pairs."""
    if len(fingerprints) < 2:
        return []
    thumbnails = np.stack([f.thumbnail for f in fingerprints])
    hashes = np.array([f.hash for f in fingerprints], dtype=np.uint64)
    coarse = _coarse_vectors(thumbnails)
    details = [_detail(thumbnail) for thumbnail in thumbnails]
    found = []
    for first, second, alike in _candidates(coarse, hashes):
        detail = _aligned_correlation(details[first], details[second])
        if alike >= SAME_PICTURE or detail >= SAME_DETAIL:
            found.append(NearCopy(first, second, alike, detail))
    return sorted(found, key=lambda copy: -max(copy.coarse, copy.detail))


def _candidates(coarse: NDArray[np.float32], hashes: NDArray[np.uint64]) -> Iterator[tuple[int, int, float]]:
    for start in range(0, len(coarse), _BLOCK):
        block = slice(start, start + _BLOCK)
        alike = coarse[block] @ coarse[start:].T
        bits = np.bitwise_count(hashes[block, None] ^ hashes[None, start:])
        close = (alike >= COARSE_CANDIDATE) & ((bits <= HASH_CANDIDATE_BITS) | (alike >= SAME_PICTURE))
        for row, column in zip(*np.nonzero(np.triu(close, 1)), strict=True):
            yield start + int(row), start + int(column), float(alike[row, column])


def _perceptual_hash(thumbnail: NDArray[np.generic]) -> int:
    """64 bits: which of the lowest cosine frequencies of the thumbnail lie above their median (Zauner 2010)."""
    low = cv2.dct(thumbnail.astype(np.float32))[:8, :8].ravel()
    return int.from_bytes(np.packbits(low > np.median(low)).tobytes())


def _coarse_vectors(thumbnails: NDArray[np.uint8]) -> NDArray[np.float32]:
    """N x 256, each of length 1 with mean 0, so that their products are correlations."""
    side = (COARSE_SIDE_PX, COARSE_SIDE_PX)
    small = np.stack([cv2.resize(t, side, interpolation=cv2.INTER_AREA) for t in thumbnails])
    vectors = small.reshape(len(small), -1).astype(np.float32)
    vectors -= vectors.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    vectors /= lengths
    return vectors


def _detail(thumbnail: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The thumbnail's fine structure inside the field of view, 0 outside of it.

    Frames of one endoscope share the surround and the fall of light; only what differs from the neighbourhood tells
    scenes apart. It is clipped at one standard deviation, or else the highlights, which jump from frame to frame,
    would outweigh the tissue.
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


def _aligned_correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The largest correlation over shifts of up to 15 % of the side; 0 where a picture has no detail."""
    centre = second[_LARGEST_SHIFT_PX:-_LARGEST_SHIFT_PX, _LARGEST_SHIFT_PX:-_LARGEST_SHIFT_PX]
    if not centre.any() or not first.any():
        return 0.0
    return float(np.clip(cv2.matchTemplate(first, centre, cv2.TM_CCORR_NORMED).max(), -1.0, 1.0))
