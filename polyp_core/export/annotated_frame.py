"""One analysed frame in every form that may leave the program; each form is made when first asked for."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.errors import DeviceError
from polyp_core.export.privacy import Privacy
from polyp_core.frames.frame import Frame, Image
from polyp_core.inference.prediction import Segmentation
from polyp_core.masks.overlay import OverlayStyle, draw_mask, draw_prediction
from polyp_core.masks.regions import Region, find_regions, mask_of, stays_below

_CAPTION_LEVEL = np.float32(235)  # nearly white


class AnnotatedFrame:
    """A frame, its mask at the given style, and its pictures with `privacy` applied.

    What lies under a redaction or outside the crop counts as probability 0, before the threshold and the smallest
    region are applied: masks, regions, areas, probabilities and overlays are all made of what is left. Raises
    DeviceError where the frame has no segmentation: an export never leaves one out silently.
    """

    def __init__(self, analysed: AnalysedFrame, style: OverlayStyle, privacy: Privacy, caption: str = "") -> None:
        if analysed.segmentation is None:
            raise DeviceError(f"Frame {analysed.frame.index} could not be segmented.")
        self.frame: Frame = analysed.frame
        self.segmentation: Segmentation = analysed.segmentation
        self._style, self._privacy, self._caption = style, privacy, caption

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the source's picture."""
        return self.frame.image.shape[1], self.frame.image.shape[0]

    @property
    def withheld(self) -> bool:
        """Whether `picture` and `exported_mask` are black because a redaction or the crop misses this size."""
        return self._privacy.withholds(*self.size_px)

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """The polyp mask at the size of the source's picture, false where the picture is hidden: H x W."""
        if stays_below(self._style.threshold, self.segmentation.probability, self.segmentation.letterbox):
            return np.zeros(self.size_px[::-1], np.bool_)
        mask = mask_of(self.probability, self._style.threshold, self._style.min_region_fraction)
        return self._privacy.clear_hidden(mask)  # a threshold of 0 is reached by a probability of 0 too

    @cached_property
    def probability(self) -> NDArray[np.uint8]:
        """The probability map at the size of the source's picture, 0 where it is hidden: H x W, 0..255."""
        restored = self.segmentation.letterbox.restore(self.segmentation.probability, self.size_px)
        return self._privacy.clear_hidden(restored)

    @cached_property
    def regions(self) -> list[Region]:
        """The polyps on the exported picture, the largest first, in its pixels."""
        return find_regions(self.exported_mask, self.exported_probability) if self.mask.any() else []

    @cached_property
    def exported_mask(self) -> NDArray[np.bool_]:
        """The mask on the exported picture: h x w."""
        return self._privacy.crop_only(self.mask)

    @cached_property
    def exported_probability(self) -> NDArray[np.uint8]:
        """The probability map on the exported picture: h x w, 0..255."""
        return self._privacy.crop_only(self.probability)

    @cached_property
    def picture(self) -> Image:
        """The exported picture, without the overlay: h x w x 3."""
        return self._privacy.redact_and_crop(self.frame.image)

    @cached_property
    def annotated(self) -> Image:
        """The exported picture with the overlay and the caption: h x w x 3."""
        if self._style.mode == "heatmap":
            drawn = draw_prediction(self.frame.image, self.probability, self.mask, self._style)
        else:
            drawn = draw_mask(self.frame.image, self.mask, self._style)
        drawn = self._privacy.redact_and_crop(drawn)
        if self._caption:
            write_caption(drawn, self._caption)
        return drawn


def write_caption(image: Image, text: str) -> None:
    """Writes a small line of text into the lower left corner of the picture itself, shrunk to fit the width."""
    line = _caption_line(text, image.shape[1], image.shape[0])
    part = image[line.rows, line.columns]
    part[...] = np.rint(part * line.transparency + line.light)


@dataclass(frozen=True, slots=True)
class _CaptionLine:
    """Text as it lies over a picture: `transparency` (0..1) of its pixels, and what they add, both h x w x 1."""

    rows: slice
    columns: slice
    transparency: NDArray[np.float32]
    light: NDArray[np.float32]


@lru_cache(maxsize=4)  # drawing the letters takes longer than an overlay, and a video has the same ones on every frame
def _caption_line(text: str, width_px: int, height_px: int) -> _CaptionLine:
    font, margin = cv2.FONT_HERSHEY_SIMPLEX, max(2, height_px // 100)
    (natural_width, natural_height), baseline = cv2.getTextSize(text, font, 1.0, 1)
    scale = min(height_px * 0.022 / natural_height, (width_px - 2 * margin) / natural_width)
    origin = (margin, height_px - margin - round(baseline * scale))
    border, letters = np.zeros((2, height_px, width_px), np.uint8)
    cv2.putText(border, text, origin, font, scale, 255, 3, cv2.LINE_AA)
    cv2.putText(letters, text, origin, font, scale, 255, 1, cv2.LINE_AA)
    x, y, width, height = cv2.boundingRect(border)
    rows, columns = slice(y, y + height), slice(x, x + width)
    under_border, under_letters = (
        np.asarray(1 - layer[rows, columns, None] / 255, np.float32) for layer in (border, letters)
    )
    return _CaptionLine(rows, columns, under_border * under_letters, _CAPTION_LEVEL * (1 - under_letters))
