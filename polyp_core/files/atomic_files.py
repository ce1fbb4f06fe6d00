"""Atomic file writes: to a temporary file in the same folder, which is then renamed to the target.

After a failure at any moment, the target is either unchanged or completely written.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.errors import ExportError
from polyp_core.files.partial_files import open_locked, partial_path, remove_leftovers
from polyp_core.files.private_files import is_in_own_folder, make_private_folder

_REASONS = {
    errno.ENOSPC: filled("the disk is full"),
    errno.EDQUOT: filled("the disk quota is used up"),
    errno.EACCES: filled("no permission to write there"),
    errno.EPERM: filled("no permission to write there"),
    errno.EROFS: filled("the drive is read-only"),
    errno.ENAMETOOLONG: filled("the name is too long"),
    errno.ENOENT: filled("the folder is gone"),
    errno.ENOTDIR: filled("part of the path is a file, not a folder"),
    errno.EEXIST: filled("a file of that name already exists"),
    errno.EISDIR: filled("a folder of that name already exists"),
    errno.EFBIG: filled("the file would be larger than the drive allows"),
    errno.EIO: filled("the drive failed"),
}


def write_error(path: Path, error: OSError) -> ExportError:
    """Returns an ExportError that explains why `path` could not be written."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return ExportError("Cannot write {path}: {reason}.", path=path, reason=reason)


@contextmanager
def atomic_write(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Yields a temporary path in the folder of `path`, and renames it to `path` if the block ends without an exception.

    The temporary file exists, is empty and has the suffix of `path`, for encoders that choose a format by suffix.
    Creates parent folders and removes temporary files of killed processes. If `private`, and always in the program's
    own folders, only the user may read the file and created folders. Raises ExportError if the operating system
    refuses; removes the temporary file after any exception.
    """
    temporary = partial_path(path)
    descriptor: int | None = None
    try:
        private = private or is_in_own_folder(path)
        if private:
            make_private_folder(path.parent)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = open_locked(temporary, 0o600 if private else 0o666)
        remove_leftovers(path.parent)
        yield temporary
        if sys.platform == "win32":  # an open file cannot be renamed on Windows
            os.close(descriptor)
            descriptor = None
        temporary.replace(path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        if descriptor is not None:
            os.close(descriptor)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes `data` to `path` atomically and with fsync; `private` as in `atomic_write`. Raises ExportError."""
    with atomic_write(path, private=private) as temporary, temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_text(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to `path` atomically. Raises ExportError.

    Surrogate escapes (from file names that are not valid UTF-8) are written as `\\udcff`, which JSON decodes again.
    """
    write_bytes(path, text.encode(errors="backslashreplace"))
