"""Writing files that a person may lose: beside the target first, then renamed.

A failure at any moment leaves either the old file or nothing.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polyp_core.errors import ExportError
from polyp_core.files.partial_files import open_locked, partial_path, remove_leftovers
from polyp_core.files.private_files import is_own, make_private_folder

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.EROFS: "the drive is read-only",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "part of the path is a file, not a folder",
    errno.EEXIST: "a file of that name is in the way",
    errno.EISDIR: "a folder of that name is in the way",
    errno.EFBIG: "the file would be larger than the drive allows",
    errno.EIO: "the drive failed",
}


def write_error(path: Path, error: OSError) -> ExportError:
    """The sentence for an OSError that stopped the writing of `path`."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return ExportError(f"Cannot write {path}: {reason}.")


@contextmanager
def atomic_write(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Yields a path beside `path` to write to, and renames it to `path` when the block ends without an exception.

    The yielded path is an empty file that keeps the suffix of `path`, so that encoders which choose a format by suffix
    work. Parent folders are made, and files that killed processes left in the folder are removed. Where `private`, and
    always in the program's own folders, only the user may read the file and the folders that are made. Raises
    ExportError where the operating system refuses; whatever the exception, the file beside is removed.
    """
    beside = partial_path(path)
    descriptor: int | None = None
    try:
        private = private or is_own(path)
        if private:
            make_private_folder(path.parent)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = open_locked(beside, 0o600 if private else 0o666)
        remove_leftovers(path.parent)
        yield beside
        if sys.platform == "win32":  # there an open file cannot be renamed
            os.close(descriptor)
            descriptor = None
        beside.replace(path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        if descriptor is not None:
            os.close(descriptor)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes `data` to `path` whole or not at all, `private` as in `atomic_write`. Raises ExportError."""
    with atomic_write(path, private=private) as beside, beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path` whole or not at all. Raises ExportError.

    Bytes of a file's name that are no UTF-8 are written as `\\udcff`, which JSON reads back as they were.
    """
    write_bytes(path, text.encode(errors="backslashreplace"))
