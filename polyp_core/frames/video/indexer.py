"""Indexer: builds a video's frame index in a background thread.

Sources use it through `shared_index.py`, which keeps one per video track.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.display_text import filled
from polyp_core.errors import SourceError, unexpected_source_error
from polyp_core.frames.video.clock_jumps import format_clock_jumps
from polyp_core.frames.video.container import demux, open_container
from polyp_core.frames.video.index import FrameIndex, build_index
from polyp_core.frames.video.packet_scan import DecodingScan, FrameScan, PacketScan, UnreliablePacketsError
from polyp_core.frames.video.timing import frame_timing
from polyp_core.frames.video.truncation import Span, truncation_note

_NO_TIMESTAMPS = 0x80  # AVFMT_NOTIMESTAMPS: an elementary stream; the demuxer invents timestamps
_PROGRESSIVE = 1  # AV_FIELD_PROGRESSIVE
_UNKNOWN_FIELDS = 0

# Containers that store a timestamp for every frame, and codecs with one shown frame per packet.
_TIMED_CONTAINERS = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "mpegts", "flv"})
_ONE_FRAME_PER_PACKET_CODECS = frozenset(
    {"h264", "hevc", "av1", "libdav1d", "vp9", "mjpeg", "prores", "dnxhd", "ffv1", "huffyuv", "rawvideo"}
)

_PUBLISH_INTERVAL_S = 0.1
_CLOSE_TIMEOUT_S = 2.0

_INCOMPLETE_NOTE = filled(
    "The file could no longer be read while its frames were counted, so only those found until then are there. "
    "Check its drive or the network, then open it again."
)


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index built so far; `fraction` (0..1) of the file has been scanned."""

    index: FrameIndex
    complete: bool
    fraction: float
    notes: tuple[str, ...] = ()


class Indexer:
    """Starts indexing `path` immediately. Thread-safe; `close` stops the thread and wakes all waiting threads.

    If the file becomes unreadable, the index is completed with the frames found so far.
    """

    def __init__(self, path: Path, declared_fps: float, track: int | None = None) -> None:
        self._path = path
        self._declared_fps = declared_fps
        self._track = track
        self._changed = threading.Condition()
        self._closed = False
        self._failure: SourceError | None = None
        self._ended_early = False
        empty = build_index([], 0, [], frame_timing([], Fraction(1), declared_fps), [], may_lose_packets=False)
        self._state = IndexState(empty, complete=False, fraction=0.0)
        self._thread = threading.Thread(target=self._run, name=f"index {path.name}", daemon=True)
        self._thread.start()

    @property
    def state(self) -> IndexState:
        return self._state

    @property
    def is_reusable(self) -> bool:
        """False if reading the file failed: indexing again may find more frames."""
        return self._failure is None and not self._ended_early

    def wait(self, ready: Callable[[IndexState], bool], is_cancelled: Callable[[], bool]) -> IndexState:
        """Waits for the first state that is `ready`. Raises SourceError if cancelled, closed, or no frame was found.

        `is_cancelled` is evaluated again after `wake`.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or is_cancelled() or self._failure is not None or ready(self._state)
            )
            if self._failure is not None:
                raise self._failure
            if is_cancelled() or not ready(self._state):
                raise SourceError("{path} was closed before the frame was read.", path=self._path)
            return self._state

    def wake(self) -> None:
        """Makes waiting threads evaluate `is_cancelled` again."""
        with self._changed:
            self._changed.notify_all()

    def wait_briefly(self, timeout_s: float) -> None:
        """Waits up to `timeout_s` for the index to be complete, which suffices for short files."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.complete or self._failure is not None, timeout_s)

    def close(self) -> None:
        """Stops indexing; a thread blocked by the drive is not waited for."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        try:
            if not self._index_by_packets():
                self._index_by_decoding()
        except SourceError as error:
            self._finish_early(error)
        except OSError as error:
            self._finish_early(
                SourceError("Cannot read {path}: {reason}.", path=self._path, reason=error.strerror or error)
            )
        except BaseException as error:  # noqa: BLE001 - raised in the waiting thread
            what = filled("The frames of {path} cannot be counted", path=self._path)
            self._fail(unexpected_source_error(what, error))

    def _finish_early(self, error: SourceError) -> None:
        """Completes the index with the frames found so far, or fails if there are none."""
        self._ended_early = True
        if len(self._state.index) == 0:
            self._fail(error)
        self._publish(replace(self._state, complete=True, notes=(*self._state.notes, _INCOMPLETE_NOTE)))

    def _fail(self, error: SourceError) -> None:
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    def _index_by_packets(self) -> bool:
        container, stream = open_container(self._path, self._track)
        with container:
            if not _has_one_frame_per_packet(container, stream):
                return False
            try:
                self._scan_packets(container, stream, PacketScan(stream, self._declared_fps), ())
            except UnreliablePacketsError:
                return False
        return True

    def _index_by_decoding(self) -> None:
        container, stream = open_container(self._path, self._track)
        with container:
            has_timestamps = not container.format.flags & _NO_TIMESTAMPS
            scan = DecodingScan(stream, self._declared_fps, has_timestamps=has_timestamps)
            note = filled(
                "The file's packets do not identify its frames reliably, so the whole file is decoded to count them."
            )
            self._scan_packets(container, stream, scan, (note,))

    def _scan_packets(
        self, container: InputContainer, stream: VideoStream, scan: FrameScan, notes: tuple[str, ...]
    ) -> None:
        size = max(container.size, 1)
        span = Span()
        published_at = time.monotonic()
        for packet in demux(container, stream):
            if self._closed:
                return
            position = packet.pos
            span.add(packet)
            scan.add(packet)
            now = time.monotonic()
            first = len(self._state.index) == 0 and len(scan) > 0
            if first or now - published_at >= _PUBLISH_INTERVAL_S:
                published_at = now
                fraction = self._state.fraction if position is None else min(position / size, 1.0)
                self._publish(IndexState(scan.index(), False, fraction, notes))
        scan.finish()
        index = scan.index()
        jumps = format_clock_jumps(index.timing.clock_jumps, index.timing.time_s)
        found = (
            _format_restarts(index),
            jumps,
            _format_shape_change(index),
            truncation_note(container, stream, self._path, index, span),
        )
        self._publish(IndexState(index, True, 1.0, (*notes, *(note for note in found if note is not None))))

    def _publish(self, state: IndexState) -> None:
        with self._changed:
            # Indexing by decoding starts over: keep the longer index until it has as many frames.
            if state.complete or len(state.index) >= len(self._state.index):
                self._state = state
            self._changed.notify_all()


def _has_one_frame_per_packet(container: InputContainer, stream: VideoStream) -> bool:
    """True if each packet is likely one timestamped frame; the two fields of an interlaced frame may be two packets."""
    return (
        container.format.name in _TIMED_CONTAINERS
        and stream.codec_context.name in _ONE_FRAME_PER_PACKET_CODECS
        and stream.codec_context.field_order in (_UNKNOWN_FIELDS, _PROGRESSIVE)
    )


def _format_restarts(index: FrameIndex) -> str | None:
    restarts = index.timing.restarts
    if restarts == 0:
        return None
    once = filled("The recorder's clock restarts once in this file; the times shown continue across it.")
    several = filled(
        "The recorder's clock restarts {n} times in this file; the times shown continue across it.", n=restarts
    )
    return once if restarts == 1 else several


def _format_shape_change(index: FrameIndex) -> str | None:
    change = index.shape_change
    return None if change is None else change.note(float(index.timing.time_s[change.frame]))
