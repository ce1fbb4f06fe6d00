"""Reads and segments the frames of an export, as often as its outputs need, with progress and cancellation."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, tee

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_pipeline import decode_ahead, segment_frames
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import CancelledError
from polyp_core.frames.frame import FrameSource
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.review.masks import MaskLookup

_FIRST_PASS = 0.8  # of the progress, if frames are read again: the second pass finds its maps in the cache


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame of an export with its prediction.

    `range_number` is the position of its range in those that are read, `video_time_s` its time in a video of them.
    """

    analysed: AnalysedFrame
    range_number: int
    video_time_s: float


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is: `done` of `total` frames (0 while unknown) of one pass, and `fraction` (0..1) of all.

    `is_again` is true in the second pass, which reads the frames of the findings again.
    """

    done: int
    total: int
    fraction: float
    is_again: bool = False

    @property
    def label(self) -> str:
        """The progress for users, such as "Frame 637 of 680"."""
        counts = f"{self.done:,} of {self.total:,}" if self.total else f"{self.done:,}"
        return f"Clips and stills of findings, frame {counts}" if self.is_again else f"Frame {counts}"


OnExportProgress = Callable[[ExportProgress], None]


@dataclass(frozen=True, slots=True)
class SecondModel:
    """A model that is compared with the first in an export, and its maps of the source, if they are stored."""

    segmenter: SegmenterThread
    map_cache: ProbabilityMapCache | None = None

    @property
    def name(self) -> str:
        """The name of the model, which must be open."""
        return self.segmenter.opened.result().model.card.name


class FrameReader:
    """Reads frames of `source`, and reports each to `on_progress`.

    `read` is called `reads_again` times more after the first. With a `second` model, the frames have its prediction
    too. `masks` returns the masks of a reader, which count instead of the predictions.
    """

    def __init__(
        self,
        source: FrameSource,
        segmenter: SegmenterThread,
        map_cache: ProbabilityMapCache | None,
        on_progress: OnExportProgress | None,
        cancelled: threading.Event | None,
        *,
        reads_again: int = 0,
        second: SecondModel | None = None,
        masks: MaskLookup | None = None,
    ) -> None:
        self.source = source
        self._segmenter, self.map_cache, self._masks = segmenter, map_cache, masks
        self._on_progress, self._cancelled, self._second = on_progress, cancelled, second
        again = (1 - _FIRST_PASS) / max(1, reads_again)
        ends = [_FIRST_PASS + again * number for number in range(reads_again + 1)] if reads_again else [1.0]
        self._parts = list(pairwise((0.0, *ends)))
        self._passes = 0

    def read(self, ranges: Sequence[range] | None) -> Iterator[ReadFrame]:
        """Yields the frames of `ranges`, of the whole source for None; ranges follow each other without a gap in time.

        Frames whose map is not cached are segmented. Raises CancelledError, SourceError, DeviceError,
        ReviewError if a reader's mask cannot be read.
        """
        number_of_pass, self._passes = self._passes, self._passes + 1
        done, offset_s = 0, 0.0
        period_s = 1 / self.source.info.rate_fps
        for number, frame_range in enumerate(ranges if ranges is not None else (None,)):
            first_s: float | None = None
            time_s = 0.0
            for analysed in self._segment(frame_range):
                self.raise_if_cancelled()
                first_s = analysed.frame.time_s if first_s is None else first_s
                time_s = analysed.frame.time_s - first_s
                yield ReadFrame(self._with_stored_mask(analysed), number, offset_s + time_s)
                done += 1
                if self._on_progress is not None:
                    total = self._count(ranges)
                    begin, end = self._parts[number_of_pass]
                    fraction = begin + (end - begin) * min(1.0, done / total) if total else begin
                    self._on_progress(ExportProgress(done, total, fraction, is_again=number_of_pass > 0))
            self.raise_if_cancelled()
            offset_s += time_s + period_s

    def raise_if_cancelled(self) -> None:
        """Raises CancelledError if the export is to stop."""
        raise_if_set(self._cancelled)

    def _segment(self, frame_range: range | None) -> Iterator[AnalysedFrame]:
        bounds = () if frame_range is None else (frame_range.start, frame_range.stop)
        frames = decode_ahead(self.source.frames(*bounds), cancelled=self._cancelled)
        if self._second is None:
            yield from segment_frames(frames, self._segmenter, store=self.map_cache, cancelled=self._cancelled)
            return
        frames, again = tee(frames)
        first = segment_frames(frames, self._segmenter, store=self.map_cache, cancelled=self._cancelled)
        thread, store = self._second.segmenter, self._second.map_cache
        for analysed, other in zip(
            first, segment_frames(again, thread, store=store, cancelled=self._cancelled), strict=False
        ):  # either ends early if the export is stopped
            yield replace(analysed, second=other.prediction)

    def _with_stored_mask(self, analysed: AnalysedFrame) -> AnalysedFrame:
        stored = self._masks(analysed.frame.index) if self._masks is not None else None
        if stored is None:
            return analysed
        return replace(analysed, stored_mask=stored.mask, mask_source=stored.source.value)

    def _count(self, ranges: Sequence[range] | None) -> int:
        """Returns the number of frames in `ranges`; 0 while it is unknown."""
        if ranges is None:
            return 0 if self.source.info.indexing else self.source.info.frame_count
        return sum(map(len, ranges))


def raise_if_set(cancelled: threading.Event | None) -> None:
    """Raises CancelledError if `cancelled` is set."""
    if cancelled is not None and cancelled.is_set():
        raise CancelledError("The export was stopped. Nothing was kept.")
