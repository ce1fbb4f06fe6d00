from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES, levels_of, threshold_level
from polyp_core.masks.regions import area_fraction, find_regions, outlines
from polyp_core.model.letterbox import Letterbox


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    total = int(one.sum() + other.sum())
    return 2 * int((one & other).sum()) / total if total else 1.0


def test_the_mask_of_a_perfect_prediction_is_the_expert_mask(
    truth: NDArray[np.bool_], segmentation: Prediction
) -> None:
    mask = segmentation.mask_at()
    assert mask.dtype == np.bool_
    assert mask.shape == truth.shape
    assert dice(mask, truth) > 0.97


@pytest.mark.parametrize("factor", [0.5, 1.7, 5])
def test_a_mask_covers_the_same_share_at_every_size(segmentation: Prediction, factor: float) -> None:
    own = segmentation.mask_at()
    size = (round(own.shape[1] * factor), round(own.shape[0] * factor))
    mask = segmentation.mask_at(size_px=size)
    assert mask.shape == size[::-1]
    assert area_fraction(mask) == pytest.approx(area_fraction(own), abs=0.003)


@pytest.mark.parametrize(
    ("threshold", "level"),
    [(0, 0), (1e-6, 1), (0.5, 128), (1, 255), (PROBABILITIES[51], 51), (PROBABILITIES[51] * 1.001, 52)],
)
def test_the_threshold_is_inclusive(threshold: float, level: int) -> None:
    assert threshold_level(threshold) == level
    square = np.arange(256, dtype=np.uint8).repeat(256).reshape(256, 256)
    mask = Prediction(0, square, Letterbox(256, 256)).mask_at(threshold)
    assert np.array_equal(mask, square >= level)


def test_a_threshold_out_of_range_is_refused() -> None:
    for wrong in (-0.01, 1.01, 128):
        with pytest.raises(ValueError, match="between 0 and 1"):
            threshold_level(wrong)


def test_a_higher_threshold_never_adds_a_pixel(segmentation: Prediction) -> None:
    masks = [segmentation.mask_at(threshold) for threshold in np.linspace(0, 1, 21).tolist()]
    assert masks[0].all()
    assert all((lower | ~higher).all() for lower, higher in pairwise(masks))


def test_the_smallest_region_is_a_share_of_the_image_without_padding() -> None:
    letterbox = Letterbox(256, 128)
    square = np.zeros((256, 256), np.uint8)
    square[100:110, 20:30] = 255
    share = 100 / (256 * 128)
    assert Prediction(0, square, letterbox).mask_at(0.5, share).sum() == 100
    assert not Prediction(0, square, letterbox).mask_at(0.5, share * 1.01).any()


def test_only_regions_below_the_smallest_region_are_removed() -> None:
    square = np.zeros((256, 256), np.uint8)
    square[10:30, 10:30] = 255
    square[200:203, 200:203] = 255
    square[203:206, 203:206] = 255  # touches by a corner: one region of 18 pixels
    square[100:103, 50:53] = 255
    mask = Prediction(0, square, Letterbox(256, 256)).mask_at(0.5, 12 / 256**2)
    assert mask[10:30, 10:30].all() and mask[200:203, 200:203].all() and mask[203:206, 203:206].all()
    assert mask.sum() == 400 + 18


def test_the_area_of_a_region_excludes_its_holes_and_regions_in_them() -> None:
    square = np.zeros((256, 256), np.uint8)
    square[10:30, 10:30] = 255
    square[15:25, 15:25] = 0
    ring = Prediction(0, square, Letterbox(256, 256)).mask_at(0.5, 300 / 256**2)
    assert ring.sum() == 400 - 100
    assert not Prediction(0, square, Letterbox(256, 256)).mask_at(0.5, 301 / 256**2).any()
    square[19:21, 19:21] = 255
    assert np.array_equal(Prediction(0, square, Letterbox(256, 256)).mask_at(0.5, 300 / 256**2), ring)


def test_there_are_no_regions_in_the_padding() -> None:
    letterbox = Letterbox(1280, 720)
    square = np.full((256, 256), 255, np.uint8)
    x, y, width, height = letterbox.box_in_square
    square[y : y + height, x : x + width] = 0
    assert not Prediction(0, square, letterbox).mask_at(0.01).any()


def test_the_probability_map_is_not_modified(segmentation: Prediction) -> None:
    before = segmentation.levels.copy()
    for size in ((256, 256), None):
        segmentation.mask_at(0.5, 0.9, size)
    square = before.copy()
    square.flags.writeable = False
    replace(segmentation, raw_levels=square).mask_at(0.5, 0.9)
    assert np.array_equal(segmentation.levels, before)


def test_regions_account_for_the_whole_mask(segmentation: Prediction) -> None:
    mask = segmentation.mask_at()
    regions = find_regions(mask, segmentation.levels_at())
    assert bool(regions) == mask.any()
    assert sum(region.area_px for region in regions) == mask.sum()
    assert sum(region.area_fraction for region in regions) == pytest.approx(area_fraction(mask))
    assert [region.area_px for region in regions] == sorted((region.area_px for region in regions), reverse=True)
    boxes = np.zeros_like(mask)
    for region in regions:
        x, y, width, height = region.box_xywh
        boxes[y : y + height, x : x + width] = True
        assert mask[y, x : x + width].any() and mask[y + height - 1, x : x + width].any()
        assert mask[y : y + height, x].any() and mask[y : y + height, x + width - 1].any()
        assert region.mean_probability is not None
        assert 0.5 <= region.mean_probability <= 1
    assert boxes[mask].all()


def test_a_region_has_its_mean_and_its_largest_probability() -> None:
    levels = np.zeros((60, 80), np.uint8)
    levels[10:14, 20:30] = levels_of(0.8)
    levels[40:50, 60:62] = levels_of(0.6)
    levels[40:50, 62:64] = 255
    regions = find_regions(levels > 0, levels)
    assert [region.box_xywh for region in regions] == [(20, 10, 10, 4), (60, 40, 4, 10)]
    assert [region.area_px for region in regions] == [40, 40]
    assert [region.mean_probability for region in regions] == [pytest.approx(0.8, abs=0.01)] * 2
    assert [region.max_probability for region in regions] == [pytest.approx(0.8, abs=0.01), 1.0]
    without = find_regions(levels > 0)
    assert [(region.mean_probability, region.max_probability) for region in without] == [(None, None)] * 2


def test_outlines_enclose_the_mask_and_its_holes(segmentation: Prediction) -> None:
    mask = segmentation.mask_at()
    if mask.any():
        rows, columns = np.nonzero(mask)
        mask[round(rows.mean()), round(columns.mean())] = False
    drawn = np.zeros(mask.shape, np.uint8)
    borders = outlines(mask)
    assert all(border.ndim == 2 and border.shape[1] == 2 and border.dtype == np.int32 for border in borders)
    cv2.polylines(drawn, borders, isClosed=True, color=1)
    surrounded = cv2.erode(mask.view(np.uint8), cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    touches_outside = mask & ~surrounded.astype(bool)
    assert (drawn.astype(bool) <= mask).all(), "an outline runs on the mask's own pixels"
    assert (drawn[touches_outside] == 1).all(), "every pixel beside the background is on an outline"


def test_an_empty_mask_has_no_regions_and_no_outlines() -> None:
    empty = np.zeros((90, 70), bool)
    assert find_regions(empty) == []
    assert outlines(empty) == []
    assert area_fraction(empty) == 0
