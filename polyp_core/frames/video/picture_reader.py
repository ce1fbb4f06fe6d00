"""PictureReader: random access to the pictures of a video, identical to decoding it from the start."""

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
from polyp_core.frames.video.decoding_run import WARM_UP_KEYFRAMES, DecodingRun
from polyp_core.frames.video.file_watch import FileWatch
from polyp_core.frames.video.index import NO_PACKET, FrameIndex, PacketMark

_CACHE_BYTES = 160 * 2**20
"""Size of the cache of decoded pictures, so that stepping backwards does not decode the same GOP again each time."""

_CACHED_FRAMES_BEHIND = 24

Content: TypeAlias = Picture | Image
"""A decoded picture, or its RGB image."""


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture after conversion, and whether the decoder reported damage."""

    content: Content
    damaged: bool


class PictureReader:
    """Owned by one thread.

    After a seek a demuxer may land early, late, or report invented timestamps, so the keyframe it landed on is
    identified by its content and packets are counted from there. In damaged files the decoder conceals errors with
    earlier pictures, which it lacks after a seek; decoding then starts further back, until the pictures match the
    checksums of the index or, without checksums, by some keyframes.
    """

    def __init__(self, path: Path, is_closed: Callable[[], bool], track: int | None = None) -> None:
        self._path = path
        self._is_closed = is_closed
        self._convert: Callable[[Picture], Content] = lambda picture: picture
        self._cached: OrderedDict[int, ReadPicture] = OrderedDict()
        self._cached_bytes = 0
        self._requested: int | None = None
        self._undecodable: set[int] = set()
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
        self._cached.clear()
        self.container.close()

    def decode_first(self, make_converter: Callable[[Picture], Callable[[Picture], Content]]) -> None:
        """Decodes the first picture; `make_converter` returns from it the conversion for this and all other pictures.

        Cached pictures are converted wherever possible, to release the codec's frames: a held buffer is not reused,
        and in damaged stretches a decoder shows remains of what a buffer held before. Raises SourceError if no picture
        can be decoded.
        """
        while not self._run.ended:
            pictures = self._run.step()
            if pictures:
                self._convert = make_converter(pictures[0])
                for picture in pictures:
                    self._run.mark_shown(picture)
                    self._cache_picture(picture)
                return
        raise SourceError(
            "No picture in {path} can be decoded: the file is damaged or is not a video.", path=self._path
        )

    def picture(self, index: FrameIndex, frame: int) -> ReadPicture | None:
        """Returns the picture of `frame`, or None if it cannot be decoded.

        Raises SourceError if the file is gone or has changed since it was opened.
        """
        packet = int(index.packet_of_frame[frame])
        if packet == NO_PACKET or frame in self._undecodable:
            return None
        if packet in self._cached:
            return self._cached[packet]
        self._watch.check()
        self._requested = packet
        if self._run.can_reach(index, frame):
            picture = self._decode_to(index, frame, packet)
            if picture is not None:
                return picture
        skipped_keyframes = 0
        while True:
            self._seek_before(index, frame, skipped_keyframes)
            picture = self._decode_to(index, frame, packet)
            if picture is not None:
                return picture
            if self._run.is_conclusive(index, frame):
                self._undecodable.add(frame)
                return None
            skipped_keyframes = max(WARM_UP_KEYFRAMES, 2 * skipped_keyframes)

    def _step(self, index: FrameIndex, towards: int = 0) -> list[Picture]:
        """Decodes the next packet; frames long before `towards` only if other frames refer to them."""
        if self._is_closed():
            raise SourceError("{path} was closed while a frame was read.", path=self._path)
        return self._run.step(index, needed_from=towards - _CACHED_FRAMES_BEHIND)

    def _decode_to(self, index: FrameIndex, frame: int, packet: int) -> ReadPicture | None:
        """Decodes up to `frame`; None if it does not appear, or if its errors may be due to the entry point."""
        while packet not in self._cached and not self._run.ended and self._run.last_frame(index) < frame:
            for picture in self._step(index, towards=frame):
                self._show(index, picture)
        if packet in self._cached:
            return self._cached[packet]
        if self._run.ended and self._run.next_packet < index.packet_count:
            self._watch.check()
            raise self._unreadable_error()
        return None

    def _seek_before(self, index: FrameIndex, frame: int, skipped_keyframes: int) -> None:
        """Seeks to a keyframe from which `frame` decodes, skipping the nearest `skipped_keyframes`; else restarts."""
        for entry in _at_growing_distance(islice(index.entries(frame), skipped_keyframes, None)):
            if self._seek(index, entry) and self._decodes_entry(index, entry):
                # After a failed first try, errors may be concealed with any earlier picture: decode all of them.
                self._run.may_skip_frames = skipped_keyframes == 0
                return
        self._restart()

    def _decodes_entry(self, index: FrameIndex, entry: PacketMark) -> bool:
        """Decodes up to the picture of `entry`. False if another picture comes first, or if it is damaged."""
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
        """Seeks to the packet of `entry`. False if no seek arrives there."""
        earlier = (mark for mark in reversed(index.keyframes) if mark.number <= entry.number)
        for mark in _at_growing_distance(earlier):
            if mark.seek_stamp is None:
                continue
            try:
                self.container.seek(mark.seek_stamp, stream=self.stream)
            except av.error.FFmpegError:
                continue
            packets = demux(self.container, self.stream)
            packet, arrived = _first_indexed_keyframe(index, packets)
            if packet is None or arrived > entry.number:
                continue
            if arrived < entry.number:
                packet = next(islice(packets, entry.number - arrived - 1, None), None)
            if packet is None or not entry.matches(packet):
                continue
            self._run = DecodingRun.after_seek(self._decoder, _prepend(packet, packets), entry, index)
            return True
        return False

    def _restart(self) -> None:
        """Reopens the file to decode from its start: not every format can seek there."""
        try:
            container, stream = open_container(self._path, self.track)
        except SourceError as error:
            raise self._unreadable_error() from error
        self.container.close()
        self.container, self.stream = container, stream
        self._watch.check()
        self._decoder = Decoder(self.stream)
        self._run = DecodingRun.of_file(self._decoder, demux(self.container, self.stream))

    def _unreadable_error(self) -> SourceError:
        return SourceError(
            "{path} can no longer be read. Check the drive or the network, then open it again.", path=self._path
        )

    def _show(self, index: FrameIndex, picture: Picture) -> None:
        if not self._run.shows(index, picture):
            return
        self._run.mark_shown(picture)
        if self._run.is_trusted(index, picture):
            self._cache_picture(picture)

    def _cache_picture(self, picture: Picture) -> None:
        if picture.packet in self._cached:
            return
        content = self._convert(picture)
        self._cached[picture.packet] = ReadPicture(content, picture.damaged)
        self._cached_bytes += _size_bytes(content)
        while self._cached_bytes > _CACHE_BYTES and len(self._cached) > 1:
            # A decoder may return several pictures at once: keep the requested one and the nearest after it.
            requested_is_oldest = next(iter(self._cached)) == self._requested
            _, dropped = self._cached.popitem(last=requested_is_oldest)
            self._cached_bytes -= _size_bytes(dropped.content)


def _first_indexed_keyframe(index: FrameIndex, packets: Iterator[VideoPacket]) -> tuple[VideoPacket | None, int]:
    """Returns the first packet that is a keyframe of the index, and its number."""
    for packet in packets:
        if packet.is_keyframe:
            mark = index.find_keyframe(packet)
            if mark is not None:
                return packet, mark.number
    return None, NO_PACKET


def _prepend(first: VideoPacket, rest: Iterator[VideoPacket]) -> Iterator[VideoPacket]:
    yield first
    yield from rest


def _at_growing_distance(marks: Iterable[PacketMark]) -> Iterator[PacketMark]:
    """Yields the first, second, third, fifth, ninth... of `marks`, and the last."""
    next_place, last = 0, None
    for place, mark in enumerate(marks):
        last = mark
        if place == next_place:
            yield mark
            next_place = max(1, 2 * next_place)
            last = None
    if last is not None:
        yield last


def _size_bytes(content: Content) -> int:
    if isinstance(content, Picture):
        return sum(plane.buffer_size for plane in content.frame.planes)
    return content.nbytes
