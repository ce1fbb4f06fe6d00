"""Measures the delay of the viewer's event loop and the frame rate while a clip plays with all masks.

    python benchmarks/gui_latency.py [CLIP] [--play 6] [--rounds 3] [--cores 2]

QT_QPA_PLATFORM=offscreen measures without a screen, and so without the time of the graphics driver.
"""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from measuring import Spread, machine, report, run_viewer, use_cores

from resources import DEMO_CLIP, MODEL_FILE


def main(
    clip: Annotated[Path, typer.Argument(help="A video.")] = DEMO_CLIP,
    play: Annotated[float, typer.Option(min=1, help="Seconds to play, less than the length of the clip.")] = 6,
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Prints the delay of a 5 ms timer in ms and the frames shown per second, over the rounds."""
    use_cores(cores)
    environment = machine()
    runs = [run_viewer(clip, model, play) for _ in range(rounds)]
    result = {
        "clip": clip.name,
        "rounds": rounds,
        "late_95th_percentile_ms": Spread.of([float(np.percentile(run["late_ms"], 95)) for run in runs]),
        "late_most_ms": Spread.of([max(run["late_ms"]) for run in runs]),
        "frames_shown_per_s": Spread.of([run["frames_shown"] / run["played_s"] for run in runs]),
        "frames_without_mask": Spread.of([run["frames_without_mask"] for run in runs]),
        "memory_mb": Spread.of([run["memory_mb"] for run in runs]),
    }
    for name in list(result)[2:]:
        typer.echo(f"{name}: {result[name]}")
    report(f"gui-latency-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
