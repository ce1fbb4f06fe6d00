"""Measures all pairs in parallel and returns them as a table; unchanged pairs are read from a cache."""

import hashlib
import io
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from polyp_core.cache import TABLES, CacheFolder
from polyp_core.errors import CancelledError, DatasetError
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from polyp_core.label_formats.mask_paths import file_version
from polyp_core.printable_names import printable
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.mask_decision import MaskDecision, MaskRefusal
from training.datasets.near_copies import THUMBNAIL_SIDE_PX, perceptual_hashes
from training.datasets.sample import Sample, with_readings
from training.statistics.measure import MaskMeasures, PairMeasures, PairProblem, ProblemKind, measure_mask, measure_pair

CACHE_VERSION = 8
"""Increased when the meaning of a measure changes, so that cached values are not used."""

_BATCH = 8
_BATCHES_AHEAD = 2

_MEASURES = tuple(field.name for field in fields(PairMeasures))
_measures_of = attrgetter(*_MEASURES)
_MASK_MEASURES = tuple(field.name for field in fields(MaskMeasures))
_STAMP = ("image_bytes", "image_mtime_ns", "mask_bytes", "mask_mtime_ns")
_KEPT = ("stem", *_STAMP, "problem_kind", "problem_reason", *_MEASURES)
_NO_MEASURES = (None,) * len(_MEASURES)

_UNREADABLE: tuple[ProblemKind, ...] = ("unreadable image", "unreadable mask")

Row = dict[str, Any]
Stamp = tuple[int, int, int, int]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SampleProblem:
    """A pair that cannot be used, and why."""

    sample: Sample
    problem: PairProblem


@dataclass(frozen=True, slots=True)
class Scan:
    """Result of a scan.

    `table` has one row for each readable pair, in the order of the datasets' samples: id, dataset, stem, image_path,
    mask_path, group, provenance, published, aspect_ratio, the fields of PairMeasures and perceptual_hash. `read_count`
    is how many pairs were read, not taken from the cache. `notes` are sentences for the user. `stamps` has by image
    path the sizes and modification times of the measured files. `readings` says by dataset how masks are read;
    `refusals` are of datasets whose masks are ambiguous, whose pairs are left out of everything else.
    """

    table: pd.DataFrame
    problems: tuple[SampleProblem, ...]
    read_count: int
    notes: tuple[str, ...] = ()
    stamps: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    readings: Mapping[str, MaskReading] = field(default_factory=dict)
    refusals: tuple[MaskRefusal, ...] = ()

    @property
    def unusable(self) -> dict[str, str]:
        """Returns why pairs cannot be used, by id, and by former id if a pair has one."""
        ids = ((found, id) for found in self.problems for id in (found.sample.id, found.sample.former_id) if id)
        return {id: found.problem.reason for found, id in ids}

    @property
    def unusable_images(self) -> dict[Path, str]:
        """Returns the kind of the problem of each image whose pair cannot be used."""
        return {found.sample.image_path: found.problem.kind for found in self.problems}

    def samples(self, datasets: Sequence[FoundDataset]) -> list[Sample]:
        """Returns the readable pairs of `datasets` in the table's order, with the readings of their masks."""
        by_id = {sample.id: sample for dataset in datasets for sample in dataset.samples}
        return with_readings([by_id[id] for id in self.table["id"]], self.readings)

    def refuse_unclear_masks(self) -> None:
        """Raises DatasetError if the masks of a dataset are ambiguous."""
        if self.refusals:
            raise DatasetError(" ".join(map(str, self.refusals)))

    def refuse_if_all_are_unusable(self) -> None:
        """Raises DatasetError if no pair can be used, or the masks of a dataset are ambiguous."""
        self.refuse_unclear_masks()
        if self.table.empty:
            raise DatasetError(
                "None of the pairs can be used. The first: {reason}", reason=self.problems[0].problem.reason
            )


def scan(
    datasets: Sequence[FoundDataset],
    answers: MaskAnswers = NO_ANSWERS,
    *,
    cache_folder: Path | None = None,
    workers: int | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Scan:
    """Measures every pair of `datasets` on `workers` threads (by default one per core).

    Rows are cached in `cache_folder`, by default in the user's cache. `on_progress(done, total)` counts pairs and is
    called from this thread. `answers` say how ambiguous masks are read. Raises CancelledError soon after `cancelled()`
    returns true, with the rows so far cached; DatasetError for answers about other datasets.
    """
    tables = CacheFolder(TABLES, cache_folder)
    answers.refuse_unknown(datasets)
    total = sum(len(dataset.samples) for dataset in datasets)
    done, read_count = 0, 0
    samples: list[Sample] = []
    rows: list[Row] = []
    problems: list[SampleProblem] = []
    notes: list[str] = []
    seen: dict[str, tuple[int, ...]] = {}
    readings: dict[str, MaskReading] = {}
    refusals: list[MaskRefusal] = []
    writes: list[Future[bool]] = []
    # Rows are cached while the next dataset is measured.
    with ThreadPoolExecutor(1, thread_name_prefix="scan-cache") as writer:
        for dataset in datasets:
            cache = tables.path / _cache_name(dataset)
            kept = _read_cache(tables, cache)
            stamps = {sample.stem: _stamp(sample) for sample in dataset.samples if sample.stem in kept}
            fresh = {stem: row for stem, row in kept.items() if _is_valid(row, stamps.get(stem))}
            todo = [sample for sample in dataset.samples if sample.stem not in fresh]
            done += len(dataset.samples) - len(todo)
            on_progress(done, total)
            work = _ParallelMeasurement(workers or os.cpu_count() or 1, cancelled)
            decision = MaskDecision(dataset, answers)
            try:
                first = decision.guess(_known_values(fresh), [sample.mask_path for sample in todo if sample.mask_path])
                for sample, (stamp, measured) in work.each(todo, partial(_measure, reading=first)):
                    stamps[sample.stem] = stamp
                    fresh[sample.stem] = _kept_row(sample.stem, stamp, measured)
                    done += 1
                    on_progress(done, total)
                reading = decision.from_values(_known_values(fresh))
                if isinstance(reading, MaskReading):
                    _read_masks_as(reading, dataset, fresh, work)
                    reading = decision.from_coverage(reading, _coverages(dataset, fresh))
                if isinstance(reading, MaskReading):
                    _read_masks_as(reading, dataset, fresh, work)
            finally:
                if fresh != kept:
                    writes.append(writer.submit(_write_cache, tables, cache, list(fresh.values())))
            read_count += len(todo)
            if isinstance(reading, MaskRefusal):
                refusals.append(reading)
                continue
            readings[dataset.name] = reading
            for sample in dataset.samples:
                row = fresh[sample.stem]
                # The cached rows of pairs elsewhere have this reading of their masks too.
                seen[printable(sample.image_path)] = (*stamps[sample.stem], *_reading_stamp(reading))
                if row["problem_kind"]:
                    problems.append(SampleProblem(sample, PairProblem(row["problem_kind"], row["problem_reason"])))
                else:
                    samples.append(sample)
                    rows.append(row)
        table = _table(samples, rows)
    if not all(write.result() for write in writes):
        notes.append(f"The table could not be cached. {tables.problem or 'Its cache is full.'}")
    answers.refuse_needless_inversion(readings.values())
    return Scan(table, tuple(problems), read_count, tuple(notes), seen, readings, tuple(refusals))


def thumbnails(table: pd.DataFrame) -> list[NDArray[np.uint8]]:
    """Returns the input of `find_near_copies`, in the table's order."""
    side = THUMBNAIL_SIDE_PX
    return [np.frombuffer(thumbnail, np.uint8).reshape(side, side) for thumbnail in table["thumbnail"]]


def _is_valid(kept: Row, stamp: tuple[int, ...] | None) -> bool:
    """True if a cached row is valid for these files.

    Unreadable files are always read again: permission may have been granted, or a network drive reconnected.
    """
    return kept["problem_kind"] not in _UNREADABLE and stamp == tuple(kept[key] for key in _STAMP)


@dataclass(frozen=True, slots=True)
class _ParallelMeasurement:
    """Runs measurements on threads: OpenCV releases the GIL.

    Few batches are in progress at any time; batches are used because submitting a single pair takes a tenth of the time
    of measuring it.
    """

    workers: int
    cancelled: Callable[[], bool]

    def each(self, samples: Sequence[Sample], measure: Callable[[Sample], Result]) -> Iterator[tuple[Sample, Result]]:
        """Yields the samples in order with the result of `measure`. Raises CancelledError."""
        batches = (samples[start : start + _BATCH] for start in range(0, len(samples), _BATCH))
        running: deque[tuple[Sequence[Sample], Future[list[Result]]]] = deque()
        with ThreadPoolExecutor(self.workers, thread_name_prefix="scan") as pool:
            try:
                while True:
                    for batch in islice(batches, _BATCHES_AHEAD * self.workers - len(running)):
                        running.append((batch, pool.submit(_all, measure, batch)))
                    if not running:
                        return
                    batch, measured = running.popleft()
                    for pair in zip(batch, measured.result(), strict=True):
                        if self.cancelled():
                            raise CancelledError("The scan was stopped.")
                        yield pair
            finally:
                pool.shutdown(cancel_futures=True)


def _all(measure: Callable[[Sample], Result], samples: Sequence[Sample]) -> list[Result]:
    return [measure(sample) for sample in samples]


def _measure(sample: Sample, reading: MaskReading) -> tuple[Stamp, PairMeasures | PairProblem]:
    """Returns the stamp of the files before they were read, and their measures."""
    return _stamp(sample), measure_pair(sample.image_path, sample.mask_path, reading)


def _read_masks_as(
    reading: MaskReading, dataset: FoundDataset, rows: dict[str, Row], work: _ParallelMeasurement
) -> None:
    """Measures the masks of `rows` again that were read with another reading."""
    text = str(reading)

    def measure(sample: Sample) -> MaskMeasures | PairProblem:
        row = rows[sample.stem]
        return measure_mask(sample.image_path, sample.mask_path, (row["width_px"], row["height_px"]), reading)

    def has_other_reading(sample: Sample) -> bool:
        row = rows[sample.stem]
        return not row["problem_kind"] and sample.mask_path is not None and row["mask_reading"] != text

    for sample, measured in work.each([s for s in dataset.samples if has_other_reading(s)], measure):
        if isinstance(measured, PairProblem):
            rows[sample.stem] = rows[sample.stem] | {"problem_kind": measured.kind, "problem_reason": measured.reason}
        else:
            rows[sample.stem] = rows[sample.stem] | {name: getattr(measured, name) for name in _MASK_MEASURES}


def _known_values(rows: Mapping[str, Row]) -> list[str]:
    return [row["mask_values"] for row in rows.values() if not row["problem_kind"]]


def _coverages(dataset: FoundDataset, rows: Mapping[str, Row]) -> list[float]:
    """Returns the coverages of the masks as stored, not inverted."""
    stems = [sample.stem for sample in dataset.samples if sample.mask_path is not None]
    read = [rows[stem] for stem in stems if not rows[stem]["problem_kind"]]
    inverted = {text: MaskReading.parse(text).inverted for text in {row["mask_reading"] for row in read}}
    return [1 - row["coverage"] if inverted[row["mask_reading"]] else row["coverage"] for row in read]


def _reading_stamp(reading: MaskReading) -> tuple[int, ...]:
    return () if reading == PLAIN else (zlib.crc32(str(reading).encode()),)


def _stamp(sample: Sample) -> Stamp:
    """Returns sizes and modification times of both files; zeros for a missing file."""
    sizes: list[int] = []
    for path in (sample.image_path, sample.mask_path):
        try:
            sizes += file_version(path) if path else (0, 0)
        except OSError:
            sizes += [0, 0]
    return sizes[0], sizes[1], sizes[2], sizes[3]


def _kept_row(stem: str, stamp: tuple[int, ...], measured: PairMeasures | PairProblem) -> Row:
    if isinstance(measured, PairProblem):
        values = (measured.kind, measured.reason, *_NO_MEASURES)
    else:
        values = (None, None, *_measures_of(measured))
    return dict(zip(_KEPT, (stem, *stamp, *values), strict=True))


def _table(samples: Sequence[Sample], rows: Sequence[Row]) -> pd.DataFrame:
    """Returns the table of `samples` with their cached rows, made column by column: many times as fast as by rows."""
    columns = {
        "id": [sample.id for sample in samples],
        "dataset": [sample.dataset for sample in samples],
        "stem": [sample.stem for sample in samples],
        "image_path": [printable(sample.image_path) for sample in samples],
        "mask_path": [printable(sample.mask_path or "") for sample in samples],
        "group": [sample.group for sample in samples],
        "provenance": [sample.provenance for sample in samples],
        "published": [sample.published for sample in samples],
        "aspect_ratio": [row["width_px"] / row["height_px"] for row in rows],
        **{name: [row[name] for row in rows] for name in _MEASURES},
    }
    table = pd.DataFrame(columns)
    pixels = np.frombuffer(b"".join(row["thumbnail"] for row in rows), np.uint8)
    hashes = perceptual_hashes(pixels.reshape(-1, THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX))
    table.insert(len(columns) - 1, "perceptual_hash", hashes)
    return table


def _cache_name(dataset: FoundDataset) -> str:
    sides = dataset.sides or (dataset.folders,)
    folders = "|".join(f"{side.images.resolve()}|{side.masks.resolve() if side.masks else ''}" for side in sides)
    return f"{hashlib.sha256(os.fsencode(folders)).hexdigest()[:24]}-v{CACHE_VERSION}.parquet"


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
        *((name, pa.string()) for name in ("mask_kind", "mask_values", "mask_reading")),
        *((f"{colour}_histogram", pa.list_(pa.uint32())) for colour in ("red", "green", "blue")),
        ("thumbnail", pa.binary()),
    ]
)


def _read_cache(tables: CacheFolder, path: Path) -> dict[str, Row]:
    """Returns the rows cached by an earlier scan, by stem; none if there is no such file or it is damaged."""
    data = tables.read(path)
    try:
        table = pq.read_table(pa.BufferReader(data), page_checksum_verification=True) if data else None
    except (OSError, pa.ArrowException):
        return {}
    if table is None or table.schema != _SCHEMA:
        return {}
    histograms = [name for name in table.column_names if name.endswith("_histogram")]
    columns = {name: table[name].to_pylist() for name in table.column_names if name not in histograms}
    for name in histograms:
        columns[name] = list(table[name].to_pandas())
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    return {row["stem"]: row for row in rows}


def _write_cache(tables: CacheFolder, path: Path, rows: list[Row]) -> bool:
    """Writes `rows` to the cache; returns False if it is full or cannot be written."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), file, write_page_checksum=True)
    return tables.write(path, file.getvalue())
