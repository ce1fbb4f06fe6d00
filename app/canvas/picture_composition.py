"""Composes the picture on screen from a frame, its predicted mask and the expert's mask. Independent of Qt."""

import cv2
import numpy as np

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import SECOND_STYLE, OverlayStyle, draw_levels, draw_mask, draw_overlay
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.regions import Mask

TRUTH_STYLE = OverlayStyle(mode="outline", opacity=1.0, colour=(255, 255, 255))
"""How an expert's mask is drawn."""


def compose_picture(
    analysed: AnalysedFrame,
    scale: float,
    style: OverlayStyle | None,
    *,
    raw: bool = False,
    truth: Mask | None = None,
    second: Mask | None = None,
) -> Image:
    """Returns the picture at `scale` screen pixels per pixel, up to its own size: height x width x 3 uint8.

    `style` is None for no overlay; a reader's mask is drawn instead of the predicted one. `raw` draws the model's mask,
    as if it had no presence head; `truth` (H x W) is outlined in white, `second` (H x W), of a second model, in violet.
    """
    image = analysed.frame.image
    if scale < 1.0:
        height, width = image.shape[:2]
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        # Down to one half the two look alike, and INTER_AREA takes five times as long.
        interpolation = cv2.INTER_LINEAR if scale >= 0.5 else cv2.INTER_AREA
        image = np.asarray(cv2.resize(image, size, interpolation=interpolation), np.uint8)
    prediction, stored = analysed.prediction, analysed.stored_mask
    if stored is not None and style is not None and not raw:
        image = _draw_stored(image, stored, prediction, style)
    elif prediction is not None and style is not None:
        image = draw_overlay(image, prediction.raw() if raw else prediction, style)
    for outlined, own_style in ((second, SECOND_STYLE), (truth, TRUTH_STYLE)):
        if outlined is not None:
            image = draw_mask(image, _resized(outlined, image), own_style)
    return image


def _draw_stored(image: Image, mask: Mask, prediction: Prediction | None, style: OverlayStyle) -> Image:
    if prediction is None or style.mode != "heatmap":
        return draw_mask(image, _resized(mask, image), style)
    height, width = image.shape[:2]
    return draw_levels(image, prediction.levels_at((width, height)), _resized(mask, image), style)


def _resized(mask: Mask, image: Image) -> Mask:
    """Returns the mask at the size of the picture."""
    resized = cv2.resize(mask.view(np.uint8), image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(resized, np.uint8).view(np.bool_)
