"""Exports under names that say nothing of their source, and the key that leads from them back to the source.

The key is a CSV file with a row for each source and each image. It is for whoever may know the patients: it is kept
apart from what is exported, and only the user may read it.
"""

import csv
import io
import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.errors import ExportError
from polyp_core.export.frame_names import neutral_image_name
from polyp_core.files.atomic_files import write_error
from polyp_core.files.private_files import ensure_private_file, make_private_folder
from polyp_core.paths import config_dir

_COLUMNS = ["folder", "name", "source", "written"]


def default_key_file() -> Path:
    """Where the key is kept unless the user names a file: in a folder of the program that only the user may read."""
    return config_dir() / "neutral-names.csv"


@dataclass(frozen=True, slots=True)
class NeutralFolder:
    """The folder of a source under its neutral name, and the key file that will say so."""

    folder: Path
    key_file: Path

    def record(self, source: Path | Sequence[Path], images: Iterable[tuple[int, str]]) -> None:
        """Adds the source to the key, and each of its `images`: index and file name. Raises ExportError.

        What the key says already is not added again. Where a folder of images has changed since, a name gets another
        row, and the last one holds.
        """
        out_folder, name = str(self.folder.parent.resolve()), self.folder.name
        names = [] if not isinstance(source, Path) else [(name, source)]
        names += [(f"{name}/{neutral_image_name(index)}", _image_path(source, index, file)) for index, file in images]
        known = {(row["folder"], row["name"]): row["source"] for row in _read(self.key_file)}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(out_folder, neutral, str(path.resolve()), now) for neutral, path in names]
        _append(self.key_file, [row for row in rows if known.get(row[:2]) != row[2]])


def expected_folder(source: Path | Sequence[Path], out_folder: Path, key_file: Path) -> Path:
    """Where an export of `source` would go: to its name in the key, or to one that nothing has yet.

    Raises ExportError where the key cannot be read.
    """
    known = _read(key_file)
    return out_folder / (_known_name(known, source, out_folder) or next(_free_names(known, out_folder)))


@contextmanager
def neutral_folder(source: Path | Sequence[Path], out_folder: Path, key_file: Path) -> Iterator[NeutralFolder]:
    """Makes the folder of `source` in `out_folder`: the one that the key has for it, or else the next free number.

    Making it takes the number, so that two exports at a time get two. After an exception the folder is removed again
    where nothing is in it. Raises ExportError where the key cannot be used, or lies inside `out_folder`.
    """
    _refuse_key_in(out_folder, key_file)
    rows = _read(key_file)
    made = [parent for parent in (out_folder, *out_folder.parents) if not parent.exists()]
    try:
        _prepare(key_file)
        try:
            out_folder.mkdir(parents=True, exist_ok=True)
            folder = _make_folder(rows, source, out_folder)
        except OSError as error:
            raise write_error(out_folder, error) from error
        made.insert(0, folder)
        yield NeutralFolder(folder, key_file)
    except BaseException:
        for each in made:
            with suppress(OSError):  # something is in it
                each.rmdir()
        raise


def _make_folder(rows: list[dict[str, str]], source: Path | Sequence[Path], out_folder: Path) -> Path:
    known = _known_name(rows, source, out_folder)
    if known is not None:
        (out_folder / known).mkdir(exist_ok=True)
        return out_folder / known
    for name in _free_names(rows, out_folder):
        with suppress(FileExistsError):  # another export was quicker
            (out_folder / name).mkdir()
            return out_folder / name
    raise AssertionError("itertools.count ended")


def _known_name(rows: list[dict[str, str]], source: Path | Sequence[Path], out_folder: Path) -> str | None:
    """The name that the key has for `source` in `out_folder`; a choice of several images gets a new one each time."""
    if not isinstance(source, Path):
        return None
    place = (str(out_folder.resolve()), str(source.resolve()))
    found = (row["name"] for row in rows if (row["folder"], row["source"]) == place and "/" not in row["name"])
    return next(found, None)


def _free_names(rows: list[dict[str, str]], out_folder: Path) -> Iterator[str]:
    """Names that neither the folder nor the key has: what was moved away since keeps its own."""
    here = str(out_folder.resolve())
    taken = {row["name"].partition("/")[0] for row in rows if row["folder"] == here}
    for number in itertools.count(1):
        name = f"recording-{number:03d}"
        if name not in taken and not os.path.lexists(out_folder / name):
            yield name


def _image_path(source: Path | Sequence[Path], index: int, file_name: str) -> Path:
    if not isinstance(source, Path):
        return source[index]
    return source / file_name if source.is_dir() else source


def _refuse_key_in(out_folder: Path, key_file: Path) -> None:
    if key_file.resolve().is_relative_to(out_folder.resolve()):
        raise ExportError(
            f"The key {key_file} would lie inside {out_folder}, and be handed on with it. Choose another place for one "
            "of them."
        )


def _read(key_file: Path) -> list[dict[str, str]]:
    """The complete rows of the key; none where there is no file yet."""
    try:
        with key_file.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames not in (None, [], _COLUMNS):
                raise ExportError(f"{key_file} is no key of neutral names. Choose another file for the key.")
            return [row for row in rows if None not in row and None not in row.values()]
    except FileNotFoundError:
        return []
    except csv.Error as error:
        raise ExportError(f"{key_file} is no key of neutral names. Choose another file for the key.") from error
    except OSError as error:
        raise ExportError(f"The key {key_file} cannot be read: {error.strerror}.") from error


def _prepare(key_file: Path) -> None:
    """Makes the file, or sees that it can be written, before the work of an export."""
    try:
        make_private_folder(key_file.parent)
        ensure_private_file(key_file)
        with key_file.open("ab"):
            pass
    except OSError as error:
        raise write_error(key_file, error) from error


def _append(key_file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Adds the rows in one write: what another export adds meanwhile comes before or after them."""
    text = io.StringIO()
    try:
        with key_file.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            if end and file.read() != b"\n":
                text.write("\n")  # a row that was cut off
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows(rows if end else [_COLUMNS, *rows])
        with key_file.open("ab", buffering=0) as file:
            file.write(text.getvalue().encode("utf-8", "surrogateescape"))
            os.fsync(file.fileno())
    except OSError as error:
        raise write_error(key_file, error) from error
