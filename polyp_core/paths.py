"""Folders of the program's own files: the platform's user folders, or all under POLYP_VIEWER_HOME if that is set."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path, user_log_path

PROGRAM_NAME = "PolypViewer"


def home_override() -> Path | None:
    """Returns the folder in POLYP_VIEWER_HOME, or None."""
    home = os.environ.get("POLYP_VIEWER_HOME")
    return Path(home).expanduser() if home else None


def cache_folder(name: str) -> Path:
    """Returns the folder of the cache `name`; its files can be recreated and may be deleted at any time."""
    return _cache_root() / name


def config_dir() -> Path:
    """Returns the folder of settings and of the history of each source."""
    if home := home_override():
        return home / "config"
    return user_config_path(PROGRAM_NAME, appauthor=False)


def data_dir() -> Path:
    """Returns the folder of what the user made and nothing can make again: reviews, and the list of recordings."""
    if home := home_override():
        return home / "data"
    return user_data_path(PROGRAM_NAME, appauthor=False)


def log_dir() -> Path:
    """Returns the folder of the log and the crash reports."""
    if home := home_override():
        return home / "logs"
    return user_log_path(PROGRAM_NAME, appauthor=False)


def own_folders() -> tuple[Path, ...]:
    """Returns the folders that contain only this program's files: caches, settings, reviews and logs."""
    return _cache_root(), config_dir(), data_dir(), log_dir()


def _cache_root() -> Path:
    home = home_override()
    return home / "cache" if home else user_cache_path(PROGRAM_NAME, appauthor=False)
