"""Keeps the rows of a dataset's pairs between scans, with the sizes and times of the files they were measured from."""

import hashlib
import io
import json
import os
from dataclasses import fields
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from polyp_core.cache import CacheFolder
from polyp_core.label_formats.mask_paths import file_version
from polyp_core.stored_text import text_from_json, text_to_json
from training.datasets.found_dataset import FoundDataset
from training.datasets.sample import Sample
from training.statistics.measure import PairMeasures, PairProblem, ProblemKind

CACHE_VERSION = 8
"""Increased when the meaning of a measure changes, so that cached values are not used."""

MEASURES = tuple(field.name for field in fields(PairMeasures))

Row = dict[str, Any]
"""A pair as it is cached: stem, stamp, kind and reason of its problem, and the fields of PairMeasures."""

Stamp = tuple[int, int, int, int]
"""Size and modification time of image and mask."""

_measures_of = attrgetter(*MEASURES)
_STAMP = ("image_bytes", "image_mtime_ns", "mask_bytes", "mask_mtime_ns")
_KEPT = ("stem", *_STAMP, "problem_kind", "problem_reason", *MEASURES)
_NO_MEASURES = (None,) * len(MEASURES)
_UNREADABLE: tuple[ProblemKind, ...] = ("unreadable image", "unreadable mask")
_SCHEMA = pa.schema(
    [
        ("stem", pa.string()),
        *((name, pa.int64()) for name in _STAMP),
        ("problem_kind", pa.string()),
        ("problem_reason", pa.string()),
        *((name, pa.int64()) for name in ("width_px", "height_px", "regions", "mask_levels", "mask_lowest")),
        ("mask_highest", pa.int64()),
        *((name, pa.float64()) for name in ("coverage", "brightness", "contrast", "specular_share")),
        ("mask_between_share", pa.float64()),
        *((name, pa.string()) for name in ("mask_kind", "mask_values", "mask_reading")),
        *((f"{colour}_histogram", pa.list_(pa.uint32())) for colour in ("red", "green", "blue")),
        ("thumbnail", pa.binary()),
    ]
)


def make_row(stem: str, stamp: Stamp, measured: PairMeasures | PairProblem) -> Row:
    """Returns the row of a pair whose files had `stamp` before they were read."""
    if isinstance(measured, PairProblem):
        values = (measured.kind, measured.reason, *_NO_MEASURES)
    else:
        values = (None, None, *_measures_of(measured))
    return dict(zip(_KEPT, (stem, *stamp, *values), strict=True))


def is_valid(kept: Row, stamp: Stamp | None) -> bool:
    """True if a cached row is valid for these files.

    Unreadable files are always read again: permission may have been granted, or a network drive reconnected.
    """
    return kept["problem_kind"] not in _UNREADABLE and stamp == tuple(kept[key] for key in _STAMP)


def read_stamp(sample: Sample) -> Stamp:
    """Returns sizes and modification times of both files; zeros for a missing file."""
    sizes: list[int] = []
    for path in (sample.image_path, sample.mask_path):
        try:
            sizes += file_version(path) if path else (0, 0)
        except OSError:
            sizes += [0, 0]
    return sizes[0], sizes[1], sizes[2], sizes[3]


class ScanCache:
    """The cached rows of one dataset, in a file of its own."""

    def __init__(self, tables: CacheFolder, dataset: FoundDataset) -> None:
        self._tables = tables
        self._path = tables.path / _cache_name(dataset)

    def read(self) -> dict[str, Row]:
        """Returns the rows cached by an earlier scan, by stem; none if there is no such file or it is damaged."""
        data = self._tables.read(self._path)
        try:
            table = pq.read_table(pa.BufferReader(data), page_checksum_verification=True) if data else None
        except (OSError, pa.ArrowException):
            return {}
        if table is None or table.schema != _SCHEMA:
            return {}
        histograms = [name for name in table.column_names if name.endswith("_histogram")]
        columns = {name: table[name].to_pylist() for name in table.column_names if name not in histograms}
        for name in histograms:
            columns[name] = list(table[name].to_pandas())
        columns["problem_reason"] = list(map(_reason_from_cache, columns["problem_reason"]))
        rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        return {row["stem"]: row for row in rows}

    def write(self, rows: list[Row]) -> bool:
        """Writes `rows` to the cache; returns False if it is full or cannot be written."""
        file = io.BytesIO()
        cached = [row | {"problem_reason": _reason_to_cache(row["problem_reason"])} for row in rows]
        pq.write_table(pa.Table.from_pylist(cached, schema=_SCHEMA), file, write_page_checksum=True)
        return self._tables.write(self._path, file.getvalue())


def _reason_to_cache(reason: str | None) -> str | None:
    return None if reason is None else json.dumps(text_to_json(reason))


def _reason_from_cache(cached: str | None) -> str | None:
    """Returns the reason; in caches of earlier versions it is there as plain text."""
    try:
        return None if cached is None else text_from_json(json.loads(cached))
    except ValueError:
        return cached


def _cache_name(dataset: FoundDataset) -> str:
    sides = dataset.sides or (dataset.folders,)
    folders = "|".join(f"{side.images.resolve()}|{side.masks.resolve() if side.masks else ''}" for side in sides)
    return f"{hashlib.sha256(os.fsencode(folders)).hexdigest()[:24]}-v{CACHE_VERSION}.parquet"
