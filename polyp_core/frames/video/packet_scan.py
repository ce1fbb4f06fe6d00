"""The two ways to find a file's frames: by its packets' timestamps where these tell, else by decoding it once."""

import heapq
from fractions import Fraction
from typing import Protocol

from av.video.stream import VideoStream

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.decoder import Decoder, Picture
from polyp_core.frames.video.display import Display
from polyp_core.frames.video.index import NO_PACKET, FrameIndex, PacketMark, build_index
from polyp_core.frames.video.picture_packets import picture_test
from polyp_core.frames.video.picture_shape import ShapeChange
from polyp_core.frames.video.timing import frame_timing


class UnreliablePacketsError(Exception):
    """The packets do not tell the frames; only decoding does."""


class Scan(Protocol):
    """Takes every packet of a file in turn and knows the frames found so far."""

    def add(self, packet: VideoPacket) -> None: ...

    def finish(self) -> None: ...

    def index(self) -> FrameIndex: ...

    def __len__(self) -> int: ...


class _Marks:
    """Counts packets and remembers the keyframes among them."""

    def __init__(self) -> None:
        self.count = 0
        self.keyframes: list[PacketMark] = []

    def add(self, packet: VideoPacket) -> int:
        number = self.count
        if packet.is_keyframe:
            self.keyframes.append(PacketMark.of(packet, number))
        self.count += 1
        return number


class PacketScan:
    """Frames as the packets in the order of their presentation timestamps: quick, nothing is decoded but the head.

    The head, which goes on for some packets after the first picture shown, proves that each packet shows one frame and
    that the timestamps have the order that the decoder gives.
    Raises UnreliablePacketsError from `add` and `finish` where they do not, or where the timestamps begin anew.
    """

    _HEAD_PACKETS = 16

    def __init__(self, stream: VideoStream, declared_fps: float) -> None:
        self._time_base = stream.time_base or Fraction(1, 90_000)
        self._declared_fps = declared_fps
        self._marks = _Marks()
        self._decoder: Decoder | None = Decoder(stream)
        self._holds_picture = picture_test(stream)
        self._head_packets_left = self._HEAD_PACKETS
        self._head_shown: list[int] = []
        self._seen_pts: set[int] = set()
        self._last_dts: int | None = None
        self._waiting: list[tuple[int, int]] = []
        self._corrupt: set[int] = set()
        self._packets: list[int] = []
        self._stamps: list[int | None] = []

    def __len__(self) -> int:
        return len(self._packets)

    def add(self, packet: VideoPacket) -> None:
        if not self._holds_picture(packet):
            self._pass_over(packet)
            return
        pts = packet.pts
        if pts is None or pts in self._seen_pts:
            raise UnreliablePacketsError
        dts = packet.dts
        if self._goes_back(pts, dts):
            raise UnreliablePacketsError
        number = self._marks.add(packet)
        self._seen_pts.add(pts)
        if dts is not None:
            self._last_dts = dts
        if packet.is_corrupt:
            self._corrupt.add(number)
        if not packet.is_discard:
            heapq.heappush(self._waiting, (pts, number))
        if self._decoder is not None:
            self._head_shown += [picture.packet for picture in self._decoder.decode(packet, number)]
            if self._head_shown:
                self._head_packets_left -= 1
            if self._head_packets_left == 0:
                self._judge_head(self._decoder)
        elif dts is not None:
            # No later packet is shown before its own decoding time, so frames up to now have found their place.
            self._place(dts)

    def _pass_over(self, packet: VideoPacket) -> None:
        """Counts a packet that shows nothing; in the head, the decoder may need what it holds."""
        number = self._marks.add(packet)
        if self._decoder is not None:
            self._head_shown += [picture.packet for picture in self._decoder.decode(packet, number)]

    def finish(self) -> None:
        if self._decoder is not None:
            self._judge_head(self._decoder)
        self._place(None)

    def index(self) -> FrameIndex:
        timing = frame_timing(self._stamps, self._time_base, self._declared_fps)
        damaged = [packet in self._corrupt for packet in self._packets]
        return build_index(self._packets, self._marks.count, damaged, timing, self._marks.keyframes)

    def _goes_back(self, pts: int, dts: int | None) -> bool:
        """Whether a packet is decoded before the last one, or shown before a frame that has found its place."""
        if dts is not None and self._last_dts is not None and dts < self._last_dts:
            return True
        placed = self._stamps[-1] if self._stamps else None
        return placed is not None and pts < placed

    def _judge_head(self, decoder: Decoder) -> None:
        self._decoder = None
        self._head_shown += [picture.packet for picture in decoder.drain()]
        shown = set(self._head_shown)
        expected = sorted(self._waiting)
        # A recording may start in the middle of a group of pictures, whose frames nothing can show.
        while expected and expected[0][1] not in shown:
            heapq.heappop(self._waiting)
            expected.pop(0)
        if [number for _, number in expected] != self._head_shown:
            raise UnreliablePacketsError

    def _place(self, up_to: int | None) -> None:
        while self._waiting and (up_to is None or self._waiting[0][0] <= up_to):
            pts, number = heapq.heappop(self._waiting)
            self._packets.append(number)
            self._stamps.append(pts)


class DecodingScan:
    """Frames as the decoder gives them when the whole file is decoded in order: always right, and slow."""

    def __init__(self, stream: VideoStream, declared_fps: float, *, has_timestamps: bool) -> None:
        self._time_base = stream.time_base or Fraction(1, 90_000)
        self._declared_fps = declared_fps
        self._has_timestamps = has_timestamps
        self._marks = _Marks()
        self._decoder = Decoder(stream)
        self._undecoded: list[tuple[int, int | None]] = []
        self._packets: list[int] = []
        self._stamps: list[int | None] = []
        self._damaged: list[bool] = []
        self._checksums: list[int] = []
        self._pixel_aspect = stream.sample_aspect_ratio
        self._display: Display | None = None
        self._shape_change: ShapeChange | None = None

    def __len__(self) -> int:
        return len(self._packets)

    def add(self, packet: VideoPacket) -> None:
        pts = packet.pts if self._has_timestamps else None
        number = self._marks.add(packet)
        for picture in self._decoder.decode(packet, number):
            self._show(picture)
        if self._decoder.failed_at(number):
            self._undecoded.append((number, pts))

    def finish(self) -> None:
        for picture in self._decoder.drain():
            self._show(picture)
        for _, pts in self._undecoded:
            self._append_undecoded(pts)
        self._undecoded.clear()

    def index(self) -> FrameIndex:
        timing = frame_timing(self._stamps, self._time_base, self._declared_fps)
        return build_index(
            self._packets,
            self._marks.count,
            self._damaged,
            timing,
            self._marks.keyframes,
            self._checksums,
            self._shape_change,
        )

    def _show(self, picture: Picture) -> None:
        pts = picture.frame.pts if self._has_timestamps else None
        still_waiting = []
        for number, undecoded_pts in self._undecoded:
            earlier = number < picture.packet if pts is None or undecoded_pts is None else undecoded_pts < pts
            if number == picture.packet:
                continue
            # What cannot be decoded before the first picture is the rest of a group that began before the recording.
            if earlier and self._packets:
                self._append_undecoded(undecoded_pts)
            elif not earlier:
                still_waiting.append((number, undecoded_pts))
        self._undecoded = still_waiting
        self._compare_shape(picture)
        self._append(picture.packet, pts, picture.damaged, picture.checksum())

    def _compare_shape(self, picture: Picture) -> None:
        if self._display is None:
            self._display = Display(picture, self._pixel_aspect)
        shape = self._display.shape_of(picture)
        if self._shape_change is None and shape != self._display.shape:
            self._shape_change = ShapeChange(len(self._packets), self._display.shape, shape)

    def _append_undecoded(self, pts: int | None) -> None:
        self._append(NO_PACKET, pts, True, 0)

    def _append(self, packet: int, pts: int | None, damaged: bool, checksum: int) -> None:
        self._packets.append(packet)
        self._stamps.append(pts)
        self._damaged.append(damaged)
        self._checksums.append(checksum)
