"""Redaction rectangles and crop applied to everything that is exported.

Hides only these pixels; text burned into the picture elsewhere stays. Sound and source metadata are never exported.
`clear_hidden` also removes predictions in hidden pixels before masks, regions, areas and overlays are computed.
"""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.frame import Image

Scalar = TypeVar("Scalar", bound=np.generic)

_BLACK_LEVEL = 24  # grey values up to this count as the black surround, including its noise
_MIN_AREA_FRACTION = 0.15  # a field of view smaller than this is more likely a dark frame


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in source pixels: upper left corner and size."""

    x: int
    y: int
    width: int
    height: int

    def within(self, width_px: int, height_px: int) -> "Box":
        """This box clipped to a picture of that size; width or height is 0 if it lies outside."""
        left, top = max(0, self.x), max(0, self.y)
        right, bottom = min(width_px, self.x + self.width), min(height_px, self.y + self.height)
        return Box(min(left, width_px), min(top, height_px), max(0, right - left), max(0, bottom - top))

    @property
    def slices(self) -> tuple[slice, slice]:
        """Row and column slices for indexing an image."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


@dataclass(frozen=True, slots=True)
class Privacy:
    """Rectangles to black out and the crop to keep (None: the whole picture), in source pixels.

    A picture that lies entirely outside one of them, as in a folder of mixed sizes, is withheld (exported black),
    because the position of the text to hide is unknown at that size.
    """

    redactions: tuple[Box, ...] = ()
    crop: Box | None = None

    def withholds(self, width_px: int, height_px: int) -> bool:
        """True if a picture of that size is exported black because a rectangle or the crop lies outside it."""
        boxes = self.redactions if self.crop is None else (*self.redactions, self.crop)
        parts = [box.within(width_px, height_px) for box in boxes]
        return any(part.width == 0 or part.height == 0 for part in parts)

    def redact_and_crop(self, image: Image) -> Image:
        """The picture with redactions blacked out, cropped; the input itself if there is nothing to hide."""
        height_px, width_px = image.shape[:2]
        if self.redactions:
            image = image.copy()
            for box in self.redactions:
                image[box.within(width_px, height_px).slices] = 0
        return self.crop_only(image)

    def crop_only(self, picture: NDArray[Scalar]) -> NDArray[Scalar]:
        """An image or mask (H x W or H x W x C), cropped; all zero at its full size if it is withheld."""
        height_px, width_px = picture.shape[:2]
        if self.withholds(width_px, height_px):
            return np.zeros_like(picture)
        return picture if self.crop is None else picture[self.crop.within(width_px, height_px).slices]

    def clear_hidden(self, layer: NDArray[Scalar]) -> NDArray[Scalar]:
        """A mask or probability map (H x W, at source size), set to zero under redactions and outside the crop.

        All zero if the picture is withheld; the input itself if nothing is hidden.
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
        """Width and height of the exported picture for a source picture of that size."""
        height, width = self.crop_only(np.empty((height_px, width_px), np.bool_)).shape
        return width, height


def find_field_of_view(image: Image) -> Box:
    """Bounding box of the endoscope's field of view, without the black surround; the whole picture if none is found.

    Takes the largest connected bright area after a morphological opening, which removes thin text and separates
    picture-in-picture boxes.
    """
    # Ten times faster than max(axis=2).
    return field_of_view_in_grey(np.maximum(np.maximum(image[..., 0], image[..., 1]), image[..., 2]))


def field_of_view_in_grey(grey: NDArray[np.uint8]) -> Box:
    """As `find_field_of_view`, for a grey picture (H x W uint8)."""
    height_px, width_px = grey.shape
    whole = Box(0, 0, width_px, height_px)
    bright = (grey > _BLACK_LEVEL).view(np.uint8)
    side = max(3, round(min(height_px, width_px) * 0.03)) | 1
    opened = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    outlines, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return whole
    areas = [cv2.contourArea(outline) for outline in outlines]
    if max(areas) < _MIN_AREA_FRACTION * height_px * width_px:
        return whole
    return Box(*cv2.boundingRect(outlines[areas.index(max(areas))]))
