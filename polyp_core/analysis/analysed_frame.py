"""AnalysedFrame: a decoded frame with its segmentation."""

from dataclasses import dataclass

from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction


@dataclass(frozen=True, slots=True)
class AnalysedFrame:
    """A frame and its segmentation; None without a model or before the segmentation is computed."""

    frame: Frame
    segmentation: Prediction | None
