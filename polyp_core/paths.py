"""Where the program keeps its own files: in the person's folders, or all under POLYP_VIEWER_HOME where that is set."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_log_path

PROGRAM_NAME = "PolypViewer"


def chosen_home() -> Path | None:
    """The folder that POLYP_VIEWER_HOME names, or None."""
    home = os.environ.get("POLYP_VIEWER_HOME")
    return Path(home).expanduser() if home else None


def cache_folder(room: str) -> Path:
    """The folder for one kind of cached files: all that is in it can be made again, and may be deleted at any time."""
    return _cache_root() / room


def config_dir() -> Path:
    """Settings, and what is remembered of each source."""
    if home := chosen_home():
        return home / "config"
    return user_config_path(PROGRAM_NAME, appauthor=False)


def log_dir() -> Path:
    """The log and the record of crashes."""
    if home := chosen_home():
        return home / "logs"
    return user_log_path(PROGRAM_NAME, appauthor=False)


def own_folders() -> tuple[Path, ...]:
    """The folders that hold nothing but this program's own files: caches, settings and logs."""
    return _cache_root(), config_dir(), log_dir()


def _cache_root() -> Path:
    home = chosen_home()
    return home / "cache" if home else user_cache_path(PROGRAM_NAME, appauthor=False)
