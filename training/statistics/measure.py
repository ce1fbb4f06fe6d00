"""Measures an image and its mask in one pass."""

from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.frames.stills.image_files import read_reduced_image
from polyp_core.label_formats.mask_files import read_mask_image
from polyp_core.label_formats.mask_image import MaskImage, is_black_and_white
from polyp_core.label_formats.mask_labels import PLAIN, WHITE_CUT, MaskReading
from polyp_core.printable_names import printable
from training.datasets.mask_values import mask_values
from training.datasets.near_copies import view_thumbnail

HISTOGRAM_BINS = 64
"""Bins per channel of the histograms; each covers four grey levels."""

SPECULAR_LEVEL = 220
"""A pixel is a specular reflection if red, green and blue all reach this level: bright and without colour."""

WORKING_SIDE_PX = 144
"""Light and colour are measured on a reduced picture (`read_reduced_image`).

Its longer side is at least this, such as 192 x 144 for 384 x 288 and 180 x 144 for 720 x 576. Sizes and masks are
measured at full size.
"""

_NOISE_LEVEL = 16  # JPEG masks contain up to 16 levels around 0 and 255
_GREY_SHARE = 0.001

Pixels = NDArray[np.uint8]

MaskKind = Literal["binary", "noisy", "grey", "too dark", "labels"]
"""Kinds of masks: 0 and 255 alone; with JPEG noise; more than a few values between; none above 127.

Or labels, if the masks of the dataset are read as labels or with a lower threshold.
"""

ProblemKind = Literal["unreadable image", "unreadable mask", "size mismatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskMeasures:
    """Measures of the mask alone.

    `coverage` and `mask_between_share` (mask pixels neither near 0 nor near 255) are shares of the picture.
    `mask_values` is the content of the file (MaskValues as text); the rest depends on the reading, `mask_reading`.
    """

    coverage: float
    regions: int
    mask_kind: MaskKind
    mask_levels: int
    mask_lowest: int
    mask_highest: int
    mask_between_share: float
    mask_values: str
    mask_reading: str


_MASK_MEASURES = tuple(field.name for field in fields(MaskMeasures))
_mask_measures_of = attrgetter(*_MASK_MEASURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMeasures(MaskMeasures):
    """Measures of a picture, one row of the table.

    `specular_share` is a share of the picture; `brightness` and `contrast` are mean and standard deviation of the luma
    (Rec. 601, 0..255). Histograms are pixel counts in 64 bins. `thumbnail` (40 x 40 grey) is the field of view, for
    finding near copies. Light and colour are measured at the working scale (WORKING_SIDE_PX).
    """

    width_px: int
    height_px: int
    brightness: float
    contrast: float
    specular_share: float
    red_histogram: NDArray[np.uint32]
    green_histogram: NDArray[np.uint32]
    blue_histogram: NDArray[np.uint32]
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class PairProblem:
    """Why a pair cannot be used, as a sentence for the user."""

    kind: ProblemKind
    reason: str


def measure_pair(image_path: Path, mask_path: Path | None, reading: MaskReading = PLAIN) -> PairMeasures | PairProblem:
    """Reads and measures both files, or returns why the pair cannot be used. No mask file is an empty mask."""
    try:
        image, (width_px, height_px) = read_reduced_image(image_path, WORKING_SIDE_PX)
    except SourceError as error:
        return PairProblem("unreadable image", error.text)
    mask = measure_mask(image_path, mask_path, (width_px, height_px), reading)
    if isinstance(mask, PairProblem):
        return mask
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    mean, deviation = cv2.meanStdDev(grey)
    specular = cv2.inRange(image, (SPECULAR_LEVEL,) * 3, (255, 255, 255))
    return PairMeasures(
        **dict(zip(_MASK_MEASURES, _mask_measures_of(mask), strict=True)),
        width_px=width_px,
        height_px=height_px,
        brightness=float(mean[0, 0]),
        contrast=float(deviation[0, 0]),
        specular_share=cv2.countNonZero(specular) / specular.size,
        red_histogram=_histogram(image, 0),
        green_histogram=_histogram(image, 1),
        blue_histogram=_histogram(image, 2),
        thumbnail=view_thumbnail(grey).tobytes(),
    )


def measure_mask(
    image_path: Path, mask_path: Path | None, size_px: tuple[int, int], reading: MaskReading
) -> MaskMeasures | PairProblem:
    """Reads and measures the mask of an image of `size_px` (width, height), or returns why it cannot be used."""
    width_px, height_px = size_px
    try:
        image = (
            MaskImage(np.zeros((height_px, width_px), np.uint8)) if mask_path is None else read_mask_image(mask_path)
        )
        if image.shape != (height_px, width_px):
            reason = filled(
                "{image} is {width_px} x {height_px} pixels, but its mask {mask} is {own_width_px} x {own_height_px}.",
                image=printable(image_path),
                width_px=str(width_px),
                height_px=str(height_px),
                mask=printable(mask_path or ""),
                own_width_px=str(image.shape[1]),
                own_height_px=str(image.shape[0]),
            )
            return PairProblem("size mismatch", reason)
        counts = image.levels
        values = mask_values(image, mask_path or image_path, counts)
    except SourceError as error:
        return PairProblem("unreadable mask", error.text)
    reading = PLAIN if mask_path is None else reading
    held = np.flatnonzero(counts)
    is_binary = is_black_and_white(counts, width_px * height_px)
    between_share = 0.0 if is_binary else _between_share(counts)
    polyp_px, regions = _count_polyps(image, reading, counts, is_binary)
    return MaskMeasures(
        coverage=polyp_px / (width_px * height_px),
        regions=regions,
        mask_kind="labels"
        if reading.polyps or reading.cut != WHITE_CUT
        else _mask_kind(counts, is_binary, between_share),
        mask_levels=len(held),
        mask_lowest=int(held[0]),
        mask_highest=int(held[-1]),
        mask_between_share=between_share,
        mask_values=str(values),
        mask_reading=str(reading),
    )


def _histogram(image: Pixels, channel: int) -> NDArray[np.uint32]:
    return cv2.calcHist([image], [channel], None, [HISTOGRAM_BINS], [0, 256]).ravel().astype(np.uint32)


def _count_polyps(
    image: MaskImage, reading: MaskReading, counts: NDArray[np.int64], is_binary: bool
) -> tuple[int, int]:
    """Returns the number of polyp pixels and of their regions.

    `counts` are the grey levels of `image`, `is_binary` if they are 0 and 255 only.
    """
    if reading.polyps:
        mask = image.mask(reading).view(np.uint8)
        return cv2.countNonZero(mask), _count_regions(mask)
    polyp_px = int(counts[reading.cut + 1 :].sum())
    if reading.inverted:
        polyp_px = image.shape[0] * image.shape[1] - polyp_px
    elif is_binary:
        return polyp_px, _count_regions(image.grey()) if polyp_px else 0  # needs no threshold
    return polyp_px, _count_regions(image.mask(reading).view(np.uint8))


def _count_regions(mask: Pixels) -> int:
    """Counts regions of pixels above 0 by 8-connectivity; a region inside the hole of another counts too."""
    # Takes half the time of findContours, but does not say which outlines are of holes.
    outlines, _ = cv2.findContoursLinkRuns(mask)
    if len(outlines) < 2:
        return len(outlines)
    _, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return int(np.count_nonzero(hierarchy[0, :, 3] < 0))


def _between_share(counts: NDArray[np.int64]) -> float:
    return float(counts[_NOISE_LEVEL + 1 : 255 - _NOISE_LEVEL].sum() / counts.sum())


def _mask_kind(counts: NDArray[np.int64], is_binary: bool, between_share: float) -> MaskKind:
    if is_binary:
        return "binary"
    if not counts[128:].any():
        return "too dark"
    return "grey" if between_share > _GREY_SHARE else "noisy"
