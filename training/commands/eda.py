"""`polyp-train eda`: writes a report with the statistics of datasets."""

import json
from pathlib import Path
from typing import Annotated

import typer

from polyp_core.display_text import counted
from polyp_core.printable_names import printable
from training.commands.shared import (
    InvertMasksOption,
    JsonOption,
    LabelValuesOption,
    RootsArgument,
    progress,
    refuse_unwritable,
)


def eda(
    roots: RootsArgument,
    out: Annotated[Path, typer.Option(help="Folder for report.html, charts, samples, summary.json, table.parquet.")],
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
    with_empty: Annotated[
        bool, typer.Option("--with-empty", help="Include frames without a polyp in the hypothesis tests.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Describe image and mask pairs, and test hypotheses about them, in a self-contained report."""
    from training.datasets.discovery import find_datasets
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.protection import refuse_overlap_with_datasets
    from training.statistics import scan as scanning
    from training.statistics.report.write_report import write_report
    from training.statistics.report_data import make_report_data

    answers = MaskAnswers.parse(label_values or (), invert_masks)
    refuse_unwritable(out / "report.html")
    datasets = find_datasets(roots)
    refuse_overlap_with_datasets([out], datasets)
    with progress("Reading pairs") as on_progress:
        result = scanning.scan(datasets, answers, on_progress=on_progress)
    result.refuse_if_all_are_unusable()
    for problem in result.problems:
        typer.echo(f"left out: {problem.problem.reason}", err=True)
    summary = write_report(make_report_data(datasets, result, with_empty=with_empty), out)
    report = printable(out / "report.html")
    typer.echo(
        json.dumps(summary)
        if as_json
        else f"{counted(summary['all']['pairs'], 'pair is', 'pairs are')} described in {report}"
    )
