"""What models scored before this session: a small table for each model in the user's cache.

Each row is of one version of a pair's files. Any thread may read; one at a time writes.
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

_FORMAT = 3
"""To be raised where rows or what they count become other ones: what was kept before is then scored anew."""
_STAMP, _PATH = "stamp", "image_path"

Stamps = Mapping[str, tuple[int, ...]]
"""By image path, which version of a pair's files there is, as `Scan.stamps` has it."""


def keep_scores(sha256: str, rows: pd.DataFrame, stamps: Stamps) -> None:
    """Adds rows of `score_pairs` to those that are kept of a model; a cache that cannot be written to keeps none."""
    stamped = rows.assign(**{_STAMP: rows[_PATH].map(lambda path: _words(stamps.get(path, ())))})
    before = _read(sha256)
    if list(before.columns) == list(stamped.columns):
        stamped = pd.concat([before[~before[_PATH].isin(stamped[_PATH])], stamped], ignore_index=True)
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(stamped, preserve_index=False), file, write_page_checksum=True)
    cache = CacheFolder(SCORES)
    if not cache.write(_file(sha256), file.getvalue()):
        _log.warning("Scores are not kept. %s", cache.problem or "Their cache is full.")


def kept_scores(sha256: str, stamps: Stamps) -> pd.DataFrame:
    """The rows that are kept of a model, of pairs whose files are as they were then; empty where there are none."""
    rows = _read(sha256)
    if rows.empty:
        return rows
    now = rows[_PATH].map(lambda path: _words(stamps.get(path, ())))
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


def _words(stamp: tuple[int, ...]) -> str:
    return "-".join(map(str, stamp))
