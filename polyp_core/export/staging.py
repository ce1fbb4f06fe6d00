"""A folder whose outputs appear together when all are complete, or not at all."""

import os
import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from polyp_core.errors import ExportError
from polyp_core.files import write_error


def names_in_the_way(folder: Path, names: list[str]) -> list[str]:
    """Those of `names` that `folder` holds already, as links that lead nowhere too."""
    return [name for name in names if os.path.lexists(folder / name)]


class StagedFolder:
    """Collects the outputs `names` (files or folders) in a hidden folder inside `folder`, and renames them into place.

        with StagedFolder(folder, ["annotated.mp4", "masks"]) as staged:
            ...write staged / "annotated.mp4"...

    Existing outputs of these names are refused unless `overwrite`, and are only replaced once everything is written;
    other files in `folder` stay. After an exception nothing new is left, and all that was there before. Raises
    ExportError.
    """

    def __init__(self, folder: Path, names: list[str], *, overwrite: bool) -> None:
        self._folder, self._names = folder, names
        if not overwrite and (taken := names_in_the_way(folder, names)):
            raise ExportError(
                f"{folder} already holds {', '.join(taken)}. Choose another folder, or allow them to be overwritten."
            )
        self._staged = folder / f".partial-{uuid4().hex[:8]}"
        self._replaced = self._staged / "replaced"
        self._made: list[Path] = []

    def __enter__(self) -> Path:
        try:
            missing = [parent for parent in (self._folder, *self._folder.parents) if not parent.exists()]
            self._made = missing
            self._staged.mkdir(parents=True)
        except OSError as error:
            self._remove()
            raise write_error(self._folder, error) from error
        return self._staged

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._remove()
            return
        try:
            self._put_in_place()
        except BaseException as failure:
            kept = self._replaced.is_dir() and any(self._replaced.iterdir())
            if not kept:
                self._remove()
            if not isinstance(failure, OSError):
                raise
            words = f" The earlier results are in {self._replaced}." if kept else ""
            raise ExportError(f"{write_error(self._folder, failure)}{words}") from failure
        shutil.rmtree(self._staged, ignore_errors=True)

    def _put_in_place(self) -> None:
        """All old outputs aside, then all new ones in; after a failure every step back again, the last one first."""
        self._replaced.mkdir()
        aside = [(self._folder / name, self._replaced / name) for name in names_in_the_way(self._folder, self._names)]
        in_place = [(self._staged / name, self._folder / name) for name in self._names]
        with ExitStack() as undo:
            for source, target in (*aside, *in_place):
                source.rename(target)
                undo.callback(target.rename, source)
            undo.pop_all()

    def _remove(self) -> None:
        shutil.rmtree(self._staged, ignore_errors=True)
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()
