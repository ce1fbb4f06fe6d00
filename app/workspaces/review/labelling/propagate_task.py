"""The background task that propagates masks, with a source of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.services.tasks import TaskHandle
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_pipeline import segment_frames
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.frames.frame import FrameSource
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.labelling.propagation import Anchor, Propagation, Stop
from polyp_core.labelling.propagation_plan import PropagationPlan
from polyp_core.review.masks import FrameMask, ReviewMasks

_BATCH = 16  # masks on their way to the file: about 15 MB in HD


@dataclass(frozen=True, slots=True, eq=False)
class PropagationInput:
    """What the task works on. Without a `segmenter`, masks follow the optical flow alone."""

    open_frames: Callable[[], FrameSource]
    masks: ReviewMasks
    plan: PropagationPlan
    segmenter: SegmenterThread | None
    store: ProbabilityMapCache | None


@dataclass(frozen=True, slots=True, eq=False)
class PropagationResult:
    """The drift of each frame that got a mask, by its index, and why directions stopped."""

    drift: dict[int, float]
    stops: Sequence[Stop]


def propagate(
    handle: TaskHandle, work: PropagationInput, on_masks: Callable[[list[FrameMask]], None]
) -> PropagationResult:
    """Calls `on_masks` with some masks at a time. Raises SourceError, ReviewError, DeviceError or CancelledError."""
    index = work.masks.review.masks
    with work.masks.open() as mask_of, work.open_frames() as source:
        source.wait_for_index()

        def read(start: int, stop: int) -> Iterable[AnalysedFrame]:
            frames = source.frames(start, stop)
            if work.segmenter is None:
                return (AnalysedFrame(frame, None) for frame in frames)
            return segment_frames(frames, work.segmenter, store=work.store, cancelled=handle.cancel_event)

        stored = [mask_of(frame) for frame in work.plan.anchors]
        anchors = [Anchor(each.frame_index, each.mask) for each in stored if each is not None]
        propagation = Propagation(read, anchors, work.plan.frames)

        def on_frame() -> None:
            handle.raise_if_cancelled()
            handle.progress(propagation.done / propagation.total)

        propagation.on_frame = on_frame
        drift: dict[int, float] = {}
        batch: list[FrameMask] = []
        for each in propagation:
            if index.is_by_reader(each.frame_index):
                continue
            drift[each.frame_index] = each.drift
            batch.append(FrameMask(each.frame_index, each.mask, each.picture_mark))
            if len(batch) == _BATCH:
                on_masks(batch)
                batch = []
        handle.raise_if_cancelled()
        if batch:
            on_masks(batch)
    return PropagationResult(drift, tuple(propagation.stops))
