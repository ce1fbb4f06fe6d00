"""Draws the masks of pairs as outlines in the colours of the ground truth and the models."""

from collections.abc import Sequence

from PySide6.QtGui import QImage, QPixmap

from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import Colour, OverlayStyle, draw_mask
from polyp_core.masks.regions import Mask

TRUTH_COLOUR: Colour = (0, 229, 160)
MODEL_COLOURS: tuple[Colour, Colour] = (255, 196, 61), (102, 178, 255)
"""Of model A and of model B."""


def outlined(image: Image, masks: Sequence[tuple[Mask, Colour]]) -> Image:
    """Returns `image` (H x W x 3) with the outline of each mask (H x W) in its colour."""
    for mask, colour in masks:
        image = draw_mask(image, mask, OverlayStyle(mode="outline", opacity=1.0, colour=colour))
    return image


def to_pixmap(image: Image) -> QPixmap:
    """Returns a copy of `image` as a pixmap."""
    height, width = image.shape[:2]
    return QPixmap.fromImage(QImage(image.data, width, height, image.strides[0], QImage.Format.Format_RGB888))


def css(colour: Colour) -> str:
    """Returns `colour` as CSS, such as #00e5a0."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
