"""How a mask is drawn over its picture: the one drawing for the screen, the exports and the reports."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image
from polyp_core.inference.prediction import Segmentation
from polyp_core.masks.heat_scale import FAINT_PROBABILITY, heat_colours
from polyp_core.masks.regions import Mask, bounding_box, mask_of, outlines

OverlayMode = Literal["fill", "outline", "heatmap"]
Colour = tuple[int, int, int]
"""Red, green and blue, each 0..255."""

_FAINT_LEVEL = math.ceil(FAINT_PROBABILITY * 255)
_BAND_ROWS = 96
_PIXEL = np.dtype((np.void, 3))


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    """How a segmentation is shown. Nothing in it makes the network run again.

    `threshold` and `opacity` are 0..1; `min_region_fraction` is the least share of the picture that a region covers.
    Raises ValueError outside these ranges.
    """

    threshold: float = 0.5
    min_region_fraction: float = 0.0
    opacity: float = 0.4
    colour: Colour = (0, 255, 0)
    mode: OverlayMode = "fill"

    def __post_init__(self) -> None:
        for name in ("threshold", "min_region_fraction", "opacity"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} lies between 0 and 1, not at {getattr(self, name)}")
        if len(self.colour) != 3 or not all(0 <= channel <= 255 for channel in self.colour):
            raise ValueError(f"a colour is red, green and blue from 0 to 255, not {self.colour}")
        if self.mode not in get_args(OverlayMode):
            raise ValueError(f"an overlay is one of {', '.join(get_args(OverlayMode))}, not {self.mode}")


def draw_overlay(image: Image, segmentation: Segmentation, style: OverlayStyle) -> Image:
    """A copy of `image` (H x W x 3, the segmented frame at any size) with what `segmentation` shows, as `style` says.

    fill: mask pixels become (1 - opacity) * picture + opacity * colour, rounded; all others stay as they are.
    outline: the mask's borders, `outline_width_px` wide, with the square root of the opacity as weight, because a thin
    line needs more colour than a fill to be seen as well.
    heatmap: the probability itself in the colours of `heat_scale`, graded also where the network is nearly sure; its
    weight is the opacity, and below a probability of one half it fades out with the probability. Blended in whole
    levels, it lies within one level of the exact blend, rounded. The mask's borders are drawn over it, so that
    threshold and region size show too.
    """
    height, width = image.shape[:2]
    probability = segmentation.letterbox.restore(segmentation.probability, (width, height))
    return draw_prediction(image, probability, mask_of(probability, style.threshold, style.min_region_fraction), style)


def draw_prediction(image: Image, probability: NDArray[np.uint8], mask: Mask, style: OverlayStyle) -> Image:
    """The second half of `draw_overlay`, for who has `probability` and `mask` (both H x W) at hand already."""
    drawn = np.array(image, np.uint8, order="C")
    if style.mode == "heatmap":
        _heat(drawn, probability, style.opacity)
    _draw(drawn, mask, style)
    return drawn


def draw_mask(image: Image, mask: Mask, style: OverlayStyle) -> Image:
    """A copy of `image` with `mask` (H x W, of its size) over it, such as an expert's.

    Drawn as `draw_overlay` draws fills and outlines; a mask has no probabilities to make a heat map of, and that mode
    shows its outlines. Threshold and region size play no part. Raises ValueError where `mask` is of another size.
    """
    if mask.shape != image.shape[:2]:
        raise ValueError(f"a mask of shape {mask.shape} does not fit an image of shape {image.shape}")
    drawn = np.array(image, np.uint8, order="C")
    _draw(drawn, mask, style)
    return drawn


def outline_width_px(width_px: int, height_px: int) -> int:
    """Width of a drawn outline, about 1/250 of the picture's longer side, so that it looks alike at every size.

    Always odd: OpenCV draws a line of an even width one pixel wider.
    """
    return 2 * (max(width_px, height_px) // 500) + 1


def _draw(drawn: Image, mask: Mask, style: OverlayStyle) -> None:
    if style.mode == "fill":
        _fill(drawn, mask, style.colour, style.opacity)
    else:
        _outline(drawn, mask, style.colour, math.sqrt(style.opacity))


def _fill(drawn: Image, mask: Mask, colour: Colour, opacity: float) -> None:
    box = bounding_box(mask)
    if box is None:
        return
    x, y, width, height = box
    part = drawn[y : y + height, x : x + width]
    blended = cv2.LUT(part, _blended_levels(colour, opacity))
    cv2.copyTo(blended, mask[y : y + height, x : x + width].view(np.uint8), part)


def _outline(drawn: Image, mask: Mask, colour: Colour, weight: float) -> None:
    borders = outlines(mask)
    if not borders:
        return
    line_px = outline_width_px(mask.shape[1], mask.shape[0])
    heights = np.concatenate(borders)[:, 1]
    top, bottom = max(int(heights.min()) - line_px, 0), int(heights.max()) + line_px + 1
    rows = drawn[top:bottom]
    places = _places_on_line([border - (0, top) for border in borders], rows.shape[:2], line_px)
    # A line is little of its picture: its pixels alone are blended, each moved as one value.
    pixels = rows.reshape(-1, 3).view(_PIXEL)[:, 0]
    blended = cv2.LUT(pixels[places].view(np.uint8).reshape(1, -1, 3), _blended_levels(colour, weight))
    pixels[places] = blended.reshape(-1).view(_PIXEL)


def _places_on_line(borders: list[NDArray[np.int32]], shape: tuple[int, ...], line_px: int) -> NDArray[np.intp]:
    """Where the closed lines along `borders` lie in a picture of `shape` (H x W): indices of its pixels in a row."""
    size = math.prod(shape)
    words = np.zeros(math.ceil(size / 8), np.uint64)
    on_line = words.view(np.uint8)
    cv2.polylines(on_line[:size].reshape(shape), borders, isClosed=True, color=1, thickness=line_px)
    # Eight pixels are looked at as one word first: a third of the time of looking at each.
    found = np.flatnonzero(words != 0)
    near = on_line.reshape(-1, 8)[found].view(np.bool_)
    return (found[:, None] * 8 + np.arange(8))[near]


def _blended_levels(colour: Colour, opacity: float) -> NDArray[np.uint8]:
    """What each level of a picture becomes under `colour`: 1 x 256 x 3, as OpenCV looks it up."""
    levels = np.arange(256)[:, None] * (1 - opacity) + np.array(colour) * opacity
    return np.rint(levels).astype(np.uint8)[None]


def _heat(drawn: Image, probability: NDArray[np.uint8], opacity: float) -> None:
    heat, kept = _heat_tables(opacity)
    # In bands of a few rows: what is worked out for one stays in the processor's cache until it is used.
    for top in range(0, len(probability), _BAND_ROWS):
        rows = slice(top, top + _BAND_ROWS)
        columns = np.flatnonzero((probability[rows] >= _FAINT_LEVEL).any(axis=0))
        if not columns.size:
            continue
        band = rows, slice(columns[0], columns[-1] + 1)
        level = probability[band]
        picture = cv2.cvtColor(cv2.LUT(level, kept), cv2.COLOR_GRAY2RGB)
        cv2.multiply(drawn[band], picture, dst=picture, scale=1 / 255)
        cv2.add(picture, cv2.applyColorMap(level, heat), dst=drawn[band])


@lru_cache(maxsize=8)
def _heat_tables(opacity: float) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For each level of probability: the colour that is added (256 x 1 x 3), and how much of the picture is kept (256).

    All as whole levels, 255 for the whole picture: integers blend in a third of the time of fractions.
    """
    levels = np.arange(256, dtype=np.uint8)
    weight = np.where(levels < _FAINT_LEVEL, 0, opacity * np.minimum(1, levels / 127.5))
    kept = np.rint(255 * (1 - weight)).astype(np.uint8)
    return np.rint(heat_colours()[:, None] * (1 - kept / 255)[:, None, None]).astype(np.uint8), kept
