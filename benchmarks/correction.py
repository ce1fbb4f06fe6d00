"""Measures how much a box around a missed or badly marked polyp improves its mask, on pictures with expert masks.

python benchmarks/correction.py DATA [--every 8] [--model FILE] [--space 0.05 0.15] [--seed 0]

A box is the expert mask's bounding box with each side moved outwards by a random share of the width or height. The
program makes a mask of it from the probability map (`masks.editing.mask_from_shape`) without running the network again.
Use pictures that the model was not trained on.
"""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from measuring import machine, report
from numpy.typing import NDArray

from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.masks.editing import Rectangle, mask_from_shape, mask_in_shape
from polyp_core.masks.regions import Mask, bounding_box, mask_at
from polyp_core.model.default_model import default_model, shipped_models
from training.datasets.discovery import find_datasets
from training.datasets.mask_answers import NO_ANSWERS
from training.datasets.mask_decision import sample_reading
from training.datasets.sample import Sample

FAILED_BELOW = 0.5  # Dice


def main(
    data: Annotated[Path, typer.Argument(help="A folder of images and masks.")],
    every: Annotated[int, typer.Option(min=1, help="Use every n-th pair, in order of their names.")] = 8,
    model: Annotated[Path | None, typer.Option(help="A model file.", show_default=False)] = None,
    space: Annotated[
        tuple[float, float], typer.Option(help="By which share of the width or height each side is moved out.")
    ] = (0.05, 0.15),
    seed: Annotated[int, typer.Option(help="Of the boxes.")] = 0,
) -> None:
    """Prints the mean Dice of the prediction at threshold 0.5, of the box's ellipse, and of the masks from boxes."""
    environment = machine()
    samples = samples_with_masks(data)
    samples.sort(key=lambda sample: (len(sample.stem), sample.stem))
    chance = np.random.default_rng(seed)
    scores: dict[str, list[float]] = {"prediction": [], "ellipse": [], "box": [], "ellipse_tool": []}
    without_level = 0
    model = model or default_model(shipped_models()).path
    with Segmenter.open(model) as segmenter:
        for sample in samples[::every]:
            assert sample.mask_path is not None
            image, truth = read_image(sample.image_path), read_mask(sample.mask_path, sample.mask_reading)
            if (box := bounding_box(truth)) is None:
                continue
            levels = segmenter.segment_images([image])[0].raw().levels_at()
            rectangle = loosened(box, chance.uniform(*space, 4))
            snapped = mask_from_shape(levels, rectangle, "box")
            without_level += snapped.level is None
            scores["prediction"].append(dice(mask_at(levels, 0.5, 0.0), truth))
            scores["ellipse"].append(dice(mask_in_shape(truth.shape, rectangle, "ellipse"), truth))
            scores["box"].append(dice(snapped.mask, truth))
            scores["ellipse_tool"].append(dice(mask_from_shape(levels, rectangle, "ellipse").mask, truth))
    count = len(scores["box"])
    if not count:
        raise typer.BadParameter(f"{data} has no pair with a polyp.")
    result: dict[str, object] = {"model": model.name, "pairs": count, "space": space, "seed": seed}
    for name, values in scores.items():
        failed = sum(value < FAILED_BELOW for value in values)
        result[name] = {"dice": round(float(np.mean(values)), 4), "failed": failed}
        typer.echo(f"{name}: Dice {np.mean(values):.3f}, {failed} of {count} below {FAILED_BELOW}")
    result["without_level"] = without_level
    typer.echo(f"no level fitted the box, so that its ellipse was used: {without_level} of {count}")
    report(f"correction-{model.stem}", environment, result)


def samples_with_masks(data: Path) -> list[Sample]:
    """Returns the samples below `data` that have a mask, read as decided for their dataset.

    Raises DatasetError if it is unclear which values of its masks are polyp.
    """
    found = []
    for dataset in find_datasets([data]):
        reading = sample_reading(dataset, NO_ANSWERS)
        found += [replace(sample, mask_reading=reading) for sample in dataset.samples if sample.mask_path is not None]
    return found


def loosened(box: tuple[int, int, int, int], shares: NDArray[np.float64]) -> Rectangle:
    """Returns the box (x, y, width, height) with left, top, right and bottom moved outwards by shares of its size."""
    x, y, width, height = box
    left, top, right, bottom = shares.tolist()
    return x - left * width, y - top * height, x + (1 + right) * width, y + (1 + bottom) * height


def dice(first: Mask, second: Mask) -> float:
    """Returns the Dice of two masks, not both empty."""
    return 2 * np.count_nonzero(first & second) / (np.count_nonzero(first) + np.count_nonzero(second))


if __name__ == "__main__":
    typer.run(main)
