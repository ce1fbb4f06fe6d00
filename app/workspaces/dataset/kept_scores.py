"""What models scored before this session: a small table for each model in the user's cache.

Each row is of one version of a pair's files. Any thread may read; one at a time writes.
"""

import logging
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from polyp_core.errors import ExportError
from polyp_core.files import replacing
from polyp_core.places import cache_folder

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
    try:
        with replacing(_file(sha256)) as beside:
            stamped.to_parquet(beside, index=False)
    except ExportError as error:
        _log.warning("Scores are not kept: %s", error)


def kept_scores(sha256: str, stamps: Stamps) -> pd.DataFrame:
    """The rows that are kept of a model, of pairs whose files are as they were then; empty where there are none."""
    rows = _read(sha256)
    if rows.empty:
        return rows
    now = rows[_PATH].map(lambda path: _words(stamps.get(path, ())))
    return rows[(rows[_STAMP] == now) & (now != "")].drop(columns=_STAMP).reset_index(drop=True)


def _read(sha256: str) -> pd.DataFrame:
    file = _file(sha256)
    try:
        rows = pd.read_parquet(file)
    except FileNotFoundError:
        return pd.DataFrame()
    except (OSError, pa.ArrowException) as error:
        _log.warning("%s cannot be used: %s", file, error)
        return pd.DataFrame()
    return rows if {_STAMP, _PATH, "dice"} <= set(rows.columns) else pd.DataFrame()


def _file(sha256: str) -> Path:
    return cache_folder("scores") / f"{sha256}-{_FORMAT}.parquet"


def _words(stamp: tuple[int, ...]) -> str:
    return "-".join(map(str, stamp))
