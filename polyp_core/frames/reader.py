"""PictureReader: any picture of a video by its frame number, the very one that decoding from the start would give."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import av.error
from av.video.frame import VideoFrame

from polyp_core.errors import SourceError
from polyp_core.frames.container import VideoPacket, demux, open_container
from polyp_core.frames.decoder import Decoder, Picture
from polyp_core.frames.index import NO_FRAME, NO_PACKET, FrameIndex, PacketMark
from polyp_core.frames.source import Image

_KEPT_BYTES = 160 * 2**20
"""What is kept behind the last picture read, so that going back does not decode the same group again each time."""

_KEPT_BEHIND_FRAMES = 24

_WORTH_SEEKING_PACKETS = 8

_SETTLING_ENTRIES = 2
"""So many keyframes before a damaged group its pictures come out as in sequence, for all but a few files."""


Content: TypeAlias = VideoFrame | Image
"""A picture as the codec stores it, or finished."""


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture as `finish` made it, and whether it may be trusted."""

    content: Content
    damaged: bool


class PictureReader:
    """Owned by one thread.

    After a seek a demuxer may arrive early, late, or with timestamps that it made up; so the keyframe that arrived is
    recognised by its content, and packets are counted from it. Where the file is damaged the decoder patches pictures
    from earlier ones, which it lacks after a seek; then decoding starts further back, until the pictures are those of
    the index where it knows their checksums, else some keyframes back.
    """

    def __init__(self, path: Path, is_closed: Callable[[], bool]) -> None:
        self._path = path
        self._is_closed = is_closed
        self._finish: Callable[[VideoFrame], Content] = lambda frame: frame
        self._kept: OrderedDict[int, ReadPicture] = OrderedDict()
        self._kept_bytes = 0
        self._wanted: int | None = None
        self._lost: set[int] = set()
        self._last_shown: int | None = None
        self._complained = False
        self._ended = False
        self.container, self.stream = open_container(path)
        self._decoder = Decoder(self.stream)
        self._begin(demux(self.container, self.stream), 0, shows_from=0, from_start=True)

    def close(self) -> None:
        self._kept.clear()
        self.container.close()

    def first_frame(self, finisher: Callable[[VideoFrame], Callable[[VideoFrame], Content]]) -> None:
        """Finds the first picture that decodes, and has `finisher` say from it how to finish this and all the others.

        A codec's frame must be let go of soon: while it is held its memory is not used again, and in damaged stretches
        a decoder shows remains of what was there before. What is kept is therefore finished, wherever possible.
        Raises SourceError where no picture decodes.
        """
        while not self._ended:
            pictures = self._step()
            if pictures:
                self._finish = finisher(pictures[0].frame)
                for picture in pictures:
                    self._last_shown = picture.packet
                    self._keep(picture)
                return
        raise SourceError(
            f"No picture in {self._path} can be decoded: the file is damaged, or is not a video after all."
        )

    def picture(self, index: FrameIndex, frame: int) -> ReadPicture | None:
        """The picture of `frame`, or None where it cannot be decoded. Raises SourceError where the file is gone."""
        packet = int(index.packet_of_frame[frame])
        if packet == NO_PACKET or frame in self._lost:
            return None
        if packet in self._kept:
            return self._kept[packet]
        self._wanted = packet
        if self._is_ahead(index, frame, packet):
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
        skipped_entries = 0
        while True:
            self._go_before(index, frame, skipped_entries)
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
            if self._is_beyond_doubt(index, frame):
                self._lost.add(frame)
                return None
            skipped_entries = max(_SETTLING_ENTRIES, 2 * skipped_entries)

    def _begin(self, packets: Iterator[VideoPacket], number: int, *, shows_from: int, from_start: bool) -> None:
        """Packets from `number` on come next; frames before `shows_from` that they give are not to be shown."""
        self._packets = packets
        self._entry_packet = self._next_packet = number
        self._shows_from = shows_from
        self._from_start = from_start
        self._may_pass_over = False
        self._last_shown = None
        self._complained = False
        self._ended = False

    def _step(self, index: FrameIndex | None = None, towards: int = 0) -> list[Picture]:
        """Decodes one packet, or what is left at the end; frames long before `towards` only where others need them."""
        if self._is_closed():
            raise SourceError(f"{self._path} was closed while a frame was read.")
        packet = next(self._packets, None)
        if packet is None:
            self._ended = True
            return self._decoder.drain()
        number = self._next_packet
        self._next_packet += 1
        frame = NO_FRAME if index is None else index.frame_of(number)
        passing = self._may_pass_over and NO_FRAME < frame < towards - _KEPT_BEHIND_FRAMES
        pictures = self._decoder.decode(packet, number, only_if_leaned_on=passing)
        if self._decoder.complained_at(number) and not NO_FRAME < frame < self._shows_from:
            self._complained = True
        return pictures

    def _advance(self, index: FrameIndex, frame: int, packet: int) -> ReadPicture | None:
        """Decodes on up to `frame`; None where it does not come, or comes with a complaint that proves nothing."""
        while packet not in self._kept and not self._ended and self._last_frame(index) < frame:
            for picture in self._step(index, towards=frame):
                self._show(index, picture)
        if packet in self._kept:
            return self._kept[packet]
        if self._ended and self._next_packet < index.packet_count:
            raise self._unreachable()
        return None

    def _is_ahead(self, index: FrameIndex, frame: int, packet: int) -> bool:
        """Whether decoding on gives `frame`, at less cost than a seek."""
        if self._ended or self._last_frame(index) >= frame or frame < self._shows_from:
            return False
        if packet < self._next_packet:
            return True
        entry = next(index.entries(frame), None)
        return entry is None or entry.number <= self._next_packet + _WORTH_SEEKING_PACKETS

    def _last_frame(self, index: FrameIndex) -> int:
        """The last frame that came out of the decoder since the last seek."""
        if self._last_shown is None:
            return -1
        frame = index.frame_of(self._last_shown)
        return len(index) if frame == NO_FRAME else frame

    def _go_before(self, index: FrameIndex, frame: int, skipped_entries: int) -> None:
        """Stands where decoding on gives `frame`, not at the `skipped_entries` nearest entries."""
        for entry in _ever_further(islice(index.entries(frame), skipped_entries, None)):
            if self._seek(index, entry) and self._enters_cleanly(index, entry):
                # Where a first try did not do, pictures are patched from earlier ones: all of them may count.
                self._may_pass_over = skipped_entries == 0
                return
        self._restart()

    def _enters_cleanly(self, index: FrameIndex, entry: PacketMark) -> bool:
        """Decodes up to the entry's own picture. False where it does not come first, or not undamaged."""
        while not self._ended:
            shown = [picture for picture in self._step(index) if _frame_of(index, picture) >= self._shows_from]
            if not shown:
                continue
            first = shown[0]
            if first.packet != entry.number or (index.checksums is None and first.damaged):
                return False
            for picture in shown:
                self._show(index, picture)
            return True
        return False

    def _seek(self, index: FrameIndex, entry: PacketMark) -> bool:
        """Stands before the entry's packet. False where no seek leads there."""
        earlier = (mark for mark in reversed(index.keyframes) if mark.number <= entry.number)
        for mark in _ever_further(earlier):
            if mark.seek_stamp is None:
                continue
            try:
                self.container.seek(mark.seek_stamp, stream=self.stream)
            except av.error.FFmpegError:
                continue
            packets = demux(self.container, self.stream)
            packet, arrived = _first_known(index, packets)
            if packet is None or arrived > entry.number:
                continue
            if arrived < entry.number:
                packet = next(islice(packets, entry.number - arrived - 1, None), None)
            if packet is None or not entry.matches(packet):
                continue
            self._decoder.reset()
            self._begin(
                _with_first(packet, packets), entry.number, shows_from=index.frame_of(entry.number), from_start=False
            )
            return True
        return False

    def _restart(self) -> None:
        """Stands at the beginning of the file, opened anew: not every format can seek there."""
        try:
            container, stream = open_container(self._path)
        except SourceError as error:
            raise self._unreachable() from error
        self.container.close()
        self.container, self.stream = container, stream
        self._decoder = Decoder(self.stream)
        self._begin(demux(self.container, self.stream), 0, shows_from=0, from_start=True)

    def _unreachable(self) -> SourceError:
        return SourceError(f"{self._path} can no longer be read. Check the drive or the network, then open it again.")

    def _show(self, index: FrameIndex, picture: Picture) -> None:
        frame = _frame_of(index, picture)
        if frame < self._shows_from:
            return
        self._last_shown = picture.packet
        if self._is_trusted(index, frame, picture):
            self._keep(picture)

    def _is_trusted(self, index: FrameIndex, frame: int, picture: Picture) -> bool:
        if index.checksums is not None and frame < len(index) and index.checksums[frame] == picture.checksum():
            return True
        return self._is_beyond_doubt(index, frame)

    def _is_beyond_doubt(self, index: FrameIndex, frame: int) -> bool:
        """Whether what this run makes of `frame` is the file's doing, not that of where the run began.

        Just after an entry a decoder also complains of missing pictures that it was told to forget, and rightly shows
        the next ones.
        """
        if self._from_start:  # a seek to the first packet is not the same: decoders keep more than a flush clears
            return True
        if frame >= len(index):
            return not self._complained
        if index.checksums is not None and not index.damaged[frame]:
            return False
        if index.checksums is None and not self._complained:
            return True
        entries = list(islice(index.entries(frame), _SETTLING_ENTRIES + 1))
        return bool(entries) and self._entry_packet <= entries[-1].number

    def _keep(self, picture: Picture) -> None:
        if picture.packet in self._kept:
            return
        content = self._finish(picture.frame)
        self._kept[picture.packet] = ReadPicture(content, picture.damaged)
        self._kept_bytes += _bytes_of(content)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            # Several pictures may come at once: the one asked for stays, and of those after it the nearest.
            wanted_is_oldest = next(iter(self._kept)) == self._wanted
            _, dropped = self._kept.popitem(last=wanted_is_oldest)
            self._kept_bytes -= _bytes_of(dropped.content)


def _frame_of(index: FrameIndex, picture: Picture) -> int:
    """The picture's frame; one that the growing index has not placed yet comes after all that it has."""
    frame = index.frame_of(picture.packet)
    return len(index) if frame == NO_FRAME else frame


def _first_known(index: FrameIndex, packets: Iterator[VideoPacket]) -> tuple[VideoPacket | None, int]:
    """The first keyframe to arrive that is in the index, and its number."""
    for packet in packets:
        if packet.is_keyframe:
            mark = index.recognise(packet)
            if mark is not None:
                return packet, mark.number
    return None, NO_PACKET


def _with_first(first: VideoPacket, rest: Iterator[VideoPacket]) -> Iterator[VideoPacket]:
    yield first
    yield from rest


def _ever_further(marks: Iterable[PacketMark]) -> Iterator[PacketMark]:
    """The first, second, third, fifth, ninth... of `marks`, and the last."""
    wanted, last = 0, None
    for place, mark in enumerate(marks):
        last = mark
        if place == wanted:
            yield mark
            wanted = max(1, 2 * wanted)
            last = None
    if last is not None:
        yield last


def _bytes_of(content: Content) -> int:
    if isinstance(content, VideoFrame):
        return sum(plane.buffer_size for plane in content.planes)
    return content.nbytes
