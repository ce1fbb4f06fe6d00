"""ReviewSession: the recording and the model of the Review workspace, and the threads that work on them."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.playback.background_closer import BackgroundCloser
from app.playback.player import Player
from app.playback.prefetcher_signals import Latest, PrefetcherSignals
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.translation import tr_error
from app.workspaces.review.analysis_pace import playback_needs_processor
from app.workspaces.review.session_notices import SessionNotices
from app.workspaces.review.thumbnails import Thumbnails
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.recording_predictions import OpenedSource, RecordingPredictions
from polyp_core.errors import PolypViewerError, SourceError
from polyp_core.findings.curve import Curve
from polyp_core.frames.frame import Deinterlace, FrameSource, Image, SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.reopening import ReopenableSource
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile


class ReviewSession(QObject):
    """Owns every thread of the workspace. Opening, closing and changing the model never block the GUI thread.

    If a model fails to load, the previous one stays in use. While the first model loads, frames wait for it.
    """

    source_failed = Signal(str)
    """The source could not be opened, or can no longer be read."""
    notice = Signal(str)
    """A message for the user."""
    model_changed = Signal()
    """`segmenter` has changed, or a model could not be loaded."""
    curve_changed = Signal(object)
    """Curve: `shown_curve` has changed."""
    thumbnail_arrived = Signal(int)
    """`thumbnail(index)` is available."""
    analysis_paused_changed = Signal(bool)
    model_hidden_changed = Signal(bool)
    maps_changed = Signal()
    """`predictions` has changed."""

    _model_opened = Signal(object)
    _worker_failed = Signal(object, object)

    def __init__(self, player: Player, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self.player, self._settings = player, settings
        self.segmenter: Segmenter | None = None
        """The loaded model; its thread alone may run it."""
        self.segmenter_thread: SegmenterThread | None = None
        self._loading: SegmenterThread | None = None
        self.source: OpenedSource | None = None
        """The open source."""
        self.predictions: RecordingPredictions | None = None
        """What the model predicts for the recording; None until its cached maps are open."""
        self.analysis_paused = False
        """Whether the user has paused the analysis of the whole recording."""
        self.analysis_waits = False
        """Whether playback needs the processor, so that the analysis of the whole recording waits."""
        self.analysis_slowed = False
        """Whether the overview goes on slowly although playback needs the processor."""
        self.model_hidden = False
        """Whether nothing of what the model finds may be shown, so that it does not influence the reader."""
        self._prefetcher: FramePrefetcher | None = None
        self._signals: PrefetcherSignals | None = None
        self._thumbnails: Thumbnails | None = None
        self._notices = SessionNotices()
        self._engine: str | None = None  # of the predictions that are open, or being opened
        self._closer = BackgroundCloser()
        self._tasks = Tasks(self)
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_latest)
        self._model_opened.connect(self._on_model_opened, Qt.ConnectionType.QueuedConnection)
        self._worker_failed.connect(self._on_worker_failed, Qt.ConnectionType.QueuedConnection)
        settings.changed.alarm_policy.connect(self._on_policy)
        player.info_changed.connect(self._on_info)
        player.failed.connect(self._on_failed)
        player.position_changed.connect(self._on_position)
        player.loop_changed.connect(self._on_loop)

    @property
    def model(self) -> ModelFile | None:
        """The model that runs; None until one is loaded."""
        return self.segmenter.model if self.segmenter is not None else None

    @property
    def store(self) -> ProbabilityMapCache | None:
        """The probability maps of the recording under the model."""
        return self.predictions.store if self.predictions is not None else None

    @property
    def curve(self) -> Curve:
        """The area curve of the recording; empty where nothing has been analysed."""
        if self.predictions is not None:
            return self.predictions.curve
        return Curve.empty(self.player.info.frame_count if self.player.info is not None else 0)

    @property
    def shown_curve(self) -> Curve:
        """The curve as the window shows it: without findings while the model is hidden."""
        return self.curve.without_findings() if self.model_hidden else self.curve

    def set_model_hidden(self, hidden: bool) -> None:
        if hidden != self.model_hidden:
            self.model_hidden = hidden
            self.model_hidden_changed.emit(hidden)
            self.curve_changed.emit(self.shown_curve)

    @property
    def times_s(self) -> NDArray[np.float64]:
        """The times of the frames indexed so far, in seconds: (n,)."""
        info = self.player.info
        return self._prefetcher.times_s()[: info.frame_count] if self._prefetcher and info else np.zeros(0)

    @property
    def open_frames(self) -> Callable[[], FrameSource] | None:
        """Opens the source once more, with the same frame numbers; any thread may call it."""
        return self.source.open_frames if self.source is not None else None

    @property
    def deinterlace(self) -> Deinterlace:
        """How the open source is deinterlaced, whatever is chosen for the next one."""
        return self.source.deinterlace if self.source is not None else self._settings.deinterlace

    # -- Source --------------------------------------------------------------------------------------------------------

    def open(self, path: Path | Sequence[Path], start: int = 0, video_track: int | None = None) -> None:
        """Opens a video (a track of it, by default its main one), a folder, an image or a list of images.

        The player reports when it is open; `source_failed` follows if it cannot be opened.
        """
        self.close_source()
        paths, settings = path if isinstance(path, Path) else tuple(path), self._settings
        open_frames = ReopenableSource(
            paths,
            partial(
                open_source,
                paths,
                deinterlace=settings.deinterlace,
                image_rate_fps=settings.image_rate_fps,
                video_track=video_track,
            ),
        )
        self.source = OpenedSource(paths, settings.deinterlace, video_track, open_frames)
        self._signals = signals = PrefetcherSignals(self)
        signals.frames_changed.connect(self._on_frames)
        thread = self.segmenter_thread or self._loading
        self._prefetcher = FramePrefetcher(
            open_frames,
            thread,
            awaits_store=thread is not None,
            cap_mb=settings.frame_cache_mb,
            on_change=signals.on_change,
            on_info=signals.on_info,
            on_error=signals.on_error,
        )
        self._thumbnails = Thumbnails(
            open_frames,
            on_thumbnail=lambda index, _: self._latest.put(index, index),
            on_error=partial(self._worker_failed.emit, self.source),
        )
        self.player.set_prefetcher(self._prefetcher, signals, has_model=thread is not None, start=start)
        self._open_predictions()

    def close_source(self) -> None:
        """Closes the source; its threads end in the background."""
        self.player.clear()
        self._closer.close(self._prefetcher, self._signals, self._thumbnails)
        self._close_predictions()
        self._prefetcher, self._signals, self._thumbnails, self.source = None, None, None, None
        self.set_analysis_paused(False)

    def thumbnail(self, frame_index: int) -> Image | None:
        """The thumbnail of a frame; if None, it is being read and `thumbnail_arrived` follows."""
        return self._thumbnails.at(frame_index) if self._thumbnails is not None else None

    def thumbnail_at_leisure(self, frame_index: int) -> Image | None:
        """As `thumbnail`, after all that it requests; for lists."""
        return self._thumbnails.at_leisure(frame_index) if self._thumbnails is not None else None

    # -- Model ---------------------------------------------------------------------------------------------------------

    def set_model(self, model: ModelFile | Path, device: str) -> None:
        """Loads a model in the background and uses it once it is ready. Of several calls, the latest counts."""
        thread = SegmenterThread(lambda: Segmenter.open(model, device))  # type: ignore[arg-type]
        superseded, self._loading = self._loading, thread
        if self.segmenter_thread is None and self._prefetcher is not None:
            self._prefetcher.use_segmenter(thread, None, awaits_store=True)
            self.player.set_has_model(True)
        self._closer.close(superseded)
        thread.opened.add_done_callback(lambda _: self._model_opened.emit(thread))

    @Slot(object)
    def _on_model_opened(self, thread: SegmenterThread) -> None:
        if thread is not self._loading:
            return
        self._loading = None
        if (error := thread.opened.exception()) is not None:
            self._report_load_failure(thread, error)
            return
        self._close_predictions()
        old, self.segmenter_thread, self.segmenter = self.segmenter_thread, thread, thread.opened.result()
        if self._prefetcher is not None and old is not None:
            self._prefetcher.use_segmenter(thread, None, awaits_store=True)
            self.player.set_has_model(True)
        self._closer.close(old)
        self.report_notices()
        self.model_changed.emit()
        self._open_predictions()

    def _report_load_failure(self, thread: SegmenterThread, error: BaseException) -> None:
        if self.segmenter_thread is None and self._prefetcher is not None:
            self._prefetcher.use_segmenter(None, None)
            self.player.set_has_model(False)
        self._closer.close(thread)
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(tr_error(error))
        self.model_changed.emit()

    def report_notices(self) -> None:
        """Emits new messages of the segmenter and of the map cache as notices; to be called now and then."""
        for notice in self._notices.new(self.segmenter, self.store):
            self.notice.emit(notice)

    # -- Predictions ---------------------------------------------------------------------------------------------------

    def _open_predictions(self) -> None:
        if self.source is None or self.segmenter is None or self.segmenter_thread is None:
            return
        self._engine = self.segmenter.engine
        open_them = partial(
            RecordingPredictions,
            self.source,
            self.segmenter_thread,
            self._settings.alarm_policy,
            memory_mb=self._settings.map_cache_mb,
            on_curve=lambda: self._latest.put("curve", None),
            on_error=partial(self._worker_failed.emit, self.source),
        )
        task = self._tasks.run(lambda handle: open_them(), "Open the probability maps")
        task.completed.connect(self._on_predictions)
        task.failed.connect(self._on_predictions_failed)

    @Slot(object)
    def _on_predictions(self, predictions: RecordingPredictions) -> None:
        is_current = predictions.source is self.source and predictions.segmenter is self.segmenter_thread
        if self._prefetcher is None or not is_current:
            self._closer.close(predictions)
            return
        if self.predictions is None and predictions.engine == self._engine:
            self._prefetcher.set_store(predictions.store)  # the frames in memory have been segmented by this engine
        else:
            self._prefetcher.use_segmenter(predictions.segmenter, predictions.store)
        self._close_predictions()
        self.predictions, self._engine = predictions, predictions.engine
        self.player.set_has_model(True)
        self._notices.forget_problem()
        self.report_notices()
        self.maps_changed.emit()
        predictions.set_policy(self._settings.alarm_policy)  # it may have changed meanwhile
        self._on_loop()
        if self.player.info is not None:
            self._on_info(self.player.info)

    @Slot(object)
    def _on_predictions_failed(self, error: Exception) -> None:
        if self._prefetcher is not None and self.predictions is None:
            self._prefetcher.use_segmenter(self.segmenter_thread, None)
        # The source cannot be read at all, which opening it reports.
        if not isinstance(error, (OSError, SourceError)):
            raise error

    def _close_predictions(self) -> None:
        self._closer.close(self.predictions)
        if self.predictions is not None:
            self.predictions = None
            self.maps_changed.emit()
        self.curve_changed.emit(self.shown_curve)

    def follow_engine(self) -> None:
        """Opens the maps of the engine that runs now, if another has taken over; to be called now and then."""
        if self.predictions is not None and self.segmenter is not None and self.segmenter.engine != self._engine:
            self._open_predictions()

    def update_analysis(self) -> None:
        """Starts, pauses or resumes the analysis of the whole recording; to be called now and then.

        While playback needs the machine, the overview goes on slowly and the rest is paused. It starts once the index
        is complete, which the user waits for.
        """
        player = self.player
        if self.predictions is None or self._prefetcher is None or player.info is None or player.info.indexing:
            return
        self.analysis_waits = playback_needs_processor(player, self._prefetcher)
        self.analysis_slowed = self.analysis_waits and not self.predictions.is_past_overview
        self.predictions.set_analysing(
            self._settings.analyse_whole_clip,
            paused=self.analysis_paused or (self.analysis_waits and not self.analysis_slowed),
            slowed=self.analysis_slowed,
        )

    @property
    def analyses_recording(self) -> bool:
        """Whether the whole recording is analysed, if not now, then when playback leaves time for it."""
        return self.predictions is not None and self._settings.analyse_whole_clip

    @Slot(bool)
    def set_analysis_paused(self, paused: bool) -> None:
        """Pauses or resumes the analysis of the whole recording, until another is opened."""
        if paused != self.analysis_paused:
            self.analysis_paused = paused
            self.update_analysis()
            self.analysis_paused_changed.emit(paused)

    def set_cap(self, cap_mb: float) -> None:
        """Changes the memory limit for frames, in megabytes."""
        if self._prefetcher is not None:
            self._prefetcher.set_cap(cap_mb)

    def wait_until_closed(self) -> None:
        """Waits until everything that is no longer used is closed."""
        self._closer.join()

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Closes everything and waits until all threads have ended, or `deadline` has passed."""
        deadline = deadline or Deadline()
        self.close_source()
        self._closer.close(self._loading, self.segmenter_thread)
        self._loading, self.segmenter_thread, self.segmenter = None, None, None
        deadline.note(self._tasks.shutdown(deadline.remaining_s))
        deadline.note(self._closer.join(deadline.remaining_s))

    # -- Reports of the threads ----------------------------------------------------------------------------------------
    # A report only announces that something has changed, and what has is read from the recording and the model in use:
    # so those of an earlier one, which may still be queued, need no check. Errors do.

    @Slot(object, object)
    def _on_latest(self, kind: Hashable, frame_index: int | None) -> None:
        if frame_index is None:
            self.curve_changed.emit(self.shown_curve)
        else:
            self.thumbnail_arrived.emit(frame_index)

    @Slot(object, object)
    def _on_worker_failed(self, source: OpenedSource, error: PolypViewerError) -> None:
        if source is self.source:
            self.notice.emit(tr_error(error))

    @Slot()
    def _on_policy(self) -> None:
        if self.predictions is not None:
            self.predictions.set_policy(self._settings.alarm_policy)

    @Slot(object)
    def _on_frames(self, changed: set[int]) -> None:
        if self.predictions is not None:
            self.predictions.update()

    @Slot(object)
    def _on_info(self, info: SourceInfo | None) -> None:
        if info is not None and self.predictions is not None:
            self.predictions.set_times(self.times_s, is_final=not info.indexing, is_recording=info.is_recording)
            self.update_analysis()
        elif info is not None:
            self.curve_changed.emit(self.shown_curve)

    @Slot()
    def _on_loop(self) -> None:
        loop = self.player.loop.range
        if self.predictions is not None:
            self.predictions.set_priority(range(loop[0], loop[1] + 1) if loop is not None else None)

    @Slot(int)
    def _on_position(self, index: int) -> None:
        if self.predictions is not None:
            self.predictions.playhead = index

    @Slot(object)
    def _on_failed(self, error: PolypViewerError) -> None:
        if self.player.info is None:
            self.close_source()
            self.source_failed.emit(tr_error(error))
        elif isinstance(error, SourceError) or self.player.shown is None:
            self.source_failed.emit(tr_error(error))
        else:
            self.notice.emit(tr_error(error))
