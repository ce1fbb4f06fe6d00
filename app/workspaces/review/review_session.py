"""What is behind the Review workspace: the source, the model, the kept maps, and the threads that work on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.playback.background_closer import BackgroundCloser
from app.playback.player import Player
from app.playback.prefetcher_signals import Latest, PrefetcherSignals
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.workspaces.review.thumbnails import Thumbnails
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.probability_map_keys import map_key, source_key
from polyp_core.analysis.recording_analysis import RecordingAnalysis
from polyp_core.cache import MAPS, prune
from polyp_core.errors import PolypViewerError, SourceError
from polyp_core.findings.area_curve import AreaCurve, Curve, CurveRules
from polyp_core.frames.frame import Deinterlace, FrameSource, Image, SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.reopening import ReopenableSource
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile

_AHEAD_FRAMES = 25  # this many at hand ahead of the playhead: playback does not need the whole machine
_SHARE_AHEAD = 0.5  # the same of what the memory holds ahead, where it holds few


class ReviewSession(QObject):
    """Owns every thread of the workspace. Opening, closing and changing the model never wait in the GUI thread.

    A model that fails to load leaves the one before in place. While a first model loads, frames wait for it.
    """

    source_failed = Signal(str)
    """The source could not be opened, or can no longer be read."""
    notice = Signal(str)
    """A sentence for the person."""
    model_changed = Signal()
    """`segmenter` is another one, or None."""
    curve_changed = Signal(object)
    """Curve."""
    thumbnail_arrived = Signal(int, object)
    """Frame index and picture."""
    maps_changed = Signal()
    """`store` is another one, or None."""

    _model_opened = Signal(object)

    def __init__(self, player: Player, settings: Settings, rules: Callable[[], CurveRules], parent: QObject) -> None:
        super().__init__(parent)
        self.player, self._settings, self._rules = player, settings, rules
        self.segmenter: Segmenter | None = None
        """The model that is ready; for reading only."""
        self.segmenter_thread: SegmenterThread | None = None
        """Its one owner."""
        self.store: ProbabilityMapCache | None = None
        self.deinterlace: Deinterlace = settings.deinterlace
        """How the source on screen is deinterlaced, whatever is chosen for the next one."""
        self._video_track: int | None = None
        self.curve = Curve.empty(0)
        self._loading: SegmenterThread | None = None
        self._paths: Path | tuple[Path, ...] | None = None
        self.open_frames: Callable[[], FrameSource] | None = None
        """Opens the source on screen once more, with the frame numbers of the screen; any thread may call it."""
        self._window: FramePrefetcher | None = None
        self._signals: PrefetcherSignals | None = None
        self._analysis: RecordingAnalysis | None = None
        self._measuring: AreaCurve | None = None
        self._thumbnails: Thumbnails | None = None
        self._told: tuple[str, ...] = ()
        self._told_of_store = ""
        self._engine_of_store: str | None = None
        self._closer = BackgroundCloser()
        self._tasks = Tasks(self)
        self._latest = Latest(self)
        self._latest.arrived.connect(self._on_latest)
        self._generation = 0
        self._model_opened.connect(self._on_model_opened, Qt.ConnectionType.QueuedConnection)
        player.info_changed.connect(self._on_info)
        player.failed.connect(self._on_failed)
        player.position_changed.connect(self._on_position)

    # -- Source --------------------------------------------------------------------------------------------------------

    def open(self, path: Path | Sequence[Path], start: int = 0, video_track: int | None = None) -> None:
        """Opens a video (a track of it, by default its main one), a folder, an image or a list of images.

        The player tells when it is there.
        """
        self.close_source()
        self._paths = path if isinstance(path, Path) else tuple(path)
        self.deinterlace, self._video_track = self._settings.deinterlace, video_track
        self.open_frames = open_frames = ReopenableSource(
            self._paths,
            partial(
                open_source,
                self._paths,
                deinterlace=self.deinterlace,
                image_rate_fps=self._settings.image_rate_fps,
                video_track=video_track,
            ),
        )
        self._signals = signals = PrefetcherSignals(self)
        signals.frames_changed.connect(self._on_frames)
        thread = self.segmenter_thread or self._loading
        self._window = FramePrefetcher(
            open_frames,
            thread,
            cap_mb=self._settings.frame_cache_mb,
            on_change=signals.on_change,
            on_info=signals.on_info,
            on_error=signals.on_error,
        )
        put = self._put("thumbnail")
        self._thumbnails = Thumbnails(
            open_frames, on_thumbnail=lambda *found: put(found), on_error=self._put("thumbnail error")
        )
        self.player.set_window(self._window, signals, has_model=thread is not None, start=start)
        self._open_store()

    def close_source(self) -> None:
        """Lets go of the source; its threads end by themselves."""
        self.player.clear()
        self._close_analysis()
        self._closer.close(self._window, self._signals, self._thumbnails)
        self._window, self._signals, self._thumbnails = None, None, None
        self._paths, self.open_frames = None, None
        # What is still on its way belongs to the source before.
        self._generation += 1

    def thumbnail(self, frame_index: int) -> Image | None:
        """The small picture of a frame if it is at hand; `thumbnail_arrived` follows where it is not."""
        return self._thumbnails.at(frame_index) if self._thumbnails is not None else None

    # -- Model ---------------------------------------------------------------------------------------------------------

    def set_model(self, model: ModelFile | Path, device: str) -> None:
        """Loads a model beside the GUI and goes on with it when it is ready. Of several calls the latest counts."""
        thread = SegmenterThread(lambda: Segmenter.open(model, device))  # type: ignore[arg-type]
        given_up, self._loading = self._loading, thread
        if self.segmenter_thread is None and self._window is not None:
            self._window.use_segmenter(thread, None)
            self.player.set_has_model(True)
        self._closer.close(given_up)
        thread.opened.add_done_callback(lambda _: self._model_opened.emit(thread))

    @Slot(object)
    def _on_model_opened(self, thread: SegmenterThread) -> None:
        if thread is not self._loading:
            return
        self._loading = None
        error = thread.opened.exception()
        if error is not None:
            self._give_up_model(thread, error)
            return
        self._close_analysis()
        old, self.segmenter_thread = self.segmenter_thread, thread
        self.segmenter, self._told = thread.opened.result(), ()
        if self._window is not None and old is not None:
            self._window.use_segmenter(thread, None)
            self.player.set_has_model(True)
        self._closer.close(old)
        self.tell_notices()
        self.model_changed.emit()
        self._open_store()

    def _give_up_model(self, thread: SegmenterThread, error: BaseException) -> None:
        if self.segmenter_thread is None and self._window is not None:
            self._window.use_segmenter(None, None)
            self.player.set_has_model(False)
        self._closer.close(thread)
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(str(error))
        self.model_changed.emit()

    def tell_notices(self) -> None:
        """Passes on what the segmenter has to say that was not said before."""
        notices = self.segmenter.notices if self.segmenter is not None else ()
        for sentence in notices[len(self._told) :]:
            self.notice.emit(sentence)
        self._told = notices
        problem = self.store.problem if self.store is not None else ""
        if problem and problem not in self._told_of_store:
            self.notice.emit(problem)
        self._told_of_store = problem or self._told_of_store

    def follow_engine(self) -> None:
        """Keeps maps apart by the engine that made them: another one may have taken over; call it now and then."""
        if self.store is not None and self.segmenter is not None and self.segmenter.engine != self._engine_of_store:
            self._open_store()

    # -- Kept maps -----------------------------------------------------------------------------------------------------

    def _open_store(self) -> None:
        """Once both the source and the model are there: opens the maps kept for the two."""
        if self._paths is None or self.segmenter is None or self.segmenter_thread is None:
            return
        self._engine_of_store = self.segmenter.engine
        task = self._tasks.run(
            _open_store,
            "Open the kept maps",
            self._generation,
            self._paths,
            self.deinterlace,
            self._video_track,
            self.segmenter_thread,
            self.segmenter,
            self._settings.map_cache_mb,
        )
        task.completed.connect(self._on_store)
        task.failed.connect(self._on_store_failed)

    @Slot(object)
    def _on_store(self, kept: "_KeptMaps") -> None:
        if self._window is None or kept.generation != self._generation or kept.thread is not self.segmenter_thread:
            self._closer.close(kept.store)  # of a source or a model that was left meanwhile
            return
        if self.store is None and kept.store.engine == self._engine_of_store:
            self._window.set_store(kept.store)  # the frames at hand have their masks already
        else:
            self._window.use_segmenter(kept.thread, kept.store)
        self._close_analysis()
        self.store, self._engine_of_store = kept.store, kept.store.engine
        self.player.set_has_model(True)
        self._told_of_store = ""
        self.tell_notices()
        self.maps_changed.emit()
        self._start_measuring()
        self._start_analysis()

    @Slot(object)
    def _on_store_failed(self, error: Exception) -> None:
        # The source cannot be read at all, and opening it says so.
        if not isinstance(error, (OSError, SourceError)):
            raise error

    def _start_analysis(self) -> None:
        """Once the maps are there and the index is complete, which whoever looks at the picture waits for."""
        info = self.player.info
        if self._analysis is not None or not self._settings.analyse_whole_clip or info is None or info.indexing:
            return
        if self.segmenter_thread is None or self.store is None or self.open_frames is None:
            return
        look = self._look
        self._analysis = RecordingAnalysis(
            self.open_frames,
            self.segmenter_thread,
            self.store,
            on_progress=lambda *_: look(),
            on_error=self._put("error"),
        )

    def _start_measuring(self) -> None:
        """Once both the clip's length and its maps are known."""
        info = self.player.info
        if self.store is None or info is None or self._window is None or self._measuring is not None:
            return
        self._measuring = AreaCurve(
            self.store,
            self._window.times_s()[: info.frame_count],
            self._rules(),
            on_curve=self._put("curve"),
            on_error=self._put("curve error"),
        )

    def _close_analysis(self) -> None:
        self._closer.close(self._analysis, self._measuring, self.store)
        self._analysis, self._measuring = None, None
        if self.store is not None:
            self.store = None
            self.maps_changed.emit()
        self._set_curve(Curve.empty(self.player.info.frame_count if self.player.info is not None else 0))

    def update_rules(self) -> None:
        """The threshold, the minimum region or what makes a finding has changed."""
        if self._measuring is not None:
            self._measuring.set_rules(self._rules())

    def set_analysing(self, analysing: bool) -> None:
        """Whether the whole clip is worked through behind the playhead."""
        if not analysing:
            self._closer.close(self._analysis)
            self._analysis = None
        else:
            self._start_analysis()

    def give_way(self) -> None:
        """Lets the analysis of the whole clip rest while playback needs the machine to itself; call it now and then."""
        player = self.player
        if self._analysis is None or self._window is None or player.info is None:
            return
        end = player.loop.range[1] if player.loop.range is not None else player.info.frame_count - 1
        frames = min(_AHEAD_FRAMES, int(self._window.frames_ahead * _SHARE_AHEAD))
        ahead = min(player.position + frames, max(end, player.position))
        self._analysis.pause(player.playing and not self._window.is_complete(ahead))

    def set_cap(self, cap_mb: float) -> None:
        """Changes the memory for pictures."""
        if self._window is not None:
            self._window.set_cap(cap_mb)

    def wait_until_closed(self) -> None:
        """Waits until what was left is closed."""
        self._closer.join()

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Closes everything and waits until no thread is left, or `deadline` is over."""
        deadline = deadline or Deadline()
        self.close_source()
        self._closer.close(self._loading, self.segmenter_thread)
        self._loading, self.segmenter_thread, self.segmenter = None, None, None
        deadline.note(self._tasks.shutdown(deadline.remaining_s))
        deadline.note(self._closer.join(deadline.remaining_s))

    # -- What the threads report ---------------------------------------------------------------------------------------

    def _put(self, kind: str) -> Callable[[Any], None]:
        """A way for worker threads to report; what it reports after the source was left is dropped."""
        latest, generation = self._latest, self._generation
        return lambda value: latest.put(kind, (generation, value))

    @Slot(object, object)
    def _on_latest(self, kind: str, report: tuple[int, Any]) -> None:
        generation, value = report
        if generation != self._generation:
            return
        if kind == "curve":
            self._set_curve(value)
        elif kind == "thumbnail":
            self.thumbnail_arrived.emit(*value)
        else:
            self.notice.emit(str(value))

    def _set_curve(self, curve: Curve) -> None:
        self.curve = curve
        self.curve_changed.emit(curve)

    def _look(self) -> None:
        measuring = self._measuring
        if measuring is not None:
            measuring.update()

    @Slot(object)
    def _on_frames(self, changed: set[int]) -> None:
        self._look()

    @Slot(object)
    def _on_info(self, info: SourceInfo | None) -> None:
        if info is None:
            return
        if self._measuring is not None and self._window is not None:
            self._measuring.set_times(self._window.times_s()[: info.frame_count])
        else:
            self._set_curve(Curve.empty(info.frame_count))
            self._start_measuring()
        self._start_analysis()

    @Slot(int)
    def _on_position(self, index: int) -> None:
        if self._measuring is not None:
            self._measuring.set_playhead(index)

    @Slot(object)
    def _on_failed(self, error: PolypViewerError) -> None:
        if self.player.info is None:
            self.close_source()
            self.source_failed.emit(str(error))
        elif isinstance(error, SourceError) or self.player.shown is None:
            self.source_failed.emit(str(error))
        else:
            self.notice.emit(str(error))


@dataclass(frozen=True, slots=True)
class _KeptMaps:
    generation: int
    thread: SegmenterThread
    store: ProbabilityMapCache


def _open_store(
    handle: TaskHandle,
    generation: int,
    paths: Path | tuple[Path, ...],
    deinterlace: Deinterlace,
    video_track: int | None,
    thread: SegmenterThread,
    segmenter: Segmenter,
    memory_mb: float,
) -> _KeptMaps:
    folder, engine = MAPS.folder, segmenter.engine
    key = map_key(source_key(paths), deinterlace, segmenter.model.sha256, engine, video_track)
    store = ProbabilityMapCache(key, engine=engine, memory_mb=memory_mb, folder=folder)
    prune(MAPS)  # once these maps are in use, however long ago that was before
    return _KeptMaps(generation, thread, store)
