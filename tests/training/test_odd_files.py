"""Names that are not UTF-8, and pipes, devices and links named like images, in all commands that read datasets."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from polyp_core.errors import DatasetError, PolypViewerError
from resources import MODEL_FILE
from training.cli import _app
from training.config.make_config import make_config
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.fingerprints import fingerprints
from training.datasets.split_files import read_split
from training.datasets.square_cache import SquareCache
from training.evaluation.evaluate import evaluate
from training.fit.create_run import create_run
from training.fit.fit import train
from training.runs.run_folder import RunFolder

from .conftest import SMALL

MakePairs = Callable[..., Path]
MakeOdd = Callable[..., dict[str, str]]


@pytest.fixture
def named_in_latin_1(make_pairs: MakePairs, tmp_path: Path) -> Path:
    """A dataset whose folder and a pair have names that are not UTF-8."""
    root = tmp_path / os.fsdecode(b"klinik_\xfc")
    try:
        make_pairs("clinic").rename(root)
    except OSError:
        pytest.skip("this drive takes no such names")
    for folder in ("images", "masks"):
        (root / folder / "100H0050.png").rename(root / folder / os.fsdecode(b"aufnahme_\xfc.png"))
    return root


def command(*arguments: object) -> str:
    done = CliRunner().invoke(_app, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_names_that_are_not_utf_8_are_accepted_everywhere(named_in_latin_1: Path, tmp_path: Path) -> None:
    root = named_in_latin_1
    (dataset,) = find_datasets([root])
    assert dataset.name == "klinik_\\xfc"
    assert "klinik_\\xfc/aufnahme_\\xfc" in {sample.id for sample in dataset.samples}
    (root / "groups.csv").write_text("frame,group\naufnahme_\\xfc,patient 1\n")
    assert [sample.group for sample in find_samples([root]) if sample.group] == ["klinik_\\xfc/patient 1"]
    split = tmp_path / "split.json"
    shown = command("scan", root, "--leaks", "--write-split", split)
    assert "klinik_\\xfc: 10 pairs" in shown and "cannot be used" not in shown
    assert "klinik_\\xfc/aufnahme_\\xfc" in {*read_split(split).train, *read_split(split).validation}
    assert json.loads(command("scan", root, "--json"))["datasets"][0]["usable"] == 10
    out = tmp_path / os.fsdecode(b"report_\xfc")
    command("eda", root, "--out", out)
    with (out / "table.parquet").open("rb") as file:
        assert "klinik_\\xfc/aufnahme_\\xfc" in set(pd.read_parquet(file)["id"])
    table = tmp_path / "scores.csv"
    command("evaluate", MODEL_FILE, root, "--split", split, "--side", "train", "--table", table)
    assert len(pd.read_csv(table)) == 8


def test_a_run_may_lie_in_a_folder_whose_name_is_not_utf_8(named_in_latin_1: Path, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / os.fsdecode(b"lauf_\xfc"))
    create_run(run, [named_in_latin_1], make_config("shipped", SMALL))
    assert run.read_record().roots == (named_in_latin_1,)
    train(run)
    assert run.model_file.exists() and run.report_file.exists()
    log = run.log_file.read_text(encoding="utf-8")
    assert "Traceback" not in log and r"lauf_\xfc" in log


@pytest.fixture
def odd(make_pairs: MakePairs, make_odd_files: MakeOdd) -> tuple[Path, dict[str, str]]:
    """Ten pairs, and others with a file that is not regular; returns the reason for each of these."""
    root = make_pairs()
    reasons = make_odd_files(root / "images")
    for name in reasons:
        shutil.copy(root / "masks" / "100H0050.png", root / "masks" / name)
    shutil.copy(root / "images" / "100H0050.png", root / "images" / "mask.png")
    os.mkfifo(root / "masks" / "mask.png")
    return root, reasons | {"mask.png": "it is a pipe"}


def test_irregular_files_are_refused_by_name_everywhere(odd: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    root, reasons = odd
    (described,) = json.loads(command("scan", root, "--leaks", "--json"))["datasets"]
    assert (described["pairs"], described["usable"]) == (10 + len(reasons), 10)
    left_out = command("eda", root, "--out", tmp_path / "report")
    notes = evaluate(MODEL_FILE, [root], saliency=False).notes
    run = RunFolder(tmp_path / "run")
    create_run(run, [root], make_config("shipped", SMALL))
    log = run.log_file.read_text(encoding="utf-8")
    for name, reason in reasons.items():
        for message in (described["problems"], left_out.splitlines(), notes, log.splitlines()):
            assert any(name in line and reason in line for line in message)
    for sample in find_samples([root]):
        if sample.image_path.name in reasons:
            fingerprints([sample])
            with pytest.raises(PolypViewerError):
                SquareCache(32, tmp_path / "cache").get(sample)


@pytest.mark.parametrize("name", ["train.txt", "test.txt", "groups.csv", "provenance.csv"])
def test_an_irregular_list_or_table_is_refused_not_ignored(make_pairs: MakePairs, name: str) -> None:
    root = make_pairs()
    (root / "val.txt").write_text("100H0050\n")
    (root / name).symlink_to(root / "gone")
    with pytest.raises(DatasetError, match=rf"{name}: it does not exist, or is a link"):
        find_samples([root])
    if hasattr(os, "mkfifo"):
        (root / name).unlink()
        os.mkfifo(root / name)
        with pytest.raises(DatasetError, match=rf"{name}: it is a pipe"):
            find_samples([root])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("fit", "DATA", "--out", "RUN", "--split", "PIPE"), "split file"),
        (("fit", "DATA", "--out", "RUN", "--config", "PIPE"), "config"),
        (("fit", "DATA", "--out", "RUN", "--from", "PIPE"), "model file"),
        (("fit", "DATA", "--out", "RUN", "--encoder-weights", "PIPE"), "encoder weights"),
        (("fit", "CIRCLE", "--out", "RUN", "--encoder-weights", "none"), "no such folder"),
        (("evaluate", "PIPE", "DATA"), "model file"),
        (("import-weights", "PIPE", "--out", "RUN"), "read as weights"),
        (("scan", "PIPE"), "a file, not a folder"),
        (("scan", "CIRCLE"), "no such folder"),
    ],
)
def test_a_pipe_given_as_a_file_is_refused(
    make_pairs: MakePairs, make_odd_files: MakeOdd, tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    make_odd_files(tmp_path)
    places = {"DATA": make_pairs(), "RUN": tmp_path / "run"}
    places |= {"PIPE": tmp_path / "pipe.png", "CIRCLE": tmp_path / "circle.png"}
    done = CliRunner().invoke(_app, [str(places.get(argument, argument)) for argument in arguments])
    assert isinstance(done.exception, PolypViewerError)
    assert word in str(done.exception)


def test_circular_folder_links_end(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "more").mkdir()
    (root / "more" / "up").symlink_to(root, target_is_directory=True)
    (root / "itself").symlink_to(root / "itself")
    (root / "images" / "images").symlink_to(root / "images", target_is_directory=True)
    assert len(find_samples([root])) == 10


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_files_without_permission_are_named(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "images" / "100H0050.png").chmod(0)
    try:
        (described,) = json.loads(command("scan", root, "--json"))["datasets"]
    finally:
        (root / "images" / "100H0050.png").chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert "Permission denied" in described["problems"][0]
