"""Telling that a recording was cut: it plays up to the cut, and the person is told."""

import os
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

_PROGRAM_END = b"\x00\x00\x01\xb9"
_TS_PACKET_BYTES = (188, 192, 204)
_MISSING_S = 1.0
_MISSING_SHARE = 0.02


def cut_note(container: InputContainer, stream: VideoStream, path: Path, end_s: float) -> str | None:
    """A sentence where the file, whose pictures end at `end_s`, was meant to go on; None where nothing says so."""
    declared_s = _declared_duration_s(container, stream)
    if declared_s is not None and declared_s - end_s > max(_MISSING_S, _MISSING_SHARE * declared_s):
        return (
            f"The file is cut: it holds {end_s:.1f} s of the {declared_s:.1f} s that it announces. "
            "It plays up to the cut; copy it again for the rest."
        )
    if _ends_within_a_block(container.format.name, path):
        return (
            "The file does not end as it should, so the recording may have been cut. It plays up to its last picture."
        )
    return None


def _declared_duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    if container.format.name in ("mpeg", "mpegts"):
        return None  # these declare none; what FFmpeg gives is measured from the very file
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / 1e6
    return None


def _ends_within_a_block(format_name: str, path: Path) -> bool:
    if format_name == "mpeg":
        with path.open("rb") as file:
            file.seek(-min(4096, path.stat().st_size), os.SEEK_END)
            return not file.read().rstrip(b"\xff\x00").endswith(_PROGRAM_END)
    if format_name == "mpegts":
        size = path.stat().st_size
        return all(size % unit for unit in _TS_PACKET_BYTES)
    return False
