"""AnalysedFrame: a frame and what the network says of it."""

from dataclasses import dataclass

from polyp_core.frames.frame import Frame
from polyp_core.inference.prediction import Segmentation


@dataclass(frozen=True, slots=True)
class AnalysedFrame:
    """A frame and what the network said of that very frame; None where it has not been asked (yet)."""

    frame: Frame
    segmentation: Segmentation | None
