"""The preview shows the training input of a run."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from polyp_core.errors import DatasetError
from polyp_core.frames.stills.image_files import read_image
from training.cli import _app
from training.config.fit_config import AugmentConfig
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.square_cache import SquareCache
from training.fit.preview import preview_sheet

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"
TILE = 64 + 2 * 4
OFF = [f"augment.{name}=0" for name in AugmentConfig.model_fields]


def tile(sheet: np.ndarray, place: int) -> np.ndarray:
    y, x = place // 4 * TILE + 4, place % 4 * TILE + 4
    return sheet[y : y + 64, x : x + 64]


def test_without_augmentation_the_preview_shows_the_squares() -> None:
    sheet = preview_sheet([FRAMES], make_config("baseline", ["side_px=64", *OFF]))
    assert sheet.shape == (2 * TILE, 4 * TILE, 3)
    square = SquareCache(64).get(find_samples([FRAMES])[0])
    differs = (tile(sheet, 0) != square[..., :3]).any(axis=2)
    assert 0 < differs.sum() < 400  # the outline of the mask


def test_the_preview_shows_augmentation_and_depends_on_the_seed_only() -> None:
    config = make_config("shipped", ["side_px=64"])
    sheet = preview_sheet([FRAMES], config)
    assert np.array_equal(sheet, preview_sheet([FRAMES], config))
    assert not np.array_equal(sheet, preview_sheet([FRAMES], make_config("shipped", ["side_px=64", "seed=1"])))


def test_the_command_writes_the_preview(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(make_config("shipped", ["side_px=64"]).model_dump_json(), encoding="utf-8")
    arguments = ["preview", str(FRAMES), "--config", str(config), "--out", str(tmp_path / "out.png")]
    assert CliRunner().invoke(_app, arguments).exit_code == 0
    assert read_image(tmp_path / "out.png").shape == (2 * TILE, 4 * TILE, 3)


def test_folders_without_pairs_are_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=tmp_path.name):
        preview_sheet([tmp_path], make_config("baseline"))
