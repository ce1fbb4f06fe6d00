"""Resolves the frame names of published lists and tables to the frames of a dataset."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from training.datasets.sample import stem_of
from training.datasets.split_folders import part_of


class FrameNames:
    """The stems of a dataset, by the names that its lists and tables use.

    A frame is named by its file's stem, with or without suffix and folders. If several split folders contain a frame of
    that stem, the name refers to all of them unless it includes the folder, as in `train/0001`.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems: dict[str, list[str]] = {}
        for stem in stems:
            self._stems.setdefault(stem.rpartition("/")[2], []).append(stem)

    def find(self, name: str) -> tuple[str, ...]:
        """Returns the stems that `name` refers to; empty if there is no such frame."""
        name = name.strip()
        path = PurePosixPath(name.replace("\\", "/"))
        found = self._stems.get(stem_of(name)) or self._stems.get(stem_of(path.name), [])
        sides = [part for folder in path.parts[:-1] if (part := part_of(folder))]
        # Lists of a dataset without split folders may name folders that it had originally.
        return tuple(stem for stem in found if not sides or "/" not in stem or part_of(stem.split("/")[0]) == sides[-1])
