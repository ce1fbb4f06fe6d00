"""Caches models' scores of pairs between sessions, in one small table per model.

Each row is of one version of a pair's files. Any thread may read; only one at a time may write.
"""

import io
import logging
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from polyp_core.cache import SCORES, CacheFolder

_log = logging.getLogger(__name__)

_FORMAT = 4
"""Increased when rows or scores change meaning: pairs are then scored again."""
_STAMP, _PATH = "stamp", "image_path"

Stamps = Mapping[str, tuple[int, ...]]
"""Version of a pair's files by image path, as in `Scan.stamps`."""


def cache_scores(sha256: str, rows: pd.DataFrame, stamps: Stamps) -> None:
    """Adds rows of `score_pairs` to the cached scores of a model; does nothing if the cache cannot be written."""
    stamped = rows.assign(**{_STAMP: rows[_PATH].map(lambda path: _format_stamp(stamps.get(path, ())))})
    before = _read(sha256)
    others = before[~before[_PATH].isin(stamped[_PATH])] if len(before) else before
    if len(others):  # some of them may have been scored without the saliency measures
        stamped = pd.concat([others, stamped], ignore_index=True)
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(stamped, preserve_index=False), file, write_page_checksum=True)
    cache = CacheFolder(SCORES)
    if not cache.write(_file(sha256), file.getvalue()):
        _log.warning("Scores could not be cached. %s", cache.problem or "Their cache is full.")


def cached_scores(sha256: str, stamps: Stamps) -> pd.DataFrame:
    """Returns the cached rows of a model for pairs with unchanged files; empty if there are none."""
    rows = _read(sha256)
    if rows.empty:
        return rows
    now = rows[_PATH].map(lambda path: _format_stamp(stamps.get(path, ())))
    return rows[(rows[_STAMP] == now) & (now != "")].drop(columns=_STAMP).reset_index(drop=True)


def _read(sha256: str) -> pd.DataFrame:
    file = _file(sha256)
    data = CacheFolder(SCORES).read(file)
    if data is None:
        return pd.DataFrame()
    try:
        rows = pq.read_table(pa.BufferReader(data), page_checksum_verification=True).to_pandas()
    except (OSError, pa.ArrowException) as error:
        _log.warning("%s cannot be used: %s", file, error)
        return pd.DataFrame()
    return rows if {_STAMP, _PATH, "dice"} <= set(rows.columns) else pd.DataFrame()


def _file(sha256: str) -> Path:
    return SCORES.folder / f"{sha256}-{_FORMAT}.parquet"


def _format_stamp(stamp: tuple[int, ...]) -> str:
    return "-".join(map(str, stamp))
