"""From the numbers that a picture is stored in to the 256 levels of a frame: which becomes black, which white."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

_DEPTHS = (8, 10, 12, 14)
"""Bits of cameras, of which a file of 16 bits holds one."""

_MOST_BITS = 16


@dataclass(frozen=True, slots=True, eq=False)
class StoredPicture:
    """A picture as its file holds it, turned upright: H x W, or H x W x 3 RGB, of any real numbers.

    `bits` is how many the file says are used, where it does.
    """

    samples: NDArray[np.generic]
    bits: int | None = None


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """The lowest and highest number in some pictures that belong together.

    `lowest` is above `highest` where there is none, since a number may be none (NaN) in a file of fractions. `bits` is
    how many of them the file says are used, `most_bits` how many a number from 0 on can have, 16 at most.
    """

    lowest: float
    highest: float
    fractions: bool
    bits: int | None = None
    most_bits: int = _MOST_BITS

    @classmethod
    def of(cls, picture: StoredPicture) -> Self:
        samples, fractions = picture.samples, picture.samples.dtype.kind == "f"
        most_bits = 15 if samples.dtype == np.int16 else _MOST_BITS
        values = samples[np.isfinite(samples)] if fractions else samples
        if values.size == 0:
            return cls(np.inf, -np.inf, fractions, picture.bits, most_bits)
        return cls(float(values.min()), float(values.max()), fractions, picture.bits, most_bits)

    @classmethod
    def of_all(cls, spans: Iterable[Self]) -> Self:
        """Of at least one."""
        spans = list(spans)
        told = [span.bits for span in spans if span.bits is not None]
        return cls(
            min(span.lowest for span in spans),
            max(span.highest for span in spans),
            any(span.fractions for span in spans),
            max(told) if told else None,
            max(span.most_bits for span in spans),
        )


@dataclass(frozen=True, slots=True)
class Levels:
    """The number that is shown black, and the one that is shown white. `note` is a sentence where they were guessed."""

    black: float
    white: float
    bits: int | None = None
    """Of whole numbers from 0 on; None where they are stretched from `black` to `white`."""
    note: str = ""

    @classmethod
    def of(cls, span: ValueSpan) -> Self:
        """What shows all of `span`: cameras of 10, 12 and 14 bits fill only these of the 16 that a file holds."""
        if span.lowest > span.highest:
            return cls(0, 1)
        if span.fractions:
            if span.lowest >= 0 and span.highest <= 1:
                return cls(0, 1)
            return cls._stretched(span)
        if span.lowest < 0 or span.highest > 0xFFFF:
            return cls._stretched(span)
        bits = cls._bits(span)
        note = (
            f"The pictures hold {bits} bits in 16: they are shown at their full brightness."
            if bits < span.most_bits
            else ""
        )
        return cls(0, 2**bits - 1, bits, note)

    @classmethod
    def _stretched(cls, span: ValueSpan) -> Self:
        return cls(
            span.lowest,
            span.highest,
            note=f"The pictures hold numbers from {span.lowest:g} to {span.highest:g}: the lowest is shown black, the "
            "highest white.",
        )

    @staticmethod
    def _bits(span: ValueSpan) -> int:
        if span.highest == 0:
            return span.most_bits
        if span.bits is not None and _DEPTHS[0] <= span.bits <= _MOST_BITS and span.highest < 2**span.bits:
            return span.bits
        return next((bits for bits in _DEPTHS if span.highest < 2**bits), span.most_bits)

    def apply(self, samples: NDArray[np.generic]) -> NDArray[np.uint8]:
        """`samples` of any shape as 0 to 255; numbers outside are cut, and what is no number (NaN) is black."""
        if samples.dtype == np.bool_:
            return samples.astype(np.uint8) * np.uint8(255)
        if samples.dtype == np.uint8:
            return samples.astype(np.uint8, copy=False)
        if self.bits is not None and samples.dtype.kind in "iu":
            whole = np.clip(samples, 0, 2**self.bits - 1).astype(np.uint16)
            return (whole >> (self.bits - 8)).astype(np.uint8)
        if self.white <= self.black:
            return np.zeros(samples.shape, np.uint8)
        values = samples.astype(np.float64)
        np.nan_to_num(values, copy=False, nan=self.black, posinf=self.white, neginf=self.black)
        scaled = (values - self.black) * (255 / (self.white - self.black))
        return np.rint(np.clip(scaled, 0, 255)).astype(np.uint8)
