"""Exports of chosen pairs: tables, scores, lists, split files, label files, and copies as a dataset of their own."""

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from polyp_core.errors import CancelledError, ExportError
from polyp_core.export.images import encode_png
from polyp_core.files.atomic_files import atomic_write, write_error, write_text
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.masks.regions import find_regions
from training.browser.columns import COLUMNS
from training.datasets.fingerprints import fingerprints
from training.datasets.sample import Sample
from training.datasets.split_files import write_split
from training.datasets.split_warnings import divided_warnings
from training.datasets.splits import Split
from training.datasets.square_cache import Pair, read_pair
from training.progress import OnFraction

LABEL_EXPORTS: Mapping[str, LabelFormat] = {
    each.name: each for each in LABEL_FORMATS if each.name in ("coco", "yolo", "cvat")
}
"""The formats of label files that are offered."""
_RATE_FPS = 25.0  # a recording's frame rate, which pictures have none of


def export_table(path: Path, table: pd.DataFrame) -> None:
    """Writes the columns of the browser, one row per pair, as CSV with shares of 0..1. Raises ExportError."""
    keys = [column.key for column in COLUMNS if column.key in table]
    _write_csv(path, table[[*keys, "image_path", "mask_path"]])


def export_scores(path: Path, scores: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> None:
    """Writes the rows of `score_pairs` of each model as CSV; `names` are those of the models. Raises ExportError."""
    tables = [table.assign(model=names[slot])[["model", *table.columns]] for slot, table in scores.items()]
    _write_csv(path, pd.concat(tables, ignore_index=True))


def export_list(path: Path, samples: Sequence[Sample]) -> None:
    """Writes the ids of the pairs, one per line. Raises ExportError."""
    write_text(path, "".join(f"{sample.id}\n" for sample in samples))


def export_split(path: Path, samples: Sequence[Sample], sides: Mapping[str, str]) -> None:
    """Writes a split file of the pairs; `sides` (train, validation or test) by id, by default train.

    Raises ExportError.
    """
    write_split(path, split_by_hand(samples, {sample.id: sides.get(sample.id) or "train" for sample in samples}))


def split_by_hand(samples: Sequence[Sample], sides: Mapping[str, str], *, pictures: bool = True) -> Split:
    """Returns the split with the sides (train, validation or test) of the pairs that have one, by id.

    It warns of groups on several sides. Without `pictures` no image is read, and the split does not recognise its
    datasets later.
    """
    named = [sample for sample in samples if sides.get(sample.id)]
    on = {side: tuple(sample.id for sample in named if sides[sample.id] == side) for side in _SIDES}
    divided = len(on["train"]) + len(on["validation"])
    return Split(
        kind="manual",
        seed=0,
        validation_fraction=min(0.99, max(0.01, len(on["validation"]) / divided if divided else 0.01)),
        hold_out=(),
        **on,
        warnings=tuple(divided_warnings(samples, sides)),
        pictures=fingerprints(named) if pictures else {},
    )


_SIDES = ("train", "validation", "test")


def export_copy(
    folder: Path, samples: Sequence[Sample], on_progress: OnFraction, cancelled: Callable[[], bool]
) -> None:
    """Copies the pairs to `folder/DATASET/images` and `masks`, with `groups.csv`; masks become 0 and 255.

    Raises ExportError, SourceError, DatasetError, CancelledError.
    """
    with _new_folder(folder) as new:
        groups: dict[str, list[tuple[str, str]]] = {}
        for sample in _each(samples, on_progress, cancelled):
            own, name = new / _file_name(sample.dataset), _file_name(sample.stem)
            pair = _copy_image(sample, own / "images", name)
            if sample.mask_path is not None:
                _write(own / "masks" / f"{name}.png", encode_png(pair.truth.view(np.uint8) * np.uint8(255)))
            if sample.group:
                groups.setdefault(_file_name(sample.dataset), []).append((name, sample.group))
        for dataset, rows in groups.items():
            with (new / dataset / "groups.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([("frame", "group"), *map(escape_formulas, rows)])


def export_labels(
    folder: Path,
    samples: Sequence[Sample],
    label_format: LabelFormat,
    comment: str,
    on_progress: OnFraction,
    cancelled: Callable[[], bool],
) -> None:
    """Copies the pictures into `folder/images` and writes their labels next to them, one object for each region.

    Raises ExportError, SourceError, DatasetError, CancelledError.
    """
    single = len({_file_name(sample.stem) for sample in samples}) == len(samples)
    with _new_folder(folder) as new:
        # A format of many files writes into the folder itself.
        target = new if label_format.name == "yolo" else new / label_format.file_name
        with label_format.open_writer(target, comment, _RATE_FPS) as write:
            for sample in _each(samples, on_progress, cancelled):
                name = _file_name(sample.stem if single else sample.id)
                pair = _copy_image(sample, new / "images", name)
                height_px, width_px = pair.truth.shape
                objects = [LabelledObject.of_region(each, height_px, width_px) for each in find_regions(pair.truth)]
                write(LabelledImage(f"{name}{_suffix(sample)}", width_px, height_px, objects))


def _each(samples: Sequence[Sample], on_progress: OnFraction, cancelled: Callable[[], bool]) -> Iterator[Sample]:
    for done, sample in enumerate(samples):
        if cancelled():
            raise CancelledError("The export was stopped.")
        yield sample
        on_progress((done + 1) / len(samples))


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Yields a temporary folder that becomes `folder`, which must not exist or be empty. Raises ExportError."""
    try:
        if folder.exists() and any(folder.iterdir()):
            raise ExportError("{folder} is not empty. Choose a new or an empty folder.", folder=folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder.parent) as temporary:
            new = Path(temporary, "new")
            new.mkdir()
            yield new
            if folder.exists():
                folder.rmdir()
            new.replace(folder)
    except OSError as error:
        raise write_error(folder, error) from error


def _copy_image(sample: Sample, folder: Path, name: str) -> Pair:
    """Copies the picture as it is, or writes the frame of a recording as PNG; returns the pair."""
    pair = read_pair(sample)
    target = folder / f"{name}{_suffix(sample)}"
    if sample.image_path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample.image_path, target)
    else:
        _write(target, encode_png(pair.image))
    return pair


def _suffix(sample: Sample) -> str:
    return sample.image_path.suffix if sample.image_path.is_file() else ".png"


def _file_name(text: str) -> str:
    """Returns an id or a stem, which may have folders, as a file name."""
    return text.replace("/", "_").replace("\\", "_")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write_csv(path: Path, table: pd.DataFrame) -> None:
    rows: list[list[Any]] = table.astype(object).where(table.notna(), "").to_numpy().tolist()
    with atomic_write(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows(map(escape_formulas, rows))
