"""Scans the folders of the dataset browser: finds their datasets, measures the pairs, and then finds near copies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from polyp_core.errors import DatasetError
from training.datasets.accounting import FolderAccount
from training.datasets.discovery import Discovery, discover, find_datasets
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_answers import MaskAnswers
from training.datasets.near_copies import find_near_copies
from training.progress import OnProgress
from training.statistics.dataset_table import DatasetTable, make_dataset_table
from training.statistics.scan import Scan, scan, thumbnails


@dataclass(frozen=True, slots=True, eq=False)
class FolderScan:
    """The result of scanning the folders `roots`.

    `refused` are folders without pairs, and why. `accounts` say what became of the pictures in each folder.
    `choices` are sentences about folders that can be read in several ways.
    """

    roots: tuple[Path, ...]
    datasets: tuple[FoundDataset, ...]
    scan: Scan
    dataset_table: DatasetTable
    refused: Mapping[Path, str] = field(default_factory=dict)
    accounts: Sequence[FolderAccount] = ()
    choices: Sequence[str] = ()


class NoPairsError(DatasetError):
    """No folder has any pairs; `refused` has the reason for each."""

    def __init__(self, refused: Mapping[Path, str]) -> None:
        super().__init__(next(iter(refused.values())))
        self.refused = refused


def scan_folders(
    roots: Sequence[Path],
    answers: MaskAnswers,
    on_progress: OnProgress,
    cancelled: Callable[[], bool],
) -> FolderScan:
    """Returns the pairs below `roots`, without near copies. Raises NoPairsError, CancelledError."""
    discovery, refused = _find(roots)
    datasets = discovery.datasets
    found = scan(datasets, answers, on_progress=on_progress, cancelled=cancelled)
    table = _with_boxes(make_dataset_table(datasets, found))
    accounts, choices = discovery.accounts(found.unusable_images), tuple(each.text for each in discovery.ambiguous)
    return FolderScan(tuple(roots), tuple(datasets), found, table, refused, accounts, choices)


def with_near_copies(folders: FolderScan, on_progress: OnProgress, cancelled: Callable[[], bool]) -> FolderScan:
    """Returns `folders` with a table that includes near copies and the groups they join. Raises CancelledError."""
    copies = find_near_copies(thumbnails(folders.scan.table), on_progress=on_progress, cancelled=cancelled)
    return replace(folders, dataset_table=_with_boxes(make_dataset_table(folders.datasets, folders.scan, copies)))


def _with_boxes(found: DatasetTable) -> DatasetTable:
    """Returns the table with a column of the boxes in label files, if there are any."""
    if all(sample.boxes is None for sample in found.samples):
        return found
    boxes = np.array([sample.boxes for sample in found.samples], np.float64)  # None becomes NaN
    return replace(found, table=found.table.assign(boxes=boxes))


def _find(roots: Sequence[Path]) -> tuple[Discovery, dict[Path, str]]:
    """Returns the datasets below the roots that have any, and why the other roots have none."""
    readable: list[Path] = []
    refused: dict[Path, str] = {}
    for root in roots:
        try:
            find_datasets([root])
        except DatasetError as error:
            refused[root] = error.text
        else:
            readable.append(root)
    if refused and not readable:
        raise NoPairsError(refused)
    return discover(readable), refused
