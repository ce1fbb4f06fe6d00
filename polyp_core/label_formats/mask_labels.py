"""Labels in mask files (grey levels, class numbers, colours), and which of them mean polyp."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError

WHITE_CUT = 127
"""Threshold for masks of 0 and 255: JPEG adds noise of up to 16 levels to both, and resizing makes soft edges."""

COLOUR = 1 << 24
"""Labels from this value on are colours, COLOUR + 0xRRGGBB; lower ones are grey levels, classes or palette indices."""

Label = int

_SAME_COLOUR = 12.0
"""Distance of colours, in levels, up to which they count as the same."""


def colour_label(red: int, green: int, blue: int) -> Label:
    """Returns the label of a colour; for grey, the grey level."""
    return red if red == green == blue else COLOUR + (red << 16) + (green << 8) + blue


def rgb_of(label: Label) -> tuple[int, int, int]:
    """Returns red, green and blue (0..255) of a label; a number is a grey level."""
    if label < COLOUR:
        return (min(label, 255),) * 3
    return (label >> 16) & 255, (label >> 8) & 255, label & 255


def lies_between(label: Label, others: Collection[Label]) -> bool:
    """True if the colour is a mixture of black or one of `others` with another of them, as on soft edges."""
    colour = np.array(rgb_of(label), float)
    ends = [np.zeros(3), *(np.array(rgb_of(each), float) for each in others)]
    for start, end in combinations(ends, 2):
        along = end - start
        share = float(np.clip((colour - start) @ along / (along @ along), 0, 1))
        if np.linalg.norm(start + share * along - colour) <= _SAME_COLOUR:
            return True
    return False


def label_text(label: Label) -> str:
    """Formats a label, such as `2` or `#ff0000`."""
    return str(label) if label < COLOUR else f"#{label - COLOUR:06x}"


def parse_label(text: str) -> Label:
    """Parses the output of `label_text`. Raises DatasetError."""
    text = text.strip()
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        value = int(text[1:], 16)
        return colour_label(value >> 16, (value >> 8) & 255, value & 255)
    if re.fullmatch(r"[0-9]{1,5}", text) and int(text) <= 0xFFFF:
        return int(text)
    raise DatasetError(
        "{text} is no label value. Write a number such as 2, or a colour such as #ff0000.",
        text=text or filled("Nothing"),
    )


@dataclass(frozen=True, slots=True)
class MaskReading:
    """How the mask files of a dataset are interpreted.

    Without `polyps`, pixels with a grey level (0..255) above `cut` are polyp. Otherwise pixels with a label in `polyps`
    are; `others` are the remaining labels found. `inverted` masks mark what is not polyp.
    """

    cut: int = WHITE_CUT
    polyps: tuple[Label, ...] = ()
    others: tuple[Label, ...] = ()
    inverted: bool = False

    def __str__(self) -> str:
        """Unambiguous text for records and cache keys, see `parse`."""
        words = [f"labels {_texts(self.polyps)}"] if self.polyps else [f"cut {self.cut}"]
        if self.others:
            words.append(f"not {_texts(self.others)}")
        return " ".join([*words, *(["inverted"] if self.inverted else [])])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parses the output of `str`. Raises DatasetError."""
        found = re.fullmatch(r"(?:cut (\d{1,3})|labels (\S+))(?: not (\S+))?( inverted)?", text)
        if found is None:
            raise DatasetError("“{text}” is not a valid description of how masks are read.", text=text)
        cut, polyps, others, inverted = found.groups()
        return cls(int(cut or WHITE_CUT), _labels(polyps), _labels(others), bool(inverted))


PLAIN = MaskReading()
"""Masks of 0 and 255."""


def _texts(labels: Iterable[Label]) -> str:
    return ",".join(map(label_text, labels))


def _labels(text: str | None) -> tuple[Label, ...]:
    return tuple(map(parse_label, text.split(","))) if text else ()
