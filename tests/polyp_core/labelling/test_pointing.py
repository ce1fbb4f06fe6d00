"""From the pointer during playback to frames and masks."""

import numpy as np

from polyp_core.labelling.pointing import PointerSample, meant_samples, pointed_region
from polyp_core.masks.probability_levels import levels_of

TIMES_S = np.arange(100) / 25


def test_samples_move_back_by_the_reaction_time() -> None:
    samples = [PointerSample(index, (index / 100, 0.5)) for index in range(50, 60)]
    meant = meant_samples(samples, TIMES_S, 0.4)
    assert list(meant) == [*range(40, 50)]
    assert meant[40] == (0.5, 0.5)
    assert list(meant_samples(samples, TIMES_S, -0.4)) == [*range(60, 70)]  # played backwards
    assert list(meant_samples([PointerSample(3, None)], TIMES_S, 0.4)) == [0]
    assert list(meant_samples([PointerSample(98, None)], TIMES_S, -0.4)) == [99]


def test_the_region_at_the_pointer() -> None:
    probability = np.full((40, 60), 0.001)
    probability[10:20, 10:20] = 0.9  # a sure region with a rim, and an unsure one
    probability[8:10, 10:20] = 0.3
    probability[25:35, 40:50] = 0.2
    levels = levels_of(probability)
    sure = pointed_region(levels, (15 / 60, 15 / 40))
    assert sure is not None and np.array_equal(sure, probability == 0.9)
    rim = pointed_region(levels, (15 / 60, 9 / 40))
    assert rim is not None and np.array_equal(rim, np.isin(probability, (0.9, 0.3)))
    unsure = pointed_region(levels, (45 / 60, 30 / 40))
    assert unsure is not None and np.array_equal(unsure, probability == 0.2)
    assert pointed_region(levels, (30 / 60, 5 / 40)) is None
    assert pointed_region(levels_of(np.full((40, 60), 0.4)), (0.5, 0.5)) is None  # the whole picture
    assert pointed_region(levels, (1.0, 1.0)) is None
