"""What a run would train on: the datasets below the chosen folders, and how many pairs lie on each side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import DatasetError
from training.config.fit_config import FitConfig
from training.datasets.discovery import find_datasets
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.sample import Sample
from training.datasets.split_files import read_split
from training.datasets.splits import make_split, with_present_ids


@dataclass(frozen=True, slots=True)
class DatasetCount:
    """The pairs of a dataset, and how many of them its published lists or folders put on each side."""

    name: str
    pairs: int
    published: dict[str, int]
    polyp_free: bool

    @property
    def label(self) -> str:
        """Returns such as "1,000 pairs (published: 880 train, 120 test)"."""
        text = (
            filled_n("{n} polyp-free picture", "{n} polyp-free pictures", self.pairs)
            if self.polyp_free
            else filled_n("{n} pair", "{n} pairs", self.pairs)
        )
        if not self.published:
            return text
        sides = [filled("{n} {side}", n=count, side=filled(side)) for side, count in self.published.items()]
        shown = reduce(lambda first, second: filled("{first}, {second}", first=first, second=second), sides)
        return filled("{pairs} (published: {sides})", pairs=text, sides=shown)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingData:
    """The datasets below some folders, or the reason why they cannot be read."""

    samples: tuple[Sample, ...] = ()
    datasets: tuple[DatasetCount, ...] = ()
    problem: str = ""

    @property
    def has_polyp_free(self) -> bool:
        return any(each.polyp_free for each in self.datasets)


@dataclass(frozen=True, slots=True)
class SideCounts:
    """The number of pairs on each side; `problem` says why there are none, or ""."""

    train: int = 0
    validation: int = 0
    test: int = 0
    problem: str = ""

    @property
    def label(self) -> str:
        """The counts, or the problem."""
        if self.problem:
            return self.problem
        return filled(
            "{train} for training, {validation} for validation, {test} for tests",
            train=self.train,
            validation=self.validation,
            test=self.test,
        )


def find_training_data(roots: Sequence[Path], polyp_free: Sequence[Path] = ()) -> TrainingData:
    """Returns the datasets below the folders, from the names of their files alone."""
    try:
        found = find_datasets(roots, [PolypFreeFolder.parse(str(folder)) for folder in polyp_free])
    except DatasetError as error:
        return TrainingData(problem=error.text)
    return TrainingData(
        tuple(sample for dataset in found for sample in dataset.samples),
        tuple(
            DatasetCount(
                dataset.name,
                len(dataset.samples),
                dict(Counter(sample.published for sample in dataset.samples if sample.published)),
                all(sample.polyp_free for sample in dataset.samples),
            )
            for dataset in found
        ),
    )


def count_sides(data: TrainingData, config: FitConfig, split_file: Path | None) -> SideCounts:
    """Returns how many pairs a run would use, before unreadable pairs and near copies are left out."""
    if data.problem:
        return SideCounts(problem=data.problem)
    try:
        split = (
            read_split(split_file)
            if split_file is not None
            else make_split(
                data.samples,
                config.split,
                validation_fraction=config.validation_fraction,
                polyp_free_validation=config.polyp_free_validation,
                seed=config.seed,
                hold_out=config.hold_out,
            )
        )
    except DatasetError as error:
        return SideCounts(problem=error.text)
    if split_file is not None:
        split = with_present_ids(split, data.samples)
        if missing := {*split.train, *split.validation, *split.test} - {sample.id for sample in data.samples}:
            return SideCounts(
                problem=filled_n(
                    "{n} pair of the split file is not in these folders: {first}.",
                    "{n} pairs of the split file are not in these folders, such as {first}.",
                    len(missing),
                    first=min(missing),
                )
            )
    return SideCounts(len(split.train), len(split.validation), len(split.test))
