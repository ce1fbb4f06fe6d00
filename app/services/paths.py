"""Where the program keeps its own files; the POLYP_VIEWER_HOME variable moves all of them under one folder."""

from pathlib import Path

from platformdirs import user_documents_path, user_pictures_path

from polyp_core.paths import config_dir, home_override, log_dir

__all__ = ["config_dir", "exports_dir", "log_dir", "pictures_dir"]


def pictures_dir() -> Path:
    """Where snapshots go until the person chooses another folder."""
    if home := home_override():
        return home / "pictures"
    return user_pictures_path() / "Polyp Viewer"


def exports_dir() -> Path:
    """Where exports go until the person chooses another folder."""
    if home := home_override():
        return home / "exports"
    return user_documents_path() / "Polyp Viewer"
