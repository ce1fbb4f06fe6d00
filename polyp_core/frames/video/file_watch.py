"""FileWatch: detects that an open file was replaced or overwritten, so that no frame of another recording is shown."""

import os
import zlib
from pathlib import Path

import numpy as np

from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.frames.video.shared_index import file_identity

_BLOCKS = 16  # spread evenly over the file: recordings of one device may begin with the same bytes
_BLOCK_BYTES = 1 << 13


class FileWatch:
    """Records a file's identity and a checksum of samples of its content. Raises SourceError if it cannot be read.

    Appended bytes do not count as a change: the recording may still be in progress.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._identity = file_identity(path)
            self._size = path.stat().st_size
            self._checksum = _sample_checksum(path, self._size)
        except OSError as error:
            raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error

    def check(self) -> None:
        """Raises SourceError if the file was replaced, truncated or overwritten.

        A failed lookup does not count as a change: an open file stays readable when its name disappears.
        """
        try:
            identity = file_identity(self._path)
            if identity == self._identity:
                return
            is_same = (
                self._path.stat().st_size >= self._size and _sample_checksum(self._path, self._size) == self._checksum
            )
        except OSError:
            return
        if not is_same:
            raise SourceError("{path} has changed since it was opened. Open it again.", path=self._path)
        self._identity = identity


def _sample_checksum(path: Path, size: int) -> int:
    """Returns a CRC-32 of blocks within the first `size` bytes. Raises OSError."""
    with open_regular(path, buffering=0) as file:
        checksum = 0
        for start in np.unique(np.linspace(0, max(0, size - _BLOCK_BYTES), _BLOCKS, dtype=np.int64)):
            file.seek(int(start), os.SEEK_SET)
            checksum = zlib.crc32(file.read(min(_BLOCK_BYTES, size - int(start))), checksum)
    return checksum
