"""Where the program keeps its own files; the POLYP_VIEWER_HOME variable moves all of them under one folder."""

import os
from pathlib import Path

_NAME = "PolypViewer"


def _home() -> Path | None:
    home = os.environ.get("POLYP_VIEWER_HOME")
    return Path(home).expanduser() if home else None


def config_dir() -> Path:
    """Settings, and what is remembered of each source."""
    if home := _home():
        return home / "config"
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False)


def cache_dir() -> Path:
    """Kept probability maps; may be deleted at any time."""
    if home := _home():
        return home / "cache"
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def log_dir() -> Path:
    """The log and the record of crashes."""
    if home := _home():
        return home / "logs"
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)


def pictures_dir() -> Path:
    """Where snapshots go until the person chooses another folder."""
    if home := _home():
        return home / "pictures"
    from platformdirs import user_pictures_path

    return user_pictures_path() / "Polyp Viewer"


def exports_dir() -> Path:
    """Where exports go until the person chooses another folder."""
    if home := _home():
        return home / "exports"
    from platformdirs import user_documents_path

    return user_documents_path() / "Polyp Viewer"
