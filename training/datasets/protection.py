"""Prevents commands from writing into datasets."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from polyp_core.files.input_protection import refuse_overlap
from training.datasets.found_dataset import FoundDataset


def refuse_overlap_with_datasets(
    outputs: Iterable[Path], datasets: Sequence[FoundDataset], *also_read: Path | None
) -> None:
    """Raises ExportError if one of `outputs` is, contains or lies inside a dataset's folder, or is in `also_read`.

    The common parent of several datasets is allowed: a report or a run may lie in it.
    """
    folders = [folders for dataset in datasets for folders in (dataset.folders, *dataset.sides)]
    read = [path for each in folders for path in (each.root, each.images, each.masks)]
    refuse_overlap(outputs, [path for path in dict.fromkeys((*read, *also_read)) if path is not None])
