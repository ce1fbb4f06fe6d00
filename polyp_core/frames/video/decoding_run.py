"""DecodingRun: sequential decoding from one packet on, and whether its pictures equal those of a full decode."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Self

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.decoder import Decoder, Picture
from polyp_core.frames.video.index import NO_FRAME, FrameIndex, PacketMark

WARM_UP_KEYFRAMES = 2
"""Decoding from this many keyframes before a damaged group gives the sequential pictures for nearly all files."""

_MIN_SEEK_PACKETS = 8


@dataclass(slots=True)
class DecodingRun:
    """Decodes the packets from `entry_packet` on in order.

    Pictures before frame `first_frame` are to be discarded. `from_start` is true for a newly opened file: a seek to
    the first packet is not equivalent, because decoders keep state that a flush does not clear.
    """

    _decoder: Decoder
    _packets: Iterator[VideoPacket]
    entry_packet: int
    first_frame: int
    from_start: bool
    may_skip_frames: bool = False
    next_packet: int = field(init=False)
    ended: bool = field(default=False, init=False)
    _last_shown: int | None = field(default=None, init=False)
    _had_errors: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.next_packet = self.entry_packet

    @classmethod
    def of_file(cls, decoder: Decoder, packets: Iterator[VideoPacket]) -> Self:
        """Starts at the first packet of a newly opened file."""
        return cls(decoder, packets, entry_packet=0, first_frame=0, from_start=True)

    @classmethod
    def after_seek(cls, decoder: Decoder, packets: Iterator[VideoPacket], entry: PacketMark, index: FrameIndex) -> Self:
        """Starts at the keyframe `entry` after a seek; the keyframe is the first frame to be shown."""
        decoder.reset()
        return cls(decoder, packets, entry.number, first_frame=index.frame_of(entry.number), from_start=False)

    def step(self, index: FrameIndex | None = None, needed_from: int = 0) -> list[Picture]:
        """Decodes the next packet, or drains the decoder at the end; returns the pictures.

        If `may_skip_frames`, frames before `needed_from` are decoded only if other frames refer to them.
        """
        packet = next(self._packets, None)
        if packet is None:
            self.ended = True
            return self._decoder.drain()
        number = self.next_packet
        self.next_packet += 1
        frame = NO_FRAME if index is None else index.frame_of(number)
        skip = self.may_skip_frames and NO_FRAME < frame < needed_from
        pictures = self._decoder.decode(packet, number, skip_non_reference=skip)
        if self._decoder.reported_error_at(number) and not NO_FRAME < frame < self.first_frame:
            self._had_errors = True
        return pictures

    def shows(self, index: FrameIndex, picture: Picture) -> bool:
        """True if the picture is at or after the entry point."""
        return _frame_of(index, picture.packet) >= self.first_frame

    def mark_shown(self, picture: Picture) -> None:
        self._last_shown = picture.packet

    def last_frame(self, index: FrameIndex) -> int:
        """Returns the index of the last frame shown, -1 before the first."""
        return -1 if self._last_shown is None else _frame_of(index, self._last_shown)

    def can_reach(self, index: FrameIndex, frame: int) -> bool:
        """True if continuing to decode reaches `frame` at less cost than a seek."""
        if self.ended or self.last_frame(index) >= frame or frame < self.first_frame:
            return False
        if index.packet_of_frame[frame] < self.next_packet:
            return True
        entry = next(index.entries(frame), None)
        return entry is None or entry.number <= self.next_packet + _MIN_SEEK_PACKETS

    def is_trusted(self, index: FrameIndex, picture: Picture) -> bool:
        """True if the picture equals the one that sequential decoding from the start gives."""
        frame = _frame_of(index, picture.packet)
        if index.checksums is not None and frame < len(index) and index.checksums[frame] == picture.checksum():
            return True
        return self.is_conclusive(index, frame)

    def is_conclusive(self, index: FrameIndex, frame: int) -> bool:
        """True if the result for `frame` does not depend on where the run began, so decoding earlier cannot change it.

        Directly after a seek the decoder may report missing reference pictures although the next pictures are correct.
        """
        if self.from_start:
            return True
        if frame >= len(index):
            return not self._had_errors
        if index.checksums is not None and not index.damaged[frame]:
            return False
        if index.checksums is None and not self._had_errors:
            return True
        entries = list(islice(index.entries(frame), WARM_UP_KEYFRAMES + 1))
        return bool(entries) and self.entry_packet <= entries[-1].number


def _frame_of(index: FrameIndex, packet: int) -> int:
    """Returns the packet's frame index, or len(index) if the growing index does not contain it yet."""
    frame = index.frame_of(packet)
    return len(index) if frame == NO_FRAME else frame
