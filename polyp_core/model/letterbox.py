"""Letterbox: scales a picture into the network's square input, and probability maps back to the picture."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Samples = TypeVar("Samples", np.uint8, np.float32)

_MAX_PADDED_PX = 4096
"""Pictures up to this side are padded before resizing, so that results for video frames stay bit-identical."""

_BLOCK_ROWS = 64
_SUMS_BYTES = 3 << 17  # computed at a time, so that they stay in the processor's cache
_LARGEST_NUMERATOR = 45
"""Float32 sums are exact to a tenth of the distance of such means from the middle between two levels."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """The mapping between a picture of `width_px` x `height_px` and the network's square of `side_px` x `side_px`.

    The picture is padded with black to a centred square (an odd remainder goes to the bottom and right), which is
    resized to `side_px`.
    """

    width_px: int
    height_px: int
    side_px: int = 256

    def __post_init__(self) -> None:
        if min(self.width_px, self.height_px, self.side_px) < 1:
            raise ValueError(f"a letterbox needs positive sizes, not {self}")

    @property
    def padded_px(self) -> int:
        """Side of the padded square before resizing, in source pixels."""
        return max(self.width_px, self.height_px)

    @property
    def left_px(self) -> int:
        """Columns of padding left of the picture, in source pixels."""
        return (self.padded_px - self.width_px) // 2

    @property
    def top_px(self) -> int:
        """Rows of padding above the picture, in source pixels."""
        return (self.padded_px - self.height_px) // 2

    @property
    def scale(self) -> float:
        """Pixels of the network's square per source pixel."""
        return self.side_px / self.padded_px

    @property
    def box_in_square(self) -> tuple[int, int, int, int]:
        """(x, y, width, height) of the picture within the square: pixels whose centres lie on it; never empty."""
        left, width = _pixels_between(self.left_px * self.scale, (self.left_px + self.width_px) * self.scale)
        top, height = _pixels_between(self.top_px * self.scale, (self.top_px + self.height_px) * self.scale)
        return left, top, width, height

    def apply(self, image: NDArray[np.uint8], interpolation: int = cv2.INTER_AREA) -> NDArray[np.uint8]:
        """Returns `image` (H x W or H x W x C) as the network's square (S x S or S x S x C), padded with zeros.

        Raises ValueError if the size of `image` is not that of this letterbox.
        """
        if image.shape[:2] != (self.height_px, self.width_px):
            raise ValueError(f"{self} does not fit an image of shape {image.shape}")
        if interpolation == cv2.INTER_AREA and self._has_unambiguous_means:
            return self._exact_means(image)
        if interpolation == cv2.INTER_AREA and self.scale <= 1 and self._is_aligned:
            # No area crosses the picture's border, so padding it first would give the same result in twice the time.
            square = np.zeros((self.side_px, self.side_px, *image.shape[2:]), np.uint8)
            part = self.crop(square)
            part[...] = cv2.resize(image, part.shape[1::-1], interpolation=cv2.INTER_AREA)
            return square
        if interpolation == cv2.INTER_AREA and self.padded_px > max(_MAX_PADDED_PX, self.side_px):
            return self._area_means(image)
        below = self.padded_px - self.height_px - self.top_px
        right = self.padded_px - self.width_px - self.left_px
        if self.width_px != self.height_px:
            image = _uint8(cv2.copyMakeBorder(image, self.top_px, below, self.left_px, right, cv2.BORDER_CONSTANT))
        return _uint8(cv2.resize(image, (self.side_px, self.side_px), interpolation=interpolation))

    @property
    def _has_unambiguous_means(self) -> bool:
        """True if no mean over an area can lie halfway between two levels, where it depends on rounding errors.

        Such are the steps of most video sizes at 256 pixels, as 7.5 for 1080p, 5 for 720p and 45/16 for PAL.
        """
        step = Fraction(self.padded_px, self.side_px)
        # The means are multiples of 1 / numerator², so that none is nearer than half of that to the middle.
        return step > 1 and step.numerator % 2 == 1 and step.numerator <= _LARGEST_NUMERATOR

    def _exact_means(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Returns the resized padded picture as OpenCV does, in a third to three quarters of the time.

        OpenCV's loops over areas are not vectorised. Here rows are added first, and only their sums are resized.
        """
        step = self.padded_px / self.side_px
        rows, right = image.reshape(self.height_px, -1), self.padded_px - self.width_px - self.left_px
        square = np.zeros((self.side_px, self.side_px, *image.shape[2:]), np.uint8)
        first, last = math.floor(self.top_px / step), math.ceil((self.top_px + self.height_px) / step)
        at_once = max(1, _SUMS_BYTES // (4 * rows.shape[1]))
        for start in range(first, last, at_once):
            part = square[start : min(start + at_once, last)]
            edges = (start + np.arange(len(part) + 1)) * step - self.top_px
            sums = _sums_between(rows, np.clip(edges, 0, self.height_px)).reshape(len(part), self.width_px, -1)
            if self.width_px < self.padded_px:
                sums = np.asarray(cv2.copyMakeBorder(sums, 0, 0, self.left_px, right, cv2.BORDER_CONSTANT), np.float32)
            means = cv2.resize(sums, (self.side_px, len(part)), interpolation=cv2.INTER_AREA)
            part[...] = cv2.convertScaleAbs(means, alpha=1 / step).reshape(part.shape)
        return square

    def _area_means(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Returns the resized padded picture, to within one level, without allocating the padded picture.

        Padding a strip of 16,384 x 1 pixels would take 800 MB.
        """
        step = self.padded_px / self.side_px
        edges = np.arange(self.side_px + 1) * step
        # Reduce columns first, in blocks of rows: the float64 sums take eight times the picture's memory.
        narrow = [
            _means_between(image[start : start + _BLOCK_ROWS], edges - self.left_px, axis=1)
            for start in range(0, self.height_px, _BLOCK_ROWS)
        ]
        square = _means_between(np.concatenate(narrow), edges - self.top_px, axis=0)
        return np.rint(square).astype(np.uint8)

    @property
    def _is_aligned(self) -> bool:
        """True if the picture's borders fall on pixel borders of the square, as for 16:9 and 4:3."""
        edges = (self.left_px, self.top_px, self.left_px + self.width_px, self.top_px + self.height_px)
        return all(edge * self.side_px % self.padded_px == 0 for edge in edges)

    def crop(self, square: NDArray[Samples]) -> NDArray[Samples]:
        """Returns the part of `square` (S x S or S x S x C) that shows the picture, to the nearest pixel, as a view."""
        if square.shape[:2] != (self.side_px, self.side_px):
            raise ValueError(f"{self} does not fit a square of shape {square.shape}")
        x, y, width, height = self.box_in_square
        return square[y : y + height, x : x + width]

    def restore(self, square: NDArray[Samples], size_px: tuple[int, int] | None = None) -> NDArray[Samples]:
        """Returns `square` (S x S, uint8 or float32) without padding, resized to `size_px` = (width, height).

        The default is the picture's size. Interpolation is bilinear with subpixel-exact borders, and does not use the
        padding: values are replicated at the picture's border.
        """
        width, height = size_px or (self.width_px, self.height_px)
        if self._is_aligned:
            # Same result as below, five times as fast; this runs for every displayed frame.
            return np.asarray(
                cv2.resize(self.crop(square), (width, height), interpolation=cv2.INTER_LINEAR), square.dtype
            )
        step_x, step_y = self.width_px * self.scale / width, self.height_px * self.scale / height
        box_x, box_y, _, _ = self.box_in_square
        first_x = self.left_px * self.scale + step_x / 2 - 0.5 - box_x
        first_y = self.top_px * self.scale + step_y / 2 - 0.5 - box_y
        restored = cv2.warpAffine(
            self.crop(square),
            np.array([[step_x, 0, first_x], [0, step_y, first_y]]),
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(restored, square.dtype)


def _pixels_between(start: float, stop: float) -> tuple[int, int]:
    """Returns first index and count of the pixels whose centres lie in [start, stop); the nearest if there is none."""
    first = math.ceil(start - 0.5)
    count = math.ceil(stop - 0.5) - first
    return (first, count) if count else (math.floor((start + stop) / 2), 1)


def _sums_between(rows: NDArray[np.uint8], edges: NDArray[np.floating]) -> NDArray[np.float32]:
    """Returns the sums of `rows` (H x N) between consecutive `edges` (within 0..H) as one row each."""
    whole = edges.astype(np.intp)
    counts = np.diff(whole)
    if (counts == counts[0]).all():
        sums = np.add.reduce(rows[whole[0] : whole[-1]].reshape(len(counts), counts[0], -1), axis=1, dtype=np.uint16)
    else:
        sums = np.zeros((len(counts), rows.shape[1]), np.uint16)
        for number in range(counts.max()):
            has_row = counts > number
            added = rows[whole[:-1][has_row] + number]
            if has_row.all():
                sums += added
            else:
                sums[has_row] += added
    exact = sums.astype(np.float32)
    if (part := (edges - whole).astype(np.float32)).any():
        cut = rows[np.minimum(whole, len(rows) - 1)] * part[:, None]
        exact += cut[1:]
        exact -= cut[:-1]
    return np.asarray(exact, np.float32)


def _means_between(pixels: NDArray[np.generic], edges: NDArray[np.floating], axis: int) -> NDArray[np.float64]:
    """Returns means of `pixels` along `axis` between consecutive (equidistant) `edges`; 0 outside the picture."""
    sums = np.cumsum(pixels, axis=axis, dtype=np.float64)
    sums = np.insert(sums, 0, 0, axis=axis)
    clipped = np.clip(edges, 0, pixels.shape[axis])
    whole = np.minimum(clipped.astype(np.int64), pixels.shape[axis] - 1)
    shape = [-1 if each == axis else 1 for each in range(pixels.ndim)]
    part = (clipped - whole).reshape(shape)
    at_edges = sums.take(whole, axis) * (1 - part) + sums.take(whole + 1, axis) * part
    return np.asarray(np.diff(at_edges, axis=axis) / (edges[1] - edges[0]), np.float64)


def _uint8(image: object) -> NDArray[np.uint8]:
    return np.asarray(image, np.uint8)
