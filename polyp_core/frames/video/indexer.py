"""Indexer: builds a video's frame index on a thread of its own, so that playing need not wait for it.

Sources use it through `shared_index.py`, so that there is one for each file.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.errors import SourceError, unexpected_source_error
from polyp_core.frames.video.clock_jumps import clock_jump_note
from polyp_core.frames.video.container import demux, open_container
from polyp_core.frames.video.index import FrameIndex, build_index
from polyp_core.frames.video.packet_scan import DecodingScan, PacketScan, Scan, UnreliablePacketsError
from polyp_core.frames.video.timing import frame_timing
from polyp_core.frames.video.truncation import Span, cut_note

_NO_TIMESTAMPS = 0x80  # AVFMT_NOTIMESTAMPS: a bare stream; the demuxer makes its timestamps up
_PROGRESSIVE = 1  # AV_FIELD_PROGRESSIVE
_UNKNOWN_FIELDS = 0

# Containers that keep a timestamp with every frame, and codecs of which one packet is one frame, shown.
_TIMED_CONTAINERS = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "mpegts", "flv"})
_PLAIN_CODECS = frozenset(
    {"h264", "hevc", "av1", "libdav1d", "vp9", "mjpeg", "prores", "dnxhd", "ffv1", "huffyuv", "rawvideo"}
)

_PUBLISH_EVERY_S = 0.1
_CLOSING_S = 2.0

_ENDED_EARLY = (
    "The file could no longer be read while its frames were counted, so only those found until then are there. "
    "Check its drive or the network, then open it again."
)


@dataclass(frozen=True, slots=True)
class IndexState:
    """The index as far as it is built; `fraction` (0..1) of the file is worked through."""

    index: FrameIndex
    complete: bool
    fraction: float
    notes: tuple[str, ...] = ()


class Indexer:
    """Starts indexing `path` at once. Any thread may ask; `close` ends the thread and wakes whoever waits.

    Where the file goes away meanwhile the index is complete with what was found.
    """

    def __init__(self, path: Path, declared_fps: float, track: int | None = None) -> None:
        self._path = path
        self._declared_fps = declared_fps
        self._track = track
        self._changed = threading.Condition()
        self._closed = False
        self._failure: SourceError | None = None
        self._ended_early = False
        empty = build_index([], 0, [], frame_timing([], Fraction(1), declared_fps), [])
        self._state = IndexState(empty, complete=False, fraction=0.0)
        self._thread = threading.Thread(target=self._run, name=f"index {path.name}", daemon=True)
        self._thread.start()

    @property
    def state(self) -> IndexState:
        return self._state

    @property
    def could_read_all(self) -> bool:
        """False once the file could not be read on: another try may find more."""
        return self._failure is None and not self._ended_early

    def wait(self, ready: Callable[[IndexState], bool], given_up: Callable[[], bool]) -> IndexState:
        """The first state that is `ready`. Raises SourceError where `given_up` or closed meanwhile, or nothing found.

        `given_up` is asked again after `wake`.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or given_up() or self._failure is not None or ready(self._state)
            )
            if self._failure is not None:
                raise self._failure
            if given_up() or not ready(self._state):
                raise SourceError(f"{self._path} was closed while a frame was awaited.")
            return self._state

    def wake(self) -> None:
        """Has those who wait look again whether they have given up."""
        with self._changed:
            self._changed.notify_all()

    def wait_briefly(self, timeout_s: float) -> None:
        """Gives the index of a short file the time to be complete."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.complete or self._failure is not None, timeout_s)

    def close(self) -> None:
        """A thread that is held up by the drive is left to end by itself."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSING_S)

    def _run(self) -> None:
        try:
            if not self._try_packets():
                self._decode_all()
        except SourceError as error:
            self._end_early(error)
        except OSError as error:
            self._end_early(SourceError(f"Cannot read {self._path}: {error.strerror or error}."))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            self._fail(unexpected_source_error(f"The frames of {self._path} cannot be counted", error))

    def _end_early(self, error: SourceError) -> None:
        """With the frames found so far; a failure where there are none."""
        self._ended_early = True
        if len(self._state.index) == 0:
            self._fail(error)
        self._publish(replace(self._state, complete=True, notes=(*self._state.notes, _ENDED_EARLY)))

    def _fail(self, error: SourceError) -> None:
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    def _try_packets(self) -> bool:
        container, stream = open_container(self._path, self._track)
        with container:
            if not _packets_may_tell(container, stream):
                return False
            try:
                self._work_through(container, stream, PacketScan(stream, self._declared_fps), ())
            except UnreliablePacketsError:
                return False
        return True

    def _decode_all(self) -> None:
        container, stream = open_container(self._path, self._track)
        with container:
            has_timestamps = not container.format.flags & _NO_TIMESTAMPS
            scan = DecodingScan(stream, self._declared_fps, has_timestamps=has_timestamps)
            note = "The file does not tell its frames reliably, so they are counted by decoding it once."
            self._work_through(container, stream, scan, (note,))

    def _work_through(self, container: InputContainer, stream: VideoStream, scan: Scan, notes: tuple[str, ...]) -> None:
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
            if first or now - published_at >= _PUBLISH_EVERY_S:
                published_at = now
                fraction = self._state.fraction if position is None else min(position / size, 1.0)
                self._publish(IndexState(scan.index(), False, fraction, notes))
        scan.finish()
        index = scan.index()
        jumps = clock_jump_note(index.timing.clock_jumps, index.timing.time_s)
        found = (_restart_note(index), jumps, _shape_note(index), cut_note(container, stream, self._path, index, span))
        self._publish(IndexState(index, True, 1.0, (*notes, *(note for note in found if note is not None))))

    def _publish(self, state: IndexState) -> None:
        with self._changed:
            # Decoding after the packets proved unreliable starts over: what was announced stays until it is reached.
            if state.complete or len(state.index) >= len(self._state.index):
                self._state = state
            self._changed.notify_all()


def _packets_may_tell(container: InputContainer, stream: VideoStream) -> bool:
    """Whether one packet is likely one frame with a timestamp of its own; two fields of a frame may be two packets."""
    return (
        container.format.name in _TIMED_CONTAINERS
        and stream.codec_context.name in _PLAIN_CODECS
        and stream.codec_context.field_order in (_UNKNOWN_FIELDS, _PROGRESSIVE)
    )


def _restart_note(index: FrameIndex) -> str | None:
    restarts = index.timing.restarts
    if restarts == 0:
        return None
    how_often = "once" if restarts == 1 else f"{restarts} times"
    return f"The recorder's clock begins anew {how_often} in this file; the times shown count on over it."


def _shape_note(index: FrameIndex) -> str | None:
    change = index.shape_change
    return None if change is None else change.note(float(index.timing.time_s[change.frame]))
