"""What one pass over an image and its mask measures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.frames.images import MASK_CUT, Mask, cut_mask, read_grey, read_reduced_image
from training.datasets.near_copies import perceptual_hash, view_thumbnail

HISTOGRAM_BINS = 64
"""Of the per-channel histograms: each bin spans four grey levels."""

SPECULAR_LEVEL = 220
"""A pixel is a specular reflection where red, green and blue all reach this level: bright and without colour."""

WORKING_SIDE_PX = 144
"""Light and colour are measured on the picture made smaller (`read_reduced_image`), down to a longer side of this at
the least, such as 192 x 144 of 384 x 288 and 180 x 144 of 720 x 576. Sizes and masks are measured in full."""

_NOISE_LEVEL = 16  # JPEG masks hold up to 16 levels around 0 and 255
_GREY_SHARE = 0.001

Pixels = NDArray[np.uint8]

MaskKind = Literal["binary", "noisy", "grey", "too dark"]
"""What values a mask holds: 0 and 255 alone; those with the noise of JPEG; more than a few between; none above 127."""

ProblemKind = Literal["unreadable image", "unreadable mask", "size mismatch"]


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """One row of the table.

    `coverage`, `specular_share` and `mask_between_share` (mask pixels neither near 0 nor near 255) are shares of the
    picture; `brightness` and `contrast` are mean and standard deviation of the luma (Rec. 601, 0..255). Histograms are
    pixel counts in 64 bins. `thumbnail` (40 x 40 grey) is the field of view, which near copies are found by, and
    `perceptual_hash` its hash. What is said of light and colour is taken at the working scale (WORKING_SIDE_PX).
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


def measure_pair(image_path: Path, mask_path: Path | None) -> PairMeasures | PairProblem:
    """Reads both files once and measures them, or says why the pair cannot be used. Without a mask file it is empty."""
    try:
        image, (width_px, height_px) = read_reduced_image(image_path, WORKING_SIDE_PX)
    except SourceError as error:
        return PairProblem("unreadable image", str(error))
    try:
        mask = np.zeros((height_px, width_px), np.uint8) if mask_path is None else read_grey(mask_path)
    except SourceError as error:
        return PairProblem("unreadable mask", str(error))
    if mask.shape != (height_px, width_px):
        return PairProblem(
            "size mismatch",
            f"{image_path} is {width_px} x {height_px} pixels, but its mask {mask_path} is "
            f"{mask.shape[1]} x {mask.shape[0]}.",
        )
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    mean, deviation = cv2.meanStdDev(grey)
    specular = cv2.inRange(image, (SPECULAR_LEVEL,) * 3, (255, 255, 255))
    mask_counts = _count_levels(mask)
    levels = np.flatnonzero(mask_counts)
    thumbnail = view_thumbnail(grey)
    return PairMeasures(
        width_px=width_px,
        height_px=height_px,
        coverage=int(mask_counts[MASK_CUT + 1 :].sum()) / mask.size,
        regions=_count_regions(cut_mask(mask)),
        brightness=float(mean[0, 0]),
        contrast=float(deviation[0, 0]),
        specular_share=cv2.countNonZero(specular) / specular.size,
        mask_kind=_mask_kind(mask_counts),
        mask_levels=len(levels),
        mask_lowest=int(levels[0]),
        mask_highest=int(levels[-1]),
        mask_between_share=_between_share(mask_counts),
        red_histogram=_histogram(image, 0),
        green_histogram=_histogram(image, 1),
        blue_histogram=_histogram(image, 2),
        perceptual_hash=perceptual_hash(thumbnail),
        thumbnail=thumbnail.tobytes(),
    )


def _histogram(image: Pixels, channel: int) -> NDArray[np.uint32]:
    return cv2.calcHist([image], [channel], None, [HISTOGRAM_BINS], [0, 256]).ravel().astype(np.uint32)


def _count_levels(mask: Pixels) -> NDArray[np.int64]:
    """How many pixels of `mask` hold each of the 256 values.

    Nearly all of a mask is runs of 0 and of 255. Those are counted eight pixels at a time, several times as fast as a
    histogram.
    """
    eights = mask.ravel()[: mask.size // 8 * 8].view(np.uint64)
    black, white = eights == 0, eights == np.uint64(0xFFFF_FFFF_FFFF_FFFF)
    others = eights[~(black | white)].view(np.uint8)
    counts = np.bincount(others, minlength=256) + np.bincount(mask.ravel()[eights.size * 8 :], minlength=256)
    counts[0] += 8 * np.count_nonzero(black)
    counts[255] += 8 * np.count_nonzero(white)
    return counts


def _count_regions(mask: Mask) -> int:
    """Regions touch by side or corner; one inside the hole of another is a region too."""
    _, hierarchy = cv2.findContours(mask.view(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return 0 if hierarchy is None else int(np.count_nonzero(hierarchy[0, :, 3] < 0))


def _between_share(counts: NDArray[np.int64]) -> float:
    return float(counts[_NOISE_LEVEL + 1 : 255 - _NOISE_LEVEL].sum() / counts.sum())


def _mask_kind(counts: NDArray[np.int64]) -> MaskKind:
    if not counts[1:255].any():
        return "binary"
    if not counts[128:].any():
        return "too dark"
    return "grey" if _between_share(counts) > _GREY_SHARE else "noisy"
