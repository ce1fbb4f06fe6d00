"""Small files of the program that may have been damaged: before one is replaced, what it held is put aside."""

import logging
import os
from itertools import count
from pathlib import Path

from polyp_core.errors import ExportError
from polyp_core.files import write_bytes
from polyp_core.regular_files import read_regular

_log = logging.getLogger(__name__)


def put_aside(path: Path) -> Path | None:
    """Keeps what `path` holds as `<stem>.damaged-<n><suffix>` beside it, and gives that path; once for equal contents.

    What cannot be read is renamed to it. None, with a line in the log, where neither is possible.
    """
    try:
        data = read_regular(path)
    except OSError:
        data = None
    try:
        for number in count(1):
            kept = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
            if not os.path.lexists(kept):
                break
            if data is not None and kept.is_file() and kept.read_bytes() == data:
                return kept
        if data is None:
            path.rename(kept)
        else:
            write_bytes(kept, data)
    except (OSError, ExportError) as error:
        _log.warning("A damaged file could not be put aside: %s", error)
        return None
    return kept
