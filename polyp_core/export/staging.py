"""A folder whose outputs appear together when all are complete, or not at all."""

import shutil
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from polyp_core.errors import ExportError
from polyp_core.files import write_error


class StagedFolder:
    """Collects the outputs `names` (files or folders) in a hidden folder inside `folder`, and renames them into place.

        with StagedFolder(folder, ["annotated.mp4", "masks"]) as staged:
            ...write staged / "annotated.mp4"...

    Existing outputs of these names are refused unless `overwrite`, and are only replaced once everything is written;
    other files in `folder` stay. After an exception nothing new is left. Raises ExportError.
    """

    def __init__(self, folder: Path, names: list[str], *, overwrite: bool) -> None:
        self._folder, self._names = folder, names
        taken = [name for name in names if (folder / name).exists()]
        if taken and not overwrite:
            raise ExportError(
                f"{folder} already holds {', '.join(taken)}. Choose another folder, or allow them to be overwritten."
            )
        self._staged = folder / f".partial-{uuid4().hex[:8]}"
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
            for name in self._names:
                self._put_in_place(name)
        except OSError as failure:
            self._remove()
            raise write_error(self._folder, failure) from failure
        shutil.rmtree(self._staged, ignore_errors=True)

    def _put_in_place(self, name: str) -> None:
        target = self._folder / name
        old = self._staged / f"replaced-{name}"
        if target.exists():
            target.rename(old)
        try:
            (self._staged / name).rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise

    def _remove(self) -> None:
        shutil.rmtree(self._staged, ignore_errors=True)
        for folder in self._made:
            with suppress(OSError):
                folder.rmdir()
