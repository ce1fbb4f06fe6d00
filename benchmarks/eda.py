"""Compares the scan of datasets with decoding the same files by OpenCV, in turn with the same threads.

python benchmarks/eda.py ROOT... [--rounds 5] [--cores 2] [--pairs N]

The comparison is `cv2.imread` of every image and mask at full size and nothing else. The scan makes the whole table:
coverage, regions, luma, histograms of three channels, specular share, mask values, perceptual hash and thumbnail,
without its cache.

Wall time is meaningful on an idle machine only, CPU time on any.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import cv2
import typer
from measuring import Spread, machine, report, use_cores

from training.datasets.discovery import find_datasets
from training.datasets.found_dataset import FoundDataset
from training.datasets.sample import Sample
from training.statistics.scan import scan

Datasets = Sequence[FoundDataset]


def decode(datasets: Datasets, cores: int) -> int:
    """Decodes every image and mask at full size with OpenCV; returns the number of pairs."""
    samples = [sample for dataset in datasets for sample in dataset.samples]
    with ThreadPoolExecutor(cores) as pool:
        for _ in pool.map(_decode_pair, samples, chunksize=8):
            pass
    return len(samples)


def _decode_pair(sample: Sample) -> None:
    cv2.imread(str(sample.image_path), cv2.IMREAD_COLOR)
    cv2.imread(str(sample.mask_path), cv2.IMREAD_UNCHANGED)


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
    """Prints the times of both, and of the scan relative to the decoding, as median (minimum to maximum)."""
    use_cores(cores)
    environment = machine()
    environment["versions"] |= {"pandas": version("pandas")}
    datasets = find_datasets(roots)
    count = sum(len(dataset.samples) for dataset in datasets)
    if pairs and pairs < count:
        datasets = [replace(dataset, samples=dataset.samples[:: count // pairs]) for dataset in datasets]
    cv2.setNumThreads(1)  # both use the same number of threads
    count = decode(datasets, cores)  # from here on all files are in the system's cache
    others, ours = [], []
    for _ in range(rounds):
        others.append(timed(lambda: decode(datasets, cores)))
        ours.append(timed(lambda: our_scan(datasets, cores)))
    ratios = [(own[0] / other[0], own[1] / other[1]) for other, own in zip(others, ours, strict=True)]
    result = {
        "datasets": [dataset.name for dataset in datasets],
        "pairs": count,
        "rounds": rounds,
        "ours_s": Spread.of([own[0] for own in ours]),
        "imread_s": Spread.of([other[0] for other in others]),
        "wall_ratio": Spread.of([wall for wall, _ in ratios]),
        "processor_ratio": Spread.of([processor for _, processor in ratios]),
    }
    for key in ("ours_s", "imread_s", "wall_ratio", "processor_ratio"):
        typer.echo(f"{key}: {result[key]}")
    report("eda", environment, result)


if __name__ == "__main__":
    typer.run(main)
