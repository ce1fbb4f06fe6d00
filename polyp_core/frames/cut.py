"""Telling that a recording was cut: it plays up to the cut, and the person is told."""

import os
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.frames.index import FrameIndex

_TS_PACKET_BYTES = (188, 192, 204)
_MISSING_S = 1.0
_MISSING_SHARE = 0.02

_TAIL_BYTES = 2**18
_PACK_START = b"\x00\x00\x01\xba"
_MPEG2_PACK_BYTES, _MPEG1_PACK_BYTES = 14, 12
_FIRST_UNIT_WITH_LENGTH = 0xBB


def cut_note(container: InputContainer, stream: VideoStream, path: Path, index: FrameIndex) -> str | None:
    """A sentence where the file was meant to go on after the last frame of its `index`; None where nothing says so."""
    end_s = index.timing.duration_s
    declared_s = _declared_duration_s(container, stream)
    if declared_s is None and stream.frames > index.packet_count:
        declared_s = stream.frames / index.timing.rate_fps
    if declared_s is not None and declared_s - end_s > max(_MISSING_S, _MISSING_SHARE * declared_s):
        return (
            f"The file is cut: it holds {end_s:.1f} s of the {declared_s:.1f} s that it announces. "
            "It plays up to the cut; copy it again for the rest."
        )
    if _ends_within_a_unit(container.format.name, path):
        return "The file ends in the middle of a picture: the recording was cut. It plays up to the cut."
    return None


def _declared_duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    if container.format.name in ("mpeg", "mpegts", "avi"):
        return None  # what FFmpeg gives for these is measured from the very file, cut or not
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / 1e6
    return None


def _ends_within_a_unit(format_name: str, path: Path) -> bool:
    size = path.stat().st_size
    if format_name == "mpegts":
        return all(size % unit for unit in _TS_PACKET_BYTES)
    if format_name == "mpeg":
        with path.open("rb") as file:
            file.seek(-min(_TAIL_BYTES, size), os.SEEK_END)
            return _program_stream_overruns(file.read())
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
