"""Computes everything that the report contains from a scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

import pandas as pd

from training.datasets.found_dataset import FoundDataset
from training.datasets.leaks import Leak
from training.datasets.near_copies import find_near_copies
from training.statistics.chart_set import make_charts
from training.statistics.charts import Chart
from training.statistics.dataset_summary import DatasetSummary
from training.statistics.dataset_table import make_dataset_table
from training.statistics.differences import PropertyDifference, differences
from training.statistics.hypotheses import Hypothesis, answer_questions
from training.statistics.report.sample_pictures import SamplePicture, sample_pictures
from training.statistics.scan import Scan, thumbnails
from training.statistics.size_classes import SizeClass, SizeLimits


@dataclass(frozen=True, slots=True, eq=False)
class ReportData:
    """Content of the report.

    `table` is a DatasetTable's. `hypotheses` are answered for each dataset by name, `pooled` for all datasets together,
    None if there is only one; `differences` are between datasets, none for a single one.
    """

    date: Date

    table: pd.DataFrame
    datasets: tuple[DatasetSummary, ...]
    limits: SizeLimits | None
    charts: dict[str, Chart]
    hypotheses: dict[str, list[Hypothesis]]
    pooled: list[Hypothesis] | None
    differences: list[PropertyDifference]
    pictures: dict[SizeClass, list[SamplePicture]]
    near_copy_count: int
    leaks: tuple[Leak, ...]


def make_report_data(datasets: Sequence[FoundDataset], scan: Scan, *, with_empty: bool = False) -> ReportData:
    """Computes the report's content for the pairs that `scan` could read. Raises SourceError.

    `with_empty`: whether the tests include frames without a polyp.
    """
    date = Date.today()
    dataset_table = make_dataset_table(datasets, scan, find_near_copies(thumbnails(scan.table)))
    table = dataset_table.table
    hypotheses = {
        str(name): answer_questions(rows, with_empty=with_empty) for name, rows in table.groupby("dataset", sort=True)
    }
    return ReportData(
        date=date,
        table=table,
        datasets=dataset_table.datasets,
        limits=dataset_table.limits,
        charts=make_charts(table, date),
        hypotheses=hypotheses,
        pooled=answer_questions(table, with_empty=with_empty) if len(hypotheses) > 1 else None,
        differences=differences(table) if len(hypotheses) > 1 else [],
        pictures=sample_pictures(table),
        near_copy_count=len(dataset_table.near_copies),
        leaks=dataset_table.leaks,
    )
