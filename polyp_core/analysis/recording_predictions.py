"""RecordingPredictions: everything that belongs to one model on one recording."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import Focus, Stage
from polyp_core.analysis.probability_map_cache import open_map_cache
from polyp_core.analysis.recording_analysis import RecordingAnalysis
from polyp_core.analysis.recording_curve import CurveUpdater
from polyp_core.cache import MAPS, prune
from polyp_core.errors import PolypViewerError
from polyp_core.findings.curve import Curve
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import Deinterlace, FrameSource
from polyp_core.inference.segmenter_thread import SegmenterThread


@dataclass(frozen=True, slots=True, eq=False)
class OpenedSource:
    """A source as it was opened; `open_frames` opens it again with the same frame numbers, in any thread."""

    path: Path | tuple[Path, ...]
    deinterlace: Deinterlace
    video_track: int | None
    open_frames: Callable[[], FrameSource]


class RecordingPredictions:
    """The predictions of one model for one recording: probability maps, the analysis of all frames, and the curve.

    A viewer may hold several, for example to compare two models. Creating it reads the maps of earlier sessions, so the
    viewer does that in a background thread; of the methods, only `close` waits. Worker threads call `on_curve` after
    each change of `curve`, and `on_error` if one of them has to stop.
    """

    def __init__(
        self,
        source: OpenedSource,
        segmenter: SegmenterThread,
        policy: AlarmPolicy,
        *,
        memory_mb: float,
        on_curve: Callable[[], None],
        on_error: Callable[[PolypViewerError], None],
    ) -> None:
        """`segmenter` has opened its model. Raises SourceError or OSError if the files of the recording are gone."""
        self.source, self.segmenter = source, segmenter
        self.curve = Curve.empty(0)
        """The latest curve."""
        self.engine = segmenter.opened.result().engine
        """Label of the engine whose maps these are; another engine may have taken over since."""
        self.store = open_map_cache(
            source.path,
            segmenter.opened.result(),
            deinterlace=source.deinterlace,
            video_track=source.video_track,
            memory_mb=memory_mb,
        )
        prune(MAPS)  # once these maps are in use, however old they are
        self._policy, self._on_curve, self._on_error = policy, on_curve, on_error
        self.playhead = 0
        """The frame that is shown; frames near it are analysed first. Set by the viewer."""
        self._priority: range | None = None
        self._analysis: RecordingAnalysis | None = None
        self._updater: CurveUpdater | None = None

    def set_times(self, time_s: NDArray[np.float64], *, is_final: bool = True, is_recording: bool = True) -> None:
        """Sets the times of the frames (n,), in seconds; to be called again after the index has grown.

        `is_final` says that the index is complete. `is_recording` is false if the frames are unrelated pictures.
        """
        if self._updater is not None:
            self._updater.set_times(time_s, is_final=is_final)
            return
        self.curve = Curve.empty(len(time_s))
        self._updater = CurveUpdater(
            self.store,
            time_s,
            self._policy,
            is_recording=is_recording,
            on_curve=self._set_curve,
            on_error=self._on_error,
        )

    def set_policy(self, policy: AlarmPolicy) -> None:
        """Changes the policy that decides on findings."""
        self._policy = policy
        if self._updater is not None:
            self._updater.set_policy(policy)

    def set_priority(self, frames: range | None) -> None:
        """Analyses these frames before all others; None for no such range."""
        self._priority = frames

    def update(self) -> None:
        """Looks at frames stored since. Cheap enough to call for every frame."""
        if self._updater is not None:
            self._updater.update()

    def set_analysing(self, analysing: bool, *, paused: bool = False, slowed: bool = False) -> None:
        """Switches the analysis of all frames on or off; while `paused`, it stays on but waits.

        `slowed` says that playback, whose frames come first, leaves it little of the segmenter.
        It waits for the index of the recording. After an error, switching it off and on again starts it anew.
        """
        if self._analysis is not None and self._analysis.has_failed and not analysing:
            self._analysis.close()
            self._analysis = None
        if self._analysis is not None:
            self._analysis.pause(paused or not analysing, slowed=slowed)
        elif analysing and not paused:
            self._analysis = RecordingAnalysis(
                self.source.open_frames,
                self.segmenter,
                self.store,
                focus=self._focus,
                on_progress=self.update,
                on_error=self._on_error,
            )

    @property
    def stage(self) -> Stage | None:
        """What the analysis of all frames is at; None if it does not run or is complete."""
        return self._analysis.stage if self._analysis is not None else None

    @property
    def is_past_overview(self) -> bool:
        """True once frames beyond those of the overview are analysed."""
        return self.stage in (Stage.CLOSE_LOOK, Stage.REST)

    @property
    def has_failed(self) -> bool:
        """True once the analysis of all frames had to stop because of an error."""
        return self._analysis is not None and self._analysis.has_failed

    @property
    def notes(self) -> tuple[str, ...]:
        """What the analysis of all frames has noted about the recording, such as a change of the picture's size."""
        return self._analysis.notes if self._analysis is not None else ()

    @property
    def overview_remaining_s(self) -> float | None:
        """Estimated seconds until the overview is complete, pauses left out; None if unknown or not begun."""
        return self._analysis.overview_remaining_s if self._analysis is not None else None

    @property
    def overview_step_s(self) -> float | None:
        """Seconds between two frames of the overview; more than one where keyframes are sparser. None if unknown."""
        return self._analysis.overview_step_s if self._analysis is not None else None

    @property
    def remaining_s(self) -> float | None:
        """Estimated seconds until every frame is analysed, pauses left out; None if unknown or not begun."""
        return self._analysis.remaining_s if self._analysis is not None else None

    def close(self) -> None:
        """Stops the threads and closes the store; its maps stay. May be called twice."""
        if self._analysis is not None:
            self._analysis.close()
        if self._updater is not None:
            self._updater.close()
        self.store.close()

    def _focus(self) -> Focus:
        curve = self.curve  # once, as another thread replaces it
        return Focus(curve.suspicious, self.playhead, self._priority, curve.to_check)

    def _set_curve(self, curve: Curve) -> None:
        self.curve = curve
        self._on_curve()
