import itertools

import numpy as np
import pytest

from polyp_core.masks.heat_scale import (
    FAINT_PROBABILITY,
    LEGEND_PROBABILITIES,
    TOP_PROBABILITY,
    heat_colours,
    heat_position,
    scale_colours,
)
from polyp_core.masks.probability_levels import PROBABILITIES, levels_of


def test_the_scale_covers_the_range_of_the_map_and_is_linear_in_log_odds() -> None:
    assert heat_position(0.0) == heat_position(FAINT_PROBABILITY) == 0.0
    assert heat_position(1.0) == heat_position(TOP_PROBABILITY) == 1.0
    assert heat_position(0.9) - heat_position(0.5) == pytest.approx(heat_position(0.5) - heat_position(0.1))


def test_labels_of_the_legend_do_not_overlap() -> None:
    places = [heat_position(probability) for probability in LEGEND_PROBABILITIES]
    assert places == sorted(places)
    assert min(after - before for before, after in itertools.pairwise(places)) > 0.15


def test_a_level_has_the_colour_of_its_position_in_the_legend() -> None:
    for level in (93, 128, 160, 200, 250, 254, 255):
        position = heat_position(float(PROBABILITIES[level]))
        assert np.array_equal(heat_colours()[level], scale_colours()[round(255 * position)])


def test_a_sure_region_has_many_colours() -> None:
    sure = heat_colours()[levels_of(0.99) : levels_of(0.99999)]
    assert len(np.unique(sure, axis=0)) >= 60


def test_a_higher_probability_is_never_darker() -> None:
    light = heat_colours().astype(float) @ (0.2126, 0.7152, 0.0722)
    assert (np.diff(light) >= -0.5).all()
