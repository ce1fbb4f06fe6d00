"""The published split of a dataset, from its official lists and from its folders train, val and test."""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from training.datasets.frame_names import StemLookup
from training.datasets.sample import Side

_LISTS: tuple[tuple[str, Side], ...] = (("train.txt", "train"), ("val.txt", "validation"), ("test.txt", "test"))


def note_of_absent(path: Path, listed: Mapping[str, Collection[object]]) -> list[str]:
    """Returns a sentence about the names on the list `path` for which nothing was found, if there are any."""
    absent = [name for name, found in listed.items() if not found]
    if not absent:
        return []
    return [
        filled_n(
            "{file} names {n} pair that does not exist: {first}.",
            "{file} names {n} pairs that do not exist, the first of them {first}.",
            len(absent),
            file=path.name,
            first=absent[0],
        )
    ]


def listed_sides(root: Path, by_folder: Mapping[str, Side | None]) -> tuple[dict[str, Side], tuple[str, ...]]:
    """Returns the side of each stem named in the lists in `root`, and sentences about what does not fit.

    `by_folder` has all stems, with the side of the split folder they lie in. A single list of training or of validation
    pairs is not used. Raises DatasetError if a list cannot be read or two lists name one pair.
    """
    lists = [(root / name, side) for name, side in _LISTS if os.path.lexists(root / name)]
    if len(lists) < 2 and not any(side == "test" for _, side in lists):
        return {}, ()
    names = StemLookup(by_folder)
    sides: dict[str, Side] = {}
    notes: list[str] = []
    for path, side in lists:
        listed = {name: _meant(names.find(name), side, by_folder) for name in read_list(path)}
        notes += note_of_absent(path, listed)
        stems = [stem for found in listed.values() for stem in found]
        if both := [stem for stem in stems if sides.get(stem, side) != side]:
            raise DatasetError(
                "{path} and the {other} list both name {pair}. A pair belongs on one side only.",
                path=path,
                other=filled(sides[both[0]]),
                pair=both[0],
            )
        if moved := [stem for stem in stems if by_folder[stem] not in (None, side)]:
            notes.append(
                filled_n(
                    "{file} names {n} pair that lies in the folder of another side: {first}. The list decides: its "
                    "side is {side}.",
                    "{file} names {n} pairs that lie in the folder of another side, the first of them {first}. The "
                    "list decides: their side is {side}.",
                    len(moved),
                    file=path.name,
                    first=moved[0],
                    side=filled(side),
                )
            )
        sides.update((stem, side) for stem in stems)
    return sides, tuple(notes)


def has_training_list(root: Path) -> bool:
    """True if the dataset in `root` has an official list of training pairs."""
    return os.path.lexists(root / _LISTS[0][0])


def _meant(found: Sequence[str], side: Side, by_folder: Mapping[str, Side | None]) -> Sequence[str]:
    """Returns which of equal names in several split folders the list of `side` refers to: its folder's, else all.

    A list of training or validation pairs does not refer to test pairs if it can refer to others.
    """
    if len(found) < 2:
        return found
    own = [stem for stem in found if by_folder[stem] == side]
    if side == "test":
        return own or found
    return own or [stem for stem in found if by_folder[stem] != "test"]


def read_list(path: Path) -> list[str]:
    """Returns the names in a published list, one a line. Raises DatasetError."""
    try:
        lines = read_regular_text(path).splitlines()
    except OSError as error:
        raise DatasetError(
            "Cannot read the published list {path}: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except UnicodeDecodeError as error:
        raise DatasetError(
            "Cannot read the published list {path}: {reason}. Save it in UTF-8.", path=path, reason=error
        ) from error
    return [line.strip() for line in lines if line.strip()]
