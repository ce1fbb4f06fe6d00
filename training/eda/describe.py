"""Everything the report tells, computed from a scan."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from training.datasets.finding import FoundDataset
from training.datasets.groups import with_near_copies
from training.datasets.leaks import Leak, find_leaks
from training.datasets.near_copies import find_near_copies
from training.eda.chart_set import make_charts
from training.eda.charts import Chart
from training.eda.hypotheses import Hypothesis, answer_questions
from training.eda.overview import DatasetOverview, overviews
from training.eda.pictures import SamplePicture, sample_pictures
from training.eda.scan import Scan, thumbnails
from training.eda.size_classes import SizeClass, SizeLimits, quartile_limits

ALL = "all"


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """What the report draws and writes.

    `table` is the scan's, with groups joined by near copies and a column size_class. `hypotheses` are answered for
    every dataset and, where there are several, for all together under the name `ALL`.
    """

    table: pd.DataFrame
    datasets: tuple[DatasetOverview, ...]
    limits: SizeLimits | None
    charts: dict[str, Chart]
    hypotheses: dict[str, list[Hypothesis]]
    pictures: dict[SizeClass, list[SamplePicture]]
    near_copy_count: int
    leaks: tuple[Leak, ...]


def describe(datasets: Sequence[FoundDataset], scan: Scan) -> Description:
    """Describes the pairs that `scan` found usable. Raises SourceError where a picture can no longer be read."""
    by_id = {sample.id: sample for dataset in datasets for sample in dataset.samples}
    samples = [by_id[id] for id in scan.table["id"]]
    copies = find_near_copies(thumbnails(scan.table))
    joined = with_near_copies(samples, [(samples[copy.first].id, samples[copy.second].id) for copy in copies])
    limits = quartile_limits(scan.table["coverage"].to_numpy(np.float64))
    table = scan.table.assign(
        group=pd.Series([sample.group for sample in joined], index=scan.table.index, dtype=object),
        size_class=limits.classify(scan.table["coverage"].to_numpy(np.float64)) if limits else None,
    )
    parts = {str(name): rows for name, rows in table.groupby("dataset", sort=True)}
    if len(parts) > 1:
        parts = {ALL: table, **parts}
    return Description(
        table=table,
        datasets=tuple(overviews(datasets, scan)),
        limits=limits,
        charts=make_charts(table),
        hypotheses={name: answer_questions(rows) for name, rows in parts.items()},
        pictures=sample_pictures(table),
        near_copy_count=len(copies),
        leaks=tuple(find_leaks(samples, copies)),
    )
