"""The settings chosen give little Dice for fewer false alarms, and never much."""

import numpy as np

from polyp_core.inference.segmenter import Segmenter
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.datasets.finding import find_samples
from training.packaging.calibrate import MIN_REGIONS, THRESHOLDS, calibrate, choose
from training.scores.scoring import MaskSettings

GRID = [MaskSettings(0.3), MaskSettings(0.5), MaskSettings(0.7)]


def counted(*images: tuple[tuple[int, int, int, int], ...]) -> np.ndarray:
    return np.array(images, np.int64)


def test_fewer_alarms_win_where_dice_is_nearly_equal() -> None:
    polyp = ((1000, 0, 0, 0), (996, 0, 4, 0), (600, 0, 400, 0))
    empty = ((0, 9, 0, 991), (0, 0, 0, 1000), (0, 0, 0, 1000))
    chosen = choose(GRID, counted(polyp, empty))
    assert chosen.settings == GRID[1]
    assert (chosen.polyp_n, chosen.empty_n, chosen.false_positive_rate) == (1, 1, 0)


def test_dice_alone_decides_without_an_empty_frame() -> None:
    chosen = choose(GRID, counted(((900, 0, 100, 0), (950, 0, 50, 0), (600, 0, 400, 0))))
    assert chosen.settings == GRID[1] and chosen.empty_n == 0 and np.isnan(chosen.false_positive_rate)


def test_real_frames_give_settings_of_the_grid(make_pairs) -> None:
    with Segmenter.open(read_model_file(MODEL_FILE), "cpu") as segmenter:
        chosen = calibrate(segmenter, find_samples([make_pairs()]))
    assert chosen.settings.threshold in THRESHOLDS and chosen.settings.min_region_fraction in MIN_REGIONS
    assert chosen.polyp_n + chosen.empty_n == 10 and chosen.dice > 0.5
