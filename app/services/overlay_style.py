"""Combines the settings and the model card to the style of the overlay."""

from app.services.settings import Settings
from app.translation import mark
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.model.card import ModelCard

STYLE_SETTINGS = ("threshold", "min_region_fraction", "opacity", "colour", "pattern", "style")
"""The settings of which the style is made."""

COLOURS = {"#00E5A0": mark("Green"), "#56B4E9": mark("Sky blue"), "#F0E442": mark("Yellow")}
"""The colours of the mask that are offered. For every colour vision, the last two (of Okabe and Ito's palette) stand
out from mucosa, and all of them from the other masks in the picture."""

_WITHOUT_CARD = OverlayStyle()
"""Threshold and smallest region while no model is loaded."""


def overlay_style(settings: Settings, card: ModelCard | None) -> OverlayStyle:
    """Returns the style of the settings; threshold and smallest region that are not set come from the card."""
    default = card or _WITHOUT_CARD
    red, green, blue = bytes.fromhex(settings.colour.removeprefix("#"))
    threshold, fraction = settings.threshold, settings.min_region_fraction
    return OverlayStyle(
        threshold=default.threshold if threshold is None else threshold,
        min_region_fraction=default.min_region_fraction if fraction is None else fraction,
        opacity=settings.opacity,
        colour=(red, green, blue),
        mode=settings.style,
        pattern=settings.pattern,
    )
