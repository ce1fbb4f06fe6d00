"""Cross-validation folds: each pair is validated once, and no group is divided."""

from collections.abc import Iterable, Sequence

import numpy as np

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import DatasetError
from training.datasets.fingerprints import fingerprints
from training.datasets.groups import groups_by_dataset, with_near_copies
from training.datasets.held_out import find_test_ids, related_ids
from training.datasets.sample import Sample
from training.datasets.split_warnings import warning_of_related
from training.datasets.splits import Split


def make_folds(
    samples: Sequence[Sample],
    count: int,
    *,
    near_copies: Iterable[tuple[str, str]] = (),
    seed: int = 0,
    hold_out: Sequence[str] = (),
) -> list[Split]:
    """Returns `count` splits of `samples`: each validates on one fold and trains on the others.

    The groups of each dataset (declared groups joined with `near_copies`, pairs of sample ids) are distributed so that
    every fold has about as many of its pairs; polyp-free pictures count as datasets of their own. Published test pairs
    and what `hold_out` names are the test side of every split, and pairs of their groups are left out. The same
    samples, seed and near copies give the same folds. Raises DatasetError if there are fewer groups with pairs than
    folds, or a name is unknown.
    """
    tied = sorted(with_near_copies(samples, list(near_copies)), key=lambda sample: sample.id)
    test_ids = find_test_ids(tied, hold_out)
    left_out = related_ids(tied, test_ids)
    rest = [sample for sample in tied if sample.id not in test_ids | left_out]
    folds = _distribute_groups(rest, count, np.random.default_rng(seed))
    pictures = fingerprints(sample for sample in samples if sample.id not in left_out)
    warnings = (warning_of_related(len(left_out)),) if left_out else ()
    return [
        Split(
            kind="grouped",
            seed=seed,
            validation_fraction=1 / count,
            hold_out=tuple(hold_out),
            train=tuple(sample.id for sample in rest if sample.id not in validation),
            validation=tuple(sorted(validation)),
            test=tuple(sorted(test_ids)),
            left_out=tuple(sorted(left_out)),
            warnings=warnings,
            pictures=pictures,
        )
        for validation in folds
    ]


def _distribute_groups(samples: Sequence[Sample], count: int, rng: np.random.Generator) -> list[set[str]]:
    """Returns the ids of each fold."""
    by_dataset = groups_by_dataset(samples)
    with_pairs = sum(any(s.polyp_free is None for s in group) for groups in by_dataset.values() for group in groups)
    if count > with_pairs:
        advice = (
            filled("Ask for at most {n} folds, or add data.", n=str(with_pairs))
            if with_pairs > 1
            else filled("Add data.")
        )
        raise DatasetError(
            "{count} folds cannot be made of {groups}, for no group (near copies, a sequence, "
            "one recording) is divided. {advice}",
            count=str(count),
            groups=filled_n("{n} group of pairs", "{n} groups of pairs", with_pairs),
            advice=advice,
        )
    folds: list[set[str]] = [set() for _ in range(count)]
    pairs = [0] * count
    # The largest dataset first: smaller ones then even out the sizes of the folds and fill empty ones.
    for name in sorted(by_dataset, key=lambda name: (-sum(map(len, by_dataset[name])), name)):
        of_dataset = [0] * count
        drawn = [by_dataset[name][index] for index in rng.permutation(len(by_dataset[name]))]
        for group in sorted(drawn, key=len, reverse=True):
            fold = min(range(count), key=lambda number: (of_dataset[number], pairs[number], len(folds[number])))
            of_dataset[fold] += len(group)
            pairs[fold] += sum(sample.polyp_free is None for sample in group)
            folds[fold] |= {sample.id for sample in group}
    return folds
