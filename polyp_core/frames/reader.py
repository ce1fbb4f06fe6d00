"""PictureReader: any picture of a video by its frame number, the very one that decoding from the start would give."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import av.error
from av.video.frame import VideoFrame

from polyp_core.errors import SourceError
from polyp_core.frames.container import VideoPacket, demux, open_container
from polyp_core.frames.decoder import Decoder, Picture
from polyp_core.frames.index import NO_FRAME, NO_PACKET, FrameIndex, PacketMark

_KEPT_BYTES = 96 * 2**20
"""Decoded pictures kept behind the last one read, so that going back does not decode the same group again each time."""

_KEPT_BEHIND_FRAMES = 32

_WORTH_SEEKING_PACKETS = 8


class PictureReader:
    """Owned by one thread.

    After a seek a demuxer may arrive early, late, or with timestamps that it made up; so the keyframe that arrived is
    recognised by its content, and packets are counted from it. A keyframe that does not decode cleanly leans on what
    came before it (concealment copies from there), and decoding starts one further back.
    """

    def __init__(self, path: Path, is_closed: Callable[[], bool]) -> None:
        self._path = path
        self._is_closed = is_closed
        self._kept: OrderedDict[int, Picture] = OrderedDict()
        self._kept_bytes = 0
        self._lost: set[int] = set()
        self._last_shown: int | None = None
        self._ended = False
        self.container, self.stream = open_container(path)
        self._decoder = Decoder(self.stream)
        self._begin(demux(self.container, self.stream), 0, shows_from=0)

    def close(self) -> None:
        self._kept.clear()
        self.container.close()

    def first_picture(self) -> Picture:
        """The first that decodes. Raises SourceError where none does."""
        while not self._ended:
            for picture in self._step():
                self._last_shown = picture.packet
                self._keep(picture)
            if self._kept:
                return next(iter(self._kept.values()))
        raise SourceError(
            f"No picture in {self._path} can be decoded: the file is damaged, or is not a video after all."
        )

    def picture(self, index: FrameIndex, frame: int) -> Picture | None:
        """The picture of `frame`, or None where it cannot be decoded. Raises SourceError where the file is gone."""
        packet = int(index.packet_of_frame[frame])
        if packet == NO_PACKET or frame in self._lost:
            return None
        if packet in self._kept:
            return self._kept[packet]
        if self._is_ahead(index, frame, packet):
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
        for skipped_entries in (0, 1):
            self._go_before(index, frame, skipped_entries)
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
        self._lost.add(frame)
        return None

    def _begin(self, packets: Iterator[VideoPacket], number: int, *, shows_from: int) -> None:
        """Packets from `number` on come next; frames before `shows_from` that they give are not to be shown."""
        self._packets = packets
        self._entry_packet = self._next_packet = number
        self._shows_from = shows_from
        self._last_shown = None
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
        passing = index is not None and NO_FRAME < index.frame_of(number) < towards - _KEPT_BEHIND_FRAMES
        return self._decoder.decode(packet, number, only_if_leaned_on=passing)

    def _advance(self, index: FrameIndex, frame: int, packet: int) -> Picture | None:
        """Decodes on up to `frame`; None where it does not come, or comes with a complaint that proves nothing."""
        while packet not in self._kept and not self._ended and self._last_frame(index) < frame:
            for picture in self._step(index, towards=frame):
                self._show(index, picture)
        if packet in self._kept:
            return self._kept[packet]
        if self._ended and self._next_packet < index.packet_count:
            raise SourceError(
                f"{self._path} can no longer be read. Check the drive or the network, then open it again."
            )
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
                return
        self._restart()

    def _enters_cleanly(self, index: FrameIndex, entry: PacketMark) -> bool:
        """Decodes up to the entry's own picture. False where it does not come first, or not undamaged."""
        while not self._ended:
            shown = [picture for picture in self._step() if _frame_of(index, picture) >= self._shows_from]
            if not shown:
                continue
            if shown[0].packet != entry.number or shown[0].damaged:
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
            self._begin(_with_first(packet, packets), entry.number, shows_from=index.frame_of(entry.number))
            return True
        return False

    def _restart(self) -> None:
        """Stands at the beginning of the file, opened anew: not every format can seek there."""
        self.container.close()
        self.container, self.stream = open_container(self._path)
        self._decoder = Decoder(self.stream)
        self._begin(demux(self.container, self.stream), 0, shows_from=0)

    def _show(self, index: FrameIndex, picture: Picture) -> None:
        frame = _frame_of(index, picture)
        if frame < self._shows_from:
            return
        self._last_shown = picture.packet
        if not picture.damaged or self._entered_well_before(index, frame):
            self._keep(picture)

    def _entered_well_before(self, index: FrameIndex, frame: int) -> bool:
        """Whether the run began far enough back that the decoder's complaints are about the file.

        Just after an entry it may miss pictures that it was told to forget, and says so, though the picture is right.
        """
        if self._entry_packet == 0:
            return True
        entries = list(islice(index.entries(frame), 2)) if frame < len(index) else []
        return bool(entries) and self._entry_packet <= entries[-1].number

    def _keep(self, picture: Picture) -> None:
        if picture.packet in self._kept:
            return
        self._kept[picture.packet] = picture
        self._kept_bytes += _bytes_of(picture.frame)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= _bytes_of(oldest.frame)


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


def _bytes_of(frame: VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)
