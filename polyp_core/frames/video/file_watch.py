"""FileWatch: whether a file that is open still holds what it held, so that no frame of another recording is shown."""

import os
import zlib
from pathlib import Path

import numpy as np

from polyp_core.errors import SourceError
from polyp_core.files.regular_files import open_regular, reason_of
from polyp_core.frames.video.shared_index import file_identity

_BLOCKS = 16  # spread evenly over the file: two recordings of one device may begin alike
_BLOCK_BYTES = 1 << 13


class FileWatch:
    """Remembers a file as it is now: its identity and samples of its content. Raises SourceError where it is not there.

    Bytes that are added at its end are no change: a recording may still be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._identity = file_identity(path)
            self._size = path.stat().st_size
            self._samples = _samples(path, self._size)
        except OSError as error:
            raise SourceError(f"Cannot read {path}: {reason_of(error)}.") from error

    def check(self) -> None:
        """Raises SourceError where the file was replaced, cut or written over.

        A file that is out of reach by its name may still be open, so it is no change that it cannot be looked up.
        """
        try:
            identity = file_identity(self._path)
            if identity == self._identity:
                return
            is_same = self._path.stat().st_size >= self._size and _samples(self._path, self._size) == self._samples
        except OSError:
            return
        if not is_same:
            raise SourceError(f"{self._path} has changed since it was opened. Open it again.")
        self._identity = identity


def _samples(path: Path, size: int) -> int:
    """A checksum of blocks within the first `size` bytes. Raises OSError."""
    with open_regular(path, buffering=0) as file:
        checksum = 0
        for start in np.unique(np.linspace(0, max(0, size - _BLOCK_BYTES), _BLOCKS, dtype=np.int64)):
            file.seek(int(start), os.SEEK_SET)
            checksum = zlib.crc32(file.read(min(_BLOCK_BYTES, size - int(start))), checksum)
    return checksum
