"""Decoding packets into pictures that know which packet they came from and whether the decoder complained."""

import logging
from dataclasses import dataclass
from typing import cast

import av.error
import av.logging
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from polyp_core.frames.container import VideoPacket

# Without a level PyAV drops the libraries' messages before anyone can see them, and it swallows repeated ones unless
# told not to: two frames may well be damaged in the same place. What nobody captures goes to Python's logging.
av.logging.set_level(av.logging.ERROR)
av.logging.set_skip_repeated(False)
logging.getLogger("libav").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded frame as the codec stores it, from the stream's `packet`-th packet, and whether it may be trusted."""

    packet: int
    frame: VideoFrame
    damaged: bool


class Decoder:
    """Turns the packets of one stream into pictures, in display order.

    Packets are known by their number in the file, which the codec carries from packet to frame: timestamps may be
    missing, repeated or wrong, the number is not. `failed` gathers the packets that raised an error.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._suspect: set[int] = set()
        self.failed: set[int] = set()

    def decode(self, packet: VideoPacket, number: int, *, only_if_leaned_on: bool = False) -> list[Picture]:
        """The pictures that are ready once packet `number` is in; none while the codec reorders frames.

        With `only_if_leaned_on` a picture that no other one is built on is passed over, which is quicker.
        """
        self._stream.codec_context.skip_frame = "NONREF" if only_if_leaned_on else "DEFAULT"
        if packet.is_corrupt:
            self._suspect.add(number)
        # A fresh object each time: PyAV files these under their id(), and small integers share one between packets.
        packet.opaque = (number,)
        with av.logging.Capture() as messages:
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.failed.add(number)
                frames = []
        if messages:
            self._suspect.add(number)
        return self._pictures(frames)

    def drain(self) -> list[Picture]:
        """The last pictures, when no more packets follow. The decoder takes none after this until `reset`."""
        with av.logging.Capture():
            try:
                frames = self._stream.decode(None)
            except av.error.FFmpegError:
                frames = []
        return self._pictures(frames)

    def reset(self) -> None:
        """Forgets everything decoded, for packets from elsewhere in the file."""
        self._stream.codec_context.flush_buffers()
        self._suspect.clear()
        self.failed.clear()

    def _pictures(self, frames: list[VideoFrame]) -> list[Picture]:
        pictures = []
        for frame in frames:
            number = cast(tuple[int], frame.opaque)[0]
            pictures.append(
                Picture(number, frame, frame.is_corrupt or number in self._suspect or number in self.failed)
            )
            self._suspect.discard(number)
        return pictures
