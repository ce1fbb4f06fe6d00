"""Files and folders that only the user may read, whatever the umask: names of files in them can be patients' names.

POSIX only: on Windows the user's folders are private already.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from polyp_core.paths import own_folders

_IS_POSIX = os.name == "posix"
_FOLDER_MODE = 0o700 if _IS_POSIX else 0o777  # newer Pythons give 0o700 a meaning on Windows
_FILE_MODE = 0o600


def is_own(path: Path) -> bool:
    """Whether `path` lies in a folder that holds nothing but this program's files."""
    path = path.absolute()
    return any(path.is_relative_to(folder) for folder in own_folders())


def make_private_folder(folder: Path) -> None:
    """Makes `folder` and its missing parents with mode 0700. Raises OSError.

    One that is there already keeps its mode, unless it lies in a folder of the program's own: those of an earlier
    version are closed to others.
    """
    folder = folder.absolute()
    for part in (*reversed(folder.parents), folder):
        if not part.exists():
            part.mkdir(_FOLDER_MODE, exist_ok=True)
        elif is_own(part):
            close_to_others(part)
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")


def tighten_own_folders() -> None:
    """Closes the program's folders to others, where an earlier version made them and there are any."""
    for folder in own_folders():
        close_to_others(folder)


def ensure_private_file(path: Path) -> None:
    """Makes an empty file with mode 0600 where there is none, and closes one that is there to others. Raises OSError.

    A file that is there is not opened: closing it would end the locks that this process holds on it (SQLite's).
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))
    except FileExistsError:
        close_to_others(path)


def close_to_others(path: Path) -> None:
    """Gives a file or folder of the user's mode 0600 or 0700 where others may read it."""
    if not _IS_POSIX:
        return
    with suppress(OSError):  # it is not there, belongs to another user, or the drive has no modes
        mode = path.lstat().st_mode  # what a link leads to was made by somebody else
        if mode & 0o077 and (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            path.chmod(_FOLDER_MODE if stat.S_ISDIR(mode) else _FILE_MODE)
