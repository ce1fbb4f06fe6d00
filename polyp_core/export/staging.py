"""A folder whose outputs appear together when all are complete, or not at all."""

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
from polyp_core.export.own_results import own_results, refuse_foreign
from polyp_core.export.partial_folder import PartialFolder, keep_the_users, remove_empty, settle_leftovers
from polyp_core.files.atomic_files import write_error


@dataclass(frozen=True, slots=True)
class ExistingOutputs:
    """Which outputs are there already, and `reason`, a sentence, where they may not be replaced."""

    names: tuple[str, ...]
    reason: str = ""

    @property
    def replaceable(self) -> bool:
        """Whether all of them are results of this program."""
        return not self.reason


def existing_outputs(folder: Path, names: Sequence[str]) -> ExistingOutputs:
    """Those of `names` that `folder` holds already. Results that a killed export had moved aside are put back first."""
    settle_leftovers(folder)
    taken = _taken(folder, names)
    try:
        own_results(folder, taken)
    except ExportError as error:
        return ExistingOutputs(tuple(taken), str(error))
    return ExistingOutputs(tuple(taken))


class StagedFolder:
    """Collects the outputs `names` (files or folders) in a hidden folder inside `folder`, and renames them into place.

        with StagedFolder(folder, ["annotated.mp4", "masks"]) as staged:
            ...write staged / "annotated.mp4"...

    Outputs of these names that are there already, or appear meanwhile, are refused, unless `overwrite` or `keep_both`.
    With `overwrite` they are replaced once everything is written, and only where this program wrote them; other files
    stay, inside the outputs too. With `keep_both` the new ones go into `<folder>-2`, or the next number that is free.
    After an exception nothing new is left, and all that was there before. Raises ExportError.
    """

    def __init__(self, folder: Path, names: Sequence[str], *, overwrite: bool, keep_both: bool = False) -> None:
        self.folder = folder
        """Where the outputs are in the end; with `keep_both` it is known for certain after the block."""
        self._wanted, self._names = folder, list(names)
        self._overwrite, self._keep_both = overwrite and not keep_both, keep_both
        self._made = 0
        settle_leftovers(folder)
        taken = _taken(folder, names)
        if self._overwrite:
            own_results(folder, taken)
        elif taken and not keep_both:
            raise _already_holds(folder, taken)

    def __enter__(self) -> Path:
        try:
            self._make_folder()
            with folder_lock(self.folder):
                self._partial = PartialFolder(self.folder, self._made)
        except BaseException as error:
            remove_empty(self.folder, self._made)
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
                self._put_in_place()
        except BaseException as failure:
            replaced = self._partial.replaced
            kept = replaced.is_dir() and any(replaced.iterdir())
            if kept:
                self._partial.release()
            else:
                self._remove()
            if not isinstance(failure, OSError):
                raise
            words = f" The earlier results are in {replaced}." if kept else ""
            raise ExportError(f"{write_error(self.folder, failure)}{words}") from failure
        self._partial.remove()

    def _make_folder(self) -> None:
        """Makes the folder to write into where it is missing. Raises OSError."""
        for number in count(1):
            folder = numbered_folder(self._wanted, number)
            if not self._keep_both or _is_free(folder, self._names, number):
                break
        self.folder = folder
        self._made = sum(1 for each in (folder, *folder.parents) if not each.exists())
        folder.mkdir(parents=True, exist_ok=True)

    def _put_in_place(self) -> None:
        """All old outputs aside, then all new ones in; after a failure every step back again, the last one first.

        The folder's lock is held.
        """
        if missing := [name for name in self._names if not os.path.lexists(self._partial.path / name)]:
            raise AssertionError(f"These outputs were not written: {', '.join(missing)}")
        taken = _taken(self.folder, self._names)
        if taken and self._keep_both:
            self._put_into_another_folder()
            return
        if taken and not self._overwrite:
            raise _already_holds(self.folder, taken)
        own = own_results(self.folder, taken)
        self._refuse_collisions(own, taken)
        self._move(own, taken)

    def _put_into_another_folder(self) -> None:
        """Another export of this name ended first: the results go into the next folder that is free."""
        self._make_folder()
        with folder_lock(self.folder):
            self._partial.move_into(self.folder, self._made)
            self._put_in_place()

    def _refuse_collisions(self, own: Entries, taken: list[str]) -> None:
        """Raises ExportError where a file of the user's has the name of a new one."""
        new = {name for name, _ in files_below(self._partial.path, taken)}
        for name, file in files_below(self.folder, taken):
            if name in new and name not in own and not _leads_nowhere(file):
                refuse_foreign(file)

    def _move(self, own: Entries, taken: list[str]) -> None:
        partial = self._partial
        new = entries_of(partial.path, self._names)
        others = {
            name: entry
            for name, entry in read_manifest(self.folder).items()
            if name.partition("/")[0] not in self._names
        }
        partial.write_plan(self._names, new, own, others | new)
        aside = [(self.folder / name, partial.replaced / name) for name in taken]
        in_place = [(partial.path / name, self.folder / name) for name in self._names]
        with ExitStack() as undo:
            for source, target in (*aside, *in_place):
                source.rename(target)
                undo.callback(target.rename, source)
            partial.manifest.replace(self.folder / MANIFEST_NAME)
            undo.pop_all()
        keep_the_users(self.folder, partial.replaced, own)

    def _remove(self) -> None:
        self._partial.remove()
        remove_empty(self.folder, self._made)


def _taken(folder: Path, names: Sequence[str]) -> list[str]:
    return [name for name in names if os.path.lexists(folder / name)]


def _is_free(folder: Path, names: Sequence[str], number: int) -> bool:
    """Whether results can go into `folder`: the one wanted lacks their names, and a further one is new or empty."""
    if number == 1:
        return not _taken(folder, names)
    settle_leftovers(folder)
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _already_holds(folder: Path, taken: list[str]) -> ExportError:
    return ExportError(
        f"{folder} already holds {', '.join(taken)}. Choose another folder, or allow them to be overwritten."
    )
