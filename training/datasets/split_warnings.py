"""What a user is warned of about a split: leaks, pairs that were left out, datasets without validation pairs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from polyp_core.display_text import FilledText, filled, filled_n, mark
from training.datasets.dataset_names import format_dataset_names
from training.datasets.groups import group_of
from training.datasets.sample import Sample


@dataclass(frozen=True, slots=True)
class Leaks:
    """Counts how many of `frames` held-out frames have a frame of their group, or a near copy, in training."""

    frames: int
    same_group: int
    near_copy: int

    @property
    def text(self) -> FilledText:
        """The counts as a clause, to follow a colon."""
        return filled(
            "{same_group} of {frames} frames have a frame of their own sequence or group in training, {near_copy} of "
            "{frames} have a near copy there",
            same_group=str(self.same_group),
            near_copy=str(self.near_copy),
            frames=str(self.frames),
        )

    def __str__(self) -> str:
        return str(self.text)


def count_leaks(
    samples: Iterable[Sample], train: Iterable[str], held_out: Iterable[str], near_copies: Iterable[tuple[str, str]]
) -> Leaks:
    """Counts the frames of `held_out` that have a related frame in `train` (both sample ids)."""
    groups = {sample.id: sample.group for sample in samples if sample.group is not None}
    train, held_out = set(train), set(held_out)
    train_groups = {groups[id] for id in train if id in groups}
    copied = {a for pair in near_copies for a, b in (pair, pair[::-1]) if a in held_out and b in train}
    return Leaks(
        frames=len(held_out),
        same_group=sum(groups.get(id) in train_groups for id in held_out if id in groups),
        near_copy=len(copied),
    )


def left_out_warnings(unlisted: Sequence[Sample], related: Collection[str]) -> Iterator[str]:
    """Yields warnings of pairs on no published list and of `related` ones (ids) that would have leaked."""
    if unlisted:
        yield filled_n(
            "{n} pair of {names} is left out because no published list names it.",
            "{n} pairs of {names} are left out because no published list names them.",
            len(unlisted),
            names=format_dataset_names(unlisted),
        )
    if related:
        yield warning_of_related(len(related))


def warning_of_related(count: int) -> FilledText:
    """Returns the warning that `count` pairs are left out as they are related to pairs for tests."""
    return filled_n(
        "{n} pair is left out because it is a near copy or of the group of held-out frames.",
        "{n} pairs are left out because they are near copies or of the group of held-out frames.",
        count,
    )


def leak_warnings(kind: str, leaks: Leaks) -> Iterator[str]:
    """Yields a warning that counts the leaks of a split of `kind` (published, grouped or random), if it has any."""
    if leaks.same_group or leaks.near_copy:
        if kind == "random":
            text = mark(
                "Validation scores of this random split will be too good: {leaks}. Divide by group for an honest score."
            )
        else:
            text = mark(
                "Validation scores of this {kind} split will be too good: {leaks}. Leave the leaks out for a strict "
                "score."
            )
        yield filled(text, kind=filled(kind), leaks=leaks.text)


def divided_warnings(samples: Iterable[Sample], sides: Mapping[str, str]) -> Iterator[str]:
    """Yields a warning that counts the groups of `samples` on several of the `sides` (by id), if there are any."""
    if divided := divided_groups(samples, sides):
        yield filled_n(
            "{n} group is on several sides, so scores will be too good.",
            "{n} groups are on several sides, so scores will be too good.",
            len(divided),
        )


def divided_groups(samples: Iterable[Sample], sides: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Returns the groups on several of the `sides` (by id, "" for none), with the number of pairs on each."""
    found: dict[str, Counter[str]] = {}
    for sample in samples:
        if side := sides.get(sample.id):
            found.setdefault(group_of(sample), Counter())[side] += 1
    return {group: dict(counts) for group, counts in found.items() if len(counts) > 1}


def unvalidated_warnings(samples: Sequence[Sample], validation_ids: set[str]) -> Iterator[str]:
    """Yields a warning for each dataset without validation pairs."""
    sizes = Counter(sample.dataset for sample in samples)
    validated = {sample.dataset for sample in samples if sample.id in validation_ids}
    for name in sorted(sizes.keys() - validated):
        yield filled_n(
            "The {n} pair of {name} is not for validation, so scores say nothing of that dataset.",
            "None of the {n} pairs of {name} is for validation, so scores say nothing of that dataset.",
            sizes[name],
            name=name,
        )
