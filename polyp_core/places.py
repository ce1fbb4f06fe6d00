"""Where what can be made again is kept."""

import os
from pathlib import Path

from platformdirs import user_cache_path


def cache_folder(room: str) -> Path:
    """The folder for one kind of cached files: in the user's cache, or below POLYP_VIEWER_HOME where that is set."""
    home = os.environ.get("POLYP_VIEWER_HOME")
    return (Path(home).expanduser() / "cache" if home else user_cache_path("PolypViewer", appauthor=False)) / room
