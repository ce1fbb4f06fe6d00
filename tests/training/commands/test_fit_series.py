"""`polyp-train fit --folds` and `--seeds`: ordinary runs in one folder, and a table of their scores."""

import csv
import json
import shutil
import statistics
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.errors import PolypViewerError
from training.cli import _app
from training.config.make_config import make_config
from training.runs.run_folder import RunFolder
from training.runs.run_series import runs_in
from training.runs.run_snapshot import read_run_snapshot

from ..conftest import FRAMES, ON_A_GIVEN_SPLIT, SMALL

# Several whole runs a test.

SETTINGS = [part for setting in ON_A_GIVEN_SPLIT for part in ("--set", setting)]


def fit(*arguments: object) -> str:
    done = CliRunner().invoke(_app, ["fit", *map(str, arguments)])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(_app, ["fit", *map(str, arguments)])
    assert done.exception is not None, done.output
    return str(done.exception) if isinstance(done.exception, PolypViewerError) else done.output


@pytest.fixture(scope="module")
def folds(home_of_the_tests: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A series of two folds on its own copy of the frames, three of them also as polyp-free images, and its output."""
    root = tmp_path_factory.mktemp("series")
    shutil.copytree(FRAMES, root / "polypgen")
    (root / "stool").mkdir()
    for number, image in enumerate(sorted((FRAMES / "images").iterdir())[:4]):
        shutil.copy(image, root / "stool" / f"stool {number}{image.suffix}")
    shutil.move(str(root / "polypgen"), root / "data")
    table = fit(
        root / "data", "--polyp-free", root / "stool", "--out", root / "out", "--folds", 2, "--preset", "light",
        *SETTINGS, "--set", "presence_weight=0",
    )  # fmt: skip
    return root / "out", table


def test_folds_are_ordinary_runs_that_divide_pairs_and_polyp_free_images(folds: tuple[Path, str]) -> None:
    out, _ = folds
    assert [run.name for run in runs_in(out)] == ["fold-1", "fold-2"]
    splits = [RunFolder(run).read_split() for run in runs_in(out)]
    assert set(splits[0].validation) <= set(splits[1].train)
    assert set(splits[0].train) | set(splits[0].validation) == set(splits[1].train) | set(splits[1].validation)
    for run in runs_in(out):
        snapshot = read_run_snapshot(run)
        assert snapshot.phase == "finished" and snapshot.has_model
        assert sum(id.startswith("polyp_free") for id in RunFolder(run).read_split().validation) > 0


def test_the_table_has_means_deviations_and_ranges_by_dataset(folds: tuple[Path, str]) -> None:
    out, printed = folds
    assert printed == (out / "scores.txt").read_text(encoding="utf-8")
    assert printed.startswith("2 of 2 folds are done.") and "data" in printed and "false alarms" in printed
    scores = {
        run.name: json.loads((run / "validation.json").read_text(encoding="utf-8"))["datasets"] for run in runs_in(out)
    }
    dice = [own["data"]["dice"] for own in scores.values()]
    rows = list(csv.DictReader((out / "scores.csv").open(encoding="utf-8")))
    row = next(row for row in rows if (row["dataset"], row["score"]) == ("data", "dice"))
    assert float(row["mean"]) == pytest.approx(statistics.fmean(dice), rel=1e-5, abs=1e-9)
    assert float(row["standard_deviation"]) == pytest.approx(statistics.stdev(dice), rel=1e-5, abs=1e-9)
    assert [float(row[name]) for name in ("lowest", "highest")] == pytest.approx(sorted(dice), rel=1e-5)
    content = json.loads((out / "scores.json").read_text(encoding="utf-8"))
    alarms = next(s for s in content["scores"] if s["score"] == "empty_false_positive_rate" and s["dataset"] != "data")
    assert set(alarms["values"]) == {"fold-1", "fold-2"}


def test_resume_trains_unfinished_runs_and_with_more_epochs_all_runs(folds: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(folds[0], out)
    first, second = map(RunFolder, runs_in(out))
    shutil.rmtree(second.path / "checkpoints")
    second.status_file.unlink()
    second.model_file.unlink()
    assert (
        "It has not started: the runs of a series train one after the other." in read_run_snapshot(second.path).message
    )
    before = first.model_file.stat().st_mtime_ns
    table = fit("--resume", out)
    assert "2 of 2 folds" in table and second.model_file.exists()
    assert first.model_file.stat().st_mtime_ns == before
    fit("--resume", out, "--set", "epochs=2")
    assert [len(RunFolder(run).read_scores()) for run in runs_in(out)] == [2, 2]


def test_a_stop_file_stops_the_series_which_can_be_resumed(folds: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(folds[0], out)
    first = RunFolder(runs_in(out)[0])
    thread = threading.Thread(target=stop_after_two_epochs, args=(first, out / "stop"))
    thread.start()
    done = CliRunner().invoke(_app, ["fit", "--resume", str(out), "--set", "epochs=5000"])
    thread.join()
    assert done.exit_code == 0 and "The series was stopped. Resume it: polyp-train fit --resume" in done.stderr
    assert [read_run_snapshot(run).phase for run in runs_in(out)] == ["stopped", "finished"]
    assert not (out / "stop").exists()
    assert "0 of 2 folds are done" in (out / "scores.txt").read_text(encoding="utf-8")


def stop_after_two_epochs(run: RunFolder, file: Path) -> None:
    wait = threading.Event()
    while len(run.read_scores()) < 2:
        wait.wait(0.05)
    file.touch()


def test_seeds_train_on_one_split(tmp_path: Path) -> None:
    table = fit(FRAMES, "--out", tmp_path / "out", "--seeds", 2, "--preset", "baseline", *SETTINGS, "--set", "seed=7")
    runs = [RunFolder(run) for run in runs_in(tmp_path / "out")]
    assert [run.path.name for run in runs] == ["seed-7", "seed-8"]
    assert [run.read_record().config.seed for run in runs] == [7, 8]
    assert runs[0].read_split() == runs[1].read_split()
    assert "2 of 2 seeds" in table


def test_seeds_use_a_split_file_and_all_runs_are_created_before_training(one_epoch: RunFolder, tmp_path: Path) -> None:
    from training.fit.fit_series import create_series

    data, config = one_epoch.path.parent / "polypgen", make_config("baseline", SMALL)
    create_series(tmp_path / "out", [data], config, "seeds", 3, one_epoch.split_file)
    runs = [RunFolder(run) for run in runs_in(tmp_path / "out")]
    assert [run.path.name for run in runs] == ["seed-0", "seed-1", "seed-2"]
    assert {run.split_file.read_bytes() for run in runs} == {one_epoch.split_file.read_bytes()}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("--folds 11", "11 folds cannot be made of 10 groups of pairs"),
        ("--folds 1", "greater than or equal to 2"),
        ("--seeds 101", "less than or equal to 100"),
        ("--folds 2 --seeds 2", "Leave out --seeds; or leave out --folds"),
        ("--folds 2 --split s.json", "Leave out --split; or leave out --folds"),
        ("--folds 2 --set validation_fraction=0.5", "Leave out --set validation_fraction; or leave out --folds"),
        ("--seeds 2 --set devices=2", "Set devices=1 and nodes=1"),
        ("--seeds 2 --set seed=4294967295", "The setting seed cannot be 4294967296"),
    ],
)
def test_invalid_series_are_refused_and_create_no_files(arguments: str, text: str, tmp_path: Path) -> None:
    assert text in refused(FRAMES, "--out", tmp_path / "out", "--preset", "baseline", *arguments.split())
    assert not (tmp_path / "out").exists()


def test_a_folder_with_a_series_is_refused_and_unchanged(folds: tuple[Path, str]) -> None:
    for options in (["--seeds", "2"], []):
        assert "There already is a training run in" in refused(
            FRAMES, "--out", folds[0], "--preset", "baseline", *options
        )
    assert "--folds; or leave out --resume" in refused("--resume", folds[0], "--folds", 3)


def test_a_damaged_series_is_named(folds: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(folds[0], out)
    (out / "fold-1" / "validation.json").write_text("{", encoding="utf-8")
    assert "validation.json is damaged" in refused("--resume", out)
    record = json.loads((out / "series.json").read_text(encoding="utf-8"))
    (out / "series.json").write_text(json.dumps(record | {"runs": ["../elsewhere", "fold-1"]}), encoding="utf-8")
    assert "is not the record of a series" in refused("--resume", out)
