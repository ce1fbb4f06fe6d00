"""Decodes the packets of a video stream into pictures, and tracks which packets caused decoder errors."""

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
from polyp_core.frames.video.picture_packets import orientation_message, picture_test
from polyp_core.frames.video.picture_shape import UPRIGHT, Orientation

# PyAV discards FFmpeg's log messages unless a level is set, and merges repeated ones by default; two
# damaged frames may cause the same message. Messages outside a capture go to Python's logging.
av.logging.set_level(av.logging.ERROR)
av.logging.set_skip_repeated(False)
logging.getLogger("libav").addHandler(logging.NullHandler())


_MAX_PENDING_PACKETS = 64  # more than the reordering delay of any codec


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded frame before colour conversion; `packet` is the number of its packet in the stream.

    `pixel_aspect` (width / height) is the codec's sample aspect ratio for this picture; None if unspecified.
    """

    packet: int
    frame: VideoFrame
    damaged: bool
    pixel_aspect: Fraction | None = None
    orientation: Orientation = UPRIGHT

    def checksum(self) -> int:
        """Returns the CRC-32 of the pixels (without row padding), the pixel aspect and the orientation."""
        checksum = zlib.crc32(repr((self.pixel_aspect, self.orientation)).encode())
        for number, plane in enumerate(self.frame.planes):
            pixels = np.frombuffer(memoryview(plane), np.uint8)
            if plane.height and len(pixels) % plane.height == 0:
                lines = pixels.reshape(plane.height, -1)
                pixels = np.ascontiguousarray(lines[:, : _row_bytes(self.frame.format, number, plane.width)])
            checksum = zlib.crc32(pixels.data, checksum)
        return checksum


@dataclass(frozen=True, slots=True)
class _PendingPacket:
    """Properties of a packet whose picture the decoder has not returned yet."""

    is_keyframe: bool
    pixel_aspect: Fraction | None


def _row_bytes(pixels: VideoFormat, plane: int, width_px: int) -> int:
    """Returns how many bytes of a row of the plane hold pixels; an upper bound for unknown formats."""
    components = [component for component in pixels.components if component.plane == plane]
    if not components:
        return 4 * width_px  # a palette with four bytes per entry
    if len(components) == len(pixels.components):
        return (width_px * pixels.padded_bits_per_pixel + 7) // 8  # also 1-bit and packed subsampled formats
    return sum((component.bits + 7) // 8 for component in components) * width_px


class Decoder:
    """Decodes the packets of one stream into pictures in display order.

    Packets are identified by their number in the file, passed through the codec as opaque data, because timestamps may
    be missing, repeated or wrong.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._holds_picture = picture_test(stream)
        self._pending: OrderedDict[int, _PendingPacket] = OrderedDict()
        self._orientation = UPRIGHT
        self._held: Picture | None = None
        self._trailing_orientation = UPRIGHT  # from the last packet, if it holds no picture
        self._has_orientation_messages = stream.codec_context.name in ("h264", "hevc")
        self._error_packets: set[int] = set()
        self._failed_packets: set[int] = set()
        # Referenced until the next frames arrive, so that the codec reuses its buffers in the same order whatever the
        # caller does: in damaged stretches it shows remains of what a buffer held before.
        self._latest_frames: list[VideoFrame] = []

    def failed_at(self, number: int) -> bool:
        """True if decoding the packet raised an error and the packet holds a picture."""
        return number in self._failed_packets

    def reported_error_at(self, number: int) -> bool:
        """True if decoding the packet raised or logged an error, or the demuxer marked it corrupt."""
        return number in self._error_packets

    def decode(self, packet: VideoPacket, number: int, *, skip_non_reference: bool = False) -> list[Picture]:
        """Decodes packet `number` and returns the pictures that became available; none while the codec reorders.

        With `skip_non_reference`, pictures that no other picture refers to are not decoded, which is faster.
        """
        self._stream.codec_context.skip_frame = "NONREF" if skip_non_reference else "DEFAULT"
        if packet.is_corrupt:
            self._error_packets.add(number)
        # A new object each time: PyAV looks these up by id(), and small integers share one object.
        packet.opaque = (number,)
        has_failed = False
        with av.logging.Capture() as messages:
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                has_failed = True
                frames = []
        self._trailing_orientation = UPRIGHT
        if has_failed or messages:
            if self._holds_picture(packet):
                self._error_packets.add(number)
                if has_failed:
                    self._failed_packets.add(number)
            else:
                # Decoders report a missing picture for packets that hold only parameter sets or SEI messages.
                self._trailing_orientation = orientation_message(self._stream, packet) or UPRIGHT
        # On a single thread FFmpeg decodes the packet immediately, so the context's values belong to this packet.
        self._pending[number] = _PendingPacket(packet.is_keyframe, self._stream.codec_context.sample_aspect_ratio)
        if len(self._pending) > _MAX_PENDING_PACKETS:
            self._pending.popitem(last=False)
        return self._pictures(frames)

    def drain(self) -> list[Picture]:
        """Returns the remaining pictures at the end of the stream. Call `reset` before decoding more packets."""
        with av.logging.Capture():
            try:
                frames = self._stream.decode(None)
            except av.error.FFmpegError:
                frames = []
        return self._pictures(frames) + self._release_held(self._trailing_orientation)

    def reset(self) -> None:
        """Flushes the codec and clears all state; call after a seek."""
        self._stream.codec_context.flush_buffers()
        self._latest_frames = []
        self._orientation = UPRIGHT
        self._held = None
        self._pending.clear()
        self._error_packets.clear()
        self._failed_packets.clear()

    def _pictures(self, frames: list[VideoFrame]) -> list[Picture]:
        self._latest_frames = frames
        pictures = []
        for frame in frames:
            number = cast(tuple[int], frame.opaque)[0]
            sent = self._pending.pop(number, _PendingPacket(False, None))
            damaged = frame.is_corrupt or number in self._error_packets
            pictures += self._with_orientation(Picture(number, frame, damaged, sent.pixel_aspect), sent.is_keyframe)
        return pictures

    def _with_orientation(self, picture: Picture, is_keyframe: bool) -> list[Picture]:
        """Returns the pictures whose orientation is known after this one, with the orientation set.

        In H.264 and H.265 an orientation applies up to the next keyframe. Some encoders write the message after the
        keyframe, so a keyframe without one is held back and takes the orientation of the picture after it.
        """
        own = Orientation.of(picture.frame)
        oriented = self._release_held(own if own is not None and not is_keyframe else UPRIGHT)
        if own is None and is_keyframe and self._has_orientation_messages:
            self._held = picture
            return oriented
        if own is not None or is_keyframe:
            self._orientation = own or UPRIGHT
        return [*oriented, replace(picture, orientation=self._orientation)]

    def _release_held(self, orientation: Orientation) -> list[Picture]:
        if self._held is None:
            return []
        self._orientation = orientation
        held, self._held = self._held, None
        return [replace(held, orientation=orientation)]
