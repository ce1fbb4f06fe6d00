"""Measures the delay from the arrival of a live picture to its mask, over a loopback stream.

    python benchmarks/live_delay.py [--seconds 60] [--size 1280x720] [--model MODEL] [--record FOLDER]

A process sends the demo clip again and again as H.264 in MPEG-TS over UDP at 25 frames/s, and writes when it began to
encode each picture; the other one watches it with the light model. Prints both delays, from arrival to mask and from
the sender's picture to mask, and the load of the machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
import typer

from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import Image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.live.address import parse_address
from polyp_core.live.live_view import LivePicture, LiveView
from polyp_core.model.default_model import shipped_models
from resources import DEMO_CLIP

SENDER = """
import sys, time
from fractions import Fraction
import av

clip, url, size, seconds, log = sys.argv[1:]
width, height = map(int, size.split("x"))
with av.open(clip) as source:
    frames = [frame.reformat(width, height, "yuv420p").to_ndarray() for frame in source.decode(video=0)]
options = {"preset": "ultrafast", "tune": "zerolatency", "g": "25", "bf": "0", "x264-params": "repeat-headers=1"}
with open(log, "w") as sent, av.open(url, "w", format="mpegts", options={"omit_video_pes_length": "0"}) as out:
    stream = out.add_stream("libx264", rate=25, options=options)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.bit_rate = 8_000_000
    start = time.monotonic()
    for number in range(int(float(seconds) * 25)):
        time.sleep(max(0, start + number / 25 - time.monotonic()))
        sent.write(f"{number} {time.monotonic()}\\n")
        sent.flush()
        picture = frames[number % len(frames)]
        for bit in range(16):  # the number as black and white squares, which the watching side reads
            picture[:16, 16 * bit : 16 * bit + 16] = 235 if number >> bit & 1 else 16
        frame = av.VideoFrame.from_ndarray(picture, "yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, 25)
        for packet in stream.encode(frame):
            out.mux(packet)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--size", default="1280x720")
    fastest = next(model.path for model in shipped_models() if model.path.stem == "light")
    parser.add_argument("--model", type=Path, default=fastest)
    parser.add_argument("--record", type=Path)
    arguments = parser.parse_args()
    pictures: list[tuple[int, float, float]] = []  # the sender's number, arrival, mask

    def show(picture: LivePicture) -> None:
        view.shown(picture)
        if picture.analysed.prediction is not None:
            pictures.append((read_number(picture.analysed.frame.image), picture.arrived_s, time.monotonic()))

    psutil.cpu_percent()
    with (
        tempfile.TemporaryDirectory() as folder,
        SegmenterThread(lambda: Segmenter.open(arguments.model, "cpu")) as segmenter,
    ):
        log = Path(folder) / "sent.txt"
        url = "udp://127.0.0.1:50260"
        segmenter.opened.result()
        with LiveView(parse_address(url), segmenter, AlarmPolicy(), show) as view:
            if arguments.record:
                view.start_recording(arguments.record)
            command = [sys.executable, "-c", SENDER, str(DEMO_CLIP), f"{url}?pkt_size=1316", arguments.size]
            subprocess.run([*command, str(arguments.seconds), str(log)], check=True)
            state = view.state
        sent = {
            int(number): float(sent_s)
            for number, sent_s in map(str.split, log.read_text(encoding="utf-8").splitlines())
        }
    own = np.array([mask - arrived for _, arrived, mask in pictures[25:]])
    whole = np.array([mask - sent[number] for number, _, mask in pictures[25:] if number in sent])
    typer.echo(
        f"{arguments.size}, {os.cpu_count()} cores, processor {psutil.cpu_percent():.0f} % busy, load "
        f"{os.getloadavg()[0]:.1f}: {len(sent)} sent, {state.input.frames} decoded, {state.analysed} analysed"
    )
    for name, delays in (("arrival to mask", own), ("sender's picture to mask", whole)):
        values = ", ".join(f"{share} %: {np.percentile(delays, share) * 1000:.0f} ms" for share in (50, 95, 99, 100))
        typer.echo(f"{name}: {values}")
    typer.echo(f"findings: {len(state.ended_findings)} ended, {len(state.current_findings)} in view; {state.recorder}")


def read_number(image: Image) -> int:
    """Returns the number that the sender has drawn into a picture."""
    return sum(1 << bit for bit in range(16) if image[4:12, 16 * bit + 4 : 16 * bit + 12].mean() > 128)


if __name__ == "__main__":
    main()
