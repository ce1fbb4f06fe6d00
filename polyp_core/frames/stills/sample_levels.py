"""Maps sample values of more than 8 bits to 256 levels: chooses the black and white point."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import filled

_DEPTHS = (8, 10, 12, 14)
"""Bit depths of cameras whose samples are stored in 16 bits."""

_MOST_BITS = 16


@dataclass(frozen=True, slots=True, eq=False)
class StoredPicture:
    """A picture with the sample values of its file, upright: H x W, or H x W x 3 RGB, of any real type.

    `bits` is the number of significant bits stated in the file, if any.
    """

    samples: NDArray[np.generic]
    bits: int | None = None


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """The range of sample values in one or several pictures.

    `lowest` is above `highest` if there are no finite values. `fractions` is true for floating point. `bits` is the
    number of significant bits stated in the file, `most_bits` the largest possible for values from 0 on, at most 16.
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
        """Returns the range over all of `spans`, of which there is at least one."""
        spans = list(spans)
        stated = [span.bits for span in spans if span.bits is not None]
        return cls(
            min(span.lowest for span in spans),
            max(span.highest for span in spans),
            any(span.fractions for span in spans),
            max(stated) if stated else None,
            max(span.most_bits for span in spans),
        )


@dataclass(frozen=True, slots=True)
class DisplayRange:
    """The sample values shown as black and white. `note` is a sentence for the user if they were estimated."""

    black: float
    white: float
    bits: int | None = None
    """Bit depth of integers from 0 on; None if values are scaled linearly from `black` to `white`."""
    note: str = ""

    @classmethod
    def of(cls, span: ValueSpan) -> Self:
        """Returns levels that cover `span`; recognises 10, 12 and 14-bit camera data stored in 16 bits."""
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
            filled("The pictures hold {bits} bits in 16: they are shown at their full brightness.", bits=bits)
            if bits < span.most_bits
            else ""
        )
        return cls(0, 2**bits - 1, bits, note)

    @classmethod
    def _stretched(cls, span: ValueSpan) -> Self:
        return cls(
            span.lowest,
            span.highest,
            note=filled(
                "The pictures hold numbers from {low} to {high}: the lowest is shown black, the highest white.",
                low=f"{span.lowest:g}",
                high=f"{span.highest:g}",
            ),
        )

    @staticmethod
    def _bits(span: ValueSpan) -> int:
        if span.highest == 0:
            return span.most_bits
        if span.bits is not None and _DEPTHS[0] <= span.bits <= _MOST_BITS and span.highest < 2**span.bits:
            return span.bits
        return next((bits for bits in _DEPTHS if span.highest < 2**bits), span.most_bits)

    def apply(self, samples: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Maps `samples` of any shape to 0..255; clips values outside the levels, NaN becomes black."""
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
