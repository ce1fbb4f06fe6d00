"""LiveInput: reads a capture device or a stream in a thread, keeps the newest picture, and connects again when lost."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import av
import av.error
from av.codec.context import Flags
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled
from polyp_core.frames.size_limit import is_too_large
from polyp_core.frames.video.container import VideoPacket
from polyp_core.live.address import LiveAddress

_log = logging.getLogger(__name__)

OPEN_TIMEOUT_S = 5.0
NO_DATA_S = 2.0
"""Without data for this long the connection is opened again."""
SIGNAL_LOST_S = 1.0
"""Without a picture for this long there is no signal."""
_RETRY_S = 0.5
_DECODER_THREADS = 2

Signal = Literal["connecting", "live", "lost"]


@dataclass(frozen=True, slots=True, eq=False)
class LiveFrame:
    """A decoded picture before colour conversion; `arrived_s` (monotonic) is when its data had arrived.

    `index` counts all decoded pictures from 0, `codec` is FFmpeg's name of the stream's codec.
    """

    index: int
    arrived_s: float
    frame: VideoFrame
    damaged: bool
    codec: str


@dataclass(frozen=True, slots=True)
class InputState:
    """What is known of the input: `problem` is a sentence, "" without one; `frames_per_s` is the measured rate.

    `since_s` is the time since the latest picture, None before the first.
    """

    signal: Signal
    since_s: float | None
    problem: str
    width_px: int
    height_px: int
    frames_per_s: float
    frames: int
    connections: int


class LiveInput(ContextManagerMixin):
    """Owns the connection. `on_packet(packet, stream, connection)` and `on_frame(frame)` are called in its thread.

    `on_packet` gets each packet of the picture after it was decoded; the packet is its own from then on. `connection`
    counts the connections.
    """

    def __init__(
        self,
        address: LiveAddress,
        on_packet: Callable[[VideoPacket, VideoStream, int], None] = lambda packet, stream, connection: None,
        on_frame: Callable[[LiveFrame], None] = lambda frame: None,
    ) -> None:
        self._address, self._on_packet, self._on_frame = address, on_packet, on_frame
        self._ended = threading.Event()
        self._changed = threading.Condition()
        self._newest: LiveFrame | None = None
        self._latest_s: float | None = None
        self._frames = self._connections = 0
        self._interval_s = 0.0
        self._problem = ""
        self._size_px = (0, 0)
        self._thread = threading.Thread(target=self._run, name="live-input", daemon=True)
        self._thread.start()

    @property
    def state(self) -> InputState:
        """The current state; thread-safe."""
        latest_s = self._latest_s
        since_s = None if latest_s is None else time.monotonic() - latest_s
        signal: Signal = "connecting" if since_s is None else "live" if since_s < SIGNAL_LOST_S else "lost"
        rate = 1 / self._interval_s if self._interval_s > 0 else 0.0
        problem = "" if signal == "live" else self._problem
        return InputState(signal, since_s, problem, *self._size_px, rate, self._frames, self._connections)

    def wait_newest(self, timeout_s: float) -> LiveFrame | None:
        """Returns the newest picture that was not returned yet, waiting for it; None if none arrives in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._ended.is_set(), timeout_s)
            newest, self._newest = self._newest, None
            return newest

    def stop(self) -> None:
        """Closes the connection soon, without waiting."""
        self._ended.set()
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Closes the connection and waits until it is; FFmpeg ends its waiting within a few seconds."""
        self.stop()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                with self._open() as container:
                    self._read(container)
                self._problem = filled("The stream has ended or changed.")
            except (av.error.FFmpegError, OSError, ValueError) as error:
                self._problem = self._format(error)
                _log.info("Live input %s: %s", self._address.name, error)
            self._ended.wait(_RETRY_S)

    def _open(self) -> InputContainer:
        return av.open(
            self._address.url,
            format=self._address.format,
            options=dict(self._address.options),
            timeout=(OPEN_TIMEOUT_S, NO_DATA_S),
            metadata_errors="replace",
        )

    def _read(self, container: InputContainer) -> None:
        streams = container.streams.video
        if not streams or streams[0].codec_context is None:
            self._problem = filled("{name} sends no picture that can be decoded.", name=self._address.name)
            return
        self._connections += 1
        stream = streams[0]
        context = stream.codec_context
        # Threads for slices, as those for frames would each keep a picture back.
        context.thread_type, context.thread_count = "SLICE", _DECODER_THREADS
        context.flags |= Flags.low_delay
        for packet in container.demux(stream):
            arrived_s = time.monotonic()
            if self._ended.is_set():
                return
            if packet.size == 0:
                continue
            size_px = (context.width, context.height)
            self._decode(packet, arrived_s)
            if (context.width, context.height) != size_px:
                return  # opened again, as what was found out about the stream does not fit any more
            self._on_packet(packet, stream, self._connections)

    def _decode(self, packet: VideoPacket, arrived_s: float) -> None:
        try:
            pictures = packet.decode()
        except av.error.FFmpegError as error:
            self._problem = self._format(error)
            return
        codec = packet.stream.codec_context.name
        for picture in pictures:
            if not isinstance(picture, VideoFrame) or is_too_large(picture.width, picture.height):
                continue
            frame = LiveFrame(self._frames, arrived_s, picture, bool(picture.is_corrupt or packet.is_corrupt), codec)
            self._note(frame)
            self._on_frame(frame)

    def _note(self, frame: LiveFrame) -> None:
        if self._latest_s is not None and (interval_s := frame.arrived_s - self._latest_s) < SIGNAL_LOST_S:
            # A mean over about two seconds.
            self._interval_s += (interval_s - self._interval_s) / min(50, self._frames)
        self._size_px = (frame.frame.width, frame.frame.height)
        with self._changed:
            self._frames += 1
            self._newest, self._latest_s = frame, frame.arrived_s
            self._changed.notify_all()

    def _format(self, error: Exception) -> str:
        if isinstance(error, av.error.ExitError | TimeoutError):
            return filled("Nothing arrives from {name}. It is tried again and again.", name=self._address.name)
        if isinstance(error, av.error.InvalidDataError):
            return filled("What arrives from {name} is no picture that can be decoded.", name=self._address.name)
        reason = getattr(error, "strerror", "") or str(error)
        return filled(
            "{name} cannot be opened: {reason}. It is tried again and again.", name=self._address.name, reason=reason
        )
