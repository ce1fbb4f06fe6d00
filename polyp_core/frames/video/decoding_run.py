"""DecodingRun: decoding on from one place in a file, and how far what comes out of it may be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Self

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.decoder import Decoder, Picture
from polyp_core.frames.video.index import NO_FRAME, FrameIndex, PacketMark

SETTLING_ENTRIES = 2
"""So many keyframes before a damaged group its pictures come out as in sequence, for all but a few files."""

_WORTH_SEEKING_PACKETS = 8


@dataclass(slots=True)
class DecodingRun:
    """The packets from `entry_packet` on, decoded one after the other.

    Frames before `shows_from` that they give are not to be shown. One `from_start` is what decoding in sequence is; a
    seek to the first packet is not the same, as decoders keep more than a flush clears.
    """

    _decoder: Decoder
    _packets: Iterator[VideoPacket]
    entry_packet: int
    shows_from: int
    from_start: bool
    may_pass_over: bool = False
    next_packet: int = field(init=False)
    ended: bool = field(default=False, init=False)
    _last_shown: int | None = field(default=None, init=False)
    _complained: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.next_packet = self.entry_packet

    @classmethod
    def of_file(cls, decoder: Decoder, packets: Iterator[VideoPacket]) -> Self:
        """From the first packet of a file that was just opened."""
        return cls(decoder, packets, entry_packet=0, shows_from=0, from_start=True)

    @classmethod
    def after_seek(cls, decoder: Decoder, packets: Iterator[VideoPacket], entry: PacketMark, index: FrameIndex) -> Self:
        """From `entry` on, whose own frame is the first to be shown."""
        decoder.reset()
        return cls(decoder, packets, entry.number, shows_from=index.frame_of(entry.number), from_start=False)

    def step(self, index: FrameIndex | None = None, needed_from: int = 0) -> list[Picture]:
        """Decodes one packet, or what is left at the end.

        Where the run may pass over frames, those before `needed_from` are decoded only if others lean on them.
        """
        packet = next(self._packets, None)
        if packet is None:
            self.ended = True
            return self._decoder.drain()
        number = self.next_packet
        self.next_packet += 1
        frame = NO_FRAME if index is None else index.frame_of(number)
        passing = self.may_pass_over and NO_FRAME < frame < needed_from
        pictures = self._decoder.decode(packet, number, only_if_leaned_on=passing)
        if self._decoder.complained_at(number) and not NO_FRAME < frame < self.shows_from:
            self._complained = True
        return pictures

    def shows(self, index: FrameIndex, picture: Picture) -> bool:
        """Whether the picture is not from before the entry."""
        return _frame_of(index, picture.packet) >= self.shows_from

    def has_shown(self, picture: Picture) -> None:
        self._last_shown = picture.packet

    def last_frame(self, index: FrameIndex) -> int:
        """The last frame that was shown, -1 before the first."""
        return -1 if self._last_shown is None else _frame_of(index, self._last_shown)

    def leads_to(self, index: FrameIndex, frame: int) -> bool:
        """Whether decoding on gives `frame`, at less cost than a seek."""
        if self.ended or self.last_frame(index) >= frame or frame < self.shows_from:
            return False
        if index.packet_of_frame[frame] < self.next_packet:
            return True
        entry = next(index.entries(frame), None)
        return entry is None or entry.number <= self.next_packet + _WORTH_SEEKING_PACKETS

    def is_trusted(self, index: FrameIndex, picture: Picture) -> bool:
        """Whether the picture is the one that decoding in sequence gives."""
        frame = _frame_of(index, picture.packet)
        if index.checksums is not None and frame < len(index) and index.checksums[frame] == picture.checksum():
            return True
        return self.is_beyond_doubt(index, frame)

    def is_beyond_doubt(self, index: FrameIndex, frame: int) -> bool:
        """Whether what this run makes of `frame` is the file's doing, not that of where the run began.

        Just after an entry a decoder also complains of missing pictures that it was told to forget, and rightly shows
        the next ones.
        """
        if self.from_start:
            return True
        if frame >= len(index):
            return not self._complained
        if index.checksums is not None and not index.damaged[frame]:
            return False
        if index.checksums is None and not self._complained:
            return True
        entries = list(islice(index.entries(frame), SETTLING_ENTRIES + 1))
        return bool(entries) and self.entry_packet <= entries[-1].number


def _frame_of(index: FrameIndex, packet: int) -> int:
    """The packet's frame; one that the growing index has not placed yet comes after all that it has."""
    frame = index.frame_of(packet)
    return len(index) if frame == NO_FRAME else frame
