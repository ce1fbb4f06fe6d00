"""Finds the pairs that are kept for tests, and those related to them."""

from collections.abc import Sequence

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from training.datasets.dataset_names import dataset_key
from training.datasets.groups import group_of
from training.datasets.sample import Sample


def find_test_ids(samples: Sequence[Sample], hold_out: Sequence[str]) -> set[str]:
    """Returns the ids of published test pairs and of what `hold_out` names. Raises DatasetError for an unknown name."""
    return _held_out_ids(samples, hold_out) | {sample.id for sample in samples if sample.published == "test"}


def related_ids(samples: Sequence[Sample], held_out: set[str]) -> set[str]:
    """Returns the ids outside `held_out` that share a group, which includes near copies, with one inside."""
    groups = {group_of(sample) for sample in samples if sample.id in held_out}
    return {sample.id for sample in samples if sample.id not in held_out and group_of(sample) in groups}


def _own_and_former_dataset(sample: Sample) -> set[str]:
    """Returns the keys of the sample's dataset names: the present one, and that from before splits by folder."""
    former = sample.former_id.partition("/")[0] if sample.former_id else sample.dataset
    return {dataset_key(sample.dataset), dataset_key(former)}


def _held_out_ids(samples: Sequence[Sample], hold_out: Sequence[str]) -> set[str]:
    ids: set[str] = set()
    names = {dataset_key(sample.dataset): sample.dataset for sample in samples}
    for name in hold_out:
        dataset, _, part = name.partition(":")
        chosen = {
            sample.id
            for sample in samples
            if dataset_key(dataset) in _own_and_former_dataset(sample) and (not part or sample.published == part)
        }
        if not chosen:
            what = (
                filled("the published list {part} of {dataset}", part=part, dataset=dataset)
                if part and dataset_key(dataset) in names
                else filled("a dataset {name}", name=name)
            )
            raise DatasetError(
                "Cannot hold out {what}: there is none. Datasets found: {names}.",
                what=what,
                names=", ".join(sorted(names.values())),
            )
        ids |= chosen
    if ids and len(ids) == len(samples):
        raise DatasetError(
            "All {count} pairs are held out with {datasets}: none is left to train on.",
            count=str(len(ids)),
            datasets=", ".join(hold_out),
        )
    return ids
