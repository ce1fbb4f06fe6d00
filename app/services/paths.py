"""The folders of the program's own files; the variable POLYP_VIEWER_HOME moves all of them under one folder."""

from pathlib import Path

from platformdirs import user_documents_path, user_pictures_path

from polyp_core.paths import config_dir, home_override, log_dir

__all__ = ["config_dir", "documents_dir", "exports_dir", "log_dir", "pictures_dir"]


def pictures_dir() -> Path:
    """Returns the default folder of snapshots."""
    if home := home_override():
        return home / "pictures"
    return user_pictures_path() / "Polyp Viewer"


def exports_dir() -> Path:
    """Returns the default folder of exports."""
    if home := home_override():
        return home / "exports"
    return user_documents_path() / "Polyp Viewer"


def documents_dir() -> Path:
    """Returns the folder in which a dialog begins if nothing was chosen before."""
    return home_override() or user_documents_path()
