"""From the person's choices and the model's card to the overlay's style."""

from app.services.settings import Settings
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.model.card import ModelCard

_WITHOUT_CARD = OverlayStyle()
"""Threshold and minimum region while no model is loaded."""


def overlay_style(settings: Settings, card: ModelCard | None) -> OverlayStyle:
    """What is chosen in the settings; threshold and minimum region as the card says where nothing is chosen."""
    usual = card or _WITHOUT_CARD
    red, green, blue = bytes.fromhex(settings.colour.removeprefix("#"))
    threshold, fraction = settings.threshold, settings.min_region_fraction
    return OverlayStyle(
        threshold=usual.threshold if threshold is None else threshold,
        min_region_fraction=usual.min_region_fraction if fraction is None else fraction,
        opacity=settings.opacity,
        colour=(red, green, blue),
        mode=settings.style,
    )
