"""Detects truncated recordings, which play up to the point of truncation with a note for the user."""

from dataclasses import dataclass
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import SourceError
from polyp_core.frames.file_kinds import is_dicom, read_head
from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.index import FrameIndex

_TS_PACKET_BYTES = (188, 192, 204)
_MIN_MISSING_S = 1.0
_MIN_MISSING_SHARE = 0.02


@dataclass(slots=True)
class Span:
    """First and last presentation time of packets, in the stream's time base; None without timestamps."""

    start: int | None = None
    end: int | None = None

    def add(self, packet: VideoPacket) -> None:
        if packet.pts is None:
            return
        end = packet.pts + (packet.duration or 0)
        self.start = packet.pts if self.start is None else min(self.start, packet.pts)
        self.end = end if self.end is None else max(self.end, end)


def truncation_note(
    container: InputContainer, stream: VideoStream, path: Path, index: FrameIndex, span: Span
) -> str | None:
    """Returns a sentence if the file was meant to continue after the last frame of `index`; None otherwise.

    `span` covers all packets: the first ones may have no picture, and the last one may have a long duration.
    """
    declared_s = _declared_duration_s(container, stream, index)
    indexed_s = max(index.timing.duration_s, _span_s(container, stream, span))
    if declared_s is not None and declared_s - indexed_s > max(_MIN_MISSING_S, _MIN_MISSING_SHARE * declared_s):
        return filled(
            "The file is incomplete: it contains {indexed} s of the {declared} s that its header states. It plays up "
            "to there; copy it again to get the rest.",
            indexed=f"{indexed_s:.1f}",
            declared=f"{declared_s:.1f}",
        )
    if _ends_within_picture(container, index):
        return filled("The file is incomplete: it ends within its last picture. It plays up to there.")
    stated = _frames_in_dicom_header(path)
    if stated is not None and stated != len(index):
        return filled(
            "The DICOM header states {frames}, but the file holds {held}. These are shown.",
            frames=filled_n("{n} frame", "{n} frames", stated),
            held=len(index),
        )
    return None


def _frames_in_dicom_header(path: Path) -> int | None:
    """Returns how many frames a DICOM file states; None for other files, and if it was removed meanwhile."""
    try:
        if not is_dicom(read_head(path), path):
            return None
        from polyp_core.frames.dicom.header import header_of  # imports pydicom

        header = header_of(path)
    except SourceError:
        return None
    return header.frame_count if header.tags.get("NumberOfFrames") is not None else None


def _declared_duration_s(container: InputContainer, stream: VideoStream, index: FrameIndex) -> float | None:
    """Returns the duration stated in the header; None without one, or if the file has as many frames as stated."""
    if 0 < stream.frames <= index.packet_count:
        return None
    if container.format.name in ("mpeg", "mpegts", "avi"):
        # For these formats FFmpeg measures the duration from the file itself, complete or not.
        return stream.frames / index.timing.rate_fps if stream.frames else None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / 1e6
    return stream.frames / index.timing.rate_fps if stream.frames else None


def _span_s(container: InputContainer, stream: VideoStream, span: Span) -> float:
    if span.start is None or span.end is None or stream.time_base is None:
        return 0.0
    # Matroska's duration counts from time 0, that of other formats from the first packet.
    start = min(span.start, 0) if "matroska" in container.format.name else span.start
    return float((span.end - start) * stream.time_base)


def _ends_within_picture(container: InputContainer, index: FrameIndex) -> bool:
    """True if an MPEG file ends early, which its header does not tell."""
    if container.format.name == "mpegts":
        return container.size > 0 and all(container.size % unit for unit in _TS_PACKET_BYTES)
    # Program streams are indexed by decoding, so a picture that is cut off is known as damaged.
    return container.format.name == "mpeg" and bool(index.damaged[-1:].any())
