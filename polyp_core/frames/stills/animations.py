"""The pictures of an animation (GIF, PNG, WebP, AVIF), and how long each is shown."""

import struct
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image as PillowImage

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.frames.file_kinds import ImageKind
from polyp_core.frames.frame import Image
from polyp_core.frames.stills.picture_files import pillow_errors, rgb_of

_KEPT_BYTES = 256 * 2**20
"""Of pictures already made: each is drawn over the one before, so going back begins at the first again."""

_FAILED = 2**31
"""Where an animation stands that broke off: after all its pictures, so that the next one begins anew."""

_LEAST_S = 0.011
_USUAL_S = 0.1
"""What browsers show a picture for that is to be shown for 10 ms or less, as those without a time are."""

_GIF_TRAILER, _GIF_EXTENSION, _GIF_IMAGE = 0x3B, 0x21, 0x2C
_GIF_CONTROL = 0xF9
_GIF_END = b"\0;"


class AnimationPictures(ContextManagerMixin):
    """The pictures of an open file, `count` of them, in the order in which they are shown. One thread owns it.

    Pillow draws each over what the one before leaves, as the file says. Going on costs one picture; going back costs
    nothing for the pictures that are kept, as many as 256 MiB hold, and else all those before.
    """

    def __init__(self, file: BinaryIO, path: Path, kind: ImageKind) -> None:
        self._file, self._path = file, path
        self._at = -1
        data = file.read()
        with pillow_errors(path):
            self._begin()
            told = int(getattr(self._animation, "n_frames", 1))
        # A PNG may begin with a picture for programs that show no animation.
        self._first = 1 if self._animation.info.get("default_image") and told > 1 else 0
        self._count = told - self._first
        self._kept: OrderedDict[int, Image] = OrderedDict()
        self._kept_bytes = 0
        self._durations_s = [
            seconds if seconds >= _LEAST_S else _USUAL_S for seconds in self._told_durations(data, kind)
        ]
        self.is_cut = kind is ImageKind.GIF and not data.rstrip(b"\0").endswith(_GIF_END)
        """Of a GIF, whose head does not tell how many pictures there are. The others are refused, or miss some."""

    def __len__(self) -> int:
        return self._count

    @property
    def durations_s(self) -> list[float]:
        """How long each picture is shown, in seconds."""
        return self._durations_s

    def read(self, index: int) -> Image:
        """H x W x 3 uint8. Raises SourceError where the file is damaged."""
        if index in self._kept:
            self._kept.move_to_end(index)
            return self._kept[index]
        with pillow_errors(self._path):
            if self._at > index:
                self._begin()
            while self._at < index:
                # Those between are needed to draw the one asked for.
                number, self._at = self._at + 1, _FAILED
                self._animation.seek(number + self._first)
                self._keep(number, rgb_of(self._animation))
                self._at = number
            return self._kept[index] if index in self._kept else rgb_of(self._animation)

    def _begin(self) -> None:
        """Stands before the first picture, the file opened anew: not all that Pillow opens can go back."""
        self._file.seek(0)
        self._animation = PillowImage.open(self._file)
        self._at = -1

    def close(self) -> None:
        self._kept.clear()
        self._animation.close()

    def _keep(self, index: int, picture: Image) -> None:
        if index in self._kept:
            return
        self._kept[index] = picture
        self._kept_bytes += picture.nbytes
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= oldest.nbytes

    def _told_durations(self, data: bytes, kind: ImageKind) -> list[float]:
        told: list[float] = []
        if kind is ImageKind.AVIF:
            for number in range(self._count):
                self.read(number)
                told.append(self._animation.info.get("duration", 0) / 1000)
        else:
            read = {ImageKind.GIF: _gif_durations, ImageKind.PNG: _png_durations, ImageKind.WEBP: _webp_durations}[kind]
            told = list(read(data))
        return (told + [0.0] * self._count)[: self._count]


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
    """Of each image, from the control block before it (GIF89a, 23)."""
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
    """How many bytes a table of colours takes."""
    return 3 * 2 ** ((flags[0] & 0b111) + 1) if flags and flags[0] & 0b1000_0000 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
