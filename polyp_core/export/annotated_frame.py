"""Renders an analysed frame for export: mask, regions, redacted picture and overlay, each computed on first use."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.errors import DeviceError
from polyp_core.export.privacy import Privacy
from polyp_core.findings.region_table import measure_regions
from polyp_core.frames.frame import Frame, Image
from polyp_core.masks.boxes import intersection
from polyp_core.masks.overlay import SECOND_STYLE, OverlayStyle, draw_levels, draw_mask
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import Levels, threshold_level
from polyp_core.masks.regions import Region, find_regions, mask_at
from polyp_core.model.letterbox import Letterbox

_SOURCE_LABELS = {
    "corrected": "corrected by a reader",
    "propagated": "carried over from a corrected one",
    "pointed": "where a reader pointed",
    "verified_empty": "empty: no polyp, says a reader",
}
_CAPTION_LEVEL = np.float32(235)  # nearly white


class AnnotatedFrame:
    """A frame with its mask for the given style and its pictures with `privacy` applied.

    A reader's mask counts instead of the prediction, without threshold and smallest region: this is decided here for
    every export, table and report.

    Probabilities under a redaction or outside the crop are set to 0 before the threshold and the smallest region are
    applied, so they affect no mask, region, area or overlay. `second_style` is how the mask of a second model is drawn,
    if the frame has its prediction. Raises DeviceError if the frame has no prediction, so
    that no frame is skipped silently.
    """

    def __init__(
        self,
        analysed: AnalysedFrame,
        style: OverlayStyle,
        privacy: Privacy,
        caption: str = "",
        second_style: OverlayStyle = SECOND_STYLE,
    ) -> None:
        if analysed.prediction is None:
            raise DeviceError("Frame {index} could not be segmented.", index=str(analysed.frame.index))
        self.frame: Frame = analysed.frame
        self.prediction: Prediction = analysed.prediction
        self._second, self._second_style = analysed.second, second_style
        self._stored_mask, self.mask_source = analysed.stored_mask, analysed.mask_source
        self._style, self._privacy = style, privacy
        is_predicted = self._stored_mask is None or not caption
        self._caption = caption if is_predicted else f"{caption}, mask {_SOURCE_LABELS[self.mask_source]}"

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the source frame in pixels."""
        return self.frame.image.shape[1], self.frame.image.shape[0]

    @property
    def withheld(self) -> bool:
        """True if the picture is exported black because a redaction or the crop lies outside a frame of this size."""
        return self._privacy.withholds(*self.size_px)

    @property
    def is_whole(self) -> bool:
        """True if nothing of the picture is hidden."""
        return self._privacy == Privacy()

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """The polyp mask at the size of the source frame, false where the picture is hidden: H x W bool."""
        if self._stored_mask is not None:
            return self._privacy.clear_hidden(self._stored_mask)
        if self.prediction.cropped_levels.max() < threshold_level(self._style.threshold):  # empty at every size
            return np.zeros(self.size_px[::-1], np.bool_)
        mask = mask_at(self.levels, self._style.threshold, self._style.min_region_fraction)
        return self._privacy.clear_hidden(mask)  # a threshold of 0 also includes level 0

    @cached_property
    def levels(self) -> Levels:
        """The probability map at the size of the source frame, 0 where the picture is hidden: H x W."""
        return self._privacy.clear_hidden(self.prediction.levels_at(self.size_px))

    @cached_property
    def regions(self) -> list[Region]:
        """The regions in the exported picture, in its pixel coordinates, largest first."""
        return find_regions(self.exported_mask, self.exported_levels) if self.mask.any() else []

    @cached_property
    def exported_mask(self) -> NDArray[np.bool_]:
        """The mask of the exported picture: h x w bool."""
        return self._privacy.crop_only(self.mask)

    @cached_property
    def exported_levels(self) -> Levels:
        """The probability map of the exported picture: h x w."""
        return self._privacy.crop_only(self.levels)

    @property
    def second_mask(self) -> NDArray[np.bool_] | None:
        """The mask of a second model in the exported picture, h x w bool; None without one."""
        return None if self._second_mask is None else self._privacy.crop_only(self._second_mask)

    @property
    def second_levels(self) -> Levels | None:
        """The probability map of a second model in the exported picture, h x w; None without one."""
        return None if self._second_levels is None else self._privacy.crop_only(self._second_levels)

    @cached_property
    def _second_mask(self) -> NDArray[np.bool_] | None:
        if self._second_levels is None:
            return None
        mask = mask_at(self._second_levels, self._second_style.threshold, self._second_style.min_region_fraction)
        return self._privacy.clear_hidden(mask)

    @cached_property
    def _second_levels(self) -> Levels | None:
        return None if self._second is None else self._privacy.clear_hidden(self._second.levels_at(self.size_px))

    @property
    def exported_share(self) -> float:
        """The part of the source frame that is exported (0..1]: less than 1 with a crop."""
        width_px, height_px = self._privacy.size_px(*self.size_px)
        return width_px * height_px / (self.size_px[0] * self.size_px[1])

    def measure_regions(self) -> NDArray[np.void]:
        """The regions from which findings are made, as `region_table.measure_regions`, without hidden pixels."""
        hidden = _hidden_cells(self._privacy, self.prediction.letterbox)
        return measure_regions(
            replace(self.prediction, raw_levels=np.where(hidden, np.uint8(0), self.prediction.raw_levels))
            if hidden is not None
            else self.prediction
        )

    @cached_property
    def picture(self) -> Image:
        """The exported picture without the overlay: h x w x 3."""
        return self._privacy.redact_and_crop(self.frame.image)

    @cached_property
    def annotated(self) -> Image:
        """The exported picture with the overlay and the caption: h x w x 3."""
        if self._style.mode == "heatmap":
            drawn = draw_levels(self.frame.image, self.levels, self.mask, self._style)
        else:
            drawn = draw_mask(self.frame.image, self.mask, self._style)
        return self._finish(drawn, self._caption)

    def region_in(self, box: tuple[float, float, float, float], probability: float) -> NDArray[np.bool_]:
        """The one region at `probability` that shares most with `box`, as fractions of the picture: H x W bool.

        As in `measure_regions`, hidden pixels are left out, and suppression by the presence level is not applied.
        """
        levels = self._privacy.clear_hidden(self.prediction.raw().levels_at(self.size_px))
        found = np.zeros(self.size_px[::-1], np.bool_)
        regions = find_regions(mask_at(levels, probability, 0))
        region = max(regions, key=lambda each: _shared_px(each, box, self.size_px), default=None)
        if region is not None and _shared_px(region, box, self.size_px) > 0:
            x, y, width, height = region.box_xywh
            found[y : y + height, x : x + width] = region.pixels
        return found

    def finding_mask(
        self, box: tuple[float, float, float, float] | None, keep_level: float
    ) -> tuple[NDArray[np.bool_], float]:
        """What is outlined of the finding with `box`, H x W, and the probability from which a pixel belongs to it.

        That is the mask as far as it belongs to the finding, or else the region that the policy follows (`keep_level`);
        without a box, as of a finding that a reader added, the whole mask. Of a reader's mask, the regions in the box.
        """
        if box is None:
            return self.mask, self._style.threshold
        if self._stored_mask is not None:
            return _regions_in(self.mask, box), self._style.threshold
        region = self.region_in(box, keep_level)
        mask = region & self.mask
        return (mask, max(keep_level, self._style.threshold)) if mask.any() else (region, keep_level)

    def outlined(self, mask: NDArray[np.bool_], caption: str) -> Image:
        """The exported picture with the outline of `mask` (H x W), and `caption` if captions are drawn: h x w x 3."""
        drawn = draw_mask(self.frame.image, mask, replace(self._style, mode="outline", opacity=1.0))
        return self._finish(drawn, caption if self._caption else "")

    def _finish(self, drawn: Image, caption: str) -> Image:
        if self._second_mask is not None:
            drawn = draw_mask(drawn, self._second_mask, self._second_style)
        drawn = self._privacy.redact_and_crop(drawn)
        if caption:
            write_caption(drawn, caption)
        return drawn


@lru_cache(maxsize=4)
def _hidden_cells(privacy: Privacy, letterbox: Letterbox) -> NDArray[np.bool_] | None:
    """The cells of the network's square (S x S bool) that lie on a hidden pixel; None if nothing is hidden."""
    if privacy == Privacy():
        return None
    shown = privacy.clear_hidden(np.ones((letterbox.height_px, letterbox.width_px), np.bool_))
    return letterbox.apply(np.where(shown, np.uint8(0), np.uint8(255))) > 0


def _regions_in(mask: NDArray[np.bool_], box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """The regions of `mask` (H x W) whose bounding boxes share pixels with `box`; all of them if none does."""
    found = np.zeros_like(mask)
    for region in find_regions(mask):
        if _shared_px(region, box, mask.shape[::-1]) > 0:
            x, y, width, height = region.box_xywh
            found[y : y + height, x : x + width] |= region.pixels
    return found if found.any() else mask


def _shared_px(region: Region, box: tuple[float, float, float, float], size_px: tuple[int, int]) -> float:
    """The pixels of the region's bounding box that lie in `box` (fractions of a picture of `size_px`)."""
    x, y, width, height = region.box_xywh
    own = np.array([x, y, x + width, y + height], np.float64)
    return float(intersection(own, np.multiply(box, size_px * 2)))


def write_caption(image: Image, text: str) -> None:
    """Draws a small line of text into the lower left corner of `image`, in place, shrunk to fit the width."""
    line = _caption_line(text, image.shape[1], image.shape[0])
    part = image[line.rows, line.columns]
    part[...] = np.rint(part * line.transparency + line.light)


@dataclass(frozen=True, slots=True)
class _CaptionLine:
    """A rendered caption: the picture is multiplied by `transparency` (0..1), then `light` is added; both h x w x 1."""

    rows: slice
    columns: slice
    transparency: NDArray[np.float32]
    light: NDArray[np.float32]


@lru_cache(maxsize=4)  # drawing text takes longer than an overlay, and all frames of a video share it
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
