"""Where the program keeps its own files: in the person's folders, or all under POLYP_VIEWER_HOME where that is set."""

import os
from pathlib import Path

from platformdirs import user_cache_path

PROGRAM_NAME = "PolypViewer"


def chosen_home() -> Path | None:
    """The folder that POLYP_VIEWER_HOME names, or None."""
    home = os.environ.get("POLYP_VIEWER_HOME")
    return Path(home).expanduser() if home else None


def cache_folder(room: str) -> Path:
    """The folder for one kind of cached files: all that is in it can be made again, and may be deleted at any time."""
    home = chosen_home()
    return (home / "cache" if home else user_cache_path(PROGRAM_NAME, appauthor=False)) / room
