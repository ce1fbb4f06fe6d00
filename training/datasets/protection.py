"""Keeps datasets safe from what the commands write."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from polyp_core.files.input_protection import refuse_overlap
from training.datasets.discovery import FoundDataset


def refuse_overlap_with_datasets(
    outputs: Iterable[Path], datasets: Sequence[FoundDataset], *also_read: Path | None
) -> None:
    """Raises ExportError where one of `outputs` is, contains or lies inside a dataset's folder, or is `also_read`.

    A folder of several datasets is not one itself: a report or a run may lie in it, beside the datasets.
    """
    folders = [folders for dataset in datasets for folders in (dataset.folders, *dataset.sides)]
    read = [path for each in folders for path in (each.root, each.images, each.masks)]
    refuse_overlap(outputs, [path for path in dict.fromkeys((*read, *also_read)) if path is not None])
