"""`scan --write-split` writes a split file for `fit` and `evaluate`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.errors import PolypViewerError
from training.cli import _app
from training.config.make_config import make_config
from training.datasets.split_files import read_split
from training.fit.create_run import create_run
from training.runs.run_folder import RunFolder


@pytest.fixture
def videos(make_pairs: Callable[..., Path]) -> Path:
    """The real frames as those of two sequences, of five frames each."""
    root = make_pairs()
    stems = sorted(path.stem for path in (root / "images").iterdir())
    rows = [f"{stem},video {index % 2}" for index, stem in enumerate(stems)]
    (root / "groups.csv").write_text("\n".join(["frame,group", *rows]) + "\n", encoding="utf-8")
    return root


def scan(*arguments: object):
    return CliRunner().invoke(_app, ["scan", *map(str, arguments)])


def test_a_random_split_is_written_with_a_warning_that_counts_leaks(videos: Path, tmp_path: Path) -> None:
    file = tmp_path / "split.json"
    done = scan(videos, "--write-split", file, "--kind", "random", "--validation-fraction", "0.4", "--seed", "3")
    assert done.exit_code == 0, done.output
    assert "6 pairs for training, 4 for validation" in done.stdout and str(file) in done.stdout
    assert "4 of 4 frames have a frame of their own sequence or group in training" in done.stderr
    assert "0 of 4 have a near copy there" in done.stderr
    split = read_split(file)
    assert (split.kind, split.seed, len(split.train), len(split.validation)) == ("random", 3, 6, 4)

    run = RunFolder(tmp_path / "run")
    create_run(run, [videos], make_config("shipped"), file)
    assert run.read_split() == split


def test_a_grouped_split_divides_no_group_and_is_printed_as_json(videos: Path, tmp_path: Path) -> None:
    arguments = (videos, "--write-split", tmp_path / "split.json", "--kind", "grouped", "--validation-fraction", "0.5")
    content = json.loads(scan(*arguments, "--json").stdout)["split"]
    assert (len(content["train"]), len(content["validation"]), content["warnings"]) == (5, 5, [])
    assert content["validation"] == list(read_split(tmp_path / "split.json").validation)


def test_pairs_on_no_published_list_are_left_out(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    stems = sorted(path.stem for path in (root / "images").iterdir())
    for name, own in (("train.txt", stems[:4]), ("val.txt", stems[4:7]), ("test.txt", stems[7:9])):
        (root / name).write_text("\n".join(own), encoding="utf-8")
    done = scan(root, "--write-split", tmp_path / "split.json")
    assert "published    4 train, 3 validation, 2 test" in done.stdout
    assert "4 pairs for training, 3 for validation, 2 for tests" in done.stdout
    assert "1 pair of clinic is left out" in done.stderr


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--kind", "grouped", "--seed", "0"), "--kind, --seed"),
        (("--strict",), "--strict"),
        (("--hold-out", "clinic", "--leaks"), "--hold-out"),
        (("--validation-fraction", "0.3", "--json"), "--validation-fraction"),
    ],
)
def test_options_of_a_split_that_is_not_written_are_refused(polyp_train, videos: Path, options, named: str) -> None:
    done = polyp_train("scan", videos, *options)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: Without --write-split no split is made. Leave out {named}.\n"


def test_a_failed_split_leaves_no_file(videos: Path, tmp_path: Path) -> None:
    file = tmp_path / "split.json"
    assert scan(videos, "--write-split", file, "--kind", "fair").exit_code == 2
    assert scan(videos, "--write-split", file, "--split", file).exit_code == 2
    failed = scan(videos, "--write-split", file, "--hold-out", "elsewhere")
    assert isinstance(failed.exception, PolypViewerError) and "a dataset elsewhere" in str(failed.exception)
    assert not file.exists()
