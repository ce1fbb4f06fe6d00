"""Measures the time from the start of the viewer's process to its window and to the first mask on screen.

    python benchmarks/startup.py [CLIP] [--rounds 5] [--cores 2]

A warm start: the files are in the system's cache; the program's own caches are empty each time.
"""

from pathlib import Path
from typing import Annotated

import typer
from measuring import Spread, machine, report, run_viewer, use_cores

from resources import DEMO_CLIP, MODEL_FILE


def main(
    clip: Annotated[Path, typer.Argument(help="A video.")] = DEMO_CLIP,
    rounds: Annotated[int, typer.Option(min=1)] = 5,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Prints both times in seconds, over the rounds."""
    use_cores(cores)
    environment = machine()
    run_viewer(clip, model, 0)
    runs = [run_viewer(clip, model, 0) for _ in range(rounds)]
    if any(run["imported_torch"] for run in runs):
        raise SystemExit("The viewer imported torch.")
    result = {
        "clip": clip.name,
        "rounds": rounds,
        "window_s": Spread.of([run["window_s"] for run in runs]),
        "first_mask_s": Spread.of([run["first_mask_s"] for run in runs]),
    }
    typer.echo(f"window: {result['window_s']} s\nfirst mask: {result['first_mask_s']} s")
    report(f"startup-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
