"""LiveView: the newest picture with its mask, its delay, findings and a recording, from one address."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.context_manager import ContextManagerMixin
from polyp_core.errors import PolypViewerError
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.recording_table import FrameMeasures
from polyp_core.frames.frame import Frame, Image
from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.decoder import Picture
from polyp_core.frames.video.display import Display
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.live.address import LiveAddress
from polyp_core.live.delays import Delays
from polyp_core.live.live_findings import LiveFindings
from polyp_core.live.live_input import InputState, LiveFrame, LiveInput
from polyp_core.live.recorder import LiveRecorder, RecorderState

_log = logging.getLogger(__name__)

_WAIT_S = 0.5
_DECIDE_EVERY_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class LivePicture:
    """A picture, with its mask unless there is no model yet, and when its data had arrived (monotonic seconds)."""

    analysed: AnalysedFrame
    arrived_s: float


@dataclass(frozen=True, slots=True)
class LiveState:
    """The state of input, analysis and recording.

    `analysed` pictures of the input's have a mask, the others were replaced by newer ones. The delays are those from
    the arrival of a picture until it was shown with its mask, in seconds: median and 99th percentile of a minute.
    Times of findings count from `started` (seconds since 1970); `time_s` is the present one.
    """

    input: InputState
    analysed: int
    delay_s: float | None
    delay_99_s: float | None
    ended_findings: tuple[Finding, ...]
    current_findings: tuple[Finding, ...]
    recorder: RecorderState | None
    started: float
    time_s: float
    problem: str


class LiveView(ContextManagerMixin):
    """Watches `address`. `on_picture` is called with each analysed picture, in a thread; newer ones replace others.

    The caller reports when it has shown a picture (`shown`), which ends its delay. Thread-safe.
    """

    def __init__(
        self,
        address: LiveAddress,
        segmenter: SegmenterThread | None,
        policy: AlarmPolicy,
        on_picture: Callable[[LivePicture], None],
    ) -> None:
        self._segmenter, self._on_picture = segmenter, on_picture
        self._findings = LiveFindings(policy)
        self._current: tuple[Finding, ...] = ()
        self._delays = Delays()
        self._analysed = 0
        self._problem = ""
        self._recorder: LiveRecorder | None = None
        self._recorder_lock = threading.Lock()
        self._display: Display | None = None
        self._ended = threading.Event()
        self._started_s, self._started = time.monotonic(), time.time()
        self._input = LiveInput(address, self._on_packet, self._on_frame)
        self._thread = threading.Thread(target=self._run, name="live-analysis", daemon=True)
        self._thread.start()

    # -- For other threads ---------------------------------------------------------------------------------------------

    @property
    def state(self) -> LiveState:
        """The current state."""
        recorder = self._recorder
        return LiveState(
            self._input.state,
            self._analysed,
            self._delays.percentile(50),
            self._delays.percentile(99),
            self._findings.ended,
            self._current,
            recorder.state if recorder is not None else None,
            self._started,
            time.monotonic() - self._started_s,
            self._problem,
        )

    @property
    def is_recording(self) -> bool:
        return self._recorder is not None

    def shown(self, picture: LivePicture) -> None:
        """Notes that a picture is on the screen."""
        if picture.analysed.prediction is not None:
            self._delays.add(time.monotonic() - picture.arrived_s)

    def set_segmenter(self, segmenter: SegmenterThread | None) -> None:
        """Sets the model, from the next picture on."""
        self._segmenter = segmenter

    def start_recording(self, folder: Path) -> None:
        """Records what arrives into parts in `folder`, from the next keyframe on."""
        with self._recorder_lock:
            if self._recorder is None:
                self._recorder = LiveRecorder(folder)

    def stop_recording(self) -> RecorderState | None:
        """Finishes the recording and returns what was written; None if there was none."""
        with self._recorder_lock:
            recorder, self._recorder = self._recorder, None
        if recorder is None:
            return None
        recorder.close()
        return recorder.state

    def stop(self) -> None:
        """Ends watching soon, without waiting."""
        self._ended.set()
        self._input.stop()

    def close(self) -> None:
        """Ends watching and finishes the recording."""
        self.stop()
        self.stop_recording()
        self._thread.join()
        self._input.close()

    # -- Threads -------------------------------------------------------------------------------------------------------

    def _on_packet(self, packet: VideoPacket, stream: VideoStream, connection: int) -> None:
        with self._recorder_lock:
            if self._recorder is not None:
                self._recorder.add_packet(packet, stream, connection)

    def _on_frame(self, frame: LiveFrame) -> None:
        with self._recorder_lock:
            if self._recorder is not None:
                self._recorder.add_frame(frame)

    def _run(self) -> None:
        decided_s = 0.0
        while not self._ended.is_set():
            live = self._input.wait_newest(_WAIT_S)
            if live is not None:
                self._analyse(live)
            if time.monotonic() - decided_s >= _DECIDE_EVERY_S:
                decided_s = time.monotonic()
                self._current = self._findings.current

    def _analyse(self, live: LiveFrame) -> None:
        time_s = live.arrived_s - self._started_s
        try:
            frame = Frame(live.index, time_s, self._to_rgb(live.frame), live.damaged)
        except (ValueError, OSError) as error:
            _log.warning("A live picture cannot be converted", exc_info=error)
            return
        prediction = None
        if (segmenter := self._segmenter) is not None and segmenter.opened.done():
            try:
                prediction = segmenter.submit(frame, Priority.PLAYHEAD).result()
                self._problem = ""
            except PolypViewerError as error:
                self._problem = error.text
        self._on_picture(LivePicture(AnalysedFrame(frame, prediction), live.arrived_s))
        if prediction is not None:
            self._analysed += 1
            self._findings.add(frame.index, time_s, FrameMeasures.of(prediction, frame))

    def _to_rgb(self, frame: VideoFrame) -> Image:
        picture = Picture(0, frame, damaged=False, pixel_aspect=None)
        if self._display is None or self._display.shape_of(picture) != self._display.shape:
            self._display = Display(picture, None)
        return self._display.to_rgb(frame, self._display.shape)
