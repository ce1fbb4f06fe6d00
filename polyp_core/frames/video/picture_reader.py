"""PictureReader: any picture of a video by its frame number, the very one that decoding from the start would give."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import av.error

from polyp_core.errors import SourceError
from polyp_core.frames.frame import Image
from polyp_core.frames.video.container import VideoPacket, demux, open_container, track_of
from polyp_core.frames.video.decoder import Decoder, Picture
from polyp_core.frames.video.decoding_run import SETTLING_ENTRIES, DecodingRun
from polyp_core.frames.video.file_watch import FileWatch
from polyp_core.frames.video.index import NO_PACKET, FrameIndex, PacketMark

_KEPT_BYTES = 160 * 2**20
"""What is kept behind the last picture read, so that going back does not decode the same group again each time."""

_KEPT_BEHIND_FRAMES = 24

Content: TypeAlias = Picture | Image
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

    def __init__(self, path: Path, is_closed: Callable[[], bool], track: int | None = None) -> None:
        self._path = path
        self._is_closed = is_closed
        self._finish: Callable[[Picture], Content] = lambda picture: picture
        self._kept: OrderedDict[int, ReadPicture] = OrderedDict()
        self._kept_bytes = 0
        self._wanted: int | None = None
        self._lost: set[int] = set()
        self.container, self.stream = open_container(path, track)
        self.track = track_of(self.container, self.stream)
        try:
            self._watch = FileWatch(path)
        except SourceError:
            self.container.close()
            raise
        self._decoder = Decoder(self.stream)
        self._run = DecodingRun.of_file(self._decoder, demux(self.container, self.stream))

    def close(self) -> None:
        self._kept.clear()
        self.container.close()

    def first_frame(self, finisher: Callable[[Picture], Callable[[Picture], Content]]) -> None:
        """Finds the first picture that decodes, and has `finisher` say from it how to finish this and all the others.

        A codec's frame must be let go of soon: while it is held its memory is not used again, and in damaged stretches
        a decoder shows remains of what was there before. What is kept is therefore finished, wherever possible.
        Raises SourceError where no picture decodes.
        """
        while not self._run.ended:
            pictures = self._run.step()
            if pictures:
                self._finish = finisher(pictures[0])
                for picture in pictures:
                    self._run.has_shown(picture)
                    self._keep(picture)
                return
        raise SourceError(
            f"No picture in {self._path} can be decoded: the file is damaged, or is not a video after all."
        )

    def picture(self, index: FrameIndex, frame: int) -> ReadPicture | None:
        """The picture of `frame`, or None where it cannot be decoded.

        Raises SourceError where the file is gone, or holds something else since it was opened.
        """
        packet = int(index.packet_of_frame[frame])
        if packet == NO_PACKET or frame in self._lost:
            return None
        if packet in self._kept:
            return self._kept[packet]
        self._watch.check()
        self._wanted = packet
        if self._run.leads_to(index, frame):
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
        skipped_entries = 0
        while True:
            self._go_before(index, frame, skipped_entries)
            picture = self._advance(index, frame, packet)
            if picture is not None:
                return picture
            if self._run.is_beyond_doubt(index, frame):
                self._lost.add(frame)
                return None
            skipped_entries = max(SETTLING_ENTRIES, 2 * skipped_entries)

    def _step(self, index: FrameIndex, towards: int = 0) -> list[Picture]:
        """Decodes one packet, or what is left at the end; frames long before `towards` only where others need them."""
        if self._is_closed():
            raise SourceError(f"{self._path} was closed while a frame was read.")
        return self._run.step(index, needed_from=towards - _KEPT_BEHIND_FRAMES)

    def _advance(self, index: FrameIndex, frame: int, packet: int) -> ReadPicture | None:
        """Decodes on up to `frame`; None where it does not come, or comes with a complaint that proves nothing."""
        while packet not in self._kept and not self._run.ended and self._run.last_frame(index) < frame:
            for picture in self._step(index, towards=frame):
                self._show(index, picture)
        if packet in self._kept:
            return self._kept[packet]
        if self._run.ended and self._run.next_packet < index.packet_count:
            self._watch.check()
            raise self._unreachable()
        return None

    def _go_before(self, index: FrameIndex, frame: int, skipped_entries: int) -> None:
        """Stands where decoding on gives `frame`, not at the `skipped_entries` nearest entries."""
        for entry in _ever_further(islice(index.entries(frame), skipped_entries, None)):
            if self._seek(index, entry) and self._enters_cleanly(index, entry):
                # Where a first try did not do, pictures are patched from earlier ones: all of them may count.
                self._run.may_pass_over = skipped_entries == 0
                return
        self._restart()

    def _enters_cleanly(self, index: FrameIndex, entry: PacketMark) -> bool:
        """Decodes up to the entry's own picture. False where it does not come first, or not undamaged."""
        while not self._run.ended:
            shown = [picture for picture in self._step(index) if self._run.shows(index, picture)]
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
            self._run = DecodingRun.after_seek(self._decoder, _with_first(packet, packets), entry, index)
            return True
        return False

    def _restart(self) -> None:
        """Stands at the beginning of the file, opened anew: not every format can seek there."""
        try:
            container, stream = open_container(self._path, self.track)
        except SourceError as error:
            raise self._unreachable() from error
        self.container.close()
        self.container, self.stream = container, stream
        self._watch.check()
        self._decoder = Decoder(self.stream)
        self._run = DecodingRun.of_file(self._decoder, demux(self.container, self.stream))

    def _unreachable(self) -> SourceError:
        return SourceError(f"{self._path} can no longer be read. Check the drive or the network, then open it again.")

    def _show(self, index: FrameIndex, picture: Picture) -> None:
        if not self._run.shows(index, picture):
            return
        self._run.has_shown(picture)
        if self._run.is_trusted(index, picture):
            self._keep(picture)

    def _keep(self, picture: Picture) -> None:
        if picture.packet in self._kept:
            return
        content = self._finish(picture)
        self._kept[picture.packet] = ReadPicture(content, picture.damaged)
        self._kept_bytes += _bytes_of(content)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            # Several pictures may come at once: the one asked for stays, and of those after it the nearest.
            wanted_is_oldest = next(iter(self._kept)) == self._wanted
            _, dropped = self._kept.popitem(last=wanted_is_oldest)
            self._kept_bytes -= _bytes_of(dropped.content)


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
    if isinstance(content, Picture):
        return sum(plane.buffer_size for plane in content.frame.planes)
    return content.nbytes
