"""One parallel pass over all pairs that makes the table; only what changed or could not be read is read again."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from polyp_core.errors import CancelledError, DatasetError, ExportError
from polyp_core.files import replacing
from polyp_core.places import cache_folder as user_cache_folder
from training.datasets.finding import FoundDataset
from training.datasets.near_copies import THUMBNAIL_SIDE_PX
from training.datasets.samples import Sample
from training.eda.measure import PairMeasures, PairProblem, ProblemKind, measure_pair

CACHE_VERSION = 5
"""Raised whenever a measure's meaning changes, so that no old numbers are shown."""

_BATCH = 8
_BATCHES_AHEAD = 2

_MEASURES = tuple(field.name for field in fields(PairMeasures))
_STAMP = ("image_bytes", "image_mtime_ns", "mask_bytes", "mask_mtime_ns")
_KEPT = ("stem", *_STAMP, "problem_kind", "problem_reason", *_MEASURES)

_UNREADABLE: tuple[ProblemKind, ...] = ("unreadable image", "unreadable mask")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleProblem:
    """A pair that cannot be used, and why."""

    sample: Sample
    problem: PairProblem


@dataclass(frozen=True, slots=True)
class Scan:
    """What a pass gives.

    `table` has one row for each pair that can be used, in the order of the datasets' samples: id, dataset, stem,
    image_path, mask_path, group, provenance, published, aspect_ratio and the fields of PairMeasures. `read_count` is
    how many pairs were read anew. `notes` are sentences for the person. `stamps` tells by image path which version of a
    pair's files was measured: their sizes and times of change.
    """

    table: pd.DataFrame
    problems: tuple[SampleProblem, ...]
    read_count: int
    notes: tuple[str, ...] = ()
    stamps: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def unusable(self) -> dict[str, str]:
        """By id, and by the former id of a pair that has one, why a pair cannot be used."""
        ids = ((found, id) for found in self.problems for id in (found.sample.id, found.sample.former_id) if id)
        return {id: found.problem.reason for found, id in ids}

    def refuse_if_all_are_unusable(self) -> None:
        """Raises DatasetError where no pair is left."""
        if self.table.empty:
            raise DatasetError(f"None of the pairs can be used. The first: {self.problems[0].problem.reason}")


def scan(
    datasets: Sequence[FoundDataset],
    *,
    cache_folder: Path | None = None,
    workers: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Scan:
    """Measures every pair of `datasets`, on `workers` threads (one a core unless given).

    Rows are kept in `cache_folder`, by default in the user's cache. `on_progress(done, total)` counts pairs, called
    from this thread. Raises CancelledError soon after `cancelled()` turns true; what was measured until then is kept.
    """
    folder = cache_folder or user_cache_folder("tables")
    total = sum(len(dataset.samples) for dataset in datasets)
    done, read_count = 0, 0
    rows: list[Row] = []
    problems: list[SampleProblem] = []
    notes: list[str] = []
    seen: dict[str, tuple[int, ...]] = {}
    for dataset in datasets:
        cache = folder / _cache_name(dataset)
        kept = _read_cache(cache)
        stamps = {sample.stem: _stamp(sample) for sample in dataset.samples}
        fresh = {stem: row for stem, row in kept.items() if _holds(row, stamps.get(stem))}
        todo = [sample for sample in dataset.samples if sample.stem not in fresh]
        done += len(dataset.samples) - len(todo)
        on_progress(done, total)
        try:
            for sample, measured in _measure_all(todo, workers or os.cpu_count() or 1, cancelled):
                fresh[sample.stem] = _kept_row(sample.stem, stamps[sample.stem], measured)
                done += 1
                on_progress(done, total)
        finally:
            if todo or len(fresh) != len(kept):
                notes += _write_cache(cache, list(fresh.values()))
        read_count += len(todo)
        for sample in dataset.samples:
            row = fresh[sample.stem]
            seen[str(sample.image_path)] = stamps[sample.stem]
            if row["problem_kind"]:
                problems.append(SampleProblem(sample, PairProblem(row["problem_kind"], row["problem_reason"])))
            else:
                rows.append(_table_row(sample, row))
    return Scan(_table(rows), tuple(problems), read_count, tuple(dict.fromkeys(notes)), seen)


def thumbnails(table: pd.DataFrame) -> list[NDArray[np.uint8]]:
    """What `find_near_copies` needs, in the table's order."""
    side = THUMBNAIL_SIDE_PX
    return [np.frombuffer(thumbnail, np.uint8).reshape(side, side) for thumbnail in table["thumbnail"]]


def _holds(kept: Row, stamp: tuple[int, ...] | None) -> bool:
    """Whether a kept row is of these very files. What could not be read may be readable now, though nothing changed:
    permission was given, or a network drive came back."""
    return kept["problem_kind"] not in _UNREADABLE and stamp == tuple(kept[key] for key in _STAMP)


def _measure_all(
    samples: Sequence[Sample], workers: int, cancelled: Callable[[], bool]
) -> Iterator[tuple[Sample, PairMeasures | PairProblem]]:
    """Threads suffice: OpenCV lets go of the interpreter while it works. Few pairs are under way at any moment, in
    batches, because handing over a single pair costs a tenth of measuring it."""
    batches = (samples[start : start + _BATCH] for start in range(0, len(samples), _BATCH))
    running: deque[tuple[Sequence[Sample], Future[list[PairMeasures | PairProblem]]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="scan") as pool:
        try:
            while True:
                for batch in islice(batches, _BATCHES_AHEAD * workers - len(running)):
                    running.append((batch, pool.submit(_measure_batch, batch)))
                if not running:
                    return
                batch, measured = running.popleft()
                for pair in zip(batch, measured.result(), strict=True):
                    if cancelled():
                        raise CancelledError("The scan was stopped.")
                    yield pair
        finally:
            pool.shutdown(cancel_futures=True)


def _measure_batch(samples: Sequence[Sample]) -> list[PairMeasures | PairProblem]:
    return [measure_pair(sample.image_path, sample.mask_path) for sample in samples]


def _stamp(sample: Sample) -> tuple[int, int, int, int]:
    """Size and time of change of both files; zeros for a file that is gone, which then cannot be read, or for none."""
    sizes: list[int] = []
    for path in (sample.image_path, sample.mask_path):
        try:
            status = path.stat() if path else None
            sizes += [status.st_size, status.st_mtime_ns] if status else [0, 0]
        except OSError:
            sizes += [0, 0]
    return sizes[0], sizes[1], sizes[2], sizes[3]


def _kept_row(stem: str, stamp: tuple[int, ...], measured: PairMeasures | PairProblem) -> Row:
    row: Row = dict.fromkeys(_KEPT) | {"stem": stem} | dict(zip(_STAMP, stamp, strict=True))
    if isinstance(measured, PairProblem):
        return row | {"problem_kind": measured.kind, "problem_reason": measured.reason}
    return row | {name: getattr(measured, name) for name in _MEASURES}


def _table_row(sample: Sample, kept: Row) -> Row:
    return {
        "id": sample.id,
        "dataset": sample.dataset,
        "stem": sample.stem,
        "image_path": str(sample.image_path),
        "mask_path": str(sample.mask_path or ""),
        "group": sample.group,
        "provenance": sample.provenance,
        "published": sample.published,
        "aspect_ratio": kept["width_px"] / kept["height_px"],
        **{name: kept[name] for name in _MEASURES},
    }


def _table(rows: list[Row]) -> pd.DataFrame:
    sample = ("id", "dataset", "stem", "image_path", "mask_path", "group", "provenance", "published", "aspect_ratio")
    return pd.DataFrame(rows, columns=[*sample, *_MEASURES])


def _cache_name(dataset: FoundDataset) -> str:
    sides = dataset.sides or (dataset.folders,)
    folders = "|".join(f"{side.images.resolve()}|{side.masks.resolve() if side.masks else ''}" for side in sides)
    return f"{hashlib.sha256(folders.encode()).hexdigest()[:24]}-v{CACHE_VERSION}.parquet"


_SCHEMA = pa.schema(
    [
        ("stem", pa.string()),
        *((name, pa.int64()) for name in _STAMP),
        ("problem_kind", pa.string()),
        ("problem_reason", pa.string()),
        *((name, pa.int64()) for name in ("width_px", "height_px", "regions", "mask_levels", "mask_lowest")),
        ("mask_highest", pa.int64()),
        *((name, pa.float64()) for name in ("coverage", "brightness", "contrast", "specular_share")),
        ("mask_between_share", pa.float64()),
        ("mask_kind", pa.string()),
        *((f"{colour}_histogram", pa.list_(pa.uint32())) for colour in ("red", "green", "blue")),
        ("perceptual_hash", pa.uint64()),
        ("thumbnail", pa.binary()),
    ]
)


def _read_cache(path: Path) -> dict[str, Row]:
    """The rows kept by an earlier scan, by stem; none where there is no such file or it is damaged."""
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException):
        return {}
    if table.schema != _SCHEMA:
        return {}
    histograms = [name for name in table.column_names if name.endswith("_histogram")]
    columns = {name: table[name].to_pylist() for name in table.column_names if name not in histograms}
    for name in histograms:
        columns[name] = list(table[name].to_pandas())
    return {stem: dict(zip(columns, values, strict=True)) for stem, *values in _zip_rows(columns)}


def _zip_rows(columns: dict[str, list[Any]]) -> Iterator[tuple[Any, ...]]:
    yield from zip(columns["stem"], *columns.values(), strict=True)


def _write_cache(path: Path, rows: list[Row]) -> list[str]:
    """Keeps `rows`; a cache that cannot be written costs time, not the scan, so that is only noted."""
    try:
        with replacing(path) as beside:
            pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), beside)
    except ExportError as error:
        return [f"The table is not kept for the next time. {error}"]
    return []
