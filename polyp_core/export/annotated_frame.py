"""One analysed frame in every form that may leave the program; each form is made when first asked for."""

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.pipeline import Analysed
from polyp_core.errors import DeviceError
from polyp_core.export.privacy import Privacy
from polyp_core.frames.source import Frame, Image
from polyp_core.inference.segmentation import Segmentation
from polyp_core.masks.overlay import OverlayStyle, draw_prediction
from polyp_core.masks.regions import Region, find_regions, mask_of


class AnnotatedFrame:
    """A frame, its mask at the given style, and its pictures with `privacy` applied.

    Raises DeviceError where the frame has no segmentation: an export never leaves one out silently.
    """

    def __init__(self, analysed: Analysed, style: OverlayStyle, privacy: Privacy, caption: str = "") -> None:
        if analysed.segmentation is None:
            raise DeviceError(f"Frame {analysed.frame.index} could not be segmented.")
        self.frame: Frame = analysed.frame
        self.segmentation: Segmentation = analysed.segmentation
        self._style, self._privacy, self._caption = style, privacy, caption

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the source's picture."""
        return self.frame.image.shape[1], self.frame.image.shape[0]

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """The polyp mask at the size of the source's picture: H x W."""
        return mask_of(self.probability, self._style.threshold, self._style.min_region_fraction)

    @cached_property
    def probability(self) -> NDArray[np.uint8]:
        """The probability map at the size of the source's picture: H x W, 0..255."""
        return self.segmentation.letterbox.restore(self.segmentation.probability, self.size_px)

    @cached_property
    def regions(self) -> list[Region]:
        """The polyps on the exported picture, the largest first, in its pixels."""
        return find_regions(self.exported_mask, self._privacy.cut(self.probability))

    @cached_property
    def exported_mask(self) -> NDArray[np.bool_]:
        """The mask on the exported picture: h x w."""
        return self._privacy.cut(self.mask)

    @cached_property
    def picture(self) -> Image:
        """The exported picture, without the overlay: h x w x 3."""
        return self._privacy.apply(self.frame.image)

    @cached_property
    def annotated(self) -> Image:
        """The exported picture with the overlay and the caption: h x w x 3."""
        drawn = self._privacy.apply(draw_prediction(self.frame.image, self.probability, self.mask, self._style))
        return write_caption(drawn, self._caption) if self._caption else drawn


def write_caption(image: Image, text: str) -> Image:
    """A copy of the picture with a small line of text in its lower left corner, shrunk to fit the width."""
    height_px, width_px = image.shape[:2]
    font, margin = cv2.FONT_HERSHEY_SIMPLEX, max(2, height_px // 100)
    (natural_width, natural_height), baseline = cv2.getTextSize(text, font, 1.0, 1)
    scale = min(height_px * 0.022 / natural_height, (width_px - 2 * margin) / natural_width)
    origin = (margin, height_px - margin - round(baseline * scale))
    image = image.copy()
    cv2.putText(image, text, origin, font, scale, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.putText(image, text, origin, font, scale, (235, 235, 235), 1, cv2.LINE_AA)
    return image
