"""`polyp-train fit --polyp-free`: polyp-free images in training, validation, false alarm counts and the card."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.errors import PolypViewerError
from polyp_core.model.model_file import read_model_file
from training.cli import _app
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, SMALL

SETTINGS = [part for setting in [*SMALL, "polyp_free_validation=0.5"] for part in ("--set", setting)]


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, Path]:
    """Pairs, and a folder of six frames and two patches without a polyp."""
    shutil.copytree(FRAMES, tmp_path / "clinic")
    free = tmp_path / "normal"
    for number, image in enumerate(sorted((FRAMES / "images").iterdir())[:8]):
        folder = free / ("stool" if number < 6 else "patches")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(image, folder / f"normal {number}{image.suffix}")
    return tmp_path / "clinic", free


def test_a_run_trains_on_polyp_free_images_counts_false_alarms_and_resumes(
    data: tuple[Path, Path], tmp_path: Path
) -> None:
    pairs, free = data
    # Copies of pairs: held together with them they would not be divided on their own.
    for image in sorted((pairs / "images").iterdir())[:8]:
        image.unlink()
        (pairs / "masks" / f"{image.stem}.png").unlink()
    shutil.copytree(FRAMES, tmp_path / "more")
    done = CliRunner().invoke(
        _app, ["fit", str(pairs), "--polyp-free", str(free), "--out", str(tmp_path / "run"), "--preset", "baseline",
               *SETTINGS, "--set", "validation_fraction=0.5", "--set", "polyp_free_share=0.5"],
    )  # fmt: skip
    assert done.exit_code == 0, (done.output, done.exception)
    run = RunFolder(tmp_path / "run")
    record, split = run.read_record(), run.read_split()
    assert [folder.path for folder in record.polyp_free] == [free.resolve()]
    validated = [id for id in split.validation if id.startswith("polyp_free-normal-stool/")]
    assert len(validated) == 3 and sum(id.startswith("polyp_free") for id in split.train) >= 4
    status = run.read_status()
    assert status is not None and status.state == "finished"
    scores = json.loads(run.evaluation_file.read_text(encoding="utf-8"))["datasets"]["polyp_free-normal-stool"]
    assert (scores["n"], scores["empty_n"]) == (0, 3) and 0 <= scores["empty_false_positive_rate"] <= 1
    card = read_model_file(run.model_file).card
    assert {"clinic", "polyp_free-normal-stool", "polyp_free-normal-patches"} <= {d.dataset for d in card.training_data}
    assert "frames without a polyp" in card.notes and run.report_file.exists()
    again = CliRunner().invoke(_app, ["fit", "--resume", str(run.path), "--set", "epochs=2"])
    assert again.exit_code == 0, (again.output, again.exception)
    assert len(run.read_scores()) == 2


def test_a_split_file_without_the_given_images_is_refused_by_name(
    data: tuple[Path, Path], one_epoch: RunFolder, tmp_path: Path
) -> None:
    pairs = one_epoch.path.parent / "polypgen"
    command = ["fit", str(pairs), "--out", str(tmp_path / "run"), "--split", str(one_epoch.split_file), "--preset"]
    done = CliRunner().invoke(_app, [*command, "baseline", "--polyp-free", str(data[1])])
    assert isinstance(done.exception, PolypViewerError), done.output
    message = str(done.exception)
    assert message.startswith("The split names none of the 8 pictures without a polyp in ") and str(data[1]) in message
    assert "Leave out the split file" in message and not (tmp_path / "run").exists()
    scored = ["evaluate", str(one_epoch.model_file), str(pairs), "--split", str(one_epoch.split_file)]
    done = CliRunner().invoke(_app, [*scored, "--polyp-free", str(data[1])])
    assert str(done.exception) == message
