"""The hidden folder an export writes into, and recovery of such folders after a killed export."""

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
from polyp_core.export.manifest import MANIFEST_NAME, Entries, move_foreign_files, read_entries, write_manifest
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.os_lock import try_lock

_log = logging.getLogger(__name__)

_NAME = re.compile(r"\.partial-[0-9a-f]{8}")
_LOCK, _PLAN, _OLD, _NEW = ".lock", ".plan.json", ".old.json", ".new.json"
_REPLACED = "replaced"
_MAX_ENTRIES = 1000
"""Folders with more entries than this are not output folders; only this many are searched for leftovers."""


class PartialFolder:
    """The folder `.partial-<hex>` inside `folder`, locked until it is released or the process ends.

    `made` is the number of folders, from `folder` upwards, that were created for it. Raises OSError.
    """

    def __init__(self, folder: Path, made: int) -> None:
        self.path = folder / f".partial-{uuid4().hex[:8]}"
        self.path.mkdir()
        self._made = made
        self._descriptor: int | None = None
        self._lock()

    @property
    def replaced(self) -> Path:
        """Temporary folder of the results being replaced."""
        return self.path / _REPLACED

    @property
    def manifest(self) -> Path:
        """The new manifest, until it is moved into the output folder."""
        return self.path / MANIFEST_NAME

    def write_plan(self, names: Sequence[str], new: Entries, old: Entries, manifest: Entries) -> None:
        """Writes the plan of the outputs to move, once all are complete. Raises OSError, ExportError.

        `new` and `old` are the files of the outputs, `manifest` is the manifest of the output folder. Moving the
        manifest out of the partial folder, as the last step, commits the new results.
        """
        self.replaced.mkdir()
        for path, entries in ((self.manifest, manifest), (self.path / _NEW, new), (self.path / _OLD, old)):
            write_manifest(path, entries)
        unfinished = self.path / f"{_PLAN}.unfinished"
        unfinished.write_text(json.dumps({"names": list(names)}), encoding="utf-8")
        unfinished.replace(self.path / _PLAN)

    def move_into(self, folder: Path, made: int) -> None:
        """Moves it into another folder on the same file system; the lock of that folder is held. Raises OSError."""
        self._unlock()  # on Windows the folder of an open file cannot be moved
        target = folder / self.path.name
        self.path.rename(target)
        self.path, self._made = target, made
        self._lock()

    def remove(self) -> None:
        """Removes the folder and its contents."""
        self._unlock()
        shutil.rmtree(self.path, ignore_errors=True)

    def release(self) -> None:
        """Releases the lock and keeps the folder, for the next export to recover."""
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


def recover_leftovers(folder: Path) -> None:
    """Recovers partial folders of killed exports in `folder`; those of running processes are left alone.

    Restores results that a killed export had moved aside, unless it had committed its own. Then removes its partial
    folder, and the folders it had created if they are empty.
    """
    found = _partial_folders(folder)
    if not found:
        return
    made = 1  # `folder` itself is removed if it contained only partial folders
    try:
        with folder_lock(folder):
            for partial in found:
                made = max(made, _recover(folder, partial))
    except (OSError, ExportError) as error:
        _log.warning("Leftovers of an earlier export in %s could not be removed: %s", folder, error)
    remove_empty(folder, made)


def recover_leftovers_below(out_folder: Path) -> None:
    """Calls `recover_leftovers` for each folder directly inside `out_folder`."""
    try:
        folders = [Path(entry.path) for entry in os.scandir(out_folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for folder in folders:
        # Without a lock file the folder may not be this program's.
        if any((partial / _LOCK).exists() for partial in _partial_folders(folder)):
            recover_leftovers(folder)


def remove_empty(folder: Path, levels: int) -> None:
    """Removes `folder` and its parents, `levels` in total, as long as they are empty."""
    for each in (folder, *folder.parents)[:levels]:
        with suppress(OSError):
            each.rmdir()


def _partial_folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            first_entries = list(islice(entries, _MAX_ENTRIES))
    except OSError:
        return []
    return [
        Path(entry.path)
        for entry in first_entries
        if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
    ]


def _recover(folder: Path, partial: Path) -> int:
    """Recovers one partial folder. Returns how many folders its process created; 0 if it must stay. Raises OSError."""
    with _locked(partial) as made:
        if made is None or not _restore(folder, partial):
            return 0
    shutil.rmtree(partial, ignore_errors=True)
    return made


@contextmanager
def _locked(partial: Path) -> Iterator[int | None]:
    """Locks a partial folder and yields how many folders were created for it; None if its process may be running.

    Folders without a lock file were left by earlier versions. On file systems without locks, a process may always be
    running.
    """
    try:
        descriptor = os.open(partial / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        yield 0
        return
    try:
        yield _read_made(partial / _LOCK) if try_lock(descriptor) else None
    finally:
        os.close(descriptor)


def _read_made(path: Path) -> int:
    try:
        return int(read_json(path)["made"])
    except (OSError, JsonError, KeyError, TypeError, ValueError):
        return 0


def _restore(folder: Path, partial: Path) -> bool:
    """Restores the replaced results and the user's files; True if `partial` can be removed. Raises OSError."""
    names = _planned_names(partial)
    replaced = partial / _REPLACED
    if names and not (partial / MANIFEST_NAME).exists():
        restore_user_files(folder, replaced, read_entries(partial / _OLD))
        return True
    new = read_entries(partial / _NEW)
    for name in names or _sorted_names(replaced):
        aside, staged, target = replaced / name, partial / name, folder / name
        in_place = bool(names) and not os.path.lexists(staged) and os.path.lexists(target)
        if in_place:
            target.rename(staged)
        if os.path.lexists(aside) and not os.path.lexists(target):
            aside.rename(target)
        if in_place and staged.is_dir():
            move_foreign_files(staged, target, name, new)  # files that the user has added since
    return not _sorted_names(replaced)


def restore_user_files(folder: Path, replaced: Path, old: Entries) -> None:
    """Moves all files that `old` does not list from `replaced` back to the outputs in `folder`. Raises OSError."""
    for name in _sorted_names(replaced):
        if (replaced / name).is_dir() and not (replaced / name).is_symlink():
            move_foreign_files(replaced / name, folder / name, name, old)


def _planned_names(partial: Path) -> tuple[str, ...]:
    try:
        return tuple(str(name) for name in read_json(partial / _PLAN)["names"])
    except (OSError, JsonError, KeyError, TypeError):
        return ()


def _sorted_names(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except FileNotFoundError:
        return []
