"""Atomic replacement of a set of outputs: all appear together once complete, or none."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType

from polyp_core.errors import ExportError
from polyp_core.export.folder_lock import folder_lock
from polyp_core.export.manifest import MANIFEST_NAME, Entries, entries_of, files_below, read_manifest
from polyp_core.export.output_folder import numbered_folder
from polyp_core.export.own_results import foreign_file_error, own_results
from polyp_core.export.partial_folder import PartialFolder, recover_leftovers, remove_empty, restore_user_files
from polyp_core.files.atomic_files import write_error


@dataclass(frozen=True, slots=True)
class ExistingOutputs:
    """Outputs that exist already, and the `reason`, a sentence, if they may not be replaced."""

    names: tuple[str, ...]
    reason: str = ""

    @property
    def replaceable(self) -> bool:
        """True if all of them are results of this program."""
        return not self.reason


def existing_outputs(folder: Path, names: Sequence[str]) -> ExistingOutputs:
    """The outputs `names` that exist in `folder`, after restoring results that a killed export had moved aside."""
    recover_leftovers(folder)
    existing = _existing(folder, names)
    try:
        own_results(folder, existing)
    except ExportError as error:
        return ExistingOutputs(tuple(existing), error.text)
    return ExistingOutputs(tuple(existing))


class StagedFolder:
    """Context manager: collects outputs in a hidden folder inside `folder`, and renames them into place at its end.

        with StagedFolder(folder, ["annotated.mp4", "masks"]) as staged:
            ...write staged / "annotated.mp4"...

    `names` are the files and folders to be written. Existing outputs of these names raise ExportError unless
    `overwrite` or `keep_both`. With `overwrite` they are replaced at the end, if this program wrote them; other files
    are kept, also inside output folders. With `keep_both` the new ones go into `<folder>-2` or the next free number.
    After an exception the folder is as before. Raises ExportError.
    """

    def __init__(self, folder: Path, names: Sequence[str], *, overwrite: bool, keep_both: bool = False) -> None:
        self.folder = folder
        """Final folder of the outputs; with `keep_both` it is final only after the block."""
        self._first_folder, self._names = folder, list(names)
        self._overwrite, self._keep_both = overwrite and not keep_both, keep_both
        self._created_levels = 0
        recover_leftovers(folder)
        existing = _existing(folder, names)
        if self._overwrite:
            own_results(folder, existing)
        elif existing and not keep_both:
            raise _already_holds(folder, existing)

    def __enter__(self) -> Path:
        try:
            self._make_folder()
            with folder_lock(self.folder):
                self._partial = PartialFolder(self.folder, self._created_levels)
        except BaseException as error:
            remove_empty(self.folder, self._created_levels)
            if isinstance(error, OSError):
                raise write_error(self.folder, error) from error
            raise
        return self._partial.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._remove()
            return
        try:
            with folder_lock(self.folder):
                self._commit()
        except BaseException as failure:
            replaced = self._partial.replaced
            kept = replaced.is_dir() and any(replaced.iterdir())
            if kept:
                self._partial.release()
            else:
                self._remove()
            if not isinstance(failure, OSError):
                raise
            error = write_error(self.folder, failure)
            if kept:
                error = ExportError("{error} The earlier results are in {folder}.", error=error.text, folder=replaced)
            raise error from failure
        self._partial.remove()

    def _make_folder(self) -> None:
        """Chooses the output folder and creates it if missing. Raises OSError."""
        for number in count(1):
            folder = numbered_folder(self._first_folder, number)
            if not self._keep_both or _is_free(folder, self._names, number):
                break
        self.folder = folder
        self._created_levels = sum(1 for each in (folder, *folder.parents) if not each.exists())
        folder.mkdir(parents=True, exist_ok=True)

    def _commit(self) -> None:
        """Moves old outputs aside, then new ones into place; undoes all moves after a failure. Requires the lock."""
        if missing := [name for name in self._names if not os.path.lexists(self._partial.path / name)]:
            raise AssertionError(f"These outputs were not written: {', '.join(missing)}")
        existing = _existing(self.folder, self._names)
        if existing and self._keep_both:
            self._commit_to_next_folder()
            return
        if existing and not self._overwrite:
            raise _already_holds(self.folder, existing)
        own = own_results(self.folder, existing)
        self._check_collisions(own, existing)
        self._move(own, existing)

    def _commit_to_next_folder(self) -> None:
        """Uses the next free folder because a concurrent export of this name finished first."""
        self._make_folder()
        with folder_lock(self.folder):
            self._partial.move_into(self.folder, self._created_levels)
            self._commit()

    def _check_collisions(self, own: Entries, existing: list[str]) -> None:
        """Raises ExportError if a file of the user has the name of a new one."""
        new = {name for name, _ in files_below(self._partial.path, existing)}
        for name, file in files_below(self.folder, existing):
            if name in new and name not in own and not _is_broken_link(file):
                raise foreign_file_error(file)

    def _move(self, own: Entries, existing: list[str]) -> None:
        partial = self._partial
        new = entries_of(partial.path, self._names)
        others = {
            name: entry
            for name, entry in read_manifest(self.folder).items()
            if name.partition("/")[0] not in self._names
        }
        partial.write_plan(self._names, new, own, others | new)
        aside = [(self.folder / name, partial.replaced / name) for name in existing]
        in_place = [(partial.path / name, self.folder / name) for name in self._names]
        with ExitStack() as undo:
            for source, target in (*aside, *in_place):
                source.rename(target)
                undo.callback(target.rename, source)
            partial.manifest.replace(self.folder / MANIFEST_NAME)
            undo.pop_all()
        restore_user_files(self.folder, partial.replaced, own)

    def _remove(self) -> None:
        self._partial.remove()
        remove_empty(self.folder, self._created_levels)


def _existing(folder: Path, names: Sequence[str]) -> list[str]:
    return [name for name in names if os.path.lexists(folder / name)]


def _is_free(folder: Path, names: Sequence[str], number: int) -> bool:
    """True if `folder` can be used: number 1 if it has none of `names`, further ones if new or empty."""
    if number == 1:
        return not _existing(folder, names)
    recover_leftovers(folder)
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def _is_broken_link(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _already_holds(folder: Path, existing: list[str]) -> ExportError:
    return ExportError(
        "{folder} already holds {existing}. Choose another folder, or allow them to be overwritten.",
        folder=folder,
        existing=", ".join(existing),
    )
