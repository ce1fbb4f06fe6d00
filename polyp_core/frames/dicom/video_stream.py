"""The video stream in the pixel data of a DICOM file, as a file of its own that is read without a copy."""

import io
import struct
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from pydicom.encaps import parse_basic_offsets, parse_fragments

from polyp_core.errors import SourceError
from polyp_core.frames.dicom.header import DicomHeader, dicom_errors, header_of, no_decoder_error, open_dicom

_ITEM_HEAD_BYTES = 8

ByteRange = tuple[int, int]
"""Position and length of a part of a file, in bytes."""


class SpannedFile(io.RawIOBase):
    """Reads the parts `spans` of `file`, one after the other, as one file; closing it closes `file`."""

    def __init__(self, file: BinaryIO, spans: list[ByteRange]) -> None:
        self._file, self._spans = file, spans
        self._starts = list(accumulate((length for _, length in spans), initial=0))
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._starts[-1]}[whence]
        if base + offset < 0:
            raise ValueError("a position before the start")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Reads up to the end of the part at the position: fewer bytes than asked for are no end of the file."""
        number = bisect_right(self._starts, self._position) - 1
        while number < len(self._spans) and self._starts[number + 1] == self._position:
            number += 1
        if number >= len(self._spans):
            return 0
        start, length = self._spans[number]
        inside = self._position - self._starts[number]
        self._file.seek(start + inside)
        data = self._file.read(min(len(buffer), length - inside))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def open_video_stream(path: Path) -> tuple[SpannedFile, DicomHeader]:
    """Opens the video stream of a DICOM file, and returns its header too. Raises SourceError."""
    header = header_of(path)
    if not header.is_video:
        raise no_decoder_error(path, header.syntax)
    file = open_dicom(path)
    try:
        with dicom_errors(path):
            spans = _fragments(file, header)
        if not any(length for _, length in spans):
            raise SourceError("{path} is a DICOM file whose video is empty.", path=path)
    except SourceError:
        file.close()
        raise
    return SpannedFile(file, spans), header


def _fragments(file: BinaryIO, header: DicomHeader) -> list[ByteRange]:
    """Returns where the fragments of the pixel data lie: together they are the stream, wherever it was cut."""
    size = file.seek(0, io.SEEK_END)
    if header.pixels_bytes is not None:
        return [(header.pixels_at, min(header.pixels_bytes, size - header.pixels_at))]
    file.seek(header.pixels_at)
    parse_basic_offsets(file)
    spans = []
    for start in parse_fragments(file)[1]:
        file.seek(start + 4)
        (length,) = struct.unpack("<L", file.read(4))
        spans.append((start + _ITEM_HEAD_BYTES, max(0, min(length, size - start - _ITEM_HEAD_BYTES))))
    return spans
