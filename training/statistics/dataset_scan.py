"""The scan of one dataset: which pairs are measured, which are cached, and how its masks are read."""

from collections.abc import Sequence
from dataclasses import fields

from polyp_core.cache import CacheFolder
from polyp_core.label_formats.mask_labels import MaskReading
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_answers import MaskAnswers
from training.datasets.mask_decision import MaskDecision, MaskRefusal
from training.datasets.sample import Sample
from training.statistics.measure import MaskMeasures, PairMeasures, PairProblem, measure_mask, measure_pair
from training.statistics.ordered_work import OrderedWork
from training.statistics.scan_cache import Row, ScanCache, Stamp, is_valid, make_row, read_stamp

_BATCH = 8
"""Pairs that a thread measures at a time: submitting a single pair takes a tenth of the time of measuring it."""

_MASK_MEASURES = tuple(field.name for field in fields(MaskMeasures))

SampleBatch = tuple[Sample, ...]
Measured = tuple[Stamp, PairMeasures | PairProblem]


class DatasetScan:
    """The rows of a dataset, by stem: first those that its cache has, then also those of the measured `batches`."""

    def __init__(self, dataset: FoundDataset, answers: MaskAnswers, tables: CacheFolder) -> None:
        self.dataset = dataset
        self._cache = ScanCache(tables, dataset)
        cached = self._cache.read()
        self.stamps = {sample.stem: read_stamp(sample) for sample in dataset.samples if sample.stem in cached}
        self.rows = {stem: row for stem, row in cached.items() if is_valid(row, self.stamps.get(stem))}
        self._is_cached = len(self.rows) == len(cached)
        todo = [sample for sample in dataset.samples if sample.stem not in self.rows]
        self.batches = _in_batches(todo)
        self.todo_count = len(todo)
        self._left = len(todo)
        self.reading: MaskReading | MaskRefusal | None = None
        """How the masks are read, or why that is unclear; None before `decide`."""
        self._decision = MaskDecision(dataset, answers)
        masks = [sample.mask_path for sample in todo if sample.mask_path]
        self._first = self._decision.guess(self._known_values(), masks)

    @property
    def is_measured(self) -> bool:
        """True if every pair has a row."""
        return self._left == 0

    def measure(self, batch: SampleBatch) -> list[Measured]:
        """Measures pairs, on any thread; the stamps of their files are those before they were read."""
        return [
            (read_stamp(sample), measure_pair(sample.image_path, sample.mask_path, self._first)) for sample in batch
        ]

    def add(self, sample: Sample, measured: Measured) -> None:
        """Adds the row of a measured pair."""
        stamp, measures = measured
        self.stamps[sample.stem] = stamp
        self._keep(make_row(sample.stem, stamp, measures))
        self._left -= 1

    def decide(self, work: OrderedWork) -> None:
        """Sets `reading`, when every pair has a row; masks that were read otherwise are measured again."""
        reading = self._decision.from_values(self._known_values())
        if isinstance(reading, MaskReading):
            self._read_masks_as(reading, work)
            reading = self._decision.from_coverage(reading, self._coverages())
        if isinstance(reading, MaskReading):
            self._read_masks_as(reading, work)
        self.reading = reading

    def write_cache(self) -> bool:
        """Caches the rows, if there are new ones; returns False if the cache is full or cannot be written."""
        return self._is_cached or self._cache.write(list(self.rows.values()))

    def _keep(self, row: Row) -> None:
        self.rows[row["stem"]] = row
        self._is_cached = False

    def _read_masks_as(self, reading: MaskReading, work: OrderedWork) -> None:
        text = str(reading)

        def measure(batch: SampleBatch) -> list[MaskMeasures | PairProblem]:
            return [self._measure_mask(sample, reading) for sample in batch]

        def has_other_reading(sample: Sample) -> bool:
            row = self.rows[sample.stem]
            return not row["problem_kind"] and sample.mask_path is not None and row["mask_reading"] != text

        others = [sample for sample in self.dataset.samples if has_other_reading(sample)]
        for batch, measured in work.each(measure, _in_batches(others)):
            for sample, measures in zip(batch, measured, strict=True):
                if isinstance(measures, PairProblem):
                    new = {"problem_kind": measures.kind, "problem_reason": measures.reason}
                else:
                    new = {name: getattr(measures, name) for name in _MASK_MEASURES}
                self._keep(self.rows[sample.stem] | new)

    def _measure_mask(self, sample: Sample, reading: MaskReading) -> MaskMeasures | PairProblem:
        row = self.rows[sample.stem]
        return measure_mask(sample.image_path, sample.mask_path, (row["width_px"], row["height_px"]), reading)

    def _known_values(self) -> list[str]:
        return [row["mask_values"] for row in self.rows.values() if not row["problem_kind"]]

    def _coverages(self) -> list[float]:
        """Returns the coverages of the masks as stored, not inverted."""
        stems = [sample.stem for sample in self.dataset.samples if sample.mask_path is not None]
        read = [self.rows[stem] for stem in stems if not self.rows[stem]["problem_kind"]]
        inverted = {text: MaskReading.parse(text).inverted for text in {row["mask_reading"] for row in read}}
        return [1 - row["coverage"] if inverted[row["mask_reading"]] else row["coverage"] for row in read]


def _in_batches(samples: Sequence[Sample]) -> list[SampleBatch]:
    return [tuple(samples[start : start + _BATCH]) for start in range(0, len(samples), _BATCH)]
