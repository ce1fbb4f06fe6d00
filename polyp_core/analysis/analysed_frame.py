"""AnalysedFrame: a decoded frame with its prediction."""

from dataclasses import dataclass

from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.regions import Mask


@dataclass(frozen=True, slots=True)
class AnalysedFrame:
    """A frame and its prediction; None without a model or before it is computed.

    `second` is the prediction of a second model; None unless two are compared.
    `stored_mask` (H x W) is a reader's mask of the frame, if there is one: it counts instead of the prediction wherever
    the frame is drawn or measured. `mask_source` says where the mask comes from, as `MaskSource`.
    """

    frame: Frame
    prediction: Prediction | None
    second: Prediction | None = None
    stored_mask: Mask | None = None
    mask_source: str = "predicted"
