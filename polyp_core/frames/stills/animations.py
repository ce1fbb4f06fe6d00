"""Reads the pictures of an animation (GIF, PNG, WebP, AVIF) and their durations."""

import struct
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image as PillowImage

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.frames.file_kinds import ImageKind
from polyp_core.frames.frame import Image
from polyp_core.frames.stills.cut_notes import cut_short_note
from polyp_core.frames.stills.picture_files import pillow_errors, rgb_of

_CACHE_BYTES = 256 * 2**20
"""Cache of composed pictures: each is drawn over the previous one, so going back otherwise starts at the first."""

_FAILED = 2**31
"""Position after a decoding error: beyond the last picture, so that the next read starts at the first."""

_MIN_DURATION_S = 0.011
_DEFAULT_DURATION_S = 0.1
"""Used, as in browsers, for pictures with a duration of 10 ms or less, or none."""

_GIF_TRAILER, _GIF_EXTENSION, _GIF_IMAGE = 0x3B, 0x21, 0x2C
_GIF_CONTROL = 0xF9
_GIF_END = b"\0;"


class AnimationPictures(ContextManagerMixin):
    """The pictures of an open file in display order. Not thread-safe.

    Pillow composes each picture with the previous one. Reading forwards decodes one picture; reading backwards is free
    for pictures in the 256 MiB cache, and otherwise decodes all previous ones.
    """

    def __init__(self, file: BinaryIO, path: Path, kind: ImageKind) -> None:
        self._file, self._path = file, path
        self._position = -1
        data = file.read()
        with pillow_errors(path):
            self._rewind()
            count = int(getattr(self._animation, "n_frames", 1))
        # A PNG may begin with a default image that is not part of the animation.
        self._first = 1 if self._animation.info.get("default_image") and count > 1 else 0
        self._count = count - self._first
        self._cached: OrderedDict[int, Image] = OrderedDict()
        self._cached_bytes = 0
        self._durations_s = [
            seconds if seconds >= _MIN_DURATION_S else _DEFAULT_DURATION_S
            for seconds in self._read_durations(data, kind)
        ]
        self.notes: tuple[str, ...] = ()
        if kind is ImageKind.GIF and not data.rstrip(b"\0").endswith(_GIF_END):
            # The header of a GIF does not contain the picture count.
            self.notes = (cut_short_note(self._count),)

    def __len__(self) -> int:
        return self._count

    @property
    def durations_s(self) -> list[float]:
        """Duration of each picture in seconds."""
        return self._durations_s

    def read(self, index: int) -> Image:
        """Returns H x W x 3 uint8 RGB. Raises SourceError if the file is damaged."""
        if index in self._cached:
            self._cached.move_to_end(index)
            return self._cached[index]
        with pillow_errors(self._path):
            if self._position > index:
                self._rewind()
            while self._position < index:
                # The pictures in between are needed to compose the requested one.
                number, self._position = self._position + 1, _FAILED
                self._animation.seek(number + self._first)
                self._cache(number, rgb_of(self._animation))
                self._position = number
            return self._cached[index] if index in self._cached else rgb_of(self._animation)

    def _rewind(self) -> None:
        """Reopens the file before its first picture: Pillow cannot seek backwards in all formats."""
        self._file.seek(0)
        self._animation = PillowImage.open(self._file)
        self._position = -1

    def close(self) -> None:
        self._cached.clear()
        self._animation.close()

    def _cache(self, index: int, picture: Image) -> None:
        if index in self._cached:
            return
        self._cached[index] = picture
        self._cached_bytes += picture.nbytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cached) > 1:
            _, oldest = self._cached.popitem(last=False)
            self._cached_bytes -= oldest.nbytes

    def _read_durations(self, data: bytes, kind: ImageKind) -> list[float]:
        durations: list[float] = []
        if kind is ImageKind.AVIF:
            for number in range(self._count):
                self.read(number)
                durations.append(self._animation.info.get("duration", 0) / 1000)
        else:
            read = {ImageKind.GIF: _gif_durations, ImageKind.PNG: _png_durations, ImageKind.WEBP: _webp_durations}[kind]
            durations = list(read(data))
        return (durations + [0.0] * self._count)[: self._count]


def _webp_durations(data: bytes) -> Iterator[float]:
    for name, start, _ in _riff_chunks(data):
        if name == b"ANMF":
            yield int.from_bytes(data[start + 12 : start + 15], "little") / 1000


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], at + 8, length
        at += 8 + length + length % 2


def _png_durations(data: bytes) -> Iterator[float]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"fcTL" and at + 32 <= len(data):
            numerator, denominator = struct.unpack_from(">HH", data, at + 8 + 20)
            yield numerator / (denominator or 100)
        at += 12 + length


def _gif_durations(data: bytes) -> Iterator[float]:
    """Yields the duration of each image, from its graphic control extension (GIF89a, 23)."""
    at = 13 + _colour_table(data[10:11])
    seconds = 0.0
    while at < len(data) and data[at] != _GIF_TRAILER:
        if data[at] == _GIF_EXTENSION:
            if data[at + 1 : at + 2] == bytes([_GIF_CONTROL]):
                seconds = int.from_bytes(data[at + 4 : at + 6], "little") / 100
            at = _after_blocks(data, at + 2)
        elif data[at] == _GIF_IMAGE:
            yield seconds
            seconds = 0.0
            at = _after_blocks(data, at + 11 + _colour_table(data[at + 9 : at + 10]))
        else:
            return


def _colour_table(flags: bytes) -> int:
    """Returns the size of a colour table in bytes."""
    return 3 * 2 ** ((flags[0] & 0b111) + 1) if flags and flags[0] & 0b1000_0000 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
