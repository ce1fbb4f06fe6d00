"""Measures memory during playback and the time to index a 30-minute 1080p recording.

    python benchmarks/long_clip.py [--minutes 30] [--play 30]

The clip is one minute of moving texture, its packets repeated with later timestamps. The difference from the demo
clip is the memory that length and frame size take.
"""

import tempfile
import time
from pathlib import Path
from typing import Annotated

import av
import typer
from measuring import Spread, machine, report, run_viewer, use_cores
from seek import make_clip

from polyp_core.frames.open import open_source
from resources import DEMO_CLIP, MODEL_FILE

_PIECE_FRAMES = 1500


def repeat_packets(piece: Path, out: Path, times: int) -> None:
    """Writes the packets of `piece` `times` times in a row, without encoding again."""
    with av.open(str(out), "w") as target, av.open(str(piece)) as first:
        stream = target.add_stream_from_template(first.streams.video[0])
        for number in range(times):
            with av.open(str(piece)) as source:
                video = source.streams.video[0]
                length = round(_PIECE_FRAMES / 25 / video.time_base)
                for packet in source.demux(video):
                    if packet.dts is None:
                        continue
                    packet.pts += number * length
                    packet.dts += number * length
                    packet.stream = stream
                    target.mux(packet)


def index_seconds(clip: Path) -> tuple[float, float, int]:
    """Returns the seconds until the source is open and until its index is complete, and the frame count."""
    start = time.perf_counter()
    with open_source(clip) as source:
        opened = time.perf_counter() - start
        info = source.wait_for_index()
        return opened, time.perf_counter() - start, info.frame_count


def main(
    minutes: Annotated[int, typer.Option(min=1)] = 30,
    play: Annotated[float, typer.Option(min=1, help="Seconds to play.")] = 30,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    cores: Annotated[int, typer.Option(min=1)] = 2,
) -> None:
    """Prints the memory of both in MB, and the time to open and index the long clip."""
    use_cores(cores)
    environment = machine()
    with tempfile.TemporaryDirectory() as folder:
        piece, clip = Path(folder) / "piece.mp4", Path(folder) / "long.mp4"
        make_clip(piece, _PIECE_FRAMES)
        repeat_packets(piece, clip, minutes)
        opened, indexed, frames = zip(*(index_seconds(clip) for _ in range(rounds)), strict=True)
        long_runs, demo_runs = [], []
        for _ in range(rounds):
            long_runs.append(run_viewer(clip, MODEL_FILE, play))
            demo_runs.append(run_viewer(DEMO_CLIP, MODEL_FILE, min(play, 8)))
    long_mb, demo_mb = ([run["memory_mb"] for run in runs] for runs in (long_runs, demo_runs))
    result = {
        "frames": frames[0],
        "rounds": rounds,
        "open_s": Spread.of(opened),
        "index_s": Spread.of(indexed),
        "memory_mb": Spread.of(long_mb),
        "memory_of_the_demo_mb": Spread.of(demo_mb),
        "more_than_the_demo_mb": Spread.of([a - b for a, b in zip(long_mb, demo_mb, strict=True)]),
        "first_mask_s": Spread.of([run["first_mask_s"] for run in long_runs]),
        "frames_shown_per_s": Spread.of([run["frames_shown"] / run["played_s"] for run in long_runs]),
        "frames_without_mask": Spread.of([run["frames_without_mask"] for run in long_runs]),
    }
    for name in result:
        typer.echo(f"{name}: {result[name]}")
    report("long-clip", environment, result)


if __name__ == "__main__":
    typer.run(main)
