"""Writing files that a person may lose: beside the target first, then renamed.

A failure at any moment leaves either the old file or nothing.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from polyp_core.errors import ExportError
from polyp_core.private import ensure_private_file, is_own, make_private_folder

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

_STEM_BYTES = 80


def write_error(path: Path, error: OSError) -> ExportError:
    """The sentence for an OSError that stopped the writing of `path`."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return ExportError(f"Cannot write {path}: {reason}.")


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Yields a path beside `path` to write to, and renames it to `path` when the block ends without an exception.

    The yielded path keeps the suffix of `path`, so that encoders which choose a format by suffix work. Parent folders
    are made. Where `private`, and always in the program's own folders, only the user may read the file and the folders
    that are made. Raises ExportError where the operating system refuses; whatever the exception, the file beside is
    removed.
    """
    beside = path.with_name(f".{_shortened(path.stem)}.{uuid4().hex[:8]}.partial{path.suffix}")
    try:
        if private or is_own(path):
            make_private_folder(path.parent)
            ensure_private_file(beside)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _shortened(stem: str) -> str:
    """Its beginning, so that more can be added: file systems limit a name's bytes, not its letters."""
    while len(os.fsencode(stem)) > _STEM_BYTES:
        stem = stem[:-1]
    return stem


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes `data` to `path` whole or not at all, `private` as in `replacing`. Raises ExportError."""
    with replacing(path, private=private) as beside, beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path` whole or not at all. Raises ExportError.

    Bytes of a file's name that are no UTF-8 are written as `\\udcff`, which JSON reads back as they were.
    """
    write_bytes(path, text.encode(errors="backslashreplace"))
