"""Summarises each dataset for `polyp-train scan`: counts and problems."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from polyp_core.display_text import filled
from polyp_core.label_formats.mask_labels import PLAIN
from polyp_core.printable_names import printable
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_texts import format_reading
from training.statistics.scan import Scan
from training.statistics.size_classes import NEARLY_EMPTY_COVERAGE


@dataclass(frozen=True, slots=True)
class DatasetSummary:
    """Counts and problem files of one dataset.

    `masks_by_kind` counts PairMeasures.mask_kind; `odd_masks` names those that are grey or too dark. `sizes` counts
    pictures by "width x height", the most common first. `split_folders` are the names of the folders that are its
    split. `mask_reading` says how masks with values other than 0 and 255 are read, or why that is unclear; else "".
    """

    name: str
    layout: str
    root: str
    pairs: int
    usable: int
    landscape: int
    portrait: int
    square: int
    smallest_px: str
    largest_px: str
    sizes: dict[str, int]
    truly_empty: int
    nearly_empty: int
    masks_by_kind: dict[str, int]
    odd_masks: tuple[str, ...]
    mask_reading: str
    groups: int
    published_train: int
    published_validation: int
    published_test: int
    split_folders: tuple[str, ...]
    images_without_mask: tuple[str, ...]
    masks_without_image: tuple[str, ...]
    same_stem: tuple[str, ...]
    left_out: tuple[str, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def summarise_datasets(datasets: Sequence[FoundDataset], scan: Scan) -> list[DatasetSummary]:
    """Returns the summary of each of `datasets` from the results of `scan`."""
    return [_summarise(dataset, scan) for dataset in datasets]


def _summarise(dataset: FoundDataset, scan: Scan) -> DatasetSummary:
    table = scan.table[scan.table["dataset"] == dataset.name]
    width, height = table["width_px"], table["height_px"]
    sizes = (width.astype(str) + " x " + height.astype(str)).value_counts()
    by_area = table.assign(area=width * height).sort_values("area", kind="stable")
    published = [sample.published for sample in dataset.samples]
    return DatasetSummary(
        name=dataset.name,
        layout=dataset.folders.layout,
        root=printable(dataset.folders.root),
        pairs=len(dataset.samples),
        usable=len(table),
        landscape=int((width > height).sum()),
        portrait=int((width < height).sum()),
        square=int((width == height).sum()),
        smallest_px=_size(by_area.head(1)),
        largest_px=_size(by_area.tail(1)),
        sizes={str(size): int(count) for size, count in sizes.items()},
        truly_empty=int((table["coverage"] == 0).sum()),
        nearly_empty=int((table["coverage"] <= NEARLY_EMPTY_COVERAGE).sum()),
        masks_by_kind={str(kind): int(count) for kind, count in table["mask_kind"].value_counts().items()},
        odd_masks=tuple(map(printable, table.loc[table["mask_kind"].isin(["grey", "too dark"]), "mask_path"])),
        mask_reading=_mask_reading(dataset, scan),
        groups=len({sample.group for sample in dataset.samples if sample.group}),
        published_train=published.count("train"),
        published_validation=published.count("validation"),
        published_test=published.count("test"),
        split_folders=tuple(dict.fromkeys(side.split.name for side in dataset.sides if side.split)),
        images_without_mask=tuple(map(printable, dataset.images_without_mask)),
        masks_without_image=tuple(map(printable, dataset.masks_without_image)),
        same_stem=tuple(map(printable, dataset.same_stem)),
        left_out=tuple(
            filled("{file}: {reason} ({detail})", file=printable(each.path), reason=each.reason, detail=each.detail)
            for each in dataset.left_out
        ),
        problems=tuple(p.problem.reason for p in scan.problems if p.sample.dataset == dataset.name),
        notes=dataset.notes,
    )


def _mask_reading(dataset: FoundDataset, scan: Scan) -> str:
    for refusal in scan.refusals:
        if refusal.dataset == dataset.name:
            return refusal.reason
    reading = scan.readings.get(dataset.name, PLAIN)
    return "" if reading == PLAIN else format_reading(reading)


def _size(row: pd.DataFrame) -> str:
    return "" if row.empty else f"{row['width_px'].item()} x {row['height_px'].item()}"
