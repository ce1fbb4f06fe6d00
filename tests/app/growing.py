"""An MPEG-1 file whose index grows only as far as a test allows."""

import threading
from fractions import Fraction

import av
import numpy as np

from polyp_core.frames.video import indexer

FRAMES = 200
BITS = 8


def numbered_clip(path, frames=FRAMES, times_s=None):
    """Writes a clip that must be decoded to be counted, and whose frames show their number as blocks.

    It has 25 frames a second, unless `times_s` says when each is shown.
    """
    with av.open(str(path), "w") as output:
        stream = output.add_stream("mpeg1video", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 128, 96, "yuv420p", 2_000_000
        stream.gop_size, stream.max_b_frames = 12, 0
        for number in range(frames):
            image = np.full((96, 128, 3), 90, np.uint8)
            for bit in range(BITS):
                image[:48, bit * 16 : bit * 16 + 16] = 255 if number >> bit & 1 else 0
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            if times_s is not None:
                frame.pts, frame.time_base = round(times_s[number] * 25), Fraction(1, 25)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def number_in(image):
    return sum(1 << bit for bit in range(BITS) if image[24, bit * 16 + 8].mean() > 127)


class HeldIndex:
    """Lets the indexing continue by packets."""

    def __init__(self, monkeypatch):
        self._changed = threading.Condition()
        self._allowed = 0
        demux = indexer.demux

        def held(container, stream):
            for number, packet in enumerate(demux(container, stream)):
                with self._changed:
                    self._changed.wait_for(lambda number=number: number < self._allowed)
                yield packet

        monkeypatch.setattr(indexer, "demux", held)
        monkeypatch.setattr(indexer, "_PUBLISH_INTERVAL_S", 0.0)

    def allow(self, packets):
        with self._changed:
            self._allowed = packets
            self._changed.notify_all()

    def allow_all(self):
        self.allow(10**9)
