"""Paths of masks that are not one mask file.

- A folder, or `{a.png|b.png}`, whose masks are joined.
- `labels.json/polyp/a.png`: the polyps of the picture a.png in a label file, whatever their category is called;
  `labels.json/fold,lesion/a.png` and `labels.json/polyp,/a.png`: the objects of these categories alone.
- `clip.sqlite/polyp/READER%2F000123`: the mask that a reader made of frame 123, in a review file.
"""

import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.recording_frames import is_frame_path


def joined_path(paths: Sequence[Path]) -> Path:
    """Returns the path that stands for all masks of `paths` joined; a single path is returned as it is."""
    if len(paths) == 1:
        return paths[0]
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    return folder / f"{{{'|'.join(path.relative_to(folder).as_posix() for path in paths)}}}"


@dataclass(frozen=True, slots=True)
class LabelPath:
    """The objects of some categories, in lower case, of one picture in a label file; empty for those known as polyp."""

    file: Path
    categories: frozenset[str]
    picture: str

    @property
    def path(self) -> Path:
        """The path that stands for these objects."""
        words = ",".join(quote(each, safe="") for each in sorted(self.categories)) or _KNOWN
        if self.categories == {_KNOWN}:
            words += ","  # so that the category of this name alone is not taken for all that are known as polyp
        return self.file / words / quote(self.picture, safe="")

    @classmethod
    def of(cls, path: Path) -> "LabelPath | None":
        """Returns what `path` stands for; None if it is no path into a file."""
        file = path.parent.parent
        if not file.is_file():
            return None
        words = path.parent.name
        categories = [unquote(each) for each in words.split(",") if each] if words != _KNOWN else []
        return cls(file, frozenset(categories), unquote(path.name))


_KNOWN = "polyp"
_JOINED_START = re.compile(rf"(?:^|(?<={re.escape(os.sep)}))\{{")


def files_of(path: Path) -> tuple[Path, ...]:
    """Returns the files that the path of an image or mask stands for: usually the path itself."""
    if files := _joined_files(path):  # first, for such a path may be too long for the file system
        return files
    if path.is_file():
        return (path,)
    if is_frame_path(path):
        return (path.parent,)
    if label := LabelPath.of(path):
        return (label.file,)
    pictures = [each for each in path.iterdir() if has_image_suffix(each)] if path.is_dir() else []
    return tuple(sorted(each for each in pictures if not each.name.startswith("."))) or (path,)


def _joined_files(path: Path) -> tuple[Path, ...]:
    """Returns the files that `joined_path` joined to `path`; none for other paths.

    A brace may also begin the name of a folder above them, or below their common folder.
    """
    text = str(path)
    if not text.endswith("}") or os.path.lexists(path):
        return ()
    starts = [each.end() for each in _JOINED_START.finditer(text)]
    if not starts:
        return ()
    # Path.is_dir raises an error for names that are too long.
    folders = (each for each in reversed(starts) if os.path.isdir(text[: each - 1] or "."))  # noqa: PTH112
    start = next(folders, starts[-1])
    return tuple(Path(text[: start - 1]) / name for name in text[start:-1].split("|"))


def file_version(path: Path) -> tuple[int, int]:
    """Returns size and modification time (ns) of the files that a path stands for. Raises OSError."""
    with suppress(OSError):
        version = path.stat()
        if stat.S_ISREG(version.st_mode):  # one call instead of two for nearly all files of a dataset
            return version.st_size, version.st_mtime_ns
    versions = [file.stat() for file in files_of(path)]
    return sum(each.st_size for each in versions), max((each.st_mtime_ns for each in versions), default=0)
