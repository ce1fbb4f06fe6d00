"""ComparedModel: what another model predicts of the open recording, to compare it with the model in use."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.playback.background_closer import BackgroundCloser
from app.playback.player import Player
from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from app.services.latest_task import LatestTask
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import tr_error
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.recording_predictions import RecordingPredictions
from polyp_core.errors import PolypViewerError
from polyp_core.export.frame_reader import SecondModel
from polyp_core.findings.curve import Curve
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.regions import Mask

_MEMORY_MB = 64.0


class ComparedModel(QObject):
    """Analyses the open recording with a second model while nothing plays: its masks, and what it finds.

    It follows the session: another recording is analysed too, and nothing is shown while the model is hidden.
    """

    mask_changed = Signal(int, object)
    """Frame index and the second model's mask of it, H x W bool; None if it is not analysed yet."""
    curve_changed = Signal()
    """`curve` has changed."""
    chosen = Signal(str)
    """The name of the second model; "" if there is none any more, or it cannot be opened."""
    notice = Signal(str)

    _opened = Signal(object)
    _failed = Signal(object)

    def __init__(self, session: ReviewSession, player: Player, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._player, self._settings = session, player, settings
        self._thread: SegmenterThread | None = None
        self._predictions: RecordingPredictions | None = None
        self._tasks, self._closer, self._latest = Tasks(self), BackgroundCloser(), Latest(self)
        self._masks = LatestTask(self._tasks, "Read a mask of the second model", self)
        self._masks.completed.connect(self._on_mask)
        self._latest.arrived.connect(self._refresh)
        queued = Qt.ConnectionType.QueuedConnection
        self._opened.connect(self._on_opened, queued)
        self._failed.connect(lambda error: self.notice.emit(tr_error(error)), queued)
        session.maps_changed.connect(self._follow_recording)
        session.model_hidden_changed.connect(self._refresh)
        player.info_changed.connect(self._set_times)
        player.playing_changed.connect(self._set_times)
        settings.changed.alarm_policy.connect(self._on_policy)

    @property
    def is_active(self) -> bool:
        """Whether a second model is chosen."""
        return self._thread is not None

    @property
    def segmenter(self) -> Segmenter | None:
        """The second model; None until it is loaded."""
        opened = self._thread.opened if self._thread is not None else None
        return opened.result() if opened is not None and opened.done() and opened.exception() is None else None

    @property
    def curve(self) -> Curve | None:
        """What the second model has found in the open recording; None until its stored maps are open."""
        return self._predictions.curve if self._predictions is not None else None

    @property
    def exported(self) -> SecondModel | None:
        """The second model for exports; None until its stored maps are open."""
        if self._thread is None or self._predictions is None:
            return None
        return SecondModel(self._thread, self._predictions.store)

    def choose(self, path: Path | None, device: DeviceChoice = "auto") -> None:
        """Compares with the model at `path`, or with none; `chosen` or `notice` follows."""
        was_active = self.is_active
        self._stop()
        if path is None:
            if was_active:
                self.chosen.emit("")
            return
        self._thread = thread = SegmenterThread(lambda: Segmenter.open(path, device))
        thread.opened.add_done_callback(lambda _: self._opened.emit(thread))

    def show_frame(self, index: int) -> None:
        """Reads the mask of the frame that is shown; `mask_changed` follows."""
        if self._predictions is None or self._thread is None:
            return
        self._predictions.playhead = index
        if self._session.model_hidden:
            self.mask_changed.emit(index, None)
            return
        card = self._thread.opened.result().model.card
        self._masks.request(_read_mask, self._predictions.store, index, card.threshold, card.min_region_fraction)

    def shutdown(self, deadline: Deadline) -> None:
        """Stops all threads, waiting no longer than `deadline`."""
        self._stop()
        deadline.note(self._tasks.shutdown(deadline.remaining_s))
        deadline.note(self._closer.join(deadline.remaining_s))

    def _stop(self) -> None:
        self._close_predictions()
        self._closer.close(self._thread)
        self._thread = None

    @Slot(object)
    def _on_opened(self, thread: SegmenterThread) -> None:
        if thread is not self._thread:
            return
        if (error := thread.opened.exception()) is not None:
            self._stop()
            if not isinstance(error, PolypViewerError):
                raise error
            self.notice.emit(tr_error(error))
            self.chosen.emit("")
            return
        self.chosen.emit(thread.opened.result().model.card.name)
        self._follow_recording()

    @Slot()
    def _follow_recording(self) -> None:
        session, thread = self._session, self._thread
        if self._predictions is not None and self._predictions.source is not session.source:
            self._close_predictions()
        is_open = thread is not None and thread.opened.done() and thread.opened.exception() is None
        if self._predictions is not None or not is_open or session.source is None or session.predictions is None:
            return
        task = self._tasks.run(
            _open_predictions,
            "Open the maps of the second model",
            session.source,
            thread,
            self._settings.alarm_policy,
            memory_mb=_MEMORY_MB,
            on_curve=lambda: self._latest.put("curve", None),
            on_error=self._failed.emit,
        )
        task.completed.connect(self._on_predictions)

    @Slot(object)
    def _on_predictions(self, predictions: RecordingPredictions) -> None:
        is_current = predictions.source is self._session.source and predictions.segmenter is self._thread
        if not is_current or self._predictions is not None:
            self._closer.close(predictions)
            return
        self._predictions = predictions
        self._set_times()
        self._refresh()

    def _close_predictions(self) -> None:
        self._masks.cancel()
        self._closer.close(self._predictions)
        self._predictions = None
        self.mask_changed.emit(0, None)
        self.curve_changed.emit()

    @Slot()
    def _set_times(self) -> None:
        info = self._player.info
        if self._predictions is None or info is None:
            return
        self._predictions.set_times(self._session.times_s, is_recording=info.is_recording)
        if not info.indexing:
            self._predictions.set_analysing(True, paused=self._player.playing)

    @Slot()
    def _on_policy(self) -> None:
        if self._predictions is not None:
            self._predictions.set_policy(self._settings.alarm_policy)

    @Slot()
    def _refresh(self, *_: object) -> None:
        if self._predictions is None:
            return
        self.curve_changed.emit()
        if self._player.shown is not None:
            self.show_frame(self._player.shown.frame.index)

    @Slot(object)
    def _on_mask(self, found: tuple[int, Mask | None]) -> None:
        if self._predictions is not None and not self._session.model_hidden:
            self.mask_changed.emit(*found)


def _open_predictions(handle: TaskHandle, *arguments: Any, **options: Any) -> RecordingPredictions:
    return RecordingPredictions(*arguments, **options)


def _read_mask(
    handle: TaskHandle, store: ProbabilityMapCache, index: int, threshold: float, min_region_fraction: float
) -> tuple[int, Mask | None]:
    prediction = store.get(index)
    return index, None if prediction is None else prediction.mask_at(threshold, min_region_fraction)
