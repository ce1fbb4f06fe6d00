"""Opens regular files only: reading a pipe, device or socket by mistake could block or never end."""

import errno
import json
import os
import stat
from pathlib import Path
from typing import BinaryIO

from polyp_core.display_text import filled, mark

_KINDS = (
    (stat.S_ISDIR, mark("it is a folder, not a file")),
    (stat.S_ISFIFO, mark("it is a pipe, not a file")),
    (stat.S_ISSOCK, mark("it is a socket, not a file")),
    (stat.S_ISCHR, mark("it is a device, not a file")),
    (stat.S_ISBLK, mark("it is a device, not a file")),
)

# O_NONBLOCK: must not block if the file was replaced by a pipe after the check. Windows has no such flag.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_READ_BYTES = os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_WAIT
_PART_BYTES = 1 << 20


class NotARegularFileError(OSError):
    """The path is a folder, pipe, socket or device; `strerror` says which."""


def check_regular(path: Path) -> None:
    """Raises OSError if `path`, after following links, is not a regular file.

    FileNotFoundError for a dangling link, NotARegularFileError for another kind of file, OSError for a link loop.
    """
    _refuse(path, path.stat().st_mode)


def open_regular(path: Path, buffering: int = -1) -> BinaryIO:
    """Opens the file at `path` for reading bytes; `buffering` as in `open`. Raises OSError as `check_regular`."""
    check_regular(path)
    file: BinaryIO = open(path, "rb", buffering=buffering, opener=_open)  # noqa: SIM115 - returned
    try:
        _refuse(path, os.fstat(file.fileno()).st_mode)
    except OSError:
        file.close()
        raise
    return file


def read_regular(path: Path) -> bytes:
    """Returns the bytes of the file at `path`. Raises OSError as `check_regular`.

    Makes half as many system calls as `Path.read_bytes`, which matters for thousands of small files.
    """
    check_regular(path)  # before opening: opening a device can have effects
    handle = os.open(path, _READ_BYTES)
    try:
        status = os.fstat(handle)
        _refuse(path, status.st_mode)
        data = os.read(handle, status.st_size + 1)  # one byte more, to notice a file that grew
        if len(data) == status.st_size:
            return data
        parts = [data]
        while part := os.read(handle, _PART_BYTES):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def read_regular_text(path: Path) -> str:
    """Returns the text of the file at `path`, as `decode_text`, line ends as `\\n`.

    Raises OSError, UnicodeDecodeError.
    """
    return decode_text(read_regular(path)).replace("\r\n", "\n").replace("\r", "\n")


def decode_text(data: bytes) -> str:
    """Returns text in UTF-8, UTF-16 or UTF-32 without its byte order mark, if it has one. Raises UnicodeDecodeError."""
    return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")


def why_not_readable(path: Path) -> str | None:
    """Returns why `path` cannot be opened, such as "it is a pipe, not a file"; None if it can."""
    try:
        open_regular(path).close()
    except OSError as error:
        return format_os_error(error)
    return None


def format_os_error(error: OSError) -> str:
    """Formats why a file could not be read, as a clause to follow a colon."""
    match error:
        case FileNotFoundError():
            return filled("it does not exist, or is a link to a file that does not")
        case NotARegularFileError():
            return filled(str(error.strerror))
        case _ if error.errno == errno.ELOOP:
            return filled("it is a link that leads back to itself")
    return error.strerror or str(error)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAIT)


def _refuse(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        reason = next((words for is_kind, words in _KINDS if is_kind(mode)), mark("it is not a file"))
        raise NotARegularFileError(errno.EINVAL, reason, str(path))
