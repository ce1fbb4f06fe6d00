"""Splits pairs into training, validation and test by published lists, by whole groups, or at random."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from polyp_core.display_text import counted, filled, filled_n
from polyp_core.errors import DatasetError
from polyp_core.printable_names import composed
from training.datasets.dataset_names import format_dataset_names
from training.datasets.fingerprints import fingerprints, refuse_other_datasets
from training.datasets.groups import draw_groups, group_of, with_near_copies
from training.datasets.held_out import find_test_ids, related_ids
from training.datasets.sample import Sample
from training.datasets.split_warnings import count_leaks, leak_warnings, left_out_warnings, unvalidated_warnings

SplitKind = Literal["published", "grouped", "random", "manual"]
"""How the pairs were divided: by `make_split` in one of three ways, or by hand (manual), which a split file says."""


@dataclass(frozen=True, slots=True)
class Split:
    """Ids of the pairs on each side, and how they were chosen.

    `left_out` would have leaked. `warnings` are sentences for the user. `pictures` are fingerprints of the datasets by
    id; empty in files of earlier versions.
    """

    kind: SplitKind
    seed: int
    validation_fraction: float
    hold_out: tuple[str, ...]
    train: tuple[str, ...]
    validation: tuple[str, ...]
    test: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SplitSamples:
    """The pairs of a split as they lie on disk."""

    train: list[Sample]
    validation: list[Sample]
    test: list[Sample] = field(default_factory=list)


def make_split(
    samples: Sequence[Sample],
    kind: SplitKind = "published",
    *,
    near_copies: Iterable[tuple[str, str]] = (),
    validation_fraction: float = 0.2,
    polyp_free_validation: float = 0.6,
    seed: int = 0,
    hold_out: Sequence[str] = (),
    leave_out_leaks: bool = False,
) -> Split:
    """Splits `samples`; the same samples, seed and near copies give the same split.

    - `published` follows the datasets' own lists and folders, leaves out pairs that are on none of them, and uses whole
      groups for datasets without a published split.
    - `grouped` never divides a group (declared groups joined with `near_copies`, pairs of sample ids).
    - `random` divides by frame, with a warning that counts leaks.
    Published test pairs are always kept for testing. `hold_out` names datasets (or `DATASET:validation`, a published
    validation list) that are kept for testing too; pairs that are near copies or of the group of held-out ones are left
    out. The share `polyp_free_validation` of full polyp-free frames validates, as there are few and false alarms are
    counted on them. `leave_out_leaks` also leaves out training pairs related to validation pairs in that way. Raises
    DatasetError if a side would be empty or a name is unknown.
    """
    if not 0 < validation_fraction < 1:
        raise DatasetError(
            "The validation share must lie between 0 and 1, not at {validation_fraction}.",
            validation_fraction=str(validation_fraction),
        )
    if kind == "manual":
        raise DatasetError(
            "A manual split is made by hand, and its sides are in a split file. Give that file, or divide the pairs by "
            "group (grouped)."
        )
    if not samples:
        raise DatasetError("None of the pairs can be used, so there is nothing to divide.")
    copies = list(near_copies)
    tied = sorted(with_near_copies(samples, copies), key=lambda sample: sample.id)
    test_ids = find_test_ids(tied, hold_out)
    unlisted: list[Sample] = []
    if kind == "published":
        unlisted = [sample for sample in _on_no_list(tied) if sample.id not in test_ids]
    away = test_ids | {sample.id for sample in unlisted}
    related_to_test = related_ids(tied, test_ids) - away
    rest = [sample for sample in tied if sample.id not in away | related_to_test]
    _refuse_nothing_to_train_on(tied, rest, test_ids, kind)
    validation_ids = _validation_ids(
        rest, kind, validation_fraction, polyp_free_validation, np.random.default_rng(seed)
    )
    left_out = related_to_test | (related_ids(rest, validation_ids) if leave_out_leaks else set())
    train_ids = [sample.id for sample in rest if sample.id not in validation_ids | left_out]

    _refuse_empty(kind, rest, {"training": train_ids, "validation": validation_ids})
    leaks = count_leaks(samples, train_ids, validation_ids, copies)
    warnings = [
        *left_out_warnings(unlisted, left_out),
        *leak_warnings(kind, leaks),
        *unvalidated_warnings(rest, validation_ids),
    ]
    named = test_ids | validation_ids | set(train_ids)
    return Split(
        kind=kind,
        seed=seed,
        validation_fraction=validation_fraction,
        hold_out=tuple(hold_out),
        train=tuple(train_ids),
        validation=tuple(sorted(validation_ids)),
        test=tuple(sorted(test_ids)),
        left_out=tuple(sorted(left_out)),
        warnings=tuple(warnings),
        pictures=fingerprints(sample for sample in samples if sample.id in named),
    )


def describe_split(split: Split) -> str:
    """Returns a summary of the split in a sentence or two."""
    how = "manual" if split.kind == "manual" else f"{split.kind}, seed {split.seed}"
    held = f" Held out for tests: {', '.join(split.hold_out)}." if split.hold_out else ""
    count = counted(len(split.left_out), "pair was", "pairs were")
    left = f" {count} left out as near copies or of the group of held-out frames." if split.left_out else ""
    tests = f", {len(split.test):,} for tests" if split.test else ""
    train = counted(len(split.train), "pair")
    return f"{how}: {train} for training, {len(split.validation):,} for validation{tests}.{held}{left}"


def format_side(side: str | None, kind: str | None) -> str:
    """Returns of which pairs scores are, such as "test side of the split (grouped)", or "" for all pairs.

    `kind` is that of the split, None for the datasets' published lists.
    """
    if side is None:
        return ""
    name = "training" if side == "train" else side
    return f"published {name} pairs" if kind is None else f"{name} side of the split ({kind})"


def choose(split: Split, samples: Sequence[Sample], unusable: Mapping[str, str] | None = None) -> SplitSamples:
    """Returns the pairs that `split` names among `samples`, by their present or former ids.

    `unusable` gives by id the problem of pairs that exist on disk but are not in `samples`. Raises DatasetError if
    pairs are missing or unreadable, or if a dataset has other pairs under these names.
    """
    split = with_present_ids(split, samples)
    by_id = {sample.id: sample for sample in samples}
    refuse_missing(split.train + split.validation + split.test, by_id.keys(), unusable or {})
    refuse_other_datasets(split.pictures, samples)
    return SplitSamples(
        [by_id[id] for id in split.train], [by_id[id] for id in split.validation], [by_id[id] for id in split.test]
    )


def with_present_ids(split: Split, samples: Iterable[Sample]) -> Split:
    """Returns `split` with the present ids of its pairs in `samples`.

    Ids differ in split files from when each of the folders train, val and test was a dataset of its own, and where
    file names are in another normal form.
    """
    samples = list(samples)
    present = {sample.id for sample in samples}
    by_form = {composed(sample.former_id): sample.id for sample in samples if sample.former_id}
    by_form |= {composed(sample.id): sample.id for sample in samples}

    def renamed(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(id if id in present else by_form.get(composed(id), id) for id in ids)

    return replace(
        split,
        train=renamed(split.train),
        validation=renamed(split.validation),
        test=renamed(split.test),
        left_out=renamed(split.left_out),
        pictures=dict(zip(renamed(split.pictures), split.pictures.values(), strict=True)),
    )


def published_test_ids_in_training(split: Split, samples: Iterable[Sample]) -> list[str]:
    """Returns the ids of published test pairs in the training side of `split`."""
    train = set(split.train)
    return [sample.id for sample in samples if sample.published == "test" and sample.id in train]


def refuse_missing(named: Sequence[str], found: Collection[str], unusable: Mapping[str, str], side: str = "") -> None:
    """Raises DatasetError if ids of `named` are not `found`, with the problem of the first `unusable` one.

    `side` is theirs, if the ids are of one only.
    """
    reasons = {composed(id): reason for id, reason in unusable.items()}
    if side:
        of = filled_n(
            "of {n} pair on the {side} side", "of {n} pairs on the {side} side", len(named), side=filled(side)
        )
    else:
        of = filled_n("of {n} pair", "of {n} pairs", len(named))
    if absent := [id for id in named if id not in found and composed(id) not in reasons]:
        raise DatasetError(
            "The split names {count} {of} that are not in the folders given, the first of them {first}. Give the "
            "folders that the split was made from.",
            count=str(len(absent)),
            of=of,
            first=absent[0],
        )
    if broken := [id for id in named if composed(id) in reasons]:
        raise DatasetError(
            "The split names {count} {of} that cannot be used. {problem} Repair the files, or make a new split.",
            count=str(len(broken)),
            of=of,
            problem=reasons[composed(broken[0])],
        )


def side_by_id(split: Split) -> dict[str, str]:
    """Returns the side (train, validation or test) of each pair of `split`, by id."""
    sides = {"train": split.train, "validation": split.validation, "test": split.test}
    return {id: side for side, ids in sides.items() for id in ids}


def ids_in_split(split: Split) -> set[str]:
    """Returns the ids of all pairs in `split`: on a side, or left out as leaks."""
    return {*split.train, *split.validation, *split.test, *split.left_out}


def _refuse_nothing_to_train_on(
    samples: Sequence[Sample], rest: Sequence[Sample], test_ids: Collection[str], kind: SplitKind
) -> None:
    """Raises DatasetError if `rest`, the pairs that are not for tests, has no pair to train on."""
    if not rest and len(test_ids) == len(samples):
        raise DatasetError(
            "All {count} pairs of {names} are test pairs: a model can be evaluated on them, but not trained. Add a "
            "folder of training pairs.",
            count=str(len(samples)),
            names=format_dataset_names(samples),
        )
    if kind == "published" and rest and all(sample.published == "validation" for sample in rest):
        raise DatasetError(
            "All {count} pairs of {names} that are not for tests are published for validation, so there is none to "
            "train on. Add a folder of training pairs, or divide by group (grouped).",
            count=str(len(rest)),
            names=format_dataset_names(rest),
        )


def _refuse_empty(kind: SplitKind, samples: Sequence[Sample], sides: Mapping[str, Collection[str]]) -> None:
    for side, ids in sides.items():
        if not ids:
            raise DatasetError(
                "The {kind} split leaves no pair for {side}: {pairs} in {groups} cannot be divided. Add data or change "
                "the share.",
                kind=filled(kind),
                side=filled(side),
                pairs=filled_n("{n} pair", "{n} pairs", len(samples)),
                groups=filled_n("{n} group", "{n} groups", len({group_of(s) for s in samples})),
            )


def _on_no_list(samples: Sequence[Sample]) -> list[Sample]:
    """Returns the pairs on no published list of their dataset; none for datasets without lists."""
    listed = {sample.dataset for sample in samples if sample.published}
    return [sample for sample in samples if sample.dataset in listed and sample.published is None]


def _validation_ids(
    samples: Sequence[Sample], kind: SplitKind, fraction: float, of_polyp_free: float, rng: np.random.Generator
) -> set[str]:
    # One generator serves all three, in this order: the pairs are divided alike with or without polyp-free pictures.
    pairs, pictures, frames = _by_kind(samples)
    return (
        _validation_pairs(pairs, kind, fraction, rng)
        | _validation_pairs(pictures, kind, fraction, rng)
        | draw_groups(frames, of_polyp_free, rng)
    )


def _by_kind(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample], list[Sample]]:
    """Returns the pairs, the polyp-free pictures and the full polyp-free frames, each group whole in the first of these
    that one of its members belongs to.
    """
    ranks = [0 if not sample.polyp_free else 2 if sample.polyp_free == "frame" else 1 for sample in samples]
    of_group: dict[str, int] = {}
    for sample, rank in zip(samples, ranks, strict=True):
        group = group_of(sample)
        of_group[group] = min(rank, of_group.get(group, rank))
    by_kind: tuple[list[Sample], list[Sample], list[Sample]] = ([], [], [])
    for sample in samples:
        by_kind[of_group[group_of(sample)]].append(sample)
    return by_kind


def _validation_pairs(
    samples: Sequence[Sample], kind: SplitKind, fraction: float, rng: np.random.Generator
) -> set[str]:
    if kind == "random":
        order = rng.permutation(len(samples))[: round(fraction * len(samples))]
        return {samples[index].id for index in order}
    chosen: set[str] = set()
    unlisted = list(samples)
    if kind == "published":
        listed = {sample.dataset for sample in samples if sample.published == "validation"}
        chosen = {sample.id for sample in samples if sample.dataset in listed and sample.published == "validation"}
        unlisted = [sample for sample in samples if sample.dataset not in listed]
    return chosen | draw_groups(unlisted, fraction, rng)
