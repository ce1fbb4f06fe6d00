"""Pictures for the report: samples of each size class with the mask's outline, and enlarged polyps."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pandas as pd

from polyp_core.frames.frame import Image
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_labels import MaskReading
from polyp_core.masks.overlay import OverlayStyle, draw_mask
from polyp_core.masks.regions import Mask, find_regions
from polyp_core.printable_names import path_of
from training.statistics.size_classes import SIZE_CLASSES, SizeClass, quartile_limits

_SHOWN_SIDE_PX = 300
_ZOOM_SIDE_PX = 200
_ZOOM_MARGIN = 0.35
_OUTLINE = OverlayStyle(mode="outline", opacity=1.0, colour=(0, 255, 140))


@dataclass(frozen=True, slots=True, eq=False)
class SamplePicture:
    """A pair of the table: the picture with the mask's outline, and its largest polyp enlarged."""

    id: str
    size_class: SizeClass
    coverage: float
    overlay: Image
    zoom: Image


def sample_pictures(table: pd.DataFrame, per_class: int = 8) -> dict[SizeClass, list[SamplePicture]]:
    """Returns up to `per_class` pairs of each size class, evenly over its coverage and from all datasets in turn.

    Deterministic. Raises SourceError if a file can no longer be read.
    """
    limits = quartile_limits(table["coverage"].to_numpy(np.float64))
    if limits is None:
        return {}
    classes = limits.classify(table["coverage"].to_numpy(np.float64))
    return {size: [_picture(row, size) for row in _choose(table[classes == size], per_class)] for size in SIZE_CLASSES}


def zoom_on(image: Image, mask: Mask, side_px: int = _ZOOM_SIDE_PX) -> Image:
    """Returns the largest region of `mask` with a margin, as a square of `side_px`. The mask must not be empty."""
    x, y, width, height = find_regions(mask)[0].box_xywh
    side = round(max(width, height) * (1 + 2 * _ZOOM_MARGIN))
    centre = x + width / 2, y + height / 2
    patch = cv2.getRectSubPix(image, (side, side), centre)
    shrinks = side > side_px
    return np.asarray(
        cv2.resize(patch, (side_px, side_px), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC), np.uint8
    )


def contact_sheet(pictures: Sequence[Image], columns: int = 4, gap_px: int = 6) -> Image:
    """Returns `pictures` as a grid on white, each centred in a cell of the largest one's size."""
    height = max(picture.shape[0] for picture in pictures) + gap_px
    width = max(picture.shape[1] for picture in pictures) + gap_px
    rows = -(-len(pictures) // columns)
    sheet = np.full((rows * height + gap_px, min(columns, len(pictures)) * width + gap_px, 3), 255, np.uint8)
    for index, picture in enumerate(pictures):
        top = index // columns * height + gap_px + (height - gap_px - picture.shape[0]) // 2
        left = index % columns * width + gap_px + (width - gap_px - picture.shape[1]) // 2
        sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return sheet


def _choose(rows: pd.DataFrame, count: int) -> list["pd.Series[float]"]:
    by_dataset = [own.sort_values("coverage", kind="stable") for _, own in rows.groupby("dataset", sort=True)]
    wanted = dict.fromkeys(range(len(by_dataset)), 0)
    while sum(wanted.values()) < min(count, len(rows)):
        for index, own in enumerate(by_dataset):
            if wanted[index] < len(own) and sum(wanted.values()) < count:
                wanted[index] += 1
    chosen = [
        own.iloc[position]
        for own, number in zip(by_dataset, wanted.values(), strict=True)
        for position in ((2 * np.arange(number) + 1) * len(own)) // (2 * max(number, 1))
    ]
    return sorted(chosen, key=lambda row: float(row["coverage"]))


def _picture(row: "pd.Series[float]", size: SizeClass) -> SamplePicture:
    image = read_single_image(path_of(str(row["image_path"])))
    mask_path, reading = str(row["mask_path"]), MaskReading.parse(str(row["mask_reading"]))
    mask = read_mask(path_of(mask_path), reading) if mask_path else np.zeros(image.shape[:2], np.bool_)
    scale = min(1.0, _SHOWN_SIDE_PX / max(image.shape[:2]))
    shown_size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    shown = np.asarray(cv2.resize(image, shown_size, interpolation=cv2.INTER_AREA), np.uint8)
    shown_mask = cv2.resize(mask.view(np.uint8), shown_size, interpolation=cv2.INTER_NEAREST).view(np.bool_)
    return SamplePicture(
        id=str(row["id"]),
        size_class=size,
        coverage=float(row["coverage"]),
        overlay=draw_mask(shown, shown_mask, _OUTLINE),
        zoom=zoom_on(image, mask),
    )
