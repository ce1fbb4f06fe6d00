"""Finds the frames of a video: from packet timestamps where these are reliable, else by decoding the whole file."""

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

_TRANSPORTS = ("mpegts", "mpeg")
"""Containers that are also sent over networks and through the air, so that packets may be lost."""


class UnreliablePacketsError(Exception):
    """The packets do not identify the frames; the file must be decoded."""


class FrameScan(Protocol):
    """Receives every packet of a file in order and builds the index of the frames found so far."""

    def add(self, packet: VideoPacket) -> None: ...

    def finish(self) -> None: ...

    def index(self) -> FrameIndex: ...

    def __len__(self) -> int: ...


class _PacketCounter:
    """Numbers packets and records the keyframes."""

    def __init__(self) -> None:
        self.count = 0
        self.keyframes: list[PacketMark] = []

    def add(self, packet: VideoPacket) -> int:
        number = self.count
        if packet.is_keyframe:
            self.keyframes.append(PacketMark.of(packet, number))
        self.count += 1
        return number


def _may_lose_packets(stream: VideoStream) -> bool:
    """True if lost packets of `stream` may leave frames that refer to missing ones."""
    return stream.container.format.name in _TRANSPORTS and not stream.codec_context.codec.intra_only


class PacketScan:
    """Takes each packet as a frame, in presentation timestamp order; decodes only the first packets.

    Decoding some packets after the first picture verifies that each packet holds one frame and that the timestamps are
    in decoder output order. `add` and `finish` raise UnreliablePacketsError if not, or if the timestamps restart.
    """

    _HEAD_PACKETS = 16

    def __init__(self, stream: VideoStream, declared_fps: float) -> None:
        self._time_base = stream.time_base or Fraction(1, 90_000)
        self._may_lose_packets = _may_lose_packets(stream)
        self._declared_fps = declared_fps
        self._counter = _PacketCounter()
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
            self._skip(packet)
            return
        pts = packet.pts
        if pts is None or pts in self._seen_pts:
            raise UnreliablePacketsError
        dts = packet.dts
        if self._is_out_of_order(pts, dts):
            raise UnreliablePacketsError
        number = self._counter.add(packet)
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
                self._verify_head(self._decoder)
        elif dts is not None:
            # A packet is never shown before its decoding time, so the order of frames up to `dts` is final.
            self._emit(dts)

    def _skip(self, packet: VideoPacket) -> None:
        """Counts a packet without a picture; at the start, the decoder may need its parameters."""
        number = self._counter.add(packet)
        if self._decoder is not None:
            self._head_shown += [picture.packet for picture in self._decoder.decode(packet, number)]

    def finish(self) -> None:
        if self._decoder is not None:
            self._verify_head(self._decoder)
        self._emit(None)

    def index(self) -> FrameIndex:
        timing = frame_timing(self._stamps, self._time_base, self._declared_fps)
        damaged = [packet in self._corrupt for packet in self._packets]
        return build_index(
            self._packets,
            self._counter.count,
            damaged,
            timing,
            self._counter.keyframes,
            may_lose_packets=self._may_lose_packets,
        )

    def _is_out_of_order(self, pts: int, dts: int | None) -> bool:
        """True if the packet is decoded before the previous one, or shown before a frame whose order is final."""
        if dts is not None and self._last_dts is not None and dts < self._last_dts:
            return True
        emitted = self._stamps[-1] if self._stamps else None
        return emitted is not None and pts < emitted

    def _verify_head(self, decoder: Decoder) -> None:
        self._decoder = None
        self._head_shown += [picture.packet for picture in decoder.drain()]
        shown = set(self._head_shown)
        expected = sorted(self._waiting)
        # A recording may start in the middle of a GOP, whose frames cannot be decoded.
        while expected and expected[0][1] not in shown:
            heapq.heappop(self._waiting)
            expected.pop(0)
        if [number for _, number in expected] != self._head_shown:
            raise UnreliablePacketsError

    def _emit(self, up_to: int | None) -> None:
        while self._waiting and (up_to is None or self._waiting[0][0] <= up_to):
            pts, number = heapq.heappop(self._waiting)
            self._packets.append(number)
            self._stamps.append(pts)


class DecodingScan:
    """Finds frames by decoding the whole file in order: always correct, but slow."""

    def __init__(self, stream: VideoStream, declared_fps: float, *, has_timestamps: bool) -> None:
        self._time_base = stream.time_base or Fraction(1, 90_000)
        self._may_lose_packets = _may_lose_packets(stream)
        self._declared_fps = declared_fps
        self._has_timestamps = has_timestamps
        self._counter = _PacketCounter()
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
        number = self._counter.add(packet)
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
            self._counter.count,
            self._damaged,
            timing,
            self._counter.keyframes,
            self._checksums,
            self._shape_change,
            may_lose_packets=self._may_lose_packets,
        )

    def _show(self, picture: Picture) -> None:
        pts = picture.frame.pts if self._has_timestamps else None
        pending = []
        for number, undecoded_pts in self._undecoded:
            is_earlier = number < picture.packet if pts is None or undecoded_pts is None else undecoded_pts < pts
            if number == picture.packet:
                continue
            # Undecodable packets before the first picture belong to a GOP that began before the recording.
            if is_earlier and self._packets:
                self._append_undecoded(undecoded_pts)
            elif not is_earlier:
                pending.append((number, undecoded_pts))
        self._undecoded = pending
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
