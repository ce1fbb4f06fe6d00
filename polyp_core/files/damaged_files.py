"""Backs up a damaged file of the program before it is replaced."""

import logging
import os
from itertools import count
from pathlib import Path

from polyp_core.errors import ExportError
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.regular_files import read_regular

_log = logging.getLogger(__name__)


def backup_damaged_file(path: Path) -> Path | None:
    """Copies `path` to `<stem>.damaged-<n><suffix>` in its folder and returns that path; equal contents only once.

    An unreadable file is renamed instead. Returns None and logs a warning if neither is possible.
    """
    try:
        data = read_regular(path)
    except OSError:
        data = None
    try:
        for number in count(1):
            backup = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
            if not os.path.lexists(backup):
                break
            if data is not None and backup.is_file() and backup.read_bytes() == data:
                return backup
        if data is None:
            path.rename(backup)
        else:
            write_bytes(backup, data)
    except (OSError, ExportError) as error:
        _log.warning("Could not back up a damaged file: %s", error)
        return None
    return backup
