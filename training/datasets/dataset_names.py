"""Names of datasets: unique ones for those found together, for tables and split files, and lists in sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count, zip_longest
from pathlib import Path

from polyp_core.printable_names import composed
from training.datasets.sample import Sample


def dataset_key(name: str) -> str:
    """Returns the form in which names of datasets are compared: NFC, in lower case."""
    return composed(name).casefold()


def unique_names(named_folders: Sequence[tuple[str, Path]]) -> list[str]:
    """Returns a unique name for each of `named_folders` (a dataset's own name, its folder with links resolved).

    A name that occurs once is kept. Equal names are preceded by the parent folders that distinguish them, such as
    `zurich-frames` and `berlin-frames`, and followed by a number only if these do not suffice.
    """
    shared_by = Counter(name for name, _ in named_folders)
    taken = {name for name, times in shared_by.items() if times == 1}
    labels: dict[Path, str] = {}
    for shared in shared_by.keys() - taken:
        folders = [folder for name, folder in named_folders if name == shared]
        labels.update(zip(folders, _labels(folders), strict=True))
    unique = []
    for own, folder in named_folders:
        name = "-".join(filter(None, (labels.get(folder), own)))
        if folder in labels and name in taken:
            name = next(numbered for n in count(2) if (numbered := f"{name}-{n}") not in taken)
        taken.add(name)
        unique.append(name)
    return unique


def _labels(folders: Sequence[Path]) -> list[str]:
    """Returns labels that distinguish `folders`: the nearest levels at which they differ, as few as suffice."""
    levels = zip_longest(*(map(_plain, reversed(folder.parts)) for folder in folders), fillvalue="")
    telling = [level for level in levels if len({part.casefold() for part in level}) > 1]
    labels = [""] * len(folders)
    for nearest in range(1, len(telling) + 1):
        paths = zip(*reversed(telling[:nearest]), strict=True)
        labels = ["-".join(filter(None, parts)) for parts in paths]
        if len({label.casefold() for label in labels}) == len(folders):
            break
    return labels


def _plain(part: str) -> str:
    """Returns `part` of a path without characters that have a meaning in ids and in `--hold-out`."""
    return re.sub(r"[\\/:]+", "-", part).strip("-")


def format_dataset_names(samples: Iterable[Sample]) -> str:
    """Returns the names of the samples' datasets, each once, in order."""
    return ", ".join(sorted({sample.dataset for sample in samples}))
