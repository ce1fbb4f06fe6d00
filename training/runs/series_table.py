"""Means and standard deviations of the validation scores over the runs of a series, as text, CSV and JSON."""

import csv
import io
import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.files.json_files import JsonError, read_json
from training.runs.run_folder import RunFolder
from training.runs.run_series import SeriesRecord, is_done, series_runs

ALL = "all datasets"
"""The name of the rows over all images."""

SCORES: Mapping[str, tuple[str, str]] = {
    "dice": ("Dice", "n"),
    "iou": ("IoU", "n"),
    "recall": ("recall", "n"),
    "empty_false_positive_rate": ("false alarms", "empty_n"),
}
"""The scores that are averaged, by their names in `validation.json`: label, and name of the image count behind each.

All are means over images, so that the mean over several datasets is exact.
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """One score of one dataset over the runs: `values` by run, for the runs that have it.

    `standard_deviation` is the sample standard deviation (n - 1); None for a single run.
    """

    dataset: str
    score: str
    values: Mapping[str, float]
    mean: float
    standard_deviation: float | None
    lowest: float
    highest: float

    def __str__(self) -> str:
        if self.standard_deviation is None:
            return f"{self.mean:.3f}"
        return f"{self.mean:.3f} ± {self.standard_deviation:.3f} ({self.lowest:.3f} to {self.highest:.3f})"


def spread_of(dataset: str, score: str, values: Mapping[str, float]) -> Spread:
    """Returns mean, standard deviation and range of `values`, which has at least one."""
    numbers = list(values.values())
    deviation = statistics.stdev(numbers) if len(numbers) > 1 else None
    return Spread(dataset, score, dict(values), statistics.fmean(numbers), deviation, min(numbers), max(numbers))


def series_spreads(folder: Path, record: SeriesRecord) -> list[Spread]:
    """Returns all scores of all datasets, all datasets together first, over the finished runs. Raises TrainingError."""
    by_run = {run.path.name: _scores_of(run) for run in series_runs(folder, record) if is_done(run)}
    datasets = sorted({dataset for scores in by_run.values() for dataset in scores} - {ALL})
    spreads = []
    for dataset in (ALL, *datasets):
        for score in SCORES:
            found = {run: scores.get(dataset, {}).get(score) for run, scores in by_run.items()}
            values = {run: value for run, value in found.items() if value is not None}
            if values:
                spreads.append(spread_of(dataset, score, values))
    return spreads


def write_series_table(folder: Path, record: SeriesRecord) -> str:
    """Writes `scores.txt`, `scores.csv` and `scores.json` into `folder`, and returns the text. Raises ExportError."""
    spreads = series_spreads(folder, record)
    text = format_series_table(spreads, record, sum(map(is_done, series_runs(folder, record))))
    write_text(folder / "scores.txt", text)
    write_text(folder / "scores.csv", series_csv(spreads, record.runs))
    content = {"kind": record.kind, "runs": list(record.runs), "scores": [asdict(spread) for spread in spreads]}
    write_text(folder / "scores.json", json.dumps(content, indent=1, allow_nan=False) + "\n")
    return text


def format_series_table(spreads: Sequence[Spread], record: SeriesRecord, done: int) -> str:
    """Returns the table as text: a row per dataset, a column per score."""
    head = (
        f"{done} of {len(record.runs)} {record.kind} are done. Validation side of each run, threshold 0.5, every "
        "region: mean ± standard deviation (lowest to highest) over the runs.\n"
    )
    cells = {(spread.dataset, spread.score): str(spread) for spread in spreads}
    scores = [score for score in SCORES if any(spread.score == score for spread in spreads)]
    rows = [["dataset", *(SCORES[score][0] for score in scores)]]
    for dataset in dict.fromkeys(spread.dataset for spread in spreads):
        rows.append([dataset, *(cells.get((dataset, score), "-") for score in scores)])
    if len(rows) == 1:
        return head
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([head, *lines, ""])


def series_csv(spreads: Sequence[Spread], runs: Sequence[str]) -> str:
    """Returns the table as CSV: a row per dataset and score, with the value of each run."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["dataset", "score", "runs", "mean", "standard_deviation", "lowest", "highest", *runs])
    for spread in spreads:
        numbers = (spread.mean, spread.standard_deviation, spread.lowest, spread.highest)
        values = (*numbers, *(spread.values.get(run) for run in runs))
        texts = ["" if value is None else f"{value:.6g}" for value in values]
        writer.writerow(escape_formulas([spread.dataset, spread.score, len(spread.values), *texts]))
    return text.getvalue()


def _scores_of(run: RunFolder) -> dict[str, dict[str, float]]:
    """Returns the scores of a run by dataset, and over all of its images."""
    try:
        datasets = read_json(run.evaluation_file)["datasets"]
        found = {str(name): _known(own) for name, own in datasets.items()}
        counts = {name: {count: int(own[count]) for count in ("n", "empty_n")} for name, own in datasets.items()}
    except OSError as error:
        raise TrainingError(
            "The scores of the run in {path} cannot be read: {reason}.", path=run.path, reason=error.strerror
        ) from error
    except (JsonError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise TrainingError(
            "{path} is damaged. Delete it, and resume the series (--resume).", path=run.evaluation_file
        ) from error
    found[ALL] = {}
    for score, (_, count) in SCORES.items():
        parts = [(counts[name][count], own[score]) for name, own in found.items() if score in own]
        if images := sum(number for number, _ in parts):
            found[ALL][score] = math.fsum(number * value for number, value in parts) / images
    return found


def _known(scores: Mapping[str, object]) -> dict[str, float]:
    return {name: float(value) for name in SCORES if isinstance(value := scores[name], int | float)}
