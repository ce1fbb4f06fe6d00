"""Files and folders that only the user may read, whatever the umask: file names may contain patients' names.

Sets POSIX modes; on Windows the user's folders are private by default.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from polyp_core.paths import own_folders

_IS_POSIX = os.name == "posix"
_FOLDER_MODE = 0o700 if _IS_POSIX else 0o777  # since Python 3.13, 0o700 restricts access on Windows too
_FILE_MODE = 0o600


def is_in_own_folder(path: Path) -> bool:
    """True if `path` lies in one of this program's own folders (caches, settings, reviews, logs)."""
    path = path.absolute()
    return any(path.is_relative_to(folder) for folder in own_folders())


def make_private_folder(folder: Path) -> None:
    """Creates `folder` and its missing parents with mode 0700. Raises OSError.

    Existing folders keep their mode, except the program's own, which earlier versions created readable by others.
    """
    folder = folder.absolute()
    for part in (*reversed(folder.parents), folder):
        if not part.exists():
            part.mkdir(_FOLDER_MODE, exist_ok=True)
        elif is_in_own_folder(part):
            restrict_to_user(part)
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")


def restrict_own_folders() -> None:
    """Removes other users' access to the program's existing folders, which earlier versions did not restrict."""
    for folder in own_folders():
        restrict_to_user(folder)


def ensure_private_file(path: Path) -> None:
    """Creates an empty file with mode 0600, or restricts an existing one. Raises OSError.

    Does not open an existing file: closing it would release this process's POSIX locks on it (SQLite's).
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))
    except FileExistsError:
        restrict_to_user(path)


def restrict_to_user(path: Path) -> None:
    """Sets mode 0600 on a file or 0700 on a folder if other users have access to it."""
    if not _IS_POSIX:
        return
    with suppress(OSError):  # missing, owned by another user, or on a drive without modes
        mode = path.lstat().st_mode  # does not follow links: their targets are not the program's own
        if mode & 0o077 and (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            path.chmod(_FOLDER_MODE if stat.S_ISDIR(mode) else _FILE_MODE)
