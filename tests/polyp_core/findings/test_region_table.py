"""The regions of a frame are measured at nested levels."""

import itertools

import numpy as np

from polyp_core.findings.region_table import LEVELS, measure_regions
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import levels_of
from polyp_core.model.letterbox import Letterbox


def prediction(probability, presence=None):
    return Prediction(7, levels_of(probability), Letterbox(256, 256, 256), presence=presence, presence_level=0.5)


def test_a_polyp_with_a_soft_border_has_one_region_at_each_level_each_inside_the_last() -> None:
    square = np.zeros((256, 256))
    for step, value in enumerate((0.3, 0.55, 0.98)):
        square[64 + 16 * step : 192 - 16 * step, 64 + 16 * step : 192 - 16 * step] = value
    regions = measure_regions(prediction(square))
    assert list(regions["level"]) == list(range(len(LEVELS)))
    assert set(regions["frame"]) == {7}
    for outer, inner in itertools.pairwise(regions):
        assert (inner["box"][:2] >= outer["box"][:2]).all()
        assert (inner["box"][2:] <= outer["box"][2:]).all()
        assert inner["area"] <= outer["area"]
        assert inner["mean"] >= outer["mean"]
    np.testing.assert_allclose(regions["peak"], 0.98, atol=0.005)
    np.testing.assert_allclose(regions[0]["box"], (0.25, 0.25, 0.75, 0.75))
    assert regions[0]["area"] == 0.25


def test_two_sure_cores_of_one_unsure_region_are_two_regions_higher_up() -> None:
    square = np.zeros((256, 256))
    square[100:140, 40:220] = 0.35
    square[110:130, 50:90] = square[110:130, 170:210] = 0.95
    regions = measure_regions(prediction(square))
    numbers = np.bincount(regions["level"])
    assert numbers[LEVELS.index(0.3)] == 1
    assert numbers[LEVELS.index(0.75)] == 2


def test_an_empty_map_has_no_regions_and_specks_are_dropped() -> None:
    square = np.zeros((256, 256))
    square[3:5, 3:5] = 1
    assert len(measure_regions(prediction(square))) == 0


def test_regions_do_not_depend_on_the_presence_level() -> None:
    square = np.full((256, 256), 0.8)
    assert len(measure_regions(prediction(square, presence=0.1))) == len(measure_regions(prediction(square)))
