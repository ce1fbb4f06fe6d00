"""Which numbers or colours of a dataset's mask files are polyp."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from polyp_core.errors import DatasetError

WHITE_CUT = 127
"""Masks of 0 and 255 are cut here: JPEG leaves up to 16 levels of noise around both, and resizing leaves soft edges."""

COLOUR = 1 << 24
"""A label from here on is a colour, COLOUR + 0xRRGGBB; below it a number: a grey level, a class or a palette index."""

Label = int


def colour_label(red: int, green: int, blue: int) -> Label:
    """The label of a colour; of a grey one the number."""
    return red if red == green == blue else COLOUR + (red << 16) + (green << 8) + blue


def rgb_of(label: Label) -> tuple[int, int, int]:
    """Red, green and blue of a label, 0..255; a number stands for its grey."""
    if label < COLOUR:
        return (min(label, 255),) * 3
    return (label >> 16) & 255, (label >> 8) & 255, label & 255


def label_text(label: Label) -> str:
    """Such as `2` or `#ff0000`."""
    return str(label) if label < COLOUR else f"#{label - COLOUR:06x}"


def parse_label(text: str) -> Label:
    """The label that `label_text` writes. Raises DatasetError."""
    text = text.strip()
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        value = int(text[1:], 16)
        return colour_label(value >> 16, (value >> 8) & 255, value & 255)
    if re.fullmatch(r"[0-9]{1,5}", text) and int(text) <= 0xFFFF:
        return int(text)
    raise DatasetError(f"{text or 'Nothing'} is no label value. Write a number such as 2, or a colour such as #ff0000.")


@dataclass(frozen=True, slots=True)
class MaskReading:
    """How the mask files of one dataset are read.

    Without `polyps` a pixel is polyp whose grey level (0..255) is above `cut`. With them it is polyp where its label is
    one of `polyps`; `others` are the labels found beside them that are not. `inverted` masks show what is no polyp.
    """

    cut: int = WHITE_CUT
    polyps: tuple[Label, ...] = ()
    others: tuple[Label, ...] = ()
    inverted: bool = False

    def __str__(self) -> str:
        """Unambiguous, for records and cache keys; `parse` reads it."""
        words = [f"labels {_texts(self.polyps)}"] if self.polyps else [f"cut {self.cut}"]
        if self.others:
            words.append(f"not {_texts(self.others)}")
        return " ".join([*words, *(["inverted"] if self.inverted else [])])

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` wrote. Raises DatasetError."""
        found = re.fullmatch(r"(?:cut (\d{1,3})|labels (\S+))(?: not (\S+))?( inverted)?", text)
        if found is None:
            raise DatasetError(f"“{text}” does not say how masks are read.")
        cut, polyps, others, inverted = found.groups()
        return cls(int(cut or WHITE_CUT), _labels(polyps), _labels(others), bool(inverted))


PLAIN = MaskReading()
"""Masks of 0 and 255."""


def _texts(labels: Iterable[Label]) -> str:
    return ",".join(map(label_text, labels))


def _labels(text: str | None) -> tuple[Label, ...]:
    return tuple(map(parse_label, text.split(","))) if text else ()
