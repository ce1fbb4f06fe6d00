"""LiveRecorder: writes what arrives into parts on the disk, without encoding it again, readable after a kill."""

import logging
import queue
import threading
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.files.atomic_files import write_error
from polyp_core.frames.video.container import VideoPacket
from polyp_core.live.live_input import LiveFrame

_log = logging.getLogger(__name__)

PART_S = 300.0
"""Length of a part."""
_MOST_QUEUED = 500  # 20 seconds at 25 frames/s, for a disk that is slow for a while
# A Matroska file is readable without its end; a cluster is what a kill loses.
_OPTIONS = {"flush_packets": "1", "cluster_time_limit": "1000"}
RAW_CODECS = frozenset({"rawvideo", "wrapped_avframe", "v210", "r210", "yuv4"})
_ENCODER = {"preset": "ultrafast", "crf": "18", "tune": "zerolatency"}
_TICKS = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class RecorderState:
    """What was written: `problem` is a sentence, "" while all is written; `recorded_s` counts the pictures' time."""

    parts: tuple[Path, ...]
    recorded_s: float
    size_bytes: int
    problem: str


_Packet = tuple[VideoPacket, VideoStream, int]


class LiveRecorder(ContextManagerMixin):
    """Writes parts `NAME-001.mkv`, `NAME-002.mkv` into `folder`, in a thread. NAME is the date and time of the start.

    A part begins with a keyframe, and with each new connection. Pictures that a capture card sends unencoded are
    encoded in H.264. On a failure it stops, says why in `state`, and keeps what is written.
    """

    def __init__(self, folder: Path, part_s: float = PART_S) -> None:
        self._folder, self._part_s = folder, part_s
        self._name = f"{datetime.now():%Y-%m-%d %H-%M-%S}"
        self._queue: queue.Queue[_Packet | LiveFrame | None] = queue.Queue(_MOST_QUEUED)
        self._parts: tuple[Path, ...] = ()
        self._recorded_s = 0.0
        self._size_bytes = 0
        self._problem = ""
        self._container: OutputContainer | None = None
        self._connection: int | None = None  # that the part belongs to
        self._stream: VideoStream | None = None
        self._begin: int | None = None  # time stamp with which the part begins
        self._last = -1
        self._encoded_size: tuple[int, int] | None = None
        self._thread = threading.Thread(target=self._run, name="live-recorder", daemon=True)
        self._thread.start()

    @property
    def state(self) -> RecorderState:
        """What was written up to now; thread-safe."""
        return RecorderState(self._parts, self._recorded_s, self._size_bytes, self._problem)

    def add_packet(self, packet: VideoPacket, stream: VideoStream, connection: int) -> None:
        """Records a packet, which is the recorder's from now on; ignored if the stream is unencoded."""
        if stream.codec_context.name not in RAW_CODECS:
            self._put((packet, stream, connection))

    def add_frame(self, frame: LiveFrame) -> None:
        """Records a picture of an unencoded stream; ignored for others."""
        if frame.codec in RAW_CODECS:
            self._put(frame)

    def close(self) -> None:
        """Finishes the part and waits until it is on the disk."""
        self._queue.put(None)
        self._thread.join()

    def _put(self, item: _Packet | LiveFrame) -> None:
        if self._problem:
            return
        try:
            self._queue.put_nowait(item)
        except queue.Full:  # waiting would keep the live picture back
            self._problem = f"The recording has stopped: {self._folder} takes the pictures too slowly."

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._problem:
                continue
            try:
                if isinstance(item, LiveFrame):
                    self._encode(item)
                else:
                    self._copy(*item)
            except (av.error.FFmpegError, OSError, ValueError) as error:
                self._fail(error)
        try:
            self._end_part()
        except (av.error.FFmpegError, OSError) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        _log.warning("The live recording has failed", exc_info=error)
        reason = str(write_error(self._folder, error)) if isinstance(error, OSError) else f"{error}."
        self._problem = f"The recording has stopped. {reason}"

    # -- Packets as they are -------------------------------------------------------------------------------------------

    def _copy(self, packet: VideoPacket, template: VideoStream, connection: int) -> None:
        if packet.dts is None or packet.time_base is None:
            return
        is_other = connection != self._connection
        is_due = self._begin is not None and (packet.dts - self._begin) * packet.time_base >= self._part_s
        if packet.is_keyframe and (is_other or is_due):
            self._end_part()
            container = self._begin_part()
            self._stream, self._connection = container.add_stream_from_template(template), connection
            self._begin, self._last = packet.dts, -1
        elif is_other:
            return  # until the next keyframe
        assert self._container is not None and self._stream is not None and self._begin is not None
        dts = packet.dts - self._begin
        if dts <= self._last:  # damaged time stamps
            return
        self._recorded_s += float((dts - max(self._last, 0)) * packet.time_base)
        self._last = dts
        packet.pts = max(dts, packet.pts - self._begin) if packet.pts is not None else dts
        packet.dts = dts
        packet.stream = self._stream
        self._size_bytes += packet.size
        self._container.mux(packet)

    # -- Unencoded pictures --------------------------------------------------------------------------------------------

    def _encode(self, live: LiveFrame) -> None:
        ticks = round(live.arrived_s / _TICKS)
        size = (live.frame.width, live.frame.height)
        is_due = self._begin is not None and (ticks - self._begin) * _TICKS >= self._part_s
        if size != self._encoded_size or is_due:
            self._end_part()
            container = self._begin_part()
            self._encoded_size, self._begin, self._last = size, ticks, -1
            self._stream = container.add_stream("libx264", rate=25, options=_ENCODER)
            self._stream.width, self._stream.height = size[0] // 2 * 2, size[1] // 2 * 2
            self._stream.pix_fmt = "yuv420p"
            self._stream.codec_context.time_base = _TICKS
        assert self._container is not None and self._stream is not None and self._begin is not None
        frame: VideoFrame = live.frame.reformat(self._stream.width, self._stream.height, "yuv420p")
        pts = max(ticks - self._begin, self._last + 1)
        self._recorded_s += float((pts - max(self._last, 0)) * _TICKS)
        frame.pts, frame.time_base, self._last = pts, _TICKS, pts
        for packet in self._stream.encode(frame):
            self._size_bytes += packet.size
            self._container.mux(packet)

    # -- Parts ---------------------------------------------------------------------------------------------------------

    def _begin_part(self) -> OutputContainer:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._name}-{len(self._parts) + 1:03}.mkv"
        container = av.open(str(path), "w", format="matroska", options=_OPTIONS)
        self._container = container
        self._parts += (path,)
        return container

    def _end_part(self) -> None:
        container, self._container = self._container, None
        if container is None:
            return
        try:
            if self._encoded_size is not None and self._stream is not None:
                for packet in self._stream.encode(None):
                    container.mux(packet)
        finally:
            self._stream = self._connection = self._encoded_size = None
            container.close()
