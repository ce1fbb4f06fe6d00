"""What is hidden from everything that leaves the program: redaction rectangles, and what lies outside a crop.

Removes nothing but these pixels: text burned into the picture elsewhere stays. Sound and the source's metadata are
never exported at all. What the network found in these pixels is not exported either: `clear_hidden` takes it out of the
probabilities before any mask, region, area or overlay is made of them.
"""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image

Scalar = TypeVar("Scalar", bound=np.generic)

_BLACK_LEVEL = 24  # grey value below which an endoscope's mask, with its noise, still counts as black
_LEAST_SHARE = 0.15  # a field of view smaller than this share of the picture is more likely a dark frame


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in source pixels: left upper corner, and size."""

    x: int
    y: int
    width: int
    height: int

    def within(self, width_px: int, height_px: int) -> "Box":
        """The part of this box inside a picture of that size; its width or height is 0 where there is none."""
        left, top = max(0, self.x), max(0, self.y)
        right, bottom = min(width_px, self.x + self.width), min(height_px, self.y + self.height)
        return Box(min(left, width_px), min(top, height_px), max(0, right - left), max(0, bottom - top))

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an image with."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


@dataclass(frozen=True, slots=True)
class Privacy:
    """Rectangles to black out, and the part of the picture to keep (None: all of it), in pixels of the source.

    A picture that one of them misses altogether, as in a folder of mixed sizes, is withheld: nobody has said where on
    such a picture the text is that they were drawn for.
    """

    redactions: tuple[Box, ...] = ()
    crop: Box | None = None

    def withholds(self, width_px: int, height_px: int) -> bool:
        """Whether a picture of that size is black all over because a rectangle or the crop lies outside it."""
        boxes = self.redactions if self.crop is None else (*self.redactions, self.crop)
        parts = [box.within(width_px, height_px) for box in boxes]
        return any(part.width == 0 or part.height == 0 for part in parts)

    def redact_and_crop(self, image: Image) -> Image:
        """A picture with the redactions black, cut to the crop; the input itself where there is nothing to hide."""
        height_px, width_px = image.shape[:2]
        if self.redactions:
            image = image.copy()
            for box in self.redactions:
                image[box.within(width_px, height_px).slices] = 0
        return self.crop_only(image)

    def crop_only(self, picture: NDArray[Scalar]) -> NDArray[Scalar]:
        """An image or a mask (H x W or H x W x C) cut to the crop; all zero, at its own size, where it is withheld."""
        height_px, width_px = picture.shape[:2]
        if self.withholds(width_px, height_px):
            return np.zeros_like(picture)
        return picture if self.crop is None else picture[self.crop.within(width_px, height_px).slices]

    def clear_hidden(self, layer: NDArray[Scalar]) -> NDArray[Scalar]:
        """A mask or a probability map (H x W, of the source's size) that is zero wherever the picture is hidden.

        Hidden is what lies under a redaction or outside the crop, and all of a picture that is withheld. Gives the
        input itself where nothing is hidden.
        """
        height_px, width_px = layer.shape[:2]
        if self.withholds(width_px, height_px):
            return np.zeros_like(layer)
        if self.crop is None:
            cleared = layer.copy() if self.redactions else layer
        else:
            kept = self.crop.within(width_px, height_px).slices
            cleared = np.zeros_like(layer)
            cleared[kept] = layer[kept]
        for box in self.redactions:
            cleared[box.within(width_px, height_px).slices] = 0
        return cleared

    def size_px(self, width_px: int, height_px: int) -> tuple[int, int]:
        """Width and height of what is exported of a picture of that size."""
        height, width = self.crop_only(np.empty((height_px, width_px), np.bool_)).shape
        return width, height


def find_field_of_view(image: Image) -> Box:
    """The rectangle around what the endoscope shows, without the black frame around it; the whole picture if unsure.

    Takes the largest connected bright area, with what it encloses, after opening away thin text: picture-in-picture
    boxes and burned-in names stand apart from it.
    """
    # Ten times as fast as max(axis=2).
    return field_of_view_in_grey(np.maximum(np.maximum(image[..., 0], image[..., 1]), image[..., 2]))


def field_of_view_in_grey(grey: NDArray[np.uint8]) -> Box:
    """`find_field_of_view` of an H x W picture."""
    height_px, width_px = grey.shape
    whole = Box(0, 0, width_px, height_px)
    bright = (grey > _BLACK_LEVEL).view(np.uint8)
    side = max(3, round(min(height_px, width_px) * 0.03)) | 1
    opened = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    outlines, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return whole
    areas = [cv2.contourArea(outline) for outline in outlines]
    if max(areas) < _LEAST_SHARE * height_px * width_px:
        return whole
    return Box(*cv2.boundingRect(outlines[areas.index(max(areas))]))
