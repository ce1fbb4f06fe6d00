"""Decoding packets into pictures that know which packet they came from and whether the decoder complained."""

import logging
import zlib
from collections import OrderedDict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

import av.error
import av.logging
import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.picture_packets import picture_test, told_orientation
from polyp_core.frames.video.picture_shape import UPRIGHT, Orientation

# Without a level PyAV drops the libraries' messages before anyone can see them, and it swallows repeated ones unless
# told not to: two frames may well be damaged in the same place. What nobody captures goes to Python's logging.
av.logging.set_level(av.logging.ERROR)
av.logging.set_skip_repeated(False)
logging.getLogger("libav").addHandler(logging.NullHandler())


_MOST_HELD_BACK = 64  # packets; more than any codec keeps before it gives their pictures


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded frame as the codec stores it, from the stream's `packet`-th packet, and whether it may be trusted.

    `pixel_aspect` (width to height) is what the codec says of this very picture; None where it says nothing.
    """

    packet: int
    frame: VideoFrame
    damaged: bool
    pixel_aspect: Fraction | None = None
    orientation: Orientation = UPRIGHT

    def checksum(self) -> int:
        """Of its pixels, without the padding of their lines, and of how they are meant to be seen."""
        checksum = zlib.crc32(repr((self.pixel_aspect, self.orientation)).encode())
        for number, plane in enumerate(self.frame.planes):
            pixels = np.frombuffer(memoryview(plane), np.uint8)
            if plane.height and len(pixels) % plane.height == 0:
                lines = pixels.reshape(plane.height, -1)
                pixels = np.ascontiguousarray(lines[:, : _line_bytes(self.frame.format, number, plane.width)])
            checksum = zlib.crc32(pixels.data, checksum)
        return checksum


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is known of a packet whose picture has not come yet."""

    is_keyframe: bool
    pixel_aspect: Fraction | None


def _line_bytes(pixels: VideoFormat, plane: int, width_px: int) -> int:
    """How many bytes of a line of the plane hold pixels; more than the line has where it is not known."""
    components = [component for component in pixels.components if component.plane == plane]
    if not components:
        return 4 * width_px  # a palette, of four bytes an entry
    if len(components) == len(pixels.components):
        return (width_px * pixels.padded_bits_per_pixel + 7) // 8  # also bits, and pixels that share their colour
    return sum((component.bits + 7) // 8 for component in components) * width_px


class Decoder:
    """Turns the packets of one stream into pictures, in display order.

    Packets are known by their number in the file, which the codec carries from packet to frame: timestamps may be
    missing, repeated or wrong, the number is not.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._holds_picture = picture_test(stream)
        self._sent: OrderedDict[int, _Sent] = OrderedDict()
        self._orientation = UPRIGHT
        self._held: Picture | None = None
        self._told_last = UPRIGHT  # by the last packet, if it holds no picture
        self._is_told_in_messages = stream.codec_context.name in ("h264", "hevc")
        self._complaints: set[int] = set()
        self._failures: set[int] = set()
        # Held until the next ones are there, whatever the caller does, so that the codec always has the same memory to
        # use again: in damaged stretches it shows remains of what was there before.
        self._latest: list[VideoFrame] = []

    def failed_at(self, number: int) -> bool:
        """Whether decoding the packet raised an error, and it holds a picture."""
        return number in self._failures

    def complained_at(self, number: int) -> bool:
        """Whether decoding the packet raised an error, or a message that tells of one."""
        return number in self._complaints

    def decode(self, packet: VideoPacket, number: int, *, only_if_leaned_on: bool = False) -> list[Picture]:
        """The pictures that are ready once packet `number` is in; none while the codec reorders frames.

        With `only_if_leaned_on` a picture that no other one is built on is passed over, which is quicker.
        """
        self._stream.codec_context.skip_frame = "NONREF" if only_if_leaned_on else "DEFAULT"
        if packet.is_corrupt:
            self._complaints.add(number)
        # A fresh object each time: PyAV files these under their id(), and small integers share one between packets.
        packet.opaque = (number,)
        has_failed = False
        with av.logging.Capture() as messages:
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                has_failed = True
                frames = []
        self._told_last = UPRIGHT
        if has_failed or messages:
            if self._holds_picture(packet):
                self._complaints.add(number)
                if has_failed:
                    self._failures.add(number)
            else:
                # Of a packet that holds parameters or messages alone, decoders say that its picture is missing.
                self._told_last = told_orientation(self._stream, packet) or UPRIGHT
        # FFmpeg decodes a packet at once on a single thread: what its context says now, it says of this packet.
        self._sent[number] = _Sent(packet.is_keyframe, self._stream.codec_context.sample_aspect_ratio)
        if len(self._sent) > _MOST_HELD_BACK:
            self._sent.popitem(last=False)
        return self._pictures(frames)

    def drain(self) -> list[Picture]:
        """The last pictures, when no more packets follow. The decoder takes none after this until `reset`."""
        with av.logging.Capture():
            try:
                frames = self._stream.decode(None)
            except av.error.FFmpegError:
                frames = []
        return self._pictures(frames) + self._turn_held(self._told_last)

    def reset(self) -> None:
        """Forgets everything decoded, for packets from elsewhere in the file."""
        self._stream.codec_context.flush_buffers()
        self._latest = []
        self._orientation = UPRIGHT
        self._held = None
        self._sent.clear()
        self._complaints.clear()
        self._failures.clear()

    def _pictures(self, frames: list[VideoFrame]) -> list[Picture]:
        self._latest = frames
        pictures = []
        for frame in frames:
            number = cast(tuple[int], frame.opaque)[0]
            sent = self._sent.pop(number, _Sent(False, None))
            damaged = frame.is_corrupt or number in self._complaints
            pictures += self._turned(Picture(number, frame, damaged, sent.pixel_aspect), sent.is_keyframe)
        return pictures

    def _turned(self, picture: Picture, is_keyframe: bool) -> list[Picture]:
        """The pictures whose orientation is known once this one is there.

        H.264 and H.265 tell it once for all pictures up to the next keyframe. Where a keyframe is told nothing and the
        picture after it is, that was meant for the keyframe: some programs put the message behind the picture.
        """
        own = Orientation.of(picture.frame)
        turned = self._turn_held(own if own is not None and not is_keyframe else UPRIGHT)
        if own is None and is_keyframe and self._is_told_in_messages:
            self._held = picture
            return turned
        if own is not None or is_keyframe:
            self._orientation = own or UPRIGHT
        return [*turned, replace(picture, orientation=self._orientation)]

    def _turn_held(self, orientation: Orientation) -> list[Picture]:
        if self._held is None:
            return []
        self._orientation = orientation
        held, self._held = self._held, None
        return [replace(held, orientation=orientation)]
