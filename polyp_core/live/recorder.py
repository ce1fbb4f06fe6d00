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
from polyp_core.display_text import filled, joined
from polyp_core.files.atomic_files import write_error
from polyp_core.frames.video.container import VideoPacket
from polyp_core.live.live_input import LiveFrame

_log = logging.getLogger(__name__)

PART_S = 300.0
"""Length of a part."""
_JUMP_S = 5.0
_MOST_QUEUED = 500  # 20 seconds at 25 frames/s, for a disk that is slow for a while
# A Matroska file is readable without its end; a cluster (0.2 s) is what a kill loses.
_OPTIONS = {"flush_packets": "1", "cluster_time_limit": "200"}
_RAW_CODECS = frozenset({"rawvideo", "wrapped_avframe", "v210", "r210", "yuv4"})
_ENCODER = {"preset": "ultrafast", "crf": "18", "tune": "zerolatency"}
_TICK_S = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class RecorderState:
    """What was written: `problem` is a sentence, "" while all is written; `recorded_s` counts the pictures' time."""

    parts: tuple[Path, ...]
    recorded_s: float
    size_bytes: int
    problem: str


class LiveRecorder(ContextManagerMixin):
    """Writes parts `NAME-001.mkv`, `NAME-002.mkv` into `folder`, in a thread. NAME is the date and time of the start.

    A part begins with a keyframe, and with each new connection. Pictures that a capture card sends unencoded are
    encoded in H.264. On a failure it stops, says why in `state`, and keeps what is written. One thread adds packets and
    frames.
    """

    def __init__(self, folder: Path, part_s: float = PART_S) -> None:
        self._folder, self._part_s = folder, part_s
        self._name = f"{datetime.now():%Y-%m-%d %H-%M-%S}"
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._part: _Part | None = None
        self._parts: tuple[Path, ...] = ()
        self._recorded_s = 0.0
        self._size_bytes = 0
        self._problem = ""
        self._thread = threading.Thread(target=self._run, name="live-recorder", daemon=True)
        self._thread.start()

    @property
    def state(self) -> RecorderState:
        """What was written up to now; thread-safe."""
        return RecorderState(self._parts, self._recorded_s, self._size_bytes, self._problem)

    def add_packet(self, packet: VideoPacket, stream: VideoStream, connection: int) -> None:
        """Records a packet, which is the recorder's from now on; ignored if the stream is unencoded."""
        if stream.codec_context.name in _RAW_CODECS or packet.dts is None or packet.time_base is None:
            return
        part, begin = self._part, packet.dts * packet.time_base
        if part is None or part.must_end(connection, begin, self._part_s):
            if not packet.is_keyframe:
                if part is None or part.key != connection:
                    return
            else:
                part = self._begin_part(connection, begin, stream)
        if part is None:
            return
        time_s = begin - part.begin_s
        if time_s <= part.last_s:  # damaged time stamps
            return
        offset = round(part.begin_s / packet.time_base)
        packet.pts = max(packet.dts, packet.pts if packet.pts is not None else packet.dts) - offset
        packet.dts -= offset
        packet.stream = part.stream
        self._put(part, packet, time_s)

    def add_frame(self, frame: LiveFrame) -> None:
        """Records a picture of an unencoded stream; ignored for others."""
        if frame.codec not in _RAW_CODECS:
            return
        size, begin = (frame.frame.width, frame.frame.height), Fraction(round(frame.arrived_s / _TICK_S)) * _TICK_S
        part = self._part
        if part is None or part.must_end(size, begin, self._part_s):
            part = self._begin_part(size, begin, None)
        if part is not None and (time_s := begin - part.begin_s) > part.last_s:
            self._put(part, frame.frame, time_s)

    def close(self) -> None:
        """Finishes the part and waits until it is on the disk."""
        if self._part is not None:
            self._queue.put((self._part, None, Fraction()))
        self._queue.put(None)
        self._thread.join()

    def _begin_part(self, key: object, begin_s: Fraction, template: VideoStream | None) -> "_Part | None":
        """Opens the next part, of packets like those of `template`, or of pictures of the size `key`."""
        former, self._part = self._part, None
        if former is not None:
            self._queue.put((former, None, Fraction()))
        if self._problem:
            return None
        path = self._folder / f"{self._name}-{len(self._parts) + 1:03}.mkv"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            container = av.open(str(path), "w", format="matroska", options=_OPTIONS)
            if template is not None:
                stream = container.add_stream_from_template(template)
            else:
                assert isinstance(key, tuple)
                stream = container.add_stream("libx264", rate=25, options=_ENCODER)
                stream.width, stream.height = key[0] // 2 * 2, key[1] // 2 * 2
                stream.pix_fmt = "yuv420p"
                stream.codec_context.time_base = _TICK_S
        except (av.error.FFmpegError, OSError, ValueError) as error:
            self._fail(error)
            return None
        self._part = _Part(key, container, stream, begin_s, is_encoded=template is None)
        self._parts += (path,)
        return self._part

    def _put(self, part: "_Part", item: VideoPacket | VideoFrame, time_s: Fraction) -> None:
        if self._problem:
            return
        if self._queue.qsize() >= _MOST_QUEUED:  # waiting would keep the live picture back
            self._problem = filled(
                "The recording has stopped: {folder} takes the pictures too slowly.", folder=self._folder
            )
            return
        self._queue.put((part, item, time_s))
        part.last_s = time_s

    def _run(self) -> None:
        while (queued := self._queue.get()) is not None:
            part, item, time_s = queued
            try:
                if item is None:
                    part.close()
                elif not self._problem:
                    self._size_bytes += part.write(item, time_s)
                    self._recorded_s += float(time_s - part.written_s)
                    part.written_s = time_s
            except (av.error.FFmpegError, OSError, ValueError) as error:
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        _log.warning("The live recording has failed", exc_info=error)
        reason = write_error(self._folder, error).text if isinstance(error, OSError) else f"{error}."
        self._problem = joined((filled("The recording has stopped."), reason))


class _Part:
    """A file of the recording. The thread that adds decides on its beginning and end, the recorder's writes it."""

    def __init__(
        self, key: object, container: OutputContainer, stream: VideoStream, begin_s: Fraction, *, is_encoded: bool
    ) -> None:
        self.key, self.stream, self.begin_s = key, stream, begin_s
        self.last_s, self.written_s = Fraction(-1), Fraction()
        self._container, self._is_encoded = container, is_encoded
        self._pts = -1

    def must_end(self, key: object, now_s: Fraction, part_s: float) -> bool:
        """True if what has the time stamp `now_s` belongs into another part."""
        time_s = now_s - self.begin_s
        # A jump of the time stamps, as after a restart of the sender.
        return key != self.key or time_s >= part_s or abs(time_s - self.last_s) > _JUMP_S

    def write(self, item: VideoPacket | VideoFrame, time_s: Fraction) -> int:
        """Writes a packet, or a picture of that time; returns the number of bytes. Raises OSError, FFmpegError."""
        if not isinstance(item, VideoFrame):
            self._container.mux(item)
            return item.size
        frame = item.reformat(self.stream.width, self.stream.height, "yuv420p")
        frame.pts = self._pts = max(self._pts + 1, round(time_s / _TICK_S))
        frame.time_base = _TICK_S
        size_bytes = 0
        for packet in self.stream.encode(frame):
            size_bytes += packet.size
            self._container.mux(packet)
        return size_bytes

    def close(self) -> None:
        try:
            if self._is_encoded:
                for packet in self.stream.encode(None):
                    self._container.mux(packet)
        finally:
            self._container.close()


_Item = tuple[_Part, VideoPacket | VideoFrame | None, Fraction]
"""What a part is to hold, None for its end, and when, in seconds from its beginning."""
