"""Resolves the frame names of published lists and tables to the frames of a dataset."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath

from polyp_core.printable_names import composed
from training.datasets.layout_rules import folder_name
from training.datasets.sample import stem_of
from training.datasets.split_folders import side_of


class StemLookup:
    """The stems of a dataset, by the names that its lists and tables use.

    A frame is named by its file's stem, with or without suffix and folders. A name with folders, as in `train/0001` or
    `patient 1/0001`, refers to the frame in those folders; one without, to the frames of that stem in all folders.
    `paths` are the stems by the path of their picture relative to the dataset's folder, which names may also follow.
    """

    def __init__(self, stems: Iterable[str], paths: Mapping[str, str] | None = None) -> None:
        self._named: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        named = [(stem, stem) for stem in stems]
        named += [(str(PurePosixPath(path).with_name(stem_of(path))), stem) for path, stem in (paths or {}).items()]
        for name, stem in named:
            *folders, last = composed(name).split("/")
            self._named.setdefault(last, []).append((tuple(folders), stem))

    def find(self, name: str) -> tuple[str, ...]:
        """Returns the stems that `name` refers to; empty if there is no such frame."""
        name = composed(name.strip())
        path = PurePosixPath(name.replace("\\", "/"))
        found = self._named.get(stem_of(name)) or self._named.get(stem_of(path.name), [])
        folders = path.parts[:-1]
        if folders and (exact := [stem for own, stem in found if own == folders]):
            return tuple(dict.fromkeys(exact))
        scores = [(_score(folders, own), stem) for own, stem in found]
        fitting = [(score, stem) for score, stem in scores if score is not None]
        best = max((score for score, _ in fitting), default=None)
        return tuple(dict.fromkeys(stem for score, stem in fitting if score == best))


def _score(wanted: Sequence[str], own: Sequence[str]) -> tuple[int, int] | None:
    """Returns how well the folders of a name fit those of a frame, higher is better; None if they contradict them.

    Names may have fewer or more outer folders than the frame, such as those that the dataset had originally, and
    folders of images or masks.
    """
    if not wanted:
        return 0, 0
    sides, own_sides = ([side for word in words if (side := side_of(word))] for words in (wanted, own))
    if sides and own_sides and sides[-1] != own_sides[-1]:
        return None
    inner, own_inner = (
        [word.casefold() for word in reversed(words) if not side_of(word) and not folder_name(word)]
        for words in (wanted, own)
    )
    pairs = zip(inner, own_inner, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if common < min(len(inner), len(own_inner)):
        return None
    return common, len(set(wanted) & set(own))
