"""AnalysedFrame: a decoded frame with its prediction."""

from dataclasses import dataclass

from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction


@dataclass(frozen=True, slots=True)
class AnalysedFrame:
    """A frame and its prediction; None without a model or before it is computed.

    `second` is the prediction of a second model; None unless two are compared.
    """

    frame: Frame
    prediction: Prediction | None
    second: Prediction | None = None
