"""Measures how long drawing the overlay on a 1280 x 720 frame takes, in each mode and pattern.

python benchmarks/overlay.py [CLIP] [--rounds 200] [--model FILE]
"""

import time
from itertools import product
from pathlib import Path
from typing import Annotated, get_args

import cv2
import numpy as np
import typer
from measuring import Spread, machine, report

from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.overlay import OverlayMode, OverlayStyle, draw_overlay
from polyp_core.masks.patterns import Pattern
from resources import DEMO_CLIP, MODEL_FILE

SIZE_PX = (1280, 720)


def main(
    clip: Annotated[Path, typer.Argument(help="A video.")] = DEMO_CLIP,
    rounds: Annotated[int, typer.Option(min=1, help="Drawings in each mode.")] = 200,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Draws the frame with the largest mask among every tenth of the clip; prints milliseconds for each mode."""
    environment = machine()
    with open_source(clip) as source, Segmenter.open(model) as segmenter:
        count = source.wait_for_index().frame_count
        pictures = [
            np.asarray(cv2.resize(source.read(index).image, SIZE_PX), np.uint8) for index in range(0, count, 10)
        ]
        segmentations = segmenter.segment_images(pictures)
    largest = max(range(len(pictures)), key=lambda number: int((segmentations[number].levels > 127).sum()))
    picture, segmentation = pictures[largest], segmentations[largest]
    result = {"clip": clip.name, "size_px": SIZE_PX, "rounds": rounds}
    for mode, pattern in product(get_args(OverlayMode), get_args(Pattern)):
        style = OverlayStyle(mode=mode, pattern=pattern, min_region_fraction=segmenter.model.card.min_region_fraction)
        name = mode if pattern == "plain" else f"{mode}_{pattern}"
        times_ms = []
        for _ in range(rounds):
            start = time.perf_counter()
            draw_overlay(picture, segmentation, style)
            times_ms.append((time.perf_counter() - start) * 1e3)
        result[f"{name}_ms"] = Spread.of(times_ms)
        typer.echo(f"{name}: {result[f'{name}_ms']} ms")
    report(f"overlay-{clip.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
