"""Measures all pairs in parallel and returns them as a table; unchanged pairs are read from a cache."""

import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.cache import TABLES, CacheFolder
from polyp_core.display_text import filled, joined
from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from polyp_core.printable_names import printable
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.mask_decision import MaskRefusal
from training.datasets.near_copies import THUMBNAIL_SIDE_PX, find_near_copies, perceptual_hashes
from training.datasets.sample import Sample, with_readings
from training.progress import OnProgress, ignore_progress
from training.statistics.dataset_scan import DatasetScan, SampleBatch
from training.statistics.measure import PairProblem
from training.statistics.ordered_work import OrderedWork
from training.statistics.scan_cache import MEASURES, Row


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

    def near_copies(self) -> list[tuple[str, str]]:
        """Returns the pairs of ids of near copies among the readable pairs of all datasets."""
        ids = list(self.table["id"])
        return [(ids[copy.first], ids[copy.second]) for copy in find_near_copies(thumbnails(self.table))]

    def refuse_unclear_masks(self) -> None:
        """Raises DatasetError if the masks of a dataset are ambiguous."""
        if self.refusals:
            raise DatasetError(joined(refusal.text for refusal in self.refusals))

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
    on_progress: OnProgress = ignore_progress,
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
    done = 0
    parts: list[DatasetScan] = []
    writes: list[Future[bool]] = []

    def batches() -> Iterator[tuple[DatasetScan, SampleBatch]]:
        nonlocal done
        for dataset in datasets:
            part = DatasetScan(dataset, answers, tables)
            parts.append(part)
            done += len(dataset.samples) - part.todo_count
            on_progress(done, total)
            # A dataset whose rows are all cached has one batch without pairs, so that its turn comes.
            yield from ((part, batch) for batch in part.batches or [()])

    # The next dataset is begun, and the rows of the last one are cached, while others are measured.
    with ThreadPoolExecutor(1, thread_name_prefix="scan-cache") as writer:
        try:
            with OrderedWork(workers or os.cpu_count() or 1, cancelled) as work:
                for (part, batch), measured in work.each(lambda item: item[0].measure(item[1]), batches()):
                    for sample, found in zip(batch, measured, strict=True):
                        part.add(sample, found)
                        done += 1
                        on_progress(done, total)
                    if part.is_measured:
                        part.decide(work)
                        writes.append(writer.submit(part.write_cache))
        finally:
            writes += [writer.submit(part.write_cache) for part in parts if part.reading is None]
        result = _result(parts)
    answers.refuse_needless_inversion(result.readings.values())
    if all(write.result() for write in writes):
        return result
    reason = tables.problem or filled("Its cache is full.")
    return replace(result, notes=(filled("The table could not be cached. {reason}", reason=reason),))


def thumbnails(table: pd.DataFrame) -> list[NDArray[np.uint8]]:
    """Returns the input of `find_near_copies`, in the table's order."""
    side = THUMBNAIL_SIDE_PX
    return [np.frombuffer(thumbnail, np.uint8).reshape(side, side) for thumbnail in table["thumbnail"]]


def _result(parts: Sequence[DatasetScan]) -> Scan:
    samples: list[Sample] = []
    rows: list[Row] = []
    problems: list[SampleProblem] = []
    stamps: dict[str, tuple[int, ...]] = {}
    readings: dict[str, MaskReading] = {}
    refusals: list[MaskRefusal] = []
    for part in parts:
        if isinstance(part.reading, MaskRefusal):
            refusals.append(part.reading)
        elif part.reading is not None:
            readings[part.dataset.name] = part.reading
            of_reading = _reading_stamp(part.reading)
            for sample in part.dataset.samples:
                row = part.rows[sample.stem]
                # The cached rows of pairs elsewhere have this reading of their masks too.
                stamps[printable(sample.image_path)] = (*part.stamps[sample.stem], *of_reading)
                if row["problem_kind"]:
                    problems.append(SampleProblem(sample, PairProblem(row["problem_kind"], row["problem_reason"])))
                else:
                    samples.append(sample)
                    rows.append(row)
    read_count = sum(part.todo_count for part in parts)
    return Scan(_table(samples, rows), tuple(problems), read_count, (), stamps, readings, tuple(refusals))


def _reading_stamp(reading: MaskReading) -> tuple[int, ...]:
    return () if reading == PLAIN else (zlib.crc32(str(reading).encode()),)


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
        **{name: [row[name] for row in rows] for name in MEASURES},
    }
    table = pd.DataFrame(columns)
    pixels = np.frombuffer(b"".join(row["thumbnail"] for row in rows), np.uint8)
    hashes = perceptual_hashes(pixels.reshape(-1, THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX))
    table.insert(len(columns) - 1, "perceptual_hash", hashes)
    return table
