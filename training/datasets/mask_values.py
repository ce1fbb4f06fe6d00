"""Summarises the values in a mask file in a few numbers, for the decision on its dataset."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.label_formats.mask_image import MOST_CLASSES, MaskImage, colour_runs, is_black_and_white
from polyp_core.label_formats.mask_labels import Label, colour_label, label_text, parse_label

WHITE = 255
NEAR_WHITE = 239
NEAR_BLACK = 16
"""JPEG masks contain up to 16 levels around 0 and 255."""

_STEP = 64  # noisy colours are rounded to the nearest of 0, 64, 128, 192 and 255 in each channel
_LEAST_SHARE = 0.1
_EXPLAINED = 0.6
_DARK = 64
_COUNT = re.compile(r"([^@v:]+)(?:@(\d+))?(v?):(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class LabelCount:
    """`pixels` of one label; `inner_px` of them are surrounded by it, which is rare in soft edges and noise.

    `index` is the label's number in the palette, if the file has one.
    """

    label: Label
    pixels: int
    inner_px: int
    index: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Shades:
    """Grey levels of a file with more levels than classes could have: counts of pixels above the noise around black.

    `between_px` are not near white either; `peak_px` of them lie within 16 levels of `peak`.
    """

    white_px: int
    between_px: int
    peak: int
    peak_px: int


@dataclass(frozen=True, slots=True)
class MaskValues:
    """The values in a mask other than 0 and black: labels, or shades of grey."""

    labels: tuple[LabelCount, ...] = ()
    shades: Shades | None = None

    def __str__(self) -> str:
        """Returns a short text for a table, which `parse` reads."""
        if (s := self.shades) is not None:
            return f"shades {s.white_px} {s.between_px} {s.peak} {s.peak_px}"
        return " ".join(
            f"{label_text(c.label)}{'' if c.index is None else f'@{c.index}'}{'v' if c.void else ''}"
            f":{c.pixels}:{c.inner_px}"
            for c in self.labels
        )

    @classmethod
    def parse(cls, text: str) -> "MaskValues":
        """Parses the text of `str`."""
        if text.startswith("shades "):
            return cls(shades=Shades(*map(int, text.split()[1:])))
        return cls(tuple(_parse_count(part) for part in text.split()))


def mask_values(image: MaskImage, path: Path, levels: NDArray[np.int64] | None = None) -> MaskValues:
    """Returns the values in `image`, read from `path`; `levels` are its grey levels if known.

    Raises SourceError if it has too many colours for a mask.
    """
    if image.colours is not None:
        return MaskValues(tuple(_colour_counts(image, image.colours, path)))
    numbers = image.numbers
    assert numbers is not None
    if numbers.dtype == np.uint8:
        counts = image.levels if levels is None else levels
        if is_black_and_white(counts, numbers.size):
            return MaskValues((LabelCount(WHITE, int(counts[WHITE]), int(counts[WHITE])),) if counts[WHITE] else ())
        if counts[NEAR_WHITE:WHITE].any() and not counts[NEAR_BLACK + 1 : NEAR_WHITE].any():
            return MaskValues(shades=_shades(counts))  # only JPEG noise
    else:
        counts = np.bincount(numbers.ravel())
    found = np.flatnonzero(counts[1:]) + 1
    if len(found) <= MOST_CLASSES:
        return MaskValues(tuple(_count(numbers == level, int(level), int(counts[level])) for level in found))
    return MaskValues(shades=_shades(counts))


def _shades(counts: NDArray[np.int64]) -> Shades:
    if len(counts) > WHITE + 1:
        return Shades(0, int(counts[1:].sum()), 0, 0)  # 16-bit data in which the upper bits are hardly used
    between = counts[NEAR_BLACK + 1 : NEAR_WHITE]
    if not between.any():
        return Shades(int(counts[NEAR_WHITE:].sum()), 0, NEAR_BLACK + 1, 0)
    around = np.convolve(between, np.ones(2 * NEAR_BLACK + 1, np.int64), mode="same")
    place = int(np.argmax(around))
    return Shades(
        white_px=int(counts[NEAR_WHITE:].sum()),
        between_px=int(between.sum()),
        peak=place + NEAR_BLACK + 1,
        peak_px=int(around[place]),
    )


def _colour_counts(image: MaskImage, colours: NDArray[np.uint8], path: Path) -> Iterator[LabelCount]:
    runs, lengths = colour_runs(colours)
    found, place = np.unique(runs, return_inverse=True)
    pixels = np.bincount(place, lengths).astype(np.int64)
    if len(found) > MOST_CLASSES:
        yield from _noisy_colour_counts(found, pixels, path)
        return
    packed = np.repeat(place, lengths).reshape(colours.shape[:2])
    for number, (colour, count) in enumerate(zip(found, pixels, strict=True)):
        if colour:
            label = _label_of(int(colour))
            yield _count(packed == number, label, int(count), _index_of(image, packed == number), label == image.void)


def _noisy_colour_counts(found: NDArray[np.int64], pixels: NDArray[np.int64], path: Path) -> Iterator[LabelCount]:
    """Counts main colours; others are noise around them or mixtures of them, as in a JPEG."""
    rgb = np.stack([found >> 16, (found >> 8) & 255, found & 255], axis=1)
    bright = rgb.max(axis=1) > _DARK
    rough = np.minimum((rgb + _STEP // 2) // _STEP * _STEP, 255) @ np.array([1 << 16, 1 << 8, 1])
    colours, place = np.unique(rough[bright], return_inverse=True)
    counts = np.bincount(place, pixels[bright]).astype(np.int64)
    total = int(counts.sum())
    large = counts >= _LEAST_SHARE * total
    if counts[large].sum() < _EXPLAINED * total:
        raise SourceError(
            "{path} holds {count} colours, too many to be a mask. Is it a picture, or a mask drawn over one?",
            path=path,
            count=str(len(found)),
        )
    for colour, count in zip(colours[large], counts[large], strict=True):
        yield LabelCount(_label_of(int(colour)), int(count), int(count))


def _label_of(colour: int) -> Label:
    return colour_label(colour >> 16, (colour >> 8) & 255, colour & 255)


def _index_of(image: MaskImage, pixels: NDArray[np.bool_]) -> int | None:
    return None if image.index is None else int(image.index[pixels][0])


def _count(
    has_label: NDArray[np.bool_], label: Label, pixels: int, index: int | None = None, void: bool = False
) -> LabelCount:
    inner = 0
    if pixels >= 9:  # fewer pixels cannot have neighbours on all sides
        inner = int(np.count_nonzero(cv2.erode(has_label.view(np.uint8), np.ones((3, 3), np.uint8))))
    return LabelCount(label, pixels, inner, index, void)


def _parse_count(text: str) -> LabelCount:
    found = _COUNT.fullmatch(text)
    assert found is not None, text
    label, index, void, pixels, inner = found.groups()
    return LabelCount(parse_label(label), int(pixels), int(inner), int(index) if index else None, bool(void))
