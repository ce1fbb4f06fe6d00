"""All commands refuse ambiguous masks alike, and accept the same options for them."""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner, Result

from polyp_core.errors import DatasetError, PolypViewerError
from polyp_core.label_formats.mask_files import read_mask
from training.cli import _app
from training.config.make_config import make_config
from training.datasets.mask_answers import MaskAnswers
from training.datasets.square_cache import read_pair
from training.fit.create_run import create_run
from training.runs.run_folder import RunFolder
from training.runs.run_samples import run_samples

SETTINGS = ["side_px=32", "validation_fraction=0.3", "device=cpu"]


@pytest.fixture
def two_classes(make_pairs: Callable[..., Path]) -> Path:
    """The real frames, whose masks hold the polyp as 1 and a tool as 2."""
    root = make_pairs()
    for path in (root / "masks").iterdir():
        labels = read_mask(path).astype(np.uint8)
        labels[:20, :40] = 2
        cv2.imwrite(str(path), labels)
    return root


def _commands(root: Path, folder: Path, model: Path) -> dict[str, list[str]]:
    return {
        "scan": [str(root)],
        "eda": [str(root), "--out", str(folder / "report")],
        "fit": [str(root), "--out", str(folder / "run"), "--preset", "baseline", "--set", "side_px=32"],
        "evaluate": [str(model), str(root), "--device", "cpu"],
        "compare": [str(model), str(model), str(root), "--device", "cpu"],
    }


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(_app, list(arguments))


@pytest.mark.parametrize("command", ["scan", "eda", "fit", "evaluate", "compare"])
def test_several_classes_are_refused_by_every_command(
    two_classes: Path, bright_model: Path, tmp_path: Path, command: str
) -> None:
    done = _invoke(command, *_commands(two_classes, tmp_path, bright_model)[command])
    assert isinstance(done.exception, PolypViewerError)
    assert str(done.exception).startswith("The masks of clinic hold several classes: 1 (8 masks), 2 (10 masks).")
    assert "--label-values 1,2" in str(done.exception)
    assert not (tmp_path / "run").exists() and not (tmp_path / "report").exists()


@pytest.mark.parametrize("command", ["scan", "evaluate", "eda"])
def test_label_values_are_applied(two_classes: Path, bright_model: Path, tmp_path: Path, command: str) -> None:
    as_json = ["--json"]
    done = _invoke(command, *_commands(two_classes, tmp_path, bright_model)[command], "--label-values", "1", *as_json)
    assert done.exit_code == 0, done.output
    printed = json.loads(done.stdout)
    if command == "scan":
        assert printed["datasets"][0]["truly_empty"] == 2
        assert printed["datasets"][0]["mask_reading"] == "polyps are 1, not 2"
    elif command == "evaluate":
        assert (printed["datasets"]["clinic"]["n"], printed["datasets"]["clinic"]["empty_n"]) == (8, 2)
    else:
        assert printed["all"]["truly_empty"]["count"] == 2


def test_a_run_records_how_its_masks_are_read(two_classes: Path, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    create_run(run, [two_classes], make_config("shipped", SETTINGS), answers=MaskAnswers.parse(["1"]))
    record = run.read_record()
    assert record.mask_readings == {"clinic": "labels 1 not 2"}
    truths = [read_pair(sample).truth for sample in run_samples(record)]
    assert sum(truth.any() for truth in truths) == 8
    assert not any(truth[:20, :40].any() for truth in truths)
    for option in (["--label-values", "2"], ["--invert-masks"]):
        done = _invoke("fit", "--resume", str(run.path), *option)
        assert "A resumed run reads masks as before" in str(done.exception)


def test_a_config_without_mask_readings_still_opens(
    make_pairs: Callable[..., Path], two_classes: Path, tmp_path: Path
) -> None:
    run = RunFolder(tmp_path / "run")
    create_run(run, [two_classes], make_config("shipped", SETTINGS), answers=MaskAnswers.parse(["1"]))
    kept = json.loads(run.record_file.read_text(encoding="utf-8"))
    del kept["mask_readings"]
    run.record_file.write_text(json.dumps(kept), encoding="utf-8")
    assert run.read_record().mask_readings is None
    with pytest.raises(DatasetError, match=r"hold several classes.*Start a new run"):
        run_samples(run.read_record())
    make_pairs()  # plain masks again
    assert sum(read_pair(sample).truth.any() for sample in run_samples(run.read_record())) == 8


def test_inverted_masks_are_inverted_in_a_run(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    for path in (root / "masks").iterdir():
        cv2.imwrite(str(path), np.where(read_mask(path), 0, 255).astype(np.uint8))
    run = RunFolder(tmp_path / "run")
    with pytest.raises(DatasetError, match="They may be inverted"):
        create_run(run, [root], make_config("shipped", SETTINGS))
    create_run(run, [root], make_config("shipped", SETTINGS), answers=MaskAnswers.parse(invert=True))
    assert run.read_record().mask_readings == {"clinic": "cut 127 inverted"}
    assert sum(read_pair(sample).truth.any() for sample in run_samples(run.read_record())) == 8
