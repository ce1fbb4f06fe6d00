"""Sends a live picture to this machine, as a stream of H.264 in MPEG-TS over UDP."""

import socket
import threading
import time
from fractions import Fraction

import av
import numpy as np

RATE_FPS = 25


def free_port() -> int:
    """Returns a port on which nothing listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class LiveSender:
    """Sends grey pictures with a bright square that moves to and fro, until it is closed."""

    def __init__(self, port: int, width_px: int = 320, height_px: int = 240) -> None:
        self._url = f"udp://127.0.0.1:{port}?pkt_size=1316"
        self._size = (width_px, height_px)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live-sender")
        self._thread.start()

    def _run(self) -> None:
        width_px, height_px = self._size
        options = {"preset": "ultrafast", "tune": "zerolatency", "g": "10", "x264-params": "repeat-headers=1"}
        with av.open(self._url, "w", format="mpegts", options={"omit_video_pes_length": "0"}) as out:
            stream = out.add_stream("libx264", rate=RATE_FPS, options=options)
            stream.width, stream.height, stream.pix_fmt = width_px, height_px, "yuv420p"
            start_s, number = time.monotonic(), 0
            while not self._ended.wait(max(0.0, start_s + number / RATE_FPS - time.monotonic())):
                image = np.full((height_px, width_px, 3), 60, np.uint8)
                left = abs(number * 4 % width_px - width_px // 2)
                image[80:140, left : left + 60] = (250, 220, 210)
                frame = av.VideoFrame.from_ndarray(image)
                frame.pts, frame.time_base = number, Fraction(1, RATE_FPS)
                for packet in stream.encode(frame):
                    out.mux(packet)
                number += 1

    def close(self) -> None:
        """Stops sending."""
        self._ended.set()
        self._thread.join()

    def __enter__(self) -> "LiveSender":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def send_garbage(port: int, playlist_of: str, datagrams: int = 200) -> None:
    """Sends datagrams that hold no picture, the first and the last with a playlist of another address."""
    chance = np.random.default_rng(1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{playlist_of}\n".encode()
        out.sendto(playlist, ("127.0.0.1", port))
        for _ in range(datagrams):
            out.sendto(chance.bytes(1316), ("127.0.0.1", port))
            time.sleep(0.002)
        out.sendto(playlist, ("127.0.0.1", port))
