"""Measures random seeks and steps back in a 1080p H.264 clip with 250-frame groups, and compares with OpenCV.

    python benchmarks/seek.py [CLIP] [--seeks 40] [--frames 1500]

Without CLIP, one is made of moving noise-like texture. The frames are compared with sequential decoding, pixel by
pixel. OpenCV seeks to the same frames in turn.
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import av
import cv2
import numpy as np
import typer
from measuring import Spread, machine, report

from polyp_core.frames.frame import FrameSource, Image
from polyp_core.frames.open import open_source

GROUP_FRAMES = 250


def make_clip(path: Path, frames: int) -> None:
    """Writes 1920 x 1080 at 25 fps, each frame another view of a large texture."""
    noise = np.random.default_rng(1).integers(0, 256, (150, 300, 3), np.uint8)
    texture = cv2.resize(noise, (4800, 2400), interpolation=cv2.INTER_CUBIC)
    options = {"preset": "veryfast", "g": str(GROUP_FRAMES), "keyint_min": str(GROUP_FRAMES), "sc_threshold": "0"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuv420p"
        for index in range(frames):
            x, y = (round(1200 * (1 + np.sin(index / period))) for period in (90, 70))
            view = np.ascontiguousarray(texture[y // 2 : y // 2 + 1080, x : x + 1920])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(view, "rgb24")))
        container.mux(stream.encode(None))


def timed_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def opencv_frame(capture: cv2.VideoCapture, index: int) -> Image:
    capture.set(cv2.CAP_PROP_POS_FRAMES, index)
    return np.asarray(capture.read()[1], np.uint8)


def sequential(clip: Path, wanted: set[int]) -> dict[int, Image]:
    with open_source(clip) as source:
        return {frame.index: frame.image for frame in source.frames(0, max(wanted) + 1) if frame.index in wanted}


def measure(source: FrameSource, capture: cv2.VideoCapture, targets: list[int]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"seek": [], "opencv_seek": [], "step_back": []}
    for index in targets:
        times["seek"].append(timed_ms(lambda index=index: source.read(index)))
        times["opencv_seek"].append(timed_ms(lambda index=index: opencv_frame(capture, index)))
        # The frame before was decoded on the way and is cached.
        times["step_back"].append(timed_ms(lambda index=index: source.read(index - 1)))
    return times


def main(
    clip: Annotated[Path | None, typer.Argument(help="A video; made if not given.")] = None,
    seeks: Annotated[int, typer.Option(min=1)] = 40,
    frames: Annotated[int, typer.Option(min=2 * GROUP_FRAMES, help="Length of the clip that is made.")] = 1500,
) -> None:
    """Prints milliseconds as median (minimum to maximum) and the number of exact frames."""
    environment = machine()
    with tempfile.TemporaryDirectory() as folder:
        if clip is None:
            clip = Path(folder, "generated.mp4")
            make_clip(clip, frames)
        with open_source(clip) as source:
            info = source.wait_for_index()
            targets = random.Random(7).sample(range(1, info.frame_count), min(seeks, info.frame_count - 1))
            capture = cv2.VideoCapture(str(clip))
            times = measure(source, capture, targets)
            capture.release()
            wanted = sorted({*targets, *(index - 1 for index in targets)})
            right = sequential(clip, set(wanted))
            random.Random(8).shuffle(wanted)
            exact = sum(np.array_equal(source.read(index).image, right[index]) for index in wanted)
    result = {"clip": clip.name, "size_px": (info.width_px, info.height_px), "seeks": len(targets)}
    result |= {"compared": len(wanted), "exact": exact}
    result |= {f"{name}_ms": Spread.of(values) for name, values in times.items()}
    ratios = [other / own for own, other in zip(times["seek"], times["opencv_seek"], strict=True)]
    result["opencv_over_ours"] = Spread.of(ratios)
    typer.echo(f"{exact} of {len(wanted)} frames equal those of sequential decoding")
    for name in ("seek_ms", "opencv_seek_ms", "opencv_over_ours", "step_back_ms"):
        typer.echo(f"{name}: {result[name]}")
    report(f"seek-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
