"""What one pass over an image and its mask measures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.frames.images import cut_mask, read_grey, read_image
from polyp_core.masks.regions import bounding_box
from training.datasets.near_copies import perceptual_hash, view_thumbnail

HISTOGRAM_BINS = 64
"""Of the per-channel histograms: each bin spans four grey levels."""

SPECULAR_LEVEL = 220
"""A pixel is a specular reflection where red, green and blue all reach this level: bright and without colour."""

_NOISE_LEVEL = 16  # JPEG masks hold up to 16 levels around 0 and 255
_GREY_SHARE = 0.001

MaskKind = Literal["binary", "noisy", "grey", "too dark"]
"""What values a mask holds: 0 and 255 alone; those with the noise of JPEG; more than a few between; none above 127."""

ProblemKind = Literal["unreadable image", "unreadable mask", "size mismatch"]


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """One row of the table.

    `coverage`, `specular_share` and `mask_between_share` (mask pixels neither near 0 nor near 255) are shares of the
    picture; `brightness` and `contrast` are mean and standard deviation of the luma (Rec. 601, 0..255). Histograms are
    pixel counts in 64 bins. `thumbnail` (40 x 40 grey) is the field of view, which near copies are found
    by, and `perceptual_hash` its hash.
    """

    width_px: int
    height_px: int
    coverage: float
    regions: int
    brightness: float
    contrast: float
    specular_share: float
    mask_kind: MaskKind
    mask_levels: int
    mask_lowest: int
    mask_highest: int
    mask_between_share: float
    red_histogram: NDArray[np.uint32]
    green_histogram: NDArray[np.uint32]
    blue_histogram: NDArray[np.uint32]
    perceptual_hash: int
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class PairProblem:
    """Why a pair cannot be used, in a sentence for the person who has the files."""

    kind: ProblemKind
    reason: str


def measure_pair(image_path: Path, mask_path: Path) -> PairMeasures | PairProblem:
    """Reads both files once and measures them, or says why the pair cannot be used."""
    try:
        image = read_image(image_path)
    except SourceError as error:
        return PairProblem("unreadable image", str(error))
    try:
        mask = read_grey(mask_path)
    except SourceError as error:
        return PairProblem("unreadable mask", str(error))
    height_px, width_px = image.shape[:2]
    if mask.shape != (height_px, width_px):
        return PairProblem(
            "size mismatch",
            f"{image_path} is {width_px} x {height_px} pixels, but its mask {mask_path} is "
            f"{mask.shape[1]} x {mask.shape[0]}.",
        )
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    mean, deviation = cv2.meanStdDev(grey)
    specular = cv2.inRange(image, (SPECULAR_LEVEL,) * 3, (255, 255, 255))
    histograms = [_histogram(image, channel, HISTOGRAM_BINS) for channel in range(3)]
    mask_counts = _histogram(mask, 0, 256)
    levels = np.flatnonzero(mask_counts)
    cut = cut_mask(mask)
    thumbnail = view_thumbnail(np.asarray(grey, np.uint8))
    return PairMeasures(
        width_px=width_px,
        height_px=height_px,
        coverage=cv2.countNonZero(cut.view(np.uint8)) / mask.size,
        regions=_count_regions(cut),
        brightness=float(mean[0, 0]),
        contrast=float(deviation[0, 0]),
        specular_share=cv2.countNonZero(specular) / mask.size,
        mask_kind=_mask_kind(mask_counts),
        mask_levels=len(levels),
        mask_lowest=int(levels[0]),
        mask_highest=int(levels[-1]),
        mask_between_share=_between_share(mask_counts),
        red_histogram=histograms[0],
        green_histogram=histograms[1],
        blue_histogram=histograms[2],
        perceptual_hash=perceptual_hash(thumbnail),
        thumbnail=thumbnail.tobytes(),
    )


def _histogram(image: NDArray[np.uint8], channel: int, bins: int) -> NDArray[np.uint32]:
    return cv2.calcHist([image], [channel], None, [bins], [0, 256]).ravel().astype(np.uint32)


def _count_regions(mask: NDArray[np.bool_]) -> int:
    box = bounding_box(mask)
    if box is None:
        return 0
    x, y, width, height = box
    return cv2.connectedComponents(mask[y : y + height, x : x + width].view(np.uint8), connectivity=8)[0] - 1


def _between_share(counts: NDArray[np.uint32]) -> float:
    return float(counts[_NOISE_LEVEL + 1 : 255 - _NOISE_LEVEL].sum() / counts.sum())


def _mask_kind(counts: NDArray[np.uint32]) -> MaskKind:
    if not counts[1:255].any():
        return "binary"
    if not counts[128:].any():
        return "too dark"
    return "grey" if _between_share(counts) > _GREY_SHARE else "noisy"
