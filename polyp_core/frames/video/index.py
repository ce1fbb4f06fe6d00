"""FrameIndex: maps frames of a video file to packets, times, and keyframes from which they can be decoded."""

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.picture_shape import ShapeChange
from polyp_core.frames.video.timing import Timing

NO_PACKET = -1
NO_FRAME = -1


@dataclass(frozen=True, slots=True)
class PacketMark:
    """Identifies a keyframe packet after a seek: by its content, and by position and time if contents repeat."""

    number: int
    checksum: int
    size: int
    position: int | None
    pts: int | None
    dts: int | None

    @property
    def seek_stamp(self) -> int | None:
        """Timestamp to seek to: the decoding timestamp that demuxers search for, else the presentation timestamp."""
        return self.pts if self.dts is None else self.dts

    @classmethod
    def of(cls, packet: VideoPacket, number: int) -> Self:
        return cls(number, zlib.crc32(packet), packet.size, packet.pos, packet.pts, packet.dts)

    def matches(self, packet: VideoPacket) -> bool:
        """True if the packet's content is the same."""
        return self.size == packet.size and self.checksum == zlib.crc32(packet)


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """The frames found so far in display order; immutable, replaced by a longer index while the file is scanned.

    `packet_of_frame` (n) is the packet number, NO_PACKET for frames that cannot be decoded. `frame_of_packet` is its
    inverse, NO_FRAME for packets without a picture or not assigned yet. `damaged` (n) marks frames known to be damaged.
    `checksums` (n, of the pictures) and `shape_change` (first picture of another shape) exist only if the index was
    built by decoding the whole file.
    """

    packet_of_frame: NDArray[np.int64]
    frame_of_packet: NDArray[np.int64]
    damaged: NDArray[np.bool_]
    timing: Timing
    keyframes: tuple[PacketMark, ...]
    checksums: NDArray[np.int64] | None = None
    shape_change: ShapeChange | None = None

    def __len__(self) -> int:
        return len(self.packet_of_frame)

    @property
    def packet_count(self) -> int:
        """Number of packets scanned."""
        return len(self.frame_of_packet)

    def frame_of(self, packet: int) -> int:
        """Returns the frame in `packet`, or NO_FRAME."""
        return int(self.frame_of_packet[packet]) if packet < len(self.frame_of_packet) else NO_FRAME

    def find_keyframe(self, packet: VideoPacket) -> PacketMark | None:
        """Returns the indexed keyframe that equals `packet`; None if there is none or the match is ambiguous.

        Among keyframes with the same content (a still picture) the file position decides, then the nearest timestamp.
        Both may be ambiguous in a recording that was concatenated with itself.
        """
        same = [mark for mark in self.keyframes if mark.size == packet.size]
        checksum = zlib.crc32(packet) if same else 0
        same = [mark for mark in same if mark.checksum == checksum]
        if len(same) > 1 and packet.pos is not None:
            same = [mark for mark in same if mark.position == packet.pos] or same
        if len(same) > 1 and packet.pts is not None:
            same = _nearest_in_time(same, packet.pts)
        return same[0] if len(same) == 1 else None

    def entries(self, frame: int) -> Iterator[PacketMark]:
        """Yields the keyframes from which `frame` can be decoded, nearest first.

        A keyframe qualifies if it precedes the frame in the file and in display order: a frame that follows it in the
        file but precedes it in display order refers to pictures before the keyframe (open GOP).
        """
        packet = int(self.packet_of_frame[frame])
        nearest = bisect_right(self.keyframes, packet, key=lambda mark: mark.number)
        for mark in reversed(self.keyframes[:nearest]):
            if 0 <= self.frame_of(mark.number) <= frame:
                yield mark


def _nearest_in_time(marks: list[PacketMark], pts: int) -> list[PacketMark]:
    distances = [inf if mark.pts is None else abs(mark.pts - pts) for mark in marks]
    nearest = min(distances)
    return [mark for mark, distance in zip(marks, distances, strict=True) if distance == nearest]


def build_index(
    packet_of_frame: list[int],
    packet_count: int,
    damaged: list[bool],
    timing: Timing,
    keyframes: list[PacketMark],
    checksums: list[int] | None = None,
    shape_change: ShapeChange | None = None,
    *,
    may_lose_packets: bool,
) -> FrameIndex:
    """Builds the index of frames in display order.

    If packets may have been lost, a frame after a gap in time is marked damaged, unless it is a keyframe: the frames
    that it refers to may be missing. In other files the gap is of frames that the encoder left out.
    """
    packets = np.array(packet_of_frame, np.int64)
    frames = np.full(packet_count, NO_FRAME, np.int64)
    decodable = packets != NO_PACKET
    frames[packets[decodable]] = np.flatnonzero(decodable)
    unreliable = np.array(damaged, np.bool_)
    if may_lose_packets:
        unreliable |= timing.after_gap & ~np.isin(packets, [mark.number for mark in keyframes])
    return FrameIndex(
        packets,
        frames,
        unreliable,
        timing,
        tuple(keyframes),
        None if checksums is None else np.array(checksums, np.int64),
        shape_change,
    )
