"""Compares the speed of `polyp-annotate --write video` with that of the plain script, in turn on two cores.

python benchmarks/annotate.py [CLIP] [--rounds 5] [--cores 2] [--model FILE]
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from measuring import Spread, machine, report, use_cores

from resources import DEMO_CLIP, MODEL_FILE


def annotate(clip: Path, folder: Path, model: Path) -> dict[str, Any]:
    """Returns the frames and seconds that `polyp-annotate` reports."""
    command = [
        "-c",
        "from polyp_core.cli import main; main()",
        str(clip),
        "--no-cache",
        "--out",
        str(folder),
        "--model",
        str(model),
    ]
    return _run([*command, "--write", "video", "--overwrite", "--json"])


def plain_script(clip: Path, folder: Path, model: Path) -> dict[str, Any]:
    """Returns the frames and seconds that the plain script reports."""
    script = Path(__file__).with_name("plain_script.py")
    return _run([str(script), str(clip), str(folder / "plain.mp4"), str(model)])


def _run(command: list[str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, text=True, check=True)
    content: dict[str, Any] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return content


def main(
    clip: Annotated[Path, typer.Argument(help="A video.")] = DEMO_CLIP,
    rounds: Annotated[int, typer.Option(min=1, help="Runs of each, in turn.")] = 5,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Prints frames per second of both and the ratio, each as median (minimum to maximum) over the rounds."""
    use_cores(cores)
    environment = machine()
    ours, plain = [], []
    with tempfile.TemporaryDirectory() as folder:
        annotate(clip, Path(folder), model)  # a model without a quantised graph is converted here, once
        for _ in range(rounds):
            ours.append(annotate(clip, Path(folder), model))
            plain.append(plain_script(clip, Path(folder), model))
    counts = {run["frames"] for run in (*ours, *plain)}
    if len(counts) != 1:
        raise SystemExit(f"The numbers of written frames differ: {sorted(counts)}")
    ours_fps, plain_fps = ([run["frames"] / run["seconds"] for run in runs] for runs in (ours, plain))
    ratios = [own / other for own, other in zip(ours_fps, plain_fps, strict=True)]
    result = {
        "clip": clip.name,
        "frames": counts.pop(),
        "rounds": rounds,
        "device": ours[0]["device"],
        "annotate_fps": Spread.of(ours_fps),
        "plain_script_fps": Spread.of(plain_fps),
        "ratio": Spread.of(ratios),
    }
    for key in ("annotate_fps", "plain_script_fps", "ratio"):
        typer.echo(f"{key}: {result[key]}")
    report(f"annotate-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
