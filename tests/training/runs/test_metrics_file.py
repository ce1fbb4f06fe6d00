"""`metrics.csv` is read as saved by a run or a spreadsheet, and damage is reported."""

import os
from pathlib import Path

import pytest

from training.runs.metrics_file import ALARM_COLUMNS, COLUMNS, append_row, read_metrics

EPOCHS = [dict.fromkeys(COLUMNS, 0.5) | {"epoch": epoch, "validation_dice": 0.25 + epoch / 8} for epoch in range(3)]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "metrics.csv"
    for row in EPOCHS:
        append_row(path, row)
    return path


def as_spreadsheet(text: str, separator: str, decimal: str) -> str:
    return text.replace(",", separator).replace(".", decimal)


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: as_spreadsheet(text, ";", ",").encode(),
        lambda text: as_spreadsheet(text, ";", ".").replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: as_spreadsheet(text, "\t", ",").encode("utf-16"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: "\n".join('"' + line.replace(",", '","') + '"' for line in text.splitlines()).encode(),
        lambda text: "\n".join(f"note,{line},,extra" for line in text.splitlines()).encode() + b"\n,,,\n\n",
        lambda text: "\n".join(reversed(text.splitlines()[1:])).join([text.splitlines()[0] + "\n", "\n"]).encode(),
    ],
    ids=["semicolons", "crlf and mark", "utf-16 tabs", "cr", "quoted", "extra columns and empty lines", "sorted"],
)
def test_a_file_saved_by_a_spreadsheet_is_read_and_continued_as_plain_csv(plain: Path, saved) -> None:
    plain.write_bytes(saved(plain.read_text(encoding="utf-8")))
    found = read_metrics(plain)
    assert (list(found.rows), found.problem) == (EPOCHS, "")
    append_row(plain, EPOCHS[-1] | {"epoch": 3})
    assert plain.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS + ALARM_COLUMNS)
    assert list(read_metrics(plain).rows) == [*EPOCHS, EPOCHS[-1] | {"epoch": 3}]
    assert [file.name for file in plain.parent.iterdir()] == ["metrics.csv"]


def replaced(line: int, column: str, cell: str):
    def change(text: str) -> bytes:
        lines = [row.split(",") for row in text.splitlines()]
        lines[line][lines[0].index(column)] = cell
        return "\n".join(map(",".join, lines)).encode() + b"\n"

    return change


@pytest.mark.parametrize(
    ("damage", "problem", "epochs"),
    [
        (replaced(0, "validation_dice", "Dice"), "lacks the column validation_dice", []),
        (replaced(0, "validation_false_alarm_rate", "epoch"), "has the column epoch twice", []),
        (replaced(2, "train_loss", "n/a"), "Line 3 of metrics.csv is damaged: 'n/a' is not a valid score", [0, 2]),
        (replaced(1, "train_loss", ""), "Line 2 of metrics.csv is damaged: it is empty (column train_loss)", [1, 2]),
        (replaced(3, "epoch", "1e30"), "is not an epoch number", [0, 1]),
        (replaced(3, "epoch", "nan"), "is not an epoch number", [0, 1]),
        (lambda text: text.replace("0.5", "0;5").encode(), "is not a valid score", []),
        (lambda text: (text + text).encode(), "'epoch' is not a valid score", [0, 1, 2]),
        (lambda text: text.replace("\n1,", "\n1\n1,").encode(), "it has 1 cells instead of", [0, 1, 2]),
        (lambda text: b"", "metrics.csv is empty", []),
        (lambda text: os.urandom(5000), "lacks the column", []),
        (lambda text: text.encode().replace(b"loss", b"l\xf6ss"), "lacks the column train_loss", []),
        (lambda text: b"x" * 300_000, "is damaged", []),
        (lambda text: (text + '3,"' + "x" * 300_000 + "\n").encode(), "is damaged", []),
    ],
)  # fmt: skip
def test_damage_is_named_and_the_other_rows_are_kept(plain: Path, damage, problem: str, epochs: list[int]) -> None:
    damaged = damage(plain.read_text(encoding="utf-8"))
    plain.write_bytes(damaged)
    found = read_metrics(plain)
    assert problem in found.problem
    assert [row["epoch"] for row in found.rows] == epochs
    append_row(plain, EPOCHS[0] | {"epoch": 7})  # what trains goes on, and nothing is lost
    after = read_metrics(plain)
    assert [row["epoch"] for row in after.rows] == [*epochs, 7] and after.problem == ""
    assert plain.with_name("metrics.damaged-1.csv").read_bytes() == damaged


def test_an_incomplete_last_line_is_no_damage(plain: Path) -> None:
    whole = plain.read_bytes()
    for cut in (1, 5, 20, len(whole.splitlines()[-1])):
        plain.write_bytes(whole[:-cut])
        found = read_metrics(plain)
        assert found.problem == "" and len(found.rows) in (2, 3)
        append_row(plain, EPOCHS[2])
        assert plain.read_bytes() == whole


def test_a_path_that_is_not_a_file_is_named(plain: Path, make_odd_files, tmp_path: Path) -> None:
    for name, reason in make_odd_files(tmp_path / "odd", ".csv").items():
        found = read_metrics(tmp_path / "odd" / name)
        assert found.rows == () and (name.startswith("nothing") or reason in found.problem)
    append_row(tmp_path / "odd" / "folder.csv", EPOCHS[0])
    assert len(read_metrics(tmp_path / "odd" / "folder.csv").rows) == 1
    assert (tmp_path / "odd" / "folder.damaged-1.csv").is_dir()
