"""Pseudonymous output names, and the key file that maps them back to the sources.

The key is a CSV file with a row for each source and each image. As it may identify patients, it is stored outside the
output folder and readable by the user only.
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
    """Default path of the key file, in the program's private settings folder."""
    return config_dir() / "neutral-names.csv"


@dataclass(frozen=True, slots=True)
class NeutralFolder:
    """The output folder of a source under its neutral name, and the key file."""

    folder: Path
    key_file: Path

    def record(self, source: Path | Sequence[Path], images: Iterable[tuple[int, str]]) -> None:
        """Adds the source and its `images` (index, file name) to the key. Raises ExportError.

        Existing rows are not repeated. If a folder of images has changed, a name gets another row; the last row is
        valid.
        """
        _prepare(self.key_file)
        out_folder, name = str(self.folder.parent.resolve()), self.folder.name
        names = [] if not isinstance(source, Path) else [(name, source)]
        names += [(f"{name}/{neutral_image_name(index)}", _image_path(source, index, file)) for index, file in images]
        known = {(row["folder"], row["name"]): row["source"] for row in _read(self.key_file)}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = [(out_folder, neutral, str(path.resolve()), now) for neutral, path in names]
        _append(self.key_file, [row for row in rows if known.get(row[:2]) != row[2]])


def expected_folder(source: Path | Sequence[Path], out_folder: Path, key_file: Path) -> Path:
    """The output folder of an export of `source`: its name from the key, or the next free one.

    Raises ExportError if the key cannot be read.
    """
    known = _read(key_file)
    return out_folder / (_known_name(known, source, out_folder) or next(_free_names(known, out_folder)))


@contextmanager
def neutral_folder(source: Path | Sequence[Path], out_folder: Path, key_file: Path) -> Iterator[NeutralFolder]:
    """Creates the folder of `source` in `out_folder`, with its name from the key or else the next free number.

    Creating the folder reserves the number against concurrent exports. After an exception the folder is removed if
    empty. Raises ExportError if the key cannot be used or lies inside `out_folder`.
    """
    _check_key_outside(out_folder, key_file)
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
            with suppress(OSError):  # not empty
                each.rmdir()
        raise


def _make_folder(rows: list[dict[str, str]], source: Path | Sequence[Path], out_folder: Path) -> Path:
    known = _known_name(rows, source, out_folder)
    if known is not None:
        (out_folder / known).mkdir(exist_ok=True)
        return out_folder / known
    for name in _free_names(rows, out_folder):
        with suppress(FileExistsError):  # created by a concurrent export
            (out_folder / name).mkdir()
            return out_folder / name
    raise AssertionError("itertools.count ended")


def _known_name(rows: list[dict[str, str]], source: Path | Sequence[Path], out_folder: Path) -> str | None:
    """The name of `source` in the key for `out_folder`; None for lists of images, which always get a new name."""
    if not isinstance(source, Path):
        return None
    place = (str(out_folder.resolve()), str(source.resolve()))
    found = (row["name"] for row in rows if (row["folder"], row["source"]) == place and "/" not in row["name"])
    return next(found, None)


def _free_names(rows: list[dict[str, str]], out_folder: Path) -> Iterator[str]:
    """Names used neither in the folder nor in the key; names of folders moved elsewhere are not reused."""
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


def _check_key_outside(out_folder: Path, key_file: Path) -> None:
    if key_file.resolve().is_relative_to(out_folder.resolve()):
        raise ExportError(
            "The key {key} would lie inside the output folder {out_folder} and could be shared with it. "
            "Choose another location for one of them.",
            key=key_file,
            out_folder=out_folder,
        )


def _read(key_file: Path) -> list[dict[str, str]]:
    """The complete rows of the key; empty if there is no file yet."""
    try:
        with key_file.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames not in (None, [], _COLUMNS):
                raise ExportError("{key} is not a key of neutral names. Choose another file for the key.", key=key_file)
            return [row for row in rows if None not in row and None not in row.values()]
    except FileNotFoundError:
        return []
    except csv.Error as error:
        raise ExportError(
            "{key} is not a key of neutral names. Choose another file for the key.", key=key_file
        ) from error
    except OSError as error:
        raise ExportError("The key {key} cannot be read: {reason}.", key=key_file, reason=error.strerror) from error


def _prepare(key_file: Path) -> None:
    """Creates the file, or checks that it is writable, before the export starts."""
    try:
        make_private_folder(key_file.parent)
        ensure_private_file(key_file)
        with key_file.open("ab"):
            pass
    except OSError as error:
        raise write_error(key_file, error) from error


def _append(key_file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Appends the rows in one write, so that rows of concurrent exports do not mix."""
    text = io.StringIO()
    try:
        with key_file.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            if end and file.read() != b"\n":
                text.write("\n")  # end a truncated row
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows(rows if end else [_COLUMNS, *rows])
        with key_file.open("ab", buffering=0) as file:
            file.write(text.getvalue().encode("utf-8", "surrogateescape"))
            os.fsync(file.fileno())
    except OSError as error:
        raise write_error(key_file, error) from error
