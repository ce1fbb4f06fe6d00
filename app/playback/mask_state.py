"""MaskState: what is known of the mask of the frame on screen."""

from enum import Enum, auto

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_prefetcher import FramePrefetcher


class MaskState(Enum):
    """What is known of the mask of the frame on screen."""

    NO_SOURCE = auto()
    NO_MODEL = auto()
    ANALYSING = auto()
    READY = auto()
    NO_MASK = auto()


def mask_state(
    prefetcher: FramePrefetcher | None,
    shown: AnalysedFrame | None,
    *,
    playhead: int | None,
    has_model: bool,
    is_free_running: bool,
) -> MaskState:
    """The state for the frame `shown`. `playhead` is the frame it should be, None if any will do.

    `is_free_running` is true if playback does not wait for masks.
    """
    if prefetcher is None:
        return MaskState.NO_SOURCE
    if not has_model:
        return MaskState.NO_MODEL
    if shown is None or playhead not in (None, shown.frame.index):
        return MaskState.NO_MASK if prefetcher.has_failed else MaskState.ANALYSING
    if shown.prediction is not None:
        return MaskState.READY
    is_final = prefetcher.has_failed or prefetcher.is_complete(shown.frame.index)
    return MaskState.NO_MASK if is_free_running or is_final else MaskState.ANALYSING
