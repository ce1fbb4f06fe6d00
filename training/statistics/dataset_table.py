"""Joins the scan's measurements of all pairs with size classes, sides, near copies and leaks in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from training.datasets.found_dataset import FoundDataset
from training.datasets.groups import with_near_copies
from training.datasets.leaks import Leak, LeakKind, find_leaks
from training.datasets.near_copies import NearCopy
from training.datasets.sample import Sample
from training.datasets.splits import Split, side_by_id, with_present_ids
from training.statistics.dataset_summary import DatasetSummary, summarise_datasets
from training.statistics.scan import Scan
from training.statistics.size_classes import SizeLimits, emptiness, quartile_limits

NO_COPY, COPY_NEARBY = "none", "within a dataset"
NEAR_COPIES: tuple[str, ...] = (NO_COPY, COPY_NEARBY, "across datasets", "across the split")
"""Where a picture's near copies lie, in increasing severity; the most severe applies."""


@dataclass(frozen=True, slots=True, eq=False)
class DatasetTable:
    """The readable pairs with what is known of them together.

    `table` is the scan's, its groups joined by near copies, with the columns size_class (None without a polyp),
    emptiness, side (from the split or the published lists, else ""), near_copy and resolution_px (pixels of the
    picture). `samples` are in the table's order. `near_copies` are indices into them.
    """

    table: pd.DataFrame
    samples: tuple[Sample, ...]
    datasets: tuple[DatasetSummary, ...]
    limits: SizeLimits | None
    near_copies: tuple[NearCopy, ...]
    leaks: tuple[Leak, ...]


def make_dataset_table(
    datasets: Sequence[FoundDataset], scan: Scan, near_copies: Sequence[NearCopy] = (), split: Split | None = None
) -> DatasetTable:
    """Joins the measurements of `scan` with near copies among its rows (`find_near_copies`) and a split."""
    samples = scan.samples(datasets)
    split = with_present_ids(split, samples) if split else None
    joined = with_near_copies(samples, [(samples[copy.first].id, samples[copy.second].id) for copy in near_copies])
    leaks = find_leaks(samples, near_copies, split)
    coverage = scan.table["coverage"].to_numpy(np.float64)
    limits = quartile_limits(coverage)
    sides = side_by_id(split) if split else {sample.id: sample.published or "" for sample in samples}
    table = scan.table.assign(
        group=pd.Series([sample.group for sample in joined], index=scan.table.index, dtype=object),
        size_class=limits.classify(coverage) if limits else None,
        emptiness=emptiness(coverage),
        side=[sides.get(sample.id, "") for sample in samples],
        near_copy=_near_copy_kinds(samples, near_copies, leaks),
        resolution_px=scan.table["width_px"] * scan.table["height_px"],
    )
    return DatasetTable(
        table, tuple(joined), tuple(summarise_datasets(datasets, scan)), limits, tuple(near_copies), tuple(leaks)
    )


def _near_copy_kinds(
    samples: Sequence[Sample], near_copies: Sequence[NearCopy], leaks: Sequence[Leak]
) -> NDArray[np.object_]:
    kinds: dict[str, str] = {}
    for copy in near_copies:
        for index in (copy.first, copy.second):
            kinds[samples[index].id] = COPY_NEARBY
    order: tuple[LeakKind, ...] = ("across datasets", "across the split")
    for kind in order:
        kinds |= {id: kind for leak in leaks if leak.kind == kind for id in (leak.first, leak.second)}
    return np.array([kinds.get(sample.id, NO_COPY) for sample in samples], dtype=object)
