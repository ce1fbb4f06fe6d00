"""Reads and appends to `metrics.csv`, the scores of each epoch; also reads the file as saved by a spreadsheet."""

import codecs
import csv
import io
import logging
import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from polyp_core.display_text import filled, mark
from polyp_core.files.atomic_files import write_error, write_text
from polyp_core.files.damaged_files import backup_damaged_file
from polyp_core.files.regular_files import format_os_error, open_regular
from training.evaluation.model_choice import ALARM_RATES, FRAME_COUNT

log = logging.getLogger(__name__)

COLUMNS = (
    "epoch",
    "seconds",
    "learning_rate",
    *(f"{part}_{score}" for part in ("train", "validation") for score in ("loss", "dice", "iou", "accuracy")),
)
ALARM_COLUMNS = tuple(f"validation_{name}" for name in (*ALARM_RATES, FRAME_COUNT))
"""Columns of `metrics.csv` after COLUMNS: empty if there are no such pictures, missing in older files."""
_ALL = COLUMNS + ALARM_COLUMNS

_LARGEST_BYTES = 64 * 1024 * 1024
"""Enough for hundreds of thousands of epochs; a larger file was not written by a run."""
_LARGEST_EPOCH = 2**31 - 1
_LARGEST_NUMBER = 1e50
"""Training is in single precision, whose largest number is below this; larger ones cannot be drawn."""
_SEPARATORS = (",", ";", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Rows of `metrics.csv` by epoch; `problem` says why rows were left out ("" if none were).

    Each row has COLUMNS, and those of ALARM_COLUMNS that were counted. `is_plain` is True if the file has the format
    that `append_row` writes, so that a row can be appended to it.
    """

    rows: tuple[dict[str, float], ...] = ()
    problem: str = ""
    is_plain: bool = True


def read_metrics(path: Path) -> Metrics:
    """Reads `metrics.csv` at `path`; never raises.

    Returns no rows if there is no file. The separator may be a comma, a semicolon or a tab, the decimal sign a comma
    where that is not the separator, the encoding UTF-8 or UTF-16 with a byte order mark; unknown columns are ignored.
    An incomplete last line is ignored without a problem, since it is being written.
    """
    try:
        with open_regular(path) as file:
            data = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError:
        return Metrics()
    except OSError as error:
        return Metrics(
            problem=filled("{file} cannot be read: {reason}.", file=path.name, reason=format_os_error(error)),
            is_plain=False,
        )
    if len(data) > _LARGEST_BYTES:
        return Metrics(
            problem=filled("{file} is too large to hold the scores of a run.", file=path.name), is_plain=False
        )
    text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig", errors="replace")
    try:
        return _parsed(text, path.name, is_plain=data.startswith((",".join(_ALL) + "\n").encode()))
    except csv.Error as error:
        return Metrics(
            problem=filled("{file} is damaged: {reason}.", file=path.name, reason=str(error)), is_plain=False
        )


def append_row(path: Path, scores: dict[str, float]) -> None:
    """Appends a row to `metrics.csv` at `path`; an existing row of that epoch is kept. Raises ExportError.

    An epoch that was finished before a kill but is not in the checkpoint is trained again after a resume, with the same
    result. A file of an earlier version or one saved by a spreadsheet is rewritten with its rows; one that cannot be
    read completely is first copied under another name.
    """
    try:
        _drop_incomplete_row(path)
        before = read_metrics(path)
        if before.problem:
            aside = backup_damaged_file(path)
            kept = f" Its previous content is kept in {aside.name}." if aside is not None else ""
            log.warning("%s Continuing with the rows that can be read.%s", before.problem, kept)
        if before.problem or not before.is_plain or not path.exists():
            write_text(path, _table([dict(zip(_ALL, _ALL, strict=True)), *map(_cells, before.rows)]))
        if before.rows and scores["epoch"] <= before.rows[-1]["epoch"]:
            return
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(_table([_cells(scores)]))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise write_error(path, error) from error


def _parsed(text: str, name: str, *, is_plain: bool) -> Metrics:
    head_line = re.split("[\r\n]", text, maxsplit=1)[0]
    separator = max(_SEPARATORS, key=head_line.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    head = [cell.strip() for cell in next(table, [])]
    if not head:
        return Metrics(problem=filled("{file} is empty.", file=name), is_plain=False)
    if missing := [column for column in COLUMNS if column not in head]:
        return Metrics(
            problem=filled("{file} lacks the column {column}.", file=name, column=missing[0]), is_plain=False
        )
    if twice := [column for column in _ALL if head.count(column) > 1]:
        return Metrics(
            problem=filled("{file} has the column {column} twice.", file=name, column=twice[0]), is_plain=False
        )
    rows: dict[float, dict[str, float]] = {}
    problem = ""
    lines = list(table)
    for number, cells in enumerate(lines, 2):
        if not any(cell.strip() for cell in cells):
            continue
        is_cut_off = number == len(lines) + 1 and not text.endswith(("\n", "\r"))
        try:
            row = _row(head, cells, decimal_comma=separator != ",")
        except ValueError as error:
            if not is_cut_off:
                text = mark("Line {line} of {file} is damaged: {reason}.")
                problem = problem or filled(text, line=str(number), file=name, reason=error.args[0])
            continue
        rows.setdefault(row["epoch"], row)
    return Metrics(tuple(rows[epoch] for epoch in sorted(rows)), problem, is_plain)


def _row(head: Sequence[str], cells: Sequence[str], *, decimal_comma: bool) -> dict[str, float]:
    """Raises ValueError with the reason as a clause."""
    if len(cells) < len(head):
        raise ValueError(
            filled("it has {cells} cells instead of {columns}", cells=str(len(cells)), columns=str(len(head)))
        )
    by_column = dict(zip(head, (cell.strip() for cell in cells), strict=False))
    row = {column: _number(column, by_column[column], decimal_comma) for column in COLUMNS}
    for column in ALARM_COLUMNS:
        if by_column.get(column):
            row[column] = _number(column, by_column[column], decimal_comma)
    if not (row["epoch"].is_integer() and 0 <= row["epoch"] <= _LARGEST_EPOCH):
        raise ValueError(filled("{cell} is not an epoch number", cell=repr(by_column["epoch"][:40])))
    return row


def _number(column: str, text: str, decimal_comma: bool) -> float:
    try:
        number = float(text.replace(",", ".") if decimal_comma else text)
        if math.isfinite(number) and abs(number) > _LARGEST_NUMBER:
            raise ValueError
        return number
    except ValueError:
        if text:
            reason = filled("{cell} is not a valid score (column {column})", cell=repr(text[:40]), column=column)
        else:
            reason = filled("it is empty (column {column})", column=column)
        raise ValueError(reason) from None


def _drop_incomplete_row(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("r+b") as file:
        data = file.read()
        head, line_end, _ = data.partition(b"\n")
        # A file saved by another program may have other line ends, or none at its end.
        is_plain = bool(line_end) and head.startswith(",".join(COLUMNS).encode()) and b"\r" not in head
        if is_plain and not data.endswith(b"\n"):
            file.truncate(data.rfind(b"\n") + 1)


def _table(rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    csv.DictWriter(text, _ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cells(row: dict[str, float]) -> dict[str, str]:
    counted = [name for name in ALARM_COLUMNS if name in row]
    return {name: _short(row[name]) for name in (*COLUMNS, *counted)}


def _short(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"
