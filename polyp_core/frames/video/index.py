"""FrameIndex: which packet of a video file holds which frame, when it is shown, and where decoding may start for it."""

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
    """What a packet is known again by after a seek: its content, and its place and time where the content repeats."""

    number: int
    checksum: int
    size: int
    position: int | None
    pts: int | None
    dts: int | None

    @property
    def seek_stamp(self) -> int | None:
        """Where to seek for it. Demuxers look for decoding timestamps, so the presentation timestamp is second best."""
        return self.pts if self.dts is None else self.dts

    @classmethod
    def of(cls, packet: VideoPacket, number: int) -> Self:
        return cls(number, zlib.crc32(packet), packet.size, packet.pos, packet.pts, packet.dts)

    def matches(self, packet: VideoPacket) -> bool:
        """Whether the content is the same."""
        return self.size == packet.size and self.checksum == zlib.crc32(packet)


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """The frames known so far, in display order; a new one replaces it as the file is worked through.

    `packet_of_frame` (n) is the packet number, or NO_PACKET where the frame could not be decoded; `frame_of_packet` its
    inverse, NO_FRAME where a packet shows nothing or is not placed yet; `damaged` (n) what is known without decoding.
    `checksums` (n), of the pictures, and `shape_change`, the first of another shape, are there where the index was made
    by decoding the file in order.
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
        """How many packets were seen."""
        return len(self.frame_of_packet)

    def frame_of(self, packet: int) -> int:
        """The frame that `packet` holds, or NO_FRAME."""
        return int(self.frame_of_packet[packet]) if packet < len(self.frame_of_packet) else NO_FRAME

    def recognise(self, packet: VideoPacket) -> PacketMark | None:
        """The keyframe that `packet` is; None where it is none of them, or more than one may be meant.

        Of several with the same content (a still picture) it is the one at its place in the file, else the nearest in
        time. Where a recording was joined to itself, neither need tell.
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
        """Where decoding may start to reach `frame`, nearest first.

        A keyframe serves if it comes before the frame both in the file and on screen: a frame that follows it in the
        file and precedes it on screen leans on pictures before the keyframe (an open group of pictures).
        """
        packet = int(self.packet_of_frame[frame])
        nearest = bisect_right(self.keyframes, packet, key=lambda mark: mark.number)
        for mark in reversed(self.keyframes[:nearest]):
            if 0 <= self.frame_of(mark.number) <= frame:
                yield mark


def _nearest_in_time(marks: list[PacketMark], pts: int) -> list[PacketMark]:
    away = [inf if mark.pts is None else abs(mark.pts - pts) for mark in marks]
    nearest = min(away)
    return [mark for mark, distance in zip(marks, away, strict=True) if distance == nearest]


def build_index(
    packet_of_frame: list[int],
    packet_count: int,
    damaged: list[bool],
    timing: Timing,
    keyframes: list[PacketMark],
    checksums: list[int] | None = None,
    shape_change: ShapeChange | None = None,
) -> FrameIndex:
    """The index of frames in display order; a frame after a gap in time counts as damaged."""
    packets = np.array(packet_of_frame, np.int64)
    frames = np.full(packet_count, NO_FRAME, np.int64)
    decodable = packets != NO_PACKET
    frames[packets[decodable]] = np.flatnonzero(decodable)
    return FrameIndex(
        packets,
        frames,
        np.array(damaged, np.bool_) | timing.after_gap,
        timing,
        tuple(keyframes),
        None if checksums is None else np.array(checksums, np.int64),
        shape_change,
    )
