"""Hashes of a few images of each dataset, stored in split files to detect that a dataset is another one."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from polyp_core.errors import DatasetError, SourceError
from polyp_core.frames.stills.image_files import read_bytes
from training.datasets.sample import Sample

PICTURES_PER_DATASET = 16


def fingerprints(samples: Iterable[Sample]) -> dict[str, str]:
    """Returns hashes of a few image files of each dataset among `samples`, evenly spaced, by sample id.

    Files that cannot be read are skipped.
    """
    hashes = {}
    for own in _by_dataset(samples).values():
        places = np.linspace(0, len(own) - 1, min(len(own), PICTURES_PER_DATASET)).round().astype(int)
        hashes.update({own[place].id: _hash(own[place].image_path) for place in places})
    return {id: found for id, found in sorted(hashes.items()) if found}


def refuse_other_datasets(kept: Mapping[str, str], samples: Iterable[Sample]) -> None:
    """Raises DatasetError if a dataset among `samples` has other pictures under the ids in `kept`.

    One unchanged picture is enough: others may have been damaged, corrected or replaced since.
    """
    for dataset, own in _by_dataset(sample for sample in samples if sample.id in kept).items():
        found = {sample.id: _hash(sample.image_path) for sample in own}
        seen = [id for id in found if found[id]]
        if seen and not any(found[id] == kept[id] for id in seen):
            raise DatasetError(
                "The dataset {dataset} in {folder} is not the one that the split was made from: other pictures have "
                "the same names ({count} compared). Give the folders that the split was made from.",
                dataset=dataset,
                folder=own[0].image_path.parent,
                count=str(len(seen)),
            )


def _by_dataset(samples: Iterable[Sample]) -> dict[str, list[Sample]]:
    datasets: dict[str, list[Sample]] = {}
    for sample in sorted(samples, key=lambda sample: sample.id):
        datasets.setdefault(sample.dataset, []).append(sample)
    return datasets


def _hash(path: Path) -> str:
    """Returns the SHA-256 of the file's content; "" if it cannot be read."""
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()[:16]
    except SourceError:
        return ""
