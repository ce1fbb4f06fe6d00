"""Telling that a recording was cut: it plays up to the cut, and the person is told."""

import os
from dataclasses import dataclass
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.index import FrameIndex

_TS_PACKET_BYTES = (188, 192, 204)
_MISSING_S = 1.0
_MISSING_SHARE = 0.02

_TAIL_BYTES = 2**18
_PACK_START = b"\x00\x00\x01\xba"
_MPEG2_PACK_BYTES, _MPEG1_PACK_BYTES = 14, 12
_FIRST_UNIT_WITH_LENGTH = 0xBB


@dataclass(slots=True)
class Span:
    """From when to when packets are shown, in their stream's time base; None where none of them tells."""

    start: int | None = None
    end: int | None = None

    def add(self, packet: VideoPacket) -> None:
        if packet.pts is None:
            return
        end = packet.pts + (packet.duration or 0)
        self.start = packet.pts if self.start is None else min(self.start, packet.pts)
        self.end = end if self.end is None else max(self.end, end)


def cut_note(container: InputContainer, stream: VideoStream, path: Path, index: FrameIndex, span: Span) -> str | None:
    """A sentence where the file was meant to go on after the last frame of its `index`; None where nothing says so.

    `span` is that of all its packets: some at its beginning may show nothing, and its last may be shown for long.
    """
    declared_s = _declared_duration_s(container, stream, index)
    held_s = max(index.timing.duration_s, _length_s(container, stream, span))
    if declared_s is not None and declared_s - held_s > max(_MISSING_S, _MISSING_SHARE * declared_s):
        return (
            f"The file is cut: it holds {held_s:.1f} s of the {declared_s:.1f} s that it announces. "
            "It plays up to the cut; copy it again for the rest."
        )
    if _ends_within_a_unit(container.format.name, path):
        return "The file ends in the middle of a picture: the recording was cut. It plays up to the cut."
    return None


def _declared_duration_s(container: InputContainer, stream: VideoStream, index: FrameIndex) -> float | None:
    """None where the file announces nothing, or announces as many frames as it holds."""
    if 0 < stream.frames <= index.packet_count:
        return None
    if container.format.name in ("mpeg", "mpegts", "avi"):
        # The duration that FFmpeg gives for these is measured from the very file, cut or not.
        return stream.frames / index.timing.rate_fps if stream.frames else None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / 1e6
    return stream.frames / index.timing.rate_fps if stream.frames else None


def _length_s(container: InputContainer, stream: VideoStream, span: Span) -> float:
    if span.start is None or span.end is None or stream.time_base is None:
        return 0.0
    # Matroska's duration counts from time 0, that of others from the first packet.
    start = min(span.start, 0) if "matroska" in container.format.name else span.start
    return float((span.end - start) * stream.time_base)


def _ends_within_a_unit(format_name: str, path: Path) -> bool:
    """False where the file is gone meanwhile."""
    try:
        size = path.stat().st_size
        if format_name == "mpegts":
            return all(size % unit for unit in _TS_PACKET_BYTES)
        if format_name == "mpeg":
            with path.open("rb") as file:
                file.seek(-min(_TAIL_BYTES, size), os.SEEK_END)
                return _program_stream_overruns(file.read())
    except OSError:
        return False
    return False


def _program_stream_overruns(tail: bytes) -> bool:
    """Whether the last unit of an MPEG program stream (ISO 13818-1, 2.5) is longer than what is left of the file."""
    at = tail.rfind(_PACK_START)
    if at < 0 or at + _MPEG2_PACK_BYTES > len(tail):
        return at >= 0
    is_mpeg2 = tail[at + 4] >> 6 == 0b01
    at += _MPEG2_PACK_BYTES + (tail[at + 13] & 0b111) if is_mpeg2 else _MPEG1_PACK_BYTES
    while at + 6 <= len(tail) and tail.startswith(b"\x00\x00\x01", at) and tail[at + 3] >= _FIRST_UNIT_WITH_LENGTH:
        at += 6 + int.from_bytes(tail[at + 4 : at + 6], "big")
    return at > len(tail)
