"""Where the program keeps its own files; the POLYP_VIEWER_HOME variable moves all of them under one folder."""

from pathlib import Path

from platformdirs import user_config_path, user_documents_path, user_log_path, user_pictures_path

from polyp_core.places import PROGRAM_NAME, chosen_home


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


def pictures_dir() -> Path:
    """Where snapshots go until the person chooses another folder."""
    if home := chosen_home():
        return home / "pictures"
    return user_pictures_path() / "Polyp Viewer"


def exports_dir() -> Path:
    """Where exports go until the person chooses another folder."""
    if home := chosen_home():
        return home / "exports"
    return user_documents_path() / "Polyp Viewer"
