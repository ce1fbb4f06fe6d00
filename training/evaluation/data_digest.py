"""SHA-256 of the content of all files below a folder, folder by folder, so that an interrupted run continues."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from polyp_core.cache import TABLES, CacheFolder
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.label_formats.mask_paths import file_version
from training.datasets.folder_walk import walk_files
from training.progress import OnProgress, ignore_progress

_BLOCK_BYTES = 1 << 20


def digest_of_folder(root: Path, on_progress: OnProgress = ignore_progress) -> str:
    """Returns the hexadecimal SHA-256 of the content and relative paths of all files below `root`.

    It is that of a line for each folder: the SHA-256 of what `sha256sum` prints of its files in order of their names,
    two spaces, and the folder's path. The digest of a folder is cached until a file in it changes. `on_progress` is
    called with the numbers of files that are read and to read. Raises DatasetError.
    """
    files = ((folder, [name for name in names if (folder / name).is_file()]) for folder, names in walk_files(root))
    folders = sorted((each for each in files if each[1]), key=lambda each: each[0])
    total, done = sum(len(names) for _, names in folders), 0
    cache, digest = CacheFolder(TABLES), hashlib.sha256()
    for folder, names in folders:
        own = _folder_digest(folder, names, cache)
        relative = folder.relative_to(root).as_posix()
        digest.update(f"{own}  {relative}\n".encode(errors="surrogateescape"))
        done += len(names)
        on_progress(done, total)
    return digest.hexdigest()


def _folder_digest(folder: Path, names: Sequence[str], cache: CacheFolder) -> str:
    try:
        digest = hashlib.sha256()
        versions = [(name, *file_version(folder / name)) for name in names]
        key = hashlib.sha256(repr((str(folder.resolve()), versions)).encode()).hexdigest()
        place = cache.path / f"content-{key[:32]}"
        if (known := cache.read(place)) is not None and len(known) == digest.digest_size:
            return known.hex()
        for name in names:
            content = hashlib.sha256()
            with open_regular(folder / name) as file:
                while block := file.read(_BLOCK_BYTES):
                    content.update(block)
            digest.update(f"{content.hexdigest()}  {name}\n".encode(errors="surrogateescape"))
    except OSError as error:
        raise DatasetError(
            "The files in {folder} cannot be read: {reason}.", folder=folder, reason=format_os_error(error)
        ) from error
    cache.write(place, digest.digest())
    return digest.hexdigest()
