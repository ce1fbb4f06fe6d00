"""Compares the engines on the CPU, in turn: frames per second, and difference of the masks from the reference.

    python benchmarks/engines.py [CLIP] [--rounds 5] [--cores 2] [--model FILE]

The reference is PyTorch in full precision. The model card ("engines") has the accuracy against expert masks.
"""

import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from measuring import Spread, machine, report, use_cores

from polyp_core.frames.open import open_source
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.segmenter import OpenEngine, Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.model.model_file import read_model_file
from resources import DEMO_CLIP, MODEL_FILE

ENGINES: tuple[OpenEngine, ...] = (
    partial(TorchEngine, device="cpu"),
    partial(OpenVinoEngine, precision="float"),
    OpenVinoEngine,
)


def main(
    clip: Annotated[Path, typer.Argument(help="A video.")] = DEMO_CLIP,
    frames: Annotated[int, typer.Option(min=4, help="Evenly spaced in the clip.")] = 48,
    rounds: Annotated[int, typer.Option(min=1, help="Runs of each, in turn.")] = 5,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Prints frames per second, letterbox included, and the difference from the reference."""
    use_cores(cores)
    environment = machine()
    opened = read_model_file(model)
    with open_source(clip) as source:
        step = max(1, source.wait_for_index().frame_count // frames)
        images = [source.read(index).image for index in islice(range(0, source.info.frame_count, step), frames)]
    segmenters = [Segmenter(opened, [engine]) for engine in ENGINES]
    maps = [
        255 * PROBABILITIES[np.stack([each.levels for each in segmenter.segment_images(images)])]
        for segmenter in segmenters
    ]
    wall_fps: list[list[float]] = [[] for _ in segmenters]
    processor_ms: list[list[float]] = [[] for _ in segmenters]
    for _ in range(rounds):
        for number, segmenter in enumerate(segmenters):
            start, start_processor = time.perf_counter(), time.process_time()
            segmenter.segment_images(images)
            wall_fps[number].append(len(images) / (time.perf_counter() - start))
            processor_ms[number].append((time.process_time() - start_processor) / len(images) * 1e3)
    result = {
        "clip": clip.name,
        "frames": len(images),
        "rounds": rounds,
        "engines": [
            {
                "engine": segmenter.engine,
                "fps": Spread.of(wall_fps[number]),
                "processor_ms_per_frame": Spread.of(processor_ms[number]),
                "times_the_reference": Spread.of(
                    [own / reference for own, reference in zip(wall_fps[number], wall_fps[0], strict=True)]
                ),
                "mean_level_difference": float(np.abs(maps[number] - maps[0]).mean()),
                "pixels_of_same_side": float(((maps[number] > 127) == (maps[0] > 127)).mean()),
            }
            for number, segmenter in enumerate(segmenters)
        ],
    }
    for engine in result["engines"]:
        typer.echo(", ".join(f"{name} {value}" for name, value in engine.items()))
    report(f"engines-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
