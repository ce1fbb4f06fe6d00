"""A split that is made by hand: the side of each pair, moved by groups, and its leaks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from polyp_core.display_text import filled, mark
from training.browser.export_choice import split_by_hand
from training.datasets.groups import format_group, group_of
from training.datasets.leaks import Leak, find_leaks
from training.datasets.near_copies import NearCopy
from training.datasets.sample import Sample
from training.datasets.split_warnings import divided_groups
from training.datasets.splits import Split

SplitSide = Literal["", "train", "validation", "test"]
SIDES: Mapping[SplitSide, str] = {
    "train": mark("Training"),
    "validation": mark("Validation"),
    "test": mark("Test"),
    "": mark("Not used"),
}
"""The sides and their titles; pairs on none of the three are not used."""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """The pairs of a group that lie on one side; a pair without a group is a group of its own."""

    group: str
    ids: tuple[str, ...]

    @property
    def label(self) -> str:
        """Returns such as "clinic/sequence 3 (25 pairs)"."""
        group = format_group(self.group)
        return group if len(self.ids) == 1 else filled("{group} ({n} pairs)", group=group, n=len(self.ids))


@dataclass(frozen=True, slots=True, eq=False)
class SplitDraft:
    """The sides of `samples`, whose groups are joined by `near_copies` (indices into them)."""

    samples: tuple[Sample, ...] = ()
    near_copies: tuple[NearCopy, ...] = ()
    sides: Mapping[str, SplitSide] = field(default_factory=dict)

    @classmethod
    def of_published(cls, samples: Sequence[Sample], near_copies: Sequence[NearCopy]) -> "SplitDraft":
        """Returns the split of the datasets' published lists and folders; other pairs are not used."""
        return cls(tuple(samples), tuple(near_copies), {s.id: s.published for s in samples if s.published})

    def with_data(self, samples: Sequence[Sample], near_copies: Sequence[NearCopy]) -> "SplitDraft":
        """Returns these sides for other samples, where pairs may be new or gone."""
        known = {sample.id for sample in samples}
        kept = {id: side for id, side in self.sides.items() if id in known}
        return SplitDraft(tuple(samples), tuple(near_copies), kept)

    def with_split(self, split: Split) -> "SplitDraft":
        """Returns the sides of `split`."""
        sides: dict[str, SplitSide] = {}
        sides |= dict.fromkeys(split.train, "train")
        sides |= dict.fromkeys(split.validation, "validation")
        sides |= dict.fromkeys(split.test, "test")
        return replace(self, sides=sides)

    def moved(self, ids: Collection[str], side: SplitSide, *, whole_groups: bool) -> "SplitDraft":
        """Returns the draft with these pairs on `side`, with the rest of their groups if `whole_groups`."""
        if whole_groups:
            groups = {group_of(sample) for sample in self.samples if sample.id in ids}
            ids = [sample.id for sample in self.samples if group_of(sample) in groups]
        return replace(self, sides={**self.sides, **dict.fromkeys(ids, side)})

    def parts(self) -> dict[SplitSide, list[GroupPart]]:
        """Returns the groups on each side, in the order of the samples."""
        found: dict[SplitSide, dict[str, list[str]]] = {side: {} for side in SIDES}
        for sample in self.samples:
            found[self.sides.get(sample.id, "")].setdefault(group_of(sample), []).append(sample.id)
        return {side: [GroupPart(group, tuple(ids)) for group, ids in own.items()] for side, own in found.items()}

    def leaks(self) -> list[Leak]:
        """Returns the near copies on two sides."""
        found = find_leaks(self.samples, self.near_copies, self.to_split(pictures=False))
        return [leak for leak in found if leak.kind == "across the split"]

    def divided_groups(self) -> dict[str, dict[str, int]]:
        """Returns the groups on several of the three sides, with the number of pairs on each."""
        return divided_groups(self.samples, self.sides)

    def to_split(self, *, pictures: bool = True) -> Split:
        """Returns the split; with `pictures` it reads a few images, by which it recognises the datasets later."""
        return split_by_hand(self.samples, self.sides, pictures=pictures)
