"""What runs behind the viewer for one source and one model: the threads, the kept maps, and who is told of them.

Everything slow happens beside the GUI thread, closing too. Another model takes over only once it is ready; a model that
fails leaves the one before in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.diagnostics import describe
from app.places import cache_dir
from app.playback.bridge import Latest, WindowSignals
from app.playback.closing import Closer
from app.settings import Settings
from polyp_core.analysis.clip_analysis import ClipAnalysis
from polyp_core.analysis.pipeline import SegmenterThread
from polyp_core.analysis.store import MapStore, map_key, prune_maps, source_key
from polyp_core.analysis.window import PlaybackWindow
from polyp_core.frames.source import FrameSource, open_source
from polyp_core.inference.segmenter import DeviceChoice, Segmenter

_MAPS_ON_DISK_MB = 2_000.0

SourcePath = Path | Sequence[Path]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A model that has started, with the maps it gave before for the source that was open when it was asked for."""

    thread: SegmenterThread
    segmenter: Segmenter
    store: MapStore | None


class Session(QObject):
    """Owns the segmenter of the model, and for the open source its window, its maps and its analysis."""

    model_ready = Signal(object)
    """Segmenter: it is in use from now on."""
    model_failed = Signal(str)
    """Why the model could not be used; the one before stays."""
    analysis_progressed = Signal()
    """More frames of the clip are analysed."""
    notice = Signal(str)
    """A sentence for the person, such as why the processor was changed."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._closer = Closer()
        self._arrivals = Latest(self)
        self._arrivals.arrived.connect(self._on_arrival)
        self._path: SourcePath | None = None
        self._starting: SegmenterThread | None = None
        self._ready: _Ready | None = None
        self._analysis: ClipAnalysis | None = None
        self._told: tuple[str, ...] = ()
        self.window: PlaybackWindow | None = None
        self.signals: WindowSignals | None = None

    @property
    def segmenter_thread(self) -> SegmenterThread | None:
        """The thread of the model in use."""
        return self._ready.thread if self._ready is not None else None

    @property
    def segmenter(self) -> Segmenter | None:
        """The model in use; only its properties may be read."""
        return self._ready.segmenter if self._ready is not None else None

    @property
    def store(self) -> MapStore | None:
        """The kept maps of the open source under the model in use."""
        return self._ready.store if self._ready is not None else None

    def open(self, path: SourcePath) -> tuple[PlaybackWindow, WindowSignals]:
        """Opens another source in place of the one before. Whether that works is told by the signals."""
        self.close_source()
        self._path = path
        signals = WindowSignals(self)
        self.signals = signals
        self.window = PlaybackWindow(
            lambda: self.open_source(path),
            None,
            cap_mb=self._settings.frame_cache_mb,
            on_change=signals.on_change,
            on_info=signals.on_info,
            on_error=signals.on_error,
        )
        if self._ready is not None:
            self._prepare(self._ready.thread)
        return self.window, signals

    def open_source(self, path: SourcePath) -> FrameSource:
        """The source as the settings want it; for any thread. Raises SourceError."""
        return open_source(path, deinterlace=self._settings.deinterlace, image_rate_fps=self._settings.image_rate_fps)

    def close_source(self) -> None:
        """Lets go of the source and of all that belongs to it."""
        self._path = None
        window, signals, analysis = self.window, self.signals, self._analysis
        self.window = self.signals = self._analysis = None
        if signals is not None:
            signals.silence()
            signals.deleteLater()
        store = self.store
        if self._ready is not None:
            self._ready = _Ready(self._ready.thread, self._ready.segmenter, None)
        if window is not None:
            self._closer.close(
                *([analysis.close] if analysis is not None else []),
                window.close,
                *([store.close] if store is not None else []),
            )

    def set_model(self, model_file: Path, device: DeviceChoice) -> None:
        """Starts another model; `model_ready` or `model_failed` follows. Of several calls the latest counts."""
        if self._starting is not None:
            self._closer.close(self._starting.close)
        self._starting = SegmenterThread(lambda: Segmenter.open(model_file, device))
        self._prepare(self._starting)

    def pause_analysis(self, paused: bool) -> None:
        """Lets the analysis of the whole clip rest while playback needs the processor."""
        if self._analysis is not None:
            self._analysis.pause(paused)

    def shutdown(self) -> None:
        """Closes everything and waits until it is closed."""
        self.close_source()
        for thread in (self._starting, self.segmenter_thread):
            if thread is not None:
                self._closer.close(thread.close)
        self._starting = self._ready = None
        self._closer.wait()

    def _prepare(self, thread: SegmenterThread) -> None:
        """Finds the kept maps of the source once the model has started; both take a moment."""
        path, memory_mb = self._path, self._settings.map_cache_mb

        def work() -> None:
            failure = thread.opened.exception()
            if failure is not None:
                self._arrivals.put("failed", (thread, failure))
                return
            segmenter = thread.opened.result()
            store = _open_store(path, segmenter, memory_mb) if path is not None else None
            self._arrivals.put("ready", (path, _Ready(thread, segmenter, store)))

        self._closer.close(work)

    def _on_arrival(self, kind: str, value: object) -> None:
        if kind == "progress":
            self.analysis_progressed.emit()
            self._tell_notices()
        elif kind == "ready":
            self._take_over(*value)  # type: ignore[misc]
        elif kind == "failed":
            self._refuse(*value)  # type: ignore[misc]
        else:
            self.notice.emit(str(value))

    def _take_over(self, path: SourcePath | None, ready: _Ready) -> None:
        is_current = ready.thread in (self._starting, self.segmenter_thread)
        if not is_current or path != self._path:
            if ready.store is not None:
                self._closer.close(ready.store.close)
            if is_current and ready.thread is self._starting:
                self._prepare(ready.thread)  # the source changed meanwhile
            return
        before, analysis = self._ready, self._analysis
        self._ready, self._analysis = ready, None
        is_new_model = ready.thread is self._starting
        if is_new_model:
            self._starting = None
            self._told = ()
        if self.window is not None:
            self.window.use_segmenter(ready.thread, ready.store)
            self._start_analysis(ready)
        if before is not None:
            self._closer.close(
                *([analysis.close] if analysis is not None else []),
                *([before.store.close] if before.store is not None and before.store is not ready.store else []),
                *([before.thread.close] if is_new_model else []),
            )
        self.model_ready.emit(ready.segmenter)
        self._tell_notices()

    def _refuse(self, thread: SegmenterThread, failure: BaseException) -> None:
        if thread is self._starting:
            self._starting = None
            self._closer.close(thread.close)
            self.model_failed.emit(describe(failure).message)

    def _start_analysis(self, ready: _Ready) -> None:
        path = self._path
        if path is None or ready.store is None or not self._settings.analyse_whole_clip:
            return
        arrivals = self._arrivals
        self._analysis = ClipAnalysis(
            lambda: self.open_source(path),
            ready.thread,
            ready.store,
            on_progress=lambda analysed, count: arrivals.put("progress", (analysed, count)),
            on_error=lambda error: arrivals.put("error", str(error)),
        )

    def _tell_notices(self) -> None:
        """What the segmenter has to say of its engines, each sentence once."""
        if self.segmenter is None:
            return
        for sentence in self.segmenter.notices:
            if sentence not in self._told:
                self.notice.emit(sentence)
        self._told = self.segmenter.notices


def _open_store(path: SourcePath, segmenter: Segmenter, memory_mb: float) -> MapStore | None:
    """The maps of the source, kept on disk too; None where the source cannot be read (its opening says why)."""
    folder = cache_dir() / "maps"
    try:
        key = map_key(source_key(path), segmenter.model.sha256, segmenter.engine)
    except OSError:
        return None
    prune_maps(folder, _MAPS_ON_DISK_MB)
    return MapStore(key, memory_mb=memory_mb, folder=folder)
