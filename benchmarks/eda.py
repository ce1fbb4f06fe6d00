"""Compares the scan of datasets with a plain loop over Pillow images, in turn on two cores.

python benchmarks/eda.py ROOT... [--rounds 5] [--cores 2] [--pairs N]

The plain loop opens every pair for the mask's coverage, and then every image again for mean and standard deviation,
in one thread. The scan makes the whole table: coverage, regions, luma, histograms of three channels, specular share,
mask values, perceptual hash and thumbnail, on all cores, without its cache.

Wall time is meaningful on an idle machine only, CPU time on any.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from measuring import Spread, machine, report, use_cores
from PIL import Image

from training.datasets.discovery import find_datasets
from training.datasets.found_dataset import FoundDataset
from training.statistics.scan import scan

Datasets = Sequence[FoundDataset]


def pillow_twice(datasets: Datasets) -> int:
    """Computes coverage of every mask, then mean and standard deviation of every image; returns the number of pairs."""
    samples = [sample for dataset in datasets for sample in dataset.samples]
    rows = []
    for sample in samples:
        with Image.open(sample.image_path) as image, Image.open(sample.mask_path) as mask:
            width, height = image.size
            rows.append([width, height, (np.array(mask) > 0).sum() / (width * height)])
    for row, sample in zip(rows, samples, strict=True):
        with Image.open(sample.image_path) as image:
            pixels = np.array(image)
            row += [pixels.mean(), pixels.std()]
    return len(rows)


def our_scan(datasets: Datasets, cores: int) -> int:
    """Makes the whole table without a cache; returns the number of pairs."""
    with tempfile.TemporaryDirectory() as folder:
        return len(scan(datasets, cache_folder=Path(folder), workers=cores).table)


def timed(work: Callable[[], int]) -> tuple[float, float]:
    """Returns wall and CPU seconds of `work`."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def main(
    roots: Annotated[list[Path], typer.Argument(metavar="ROOT...", help="Folders that contain datasets.")],
    rounds: Annotated[int, typer.Option(min=1, help="Runs of each, in turn.")] = 5,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    pairs: Annotated[int | None, typer.Option(min=1, help="Use about this many, evenly spaced.")] = None,
) -> None:
    """Prints the times of both and their ratios, each as median (minimum to maximum) over the rounds."""
    use_cores(cores)
    environment = machine()
    environment["versions"] |= {name: version(name) for name in ("pandas", "pillow")}
    datasets = find_datasets(roots)
    count = sum(len(dataset.samples) for dataset in datasets)
    if pairs and pairs < count:
        datasets = [replace(dataset, samples=dataset.samples[:: count // pairs]) for dataset in datasets]
    count = pillow_twice(datasets)  # from here on all files are in the system's cache
    others, ours = [], []
    for _ in range(rounds):
        others.append(timed(lambda: pillow_twice(datasets)))
        ours.append(timed(lambda: our_scan(datasets, cores)))
    ratios = [(other[0] / own[0], other[1] / own[1]) for other, own in zip(others, ours, strict=True)]
    result = {
        "datasets": [dataset.name for dataset in datasets],
        "pairs": count,
        "rounds": rounds,
        "ours_s": Spread.of([own[0] for own in ours]),
        "pillow_twice_s": Spread.of([other[0] for other in others]),
        "wall_ratio": Spread.of([wall for wall, _ in ratios]),
        "processor_ratio": Spread.of([processor for _, processor in ratios]),
    }
    for key in ("ours_s", "pillow_twice_s", "wall_ratio", "processor_ratio"):
        typer.echo(f"{key}: {result[key]}")
    report("eda", environment, result)


if __name__ == "__main__":
    typer.run(main)
