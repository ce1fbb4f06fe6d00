"""Draws the masks of pairs as outlines: the ground truth solid, model A dashed, model B dotted, each in its colour."""

from collections.abc import Sequence

from app.widgets.colours import DARK
from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import Colour, OverlayStyle, draw_mask
from polyp_core.masks.patterns import Pattern
from polyp_core.masks.regions import Mask

TRUTH = OverlayStyle(mode="outline", opacity=1.0, colour=(0, 229, 160))
DATASET = OverlayStyle(mode="outline", opacity=1.0, colour=(230, 230, 230), pattern="dots")
"""The ground truth as it is in the dataset, where it was corrected."""
MODELS = (
    OverlayStyle(mode="outline", opacity=1.0, colour=(255, 196, 61), pattern="stripes"),
    OverlayStyle(mode="outline", opacity=1.0, colour=(110, 130, 255), pattern="dots"),
)
"""Model A and model B."""
_LINES: dict[Pattern, str] = {"plain": "━━", "stripes": "╍╍", "dots": "●●"}


def outlined(image: Image, masks: Sequence[tuple[Mask, OverlayStyle]]) -> Image:
    """Returns `image` (H x W x 3) with each mask (H x W) in its style."""
    for mask, style in masks:
        image = draw_mask(image, mask, style)
    return image


def line_html(style: OverlayStyle) -> str:
    """Returns a piece of the outline as HTML, for legends; on the dark of pictures, for contrast in the light theme."""
    return sign_html(style.colour, _LINES[style.pattern])


def sign_html(colour: Colour, sign: str = "■") -> str:
    """Returns `sign` in `colour` on the dark of pictures, as HTML."""
    css = "#{:02x}{:02x}{:02x}".format(*colour)
    return f"<span style='color:{css}; background:{DARK.canvas}'>&nbsp;{sign}&nbsp;</span>"
