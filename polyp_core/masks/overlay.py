"""Draws masks and heat maps over pictures; used for the screen, the exports and the reports."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image
from polyp_core.masks.heat_scale import FAINT_PROBABILITY, heat_colours
from polyp_core.masks.patterns import Pattern, pattern_pixels, split_outline
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES, Levels, threshold_level
from polyp_core.masks.regions import Mask, bounding_box, mask_at, outlines

OverlayMode = Literal["fill", "outline", "heatmap"]
Colour = tuple[int, int, int]
"""Red, green and blue, each 0..255."""

_FAINT_LEVEL = threshold_level(FAINT_PROBABILITY)
_BAND_ROWS = 96
_PIXEL = np.dtype((np.void, 3))


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    """How a prediction is drawn. Changes never rerun the network.

    `threshold` and `opacity` are 0..1; `min_region_fraction` is the smallest region as a fraction of the picture area.
    Raises ValueError for values outside these ranges.
    """

    threshold: float = 0.5
    min_region_fraction: float = 0.0
    opacity: float = 0.4
    colour: Colour = (0, 255, 0)
    mode: OverlayMode = "fill"
    pattern: Pattern = "plain"

    def __post_init__(self) -> None:
        for name in ("threshold", "min_region_fraction", "opacity"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be between 0 and 1, not {getattr(self, name)}")
        if len(self.colour) != 3 or not all(0 <= channel <= 255 for channel in self.colour):
            raise ValueError(f"a colour must be red, green and blue from 0 to 255, not {self.colour}")
        if self.mode not in get_args(OverlayMode):
            raise ValueError(f"an overlay mode must be one of {', '.join(get_args(OverlayMode))}, not {self.mode}")
        if self.pattern not in get_args(Pattern):
            raise ValueError(f"a pattern must be one of {', '.join(get_args(Pattern))}, not {self.pattern}")


SECOND_STYLE = OverlayStyle(mode="outline", opacity=1.0, colour=(160, 90, 255), pattern="stripes")
"""How the mask of a second model is drawn."""


def draw_overlay(image: Image, prediction: Prediction, style: OverlayStyle) -> Image:
    """Returns a copy of `image` (H x W x 3, the predicted frame at any size) with the overlay of `prediction`.

    fill: mask pixels become (1 - opacity) * picture + opacity * colour, rounded; others are unchanged. Stripes or dots
    instead are blended as outlines are, with the mask's outline around them.
    outline: the mask's borders, `outline_width_px` wide, blended with the square root of the opacity, because a thin
    line needs a stronger colour than a fill. They are dashed in the pattern `stripes` and dotted in `dots`.
    heatmap: the probability in the colours of `heat_scale`, weighted by the opacity and fading out with the
    probability below 0.5; integer arithmetic, within one level of the exact blend. The mask's borders are drawn on top.
    """
    height, width = image.shape[:2]
    levels = prediction.levels_at((width, height))
    return draw_levels(image, levels, mask_at(levels, style.threshold, style.min_region_fraction), style)


def draw_levels(image: Image, levels: Levels, mask: Mask, style: OverlayStyle) -> Image:
    """As `draw_overlay`, from a probability map and a `mask` at the size of the picture (both H x W)."""
    drawn = np.array(image, np.uint8, order="C")
    if style.mode == "heatmap":
        _heat(drawn, levels, style.opacity)
    _draw(drawn, mask, style)
    return drawn


def draw_mask(image: Image, mask: Mask, style: OverlayStyle) -> Image:
    """Returns a copy of `image` with `mask` (H x W) drawn over it as by `draw_overlay`, such as the ground truth.

    In mode `heatmap` it draws outlines, as a mask has no probabilities. Threshold and smallest region are not applied.
    Raises ValueError if the sizes differ.
    """
    if mask.shape != image.shape[:2]:
        raise ValueError(f"a mask of shape {mask.shape} does not match an image of shape {image.shape}")
    drawn = np.array(image, np.uint8, order="C")
    _draw(drawn, mask, style)
    return drawn


def outline_width_px(width_px: int, height_px: int) -> int:
    """Line width of an outline: about 1/250 of the picture's longer side.

    Always odd: OpenCV draws lines of even width one pixel wider.
    """
    return 2 * (max(width_px, height_px) // 500) + 1


def _draw(drawn: Image, mask: Mask, style: OverlayStyle) -> None:
    if style.mode == "fill" and style.pattern == "plain":
        _fill(drawn, mask, style.colour, style.opacity)
        return
    weight, pattern = math.sqrt(style.opacity), style.pattern
    if style.mode == "fill":
        covered = pattern_pixels(*mask.shape, pattern, outline_width_px(*mask.shape[::-1]))
        _fill(drawn, mask, style.colour, weight, covered)
        pattern = "plain"
    _outline(drawn, mask, style.colour, weight, pattern)


def _fill(drawn: Image, mask: Mask, colour: Colour, opacity: float, covered: Mask | None = None) -> None:
    box = bounding_box(mask)
    if box is None:
        return
    x, y, width, height = box
    where = np.s_[y : y + height, x : x + width]
    part, inside = drawn[where], mask[where] if covered is None else mask[where] & covered[where]
    blended = cv2.LUT(part, _blended_levels(colour, opacity))
    cv2.copyTo(blended, inside.view(np.uint8), part)


def _outline(drawn: Image, mask: Mask, colour: Colour, weight: float, pattern: Pattern) -> None:
    borders = outlines(mask)
    if not borders:
        return
    line_px = outline_width_px(mask.shape[1], mask.shape[0])
    heights = np.concatenate(borders)[:, 1]
    top, bottom = max(int(heights.min()) - line_px, 0), int(heights.max()) + line_px + 1
    rows = drawn[top:bottom]
    closed = pattern == "plain"
    if not closed:
        borders = [line for border in borders for line in split_outline(border, pattern, line_px)]
    lines = [border - (0, top) for border in borders]
    indices = _pixels_on_lines(lines, rows.shape[:2], line_px, closed=closed)
    # Blend only the pixels on the line, each copied as one 3-byte value.
    pixels = rows.reshape(-1, 3).view(_PIXEL)[:, 0]
    blended = cv2.LUT(pixels[indices].view(np.uint8).reshape(1, -1, 3), _blended_levels(colour, weight))
    pixels[indices] = blended.reshape(-1).view(_PIXEL)


def _pixels_on_lines(
    lines: list[NDArray[np.int32]], shape: tuple[int, ...], line_px: int, *, closed: bool
) -> NDArray[np.intp]:
    """Flat indices of the pixels on the `lines` (n x 2 each) in a picture of `shape` (H x W)."""
    size = math.prod(shape)
    packed = np.zeros(math.ceil(size / 8), np.uint64)
    on_line = packed.view(np.uint8)
    cv2.polylines(on_line[:size].reshape(shape), lines, isClosed=closed, color=1, thickness=line_px)
    # Testing eight pixels at a time, as one uint64, takes a third of the time.
    found = np.flatnonzero(packed != 0)
    hits = on_line.reshape(-1, 8)[found].view(np.bool_)
    return (found[:, None] * 8 + np.arange(8))[hits]


def _blended_levels(colour: Colour, opacity: float) -> NDArray[np.uint8]:
    """Look-up table for `cv2.LUT` that blends each picture level with `colour`: 1 x 256 x 3."""
    levels = np.arange(256)[:, None] * (1 - opacity) + np.array(colour) * opacity
    return np.rint(levels).astype(np.uint8)[None]


def _heat(drawn: Image, levels: Levels, opacity: float) -> None:
    heat, kept = _heat_tables(opacity)
    # Process bands of rows, so that intermediate results stay in the CPU cache.
    for top in range(0, len(levels), _BAND_ROWS):
        rows = slice(top, top + _BAND_ROWS)
        columns = np.flatnonzero((levels[rows] >= _FAINT_LEVEL).any(axis=0))
        if not columns.size:
            continue
        band = rows, slice(columns[0], columns[-1] + 1)
        level = levels[band]
        picture = cv2.cvtColor(cv2.LUT(level, kept), cv2.COLOR_GRAY2RGB)
        cv2.multiply(drawn[band], picture, dst=picture, scale=1 / 255)
        cv2.add(picture, cv2.applyColorMap(level, heat), dst=drawn[band])


@lru_cache(maxsize=8)
def _heat_tables(opacity: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For each probability level: the colour to add (256 x 1 x 3) and the weight of the picture (256; 255 means 1).

    Integers, which blend in a third of the time of floats.
    """
    levels = np.arange(256, dtype=np.uint8)
    weight = np.where(levels < _FAINT_LEVEL, 0, opacity * np.minimum(1, 2 * PROBABILITIES))
    kept = np.rint(255 * (1 - weight)).astype(np.uint8)
    return np.rint(heat_colours()[:, None] * (1 - kept / 255)[:, None, None]).astype(np.uint8), kept
