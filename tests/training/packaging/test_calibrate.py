"""Calibration weighs Dice and false alarms equally, within a loss of Dice, and lists alternative settings."""

import math
from itertools import pairwise

import numpy as np
import pytest

from polyp_core.inference.segmenter import Segmenter
from polyp_core.model.card import MOST_ALARM_POINTS
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.datasets.discovery import find_samples
from training.evaluation.false_alarms import of_full_frames
from training.evaluation.scoring import MaskSettings
from training.fit.finalize_run import format_calibration
from training.packaging.calibrate import (
    MIN_REGIONS,
    POINTS_LISTED,
    PRESENCE_LEVELS,
    THRESHOLDS,
    Answers,
    Calibration,
    calibrate,
)
from training.packaging.calibrate import choose as choose_among

GRID = [MaskSettings(0.3), MaskSettings(0.5), MaskSettings(0.7)]
FOUND, MISSED = (1000, 0, 0, 0), (0, 0, 1000, 0)
LOUD, QUIET = (0, 9, 0, 991), (0, 0, 0, 1000)


def counted(*images: tuple[tuple[int, int, int, int], ...]) -> np.ndarray:
    return np.array(images, np.int64)


def choose(
    grid: list[MaskSettings],
    counts: np.ndarray,
    presence: list[float] | None = None,
    kinds: list[str] | None = None,
    groups: list[str] | None = None,
) -> Calibration:
    """Calibrates; images are full frames, each its own group, unless given otherwise."""
    count = len(counts)
    of_each = kinds or ["frame"] * count
    own = groups or [str(number) for number in range(count)]
    return choose_among(grid, Answers(counts, None if presence is None else np.array(presence), of_each, own))


def test_fewer_false_alarms_win_if_dice_is_nearly_equal() -> None:
    polyp = ((1000, 0, 0, 0), (996, 0, 4, 0), (600, 0, 400, 0))
    empty = ((0, 9, 0, 991), (0, 0, 0, 1000), (0, 0, 0, 1000))
    chosen = choose(GRID, counted(polyp, empty))
    assert chosen.settings == GRID[1]
    assert (chosen.polyp_n, chosen.empty_n, of_full_frames(chosen.false_alarms).rate) == (1, 1, 0)


def test_dice_alone_decides_without_an_empty_frame() -> None:
    chosen = choose(GRID, counted(((900, 0, 100, 0), (950, 0, 50, 0), (600, 0, 400, 0))))
    assert chosen.settings == GRID[1] and chosen.empty_n == 0 and np.isnan(of_full_frames(chosen.false_alarms).rate)


def test_settings_for_real_frames_are_on_the_grid(make_pairs) -> None:
    with Segmenter.open(read_model_file(MODEL_FILE), "cpu") as segmenter:
        chosen = calibrate(segmenter, find_samples([make_pairs()]))
    assert chosen.settings.threshold in THRESHOLDS and chosen.settings.min_region_fraction in MIN_REGIONS
    assert chosen.polyp_n + chosen.empty_n == 10 and chosen.dice > 0.5


def test_a_false_alarm_in_a_hundred_frames_costs_as_much_as_a_hundredth_of_dice() -> None:
    # The higher threshold loses 0.008 of Dice and silences one frame in forty, then in four hundred.
    polyp = [(FOUND, FOUND, (984, 0, 16, 0))] * 10
    for frames, threshold in ((40, 0.7), (400, 0.5)):
        chosen = choose(GRID, counted(*polyp, (LOUD, LOUD, QUIET), *[(QUIET, QUIET, QUIET)] * (frames - 1)))
        assert chosen.settings.threshold == threshold
        assert [point.false_alarm_rate for point in chosen.points] == [0, 1 / frames]
        assert "needed" not in format_calibration(chosen)


def test_settings_that_lose_much_dice_are_listed_and_not_chosen() -> None:
    polyp = [(FOUND, FOUND, (970, 0, 30, 0))] * 10
    chosen = choose(GRID, counted(*polyp, *[(LOUD, LOUD, QUIET)] * 8, *[(QUIET, QUIET, QUIET)] * 32))
    assert chosen.settings.threshold == 0.5
    assert [point.threshold for point in chosen.points] == [0.7, 0.5]


def test_the_presence_level_suppresses_false_alarms_and_keeps_polyps() -> None:
    counts = counted(*[(FOUND,) * 3] * 10, *[(LOUD,) * 3] * 40)
    chosen = choose(GRID, counts, presence=[0.8] * 9 + [0.35] + [0.3] * 39 + [0.5])
    assert chosen.settings.presence_level == 0.35
    assert (chosen.dice, of_full_frames(chosen.false_alarms).rate) == (1, 1 / 40)
    assert chosen.points[0].dice == pytest.approx(0.9) and chosen.points[0].false_alarm_rate == 0
    # Without a frame to judge it by, nothing is suppressed; without a head there is no level.
    assert choose(GRID, counts[:10], presence=[0.1] * 10).settings.presence_level == 0
    assert {point.presence_level for point in choose(GRID, counts).points} == {None}


def test_patches_and_upper_gi_images_are_counted_separately_and_do_not_decide() -> None:
    polyp, loud = [(FOUND, FOUND, MISSED)] * 4, [(LOUD, LOUD, QUIET)]
    kinds = ["frame"] * 4 + ["patch"] * 50 + ["upper_gi"] * 50
    chosen = choose(GRID, counted(*polyp, *loud * 100), kinds=kinds)
    assert chosen.settings == GRID[1] and chosen.empty_n == 0 and not chosen.points
    assert [(found.kind, found.n, found.rate) for found in chosen.false_alarms] == [
        ("upper_gi", 50, 1),
        ("patch", 50, 1),
    ]
    message = format_calibration(chosen)
    assert "100.0% (92.9% to 100.0%) of 50 patches without a polyp" in message
    assert "There are no full frames without a polyp to count false alarms on, and 40 are needed" in message


def test_the_rate_has_an_interval_over_groups_and_few_frames_are_noted() -> None:
    counts = counted((FOUND,) * 3, *[(LOUD,) * 3] * 6, *[(QUIET,) * 3] * 6)
    alone = choose(GRID, counts).false_alarms[0].interval
    one_video = choose(GRID, counts, groups=["p", *(["a"] * 6), *(["b"] * 3), *(["c"] * 3)]).false_alarms[0].interval
    assert alone == pytest.approx((0.211, 0.789), abs=0.001)  # Clopper & Pearson of 6 in 12
    assert one_video == pytest.approx((0, 1), abs=0.001)  # one group of three has all of the false alarms
    assert all(map(math.isnan, choose(GRID, counts, groups=["p", *["a"] * 12]).false_alarms[0].interval))
    assert "There are only 12 full frames without a polyp" in format_calibration(choose(GRID, counts))


def test_listed_settings_are_few_and_pareto_optimal() -> None:
    rng = np.random.default_rng(7)
    presence = [*rng.uniform(0.2, 1, 40), *rng.uniform(0, 0.8, 60)]
    chosen = choose(GRID, counted(*[(FOUND,) * 3] * 40, *[(LOUD,) * 3] * 60), presence=presence)
    points = chosen.points
    assert 3 < len(points) <= POINTS_LISTED <= MOST_ALARM_POINTS
    assert all(a.dice < b.dice and a.false_alarm_rate < b.false_alarm_rate for a, b in pairwise(points))
    assert (chosen.settings.presence_level, chosen.dice) in [(point.presence_level, point.dice) for point in points]
    assert chosen.settings.presence_level in PRESENCE_LEVELS
