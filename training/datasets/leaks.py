"""Finds leaks: near copies in two datasets or on two sides of a split, which falsify scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from training.datasets.near_copies import NearCopy
from training.datasets.sample import Sample
from training.datasets.splits import Split, side_by_id

LeakKind = Literal["across datasets", "across the split"]


@dataclass(frozen=True, slots=True)
class Leak:
    """Two near copies, by sample id. `sides` are the datasets, or the sides such as train and validation."""

    first: str
    second: str
    kind: LeakKind
    sides: tuple[str, str]
    picture: float
    detail: float


def find_leaks(samples: Sequence[Sample], near_copies: Iterable[NearCopy], split: Split | None = None) -> list[Leak]:
    """Returns the near copies (indices into `samples`) across datasets or sides; without a split, of published lists.

    A pair that crosses both is reported as crossing the split.
    """
    published = {sample.id: sample.published for sample in samples if sample.published}
    sides = side_by_id(split) if split else published
    leaks = []
    for copy in near_copies:
        pair = samples[copy.first], samples[copy.second]
        on = sides.get(pair[0].id), sides.get(pair[1].id)
        datasets = pair[0].dataset, pair[1].dataset
        kind: LeakKind
        if on[0] and on[1] and on[0] != on[1]:
            kind = "across the split"
            where = (on[0], on[1]) if split else (f"{datasets[0]} {on[0]}", f"{datasets[1]} {on[1]}")
        elif datasets[0] != datasets[1]:
            kind, where = "across datasets", datasets
        else:
            continue
        leaks.append(Leak(pair[0].id, pair[1].id, kind, where, copy.picture, copy.detail))
    return leaks
