"""The hidden folder in which an export writes, and what the next export does with one whose process was killed."""

import json
import logging
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from uuid import uuid4

from polyp_core.errors import ExportError
from polyp_core.export.folder_lock import folder_lock
from polyp_core.export.manifest import MANIFEST_NAME, Entries, move_rest, read_entries, write_manifest
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.os_lock import try_lock

_log = logging.getLogger(__name__)

_NAME = re.compile(r"\.partial-[0-9a-f]{8}")
_LOCK, _PLAN, _OLD, _NEW = ".lock", ".plan.json", ".old.json", ".new.json"
_REPLACED = "replaced"
_FEW = 1000
"""A folder with more entries than this is no folder of results, and not searched for leftovers."""


class PartialFolder:
    """`.partial-<hex>` inside `folder`, locked for as long as the process lives and it is open.

    `made` is how many folders, from `folder` upwards, were made for it. Raises OSError.
    """

    def __init__(self, folder: Path, made: int) -> None:
        self.path = folder / f".partial-{uuid4().hex[:8]}"
        self.path.mkdir()
        self._made = made
        self._descriptor: int | None = None
        self._lock()

    @property
    def replaced(self) -> Path:
        """Where the results that are replaced are meanwhile."""
        return self.path / _REPLACED

    @property
    def manifest(self) -> Path:
        """The new list of the folder, until it is put in place."""
        return self.path / MANIFEST_NAME

    def write_plan(self, names: Sequence[str], new: Entries, old: Entries, manifest: Entries) -> None:
        """Writes down which outputs are about to be moved, when all of them are complete. Raises OSError, ExportError.

        `new` and `old` are the files of the outputs, `manifest` is the list of the folder. It is to be moved last: once
        it has left the partial folder, the new results count.
        """
        self.replaced.mkdir()
        for path, entries in ((self.manifest, manifest), (self.path / _NEW, new), (self.path / _OLD, old)):
            write_manifest(path, entries)
        unfinished = self.path / f"{_PLAN}.unfinished"
        unfinished.write_text(json.dumps({"names": list(names)}), encoding="utf-8")
        unfinished.replace(self.path / _PLAN)

    def move_into(self, folder: Path, made: int) -> None:
        """Moves it into another folder on the same drive, whose lock is held too. Raises OSError."""
        self._unlock()  # on Windows the folder of an open file cannot be moved
        target = folder / self.path.name
        self.path.rename(target)
        self.path, self._made = target, made
        self._lock()

    def remove(self) -> None:
        """Removes it with all that is in it."""
        self._unlock()
        shutil.rmtree(self.path, ignore_errors=True)

    def release(self) -> None:
        """Leaves it for the next export to settle."""
        self._unlock()

    def _lock(self) -> None:
        descriptor = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps({"made": self._made}).encode())
        try_lock(descriptor)
        self._descriptor = descriptor

    def _unlock(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def settle_leftovers(folder: Path) -> None:
    """Settles what killed exports left in `folder`; what a living process works on stays as it is.

    Results that a killed export had moved aside are put back, unless it had put all of its own in place. Then its
    partial folder goes, and the folders that it had made go where they are empty.
    """
    found = _partial_folders(folder)
    if not found:
        return
    made = 1  # it goes where nothing but partial folders was in it
    try:
        with folder_lock(folder):
            for partial in found:
                made = max(made, _settle(folder, partial))
    except (OSError, ExportError) as error:
        _log.warning("What an earlier export left in %s could not be removed: %s", folder, error)
    remove_empty(folder, made)


def settle_leftovers_below(out_folder: Path) -> None:
    """`settle_leftovers` for the folders of all sources directly inside `out_folder`."""
    try:
        folders = [Path(entry.path) for entry in os.scandir(out_folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for folder in folders:
        # Without the lock it could be anybody's.
        if any((partial / _LOCK).exists() for partial in _partial_folders(folder)):
            settle_leftovers(folder)


def remove_empty(folder: Path, levels: int) -> None:
    """Removes `folder` and its parents, `levels` in all, as far as they are empty."""
    for each in (folder, *folder.parents)[:levels]:
        with suppress(OSError):
            each.rmdir()


def _partial_folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            few = list(islice(entries, _FEW))
    except OSError:
        return []
    return [Path(entry.path) for entry in few if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)]


def _settle(folder: Path, partial: Path) -> int:
    """Settles one, and gives how many folders its process had made; 0 where it has to stay. Raises OSError."""
    with _locked(partial) as made:
        if made is None or not _put_back(folder, partial):
            return 0
    shutil.rmtree(partial, ignore_errors=True)
    return made


@contextmanager
def _locked(partial: Path) -> Iterator[int | None]:
    """Holds the lock of a partial folder, and yields how many folders were made for it; None where a process lives.

    One without a lock was left by a version that made none, and no process of this version works in it. On a drive
    without locks nothing tells whether a process lives.
    """
    try:
        descriptor = os.open(partial / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        yield 0
        return
    try:
        yield _made(partial / _LOCK) if try_lock(descriptor) else None
    finally:
        os.close(descriptor)


def _made(path: Path) -> int:
    try:
        return int(read_json(path)["made"])
    except (OSError, JsonError, KeyError, TypeError, ValueError):
        return 0


def _put_back(folder: Path, partial: Path) -> bool:
    """Whether all that is not to be lost has left `partial`. Raises OSError."""
    names = _planned_names(partial)
    replaced = partial / _REPLACED
    if names and not (partial / MANIFEST_NAME).exists():
        keep_the_users(folder, replaced, read_entries(partial / _OLD))
        return True
    new = read_entries(partial / _NEW)
    for name in names or _listed(replaced):
        aside, staged, target = replaced / name, partial / name, folder / name
        in_place = bool(names) and not os.path.lexists(staged) and os.path.lexists(target)
        if in_place:
            target.rename(staged)
        if os.path.lexists(aside) and not os.path.lexists(target):
            aside.rename(target)
        if in_place and staged.is_dir():
            move_rest(staged, target, name, new)  # what the user has put there since
    return not _listed(replaced)


def keep_the_users(folder: Path, replaced: Path, old: Entries) -> None:
    """Moves from `replaced` to the outputs in `folder` all files that `old` does not list. Raises OSError."""
    for name in _listed(replaced):
        if (replaced / name).is_dir() and not (replaced / name).is_symlink():
            move_rest(replaced / name, folder / name, name, old)


def _planned_names(partial: Path) -> tuple[str, ...]:
    try:
        return tuple(str(name) for name in read_json(partial / _PLAN)["names"])
    except (OSError, JsonError, KeyError, TypeError):
        return ()


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except FileNotFoundError:
        return []
