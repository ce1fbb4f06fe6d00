from itertools import pairwise

import numpy as np
import pytest

from polyp_core.masks.probability_levels import (
    LOWEST_LEVEL,
    PROBABILITIES,
    levels_of,
    probability_bytes,
    threshold_level,
)
from polyp_core.masks.regions import mask_at


def test_every_level_survives_the_way_to_a_probability_and_back() -> None:
    kept = np.r_[0, LOWEST_LEVEL:256]
    assert np.array_equal(levels_of(PROBABILITIES[kept]), kept)
    assert not levels_of(PROBABILITIES[:LOWEST_LEVEL]).any() and PROBABILITIES[LOWEST_LEVEL] < 0.004
    assert [threshold_level(probability) for probability in PROBABILITIES] == list(range(256))


def test_a_higher_probability_never_has_a_lower_level() -> None:
    assert all(lower < higher for lower, higher in pairwise(PROBABILITIES))
    assert (np.diff(levels_of(np.linspace(0, 1, 100_001)).astype(int)) >= 0).all()
    assert (np.diff(probability_bytes(np.arange(256, dtype=np.uint8)).astype(int)) >= 0).all()


def test_levels_are_even_in_log_odds_and_alike_on_both_sides_of_one_half() -> None:
    inner = PROBABILITIES[1:-1]
    assert np.diff(np.log(inner / (1 - inner))) == pytest.approx(1 / 12)
    assert PROBABILITIES + PROBABILITIES[::-1] == pytest.approx(1)


def test_one_half_is_reached_exactly() -> None:
    below, half = levels_of(np.nextafter(0.5, 0)), levels_of(0.5)
    assert (below, half) == (127, 128)
    assert mask_at(np.array([[below, half]], np.uint8), 0.5, 0).tolist() == [[False, True]]


def test_probabilities_near_1_have_levels_of_their_own() -> None:
    assert len({int(level) for level in levels_of([0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99995, 1])}) == 8
