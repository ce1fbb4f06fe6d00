"""The table of differences between datasets."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from training.statistics.differences import cliffs_delta, differences


def _pictures(dataset: str, count: int, level: int, coverage: float) -> pd.DataFrame:
    """Pictures of one grey level, some of them without a polyp."""
    histogram = np.zeros(64, np.uint32)
    histogram[level // 4] = 100
    return pd.DataFrame(
        {
            "dataset": dataset,
            "width_px": 400 + np.arange(count),
            "height_px": 300,
            "brightness": float(level),
            "contrast": 10.0 + np.arange(count) % 3,
            "specular_share": 0.01,
            "coverage": np.where(np.arange(count) % 5 == 0, 0.0, coverage),
        }
    ).assign(**{f"{name}_histogram": [histogram] * count for name in ("red", "green", "blue")})


def test_datasets_that_differ_in_light_are_named_and_small_ones_are_not_compared() -> None:
    table = pd.concat([_pictures("dark", 20, 40, 0.1), _pictures("light", 30, 160, 0.1), _pictures("few", 5, 250, 0.5)])
    found = {each.key: each for each in differences(table)}
    light = found["brightness"]
    assert (light.most, light.delta) == (("dark", "light"), -1.0)
    assert light.reading == "Large difference: dark is lower than light."
    assert light.format("light") == "160 (160 to 160)"
    assert light.datasets["few"].n == 5
    assert found["coverage"].datasets["dark"].n == 16
    assert found["red_share"].reading == found["contrast"].reading == "The datasets are practically alike."
    few = {each.key: each for each in differences(table[table["dataset"] != "light"])}
    assert few["brightness"].delta is None and "at least 10 values" in few["brightness"].reading


def test_cliffs_delta_agrees_with_its_definition() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.integers(0, 9, 17), rng.integers(2, 12, 23)
    signs = [np.sign(a - b) for a, b in product(first.tolist(), second.tolist())]
    assert cliffs_delta(first, second) == pytest.approx(float(np.mean(signs)))
