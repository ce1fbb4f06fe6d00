"""Identifies a source by its content, whatever its name, folder and modification time."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from polyp_core.analysis.probability_map_keys import IMAGE_BLOCK_BYTES, content_digest
from polyp_core.frames.stills.image_sequence import images_in

SourcePath = Path | tuple[Path, ...]
"""A video, an image or a folder; or several images."""


def content_key(path: SourcePath) -> str:
    """Returns a hexadecimal hash of the content of a source; of a folder only its pictures count.

    Unlike the key of cached probability maps it ignores the modification time: a copy of a recording must keep its
    redactions. Raises OSError if a file cannot be read, SourceError if a folder cannot be listed.
    """
    if isinstance(path, Path) and not path.is_dir():
        return content_digest(path).hex()
    return key_of_pictures(picture_digests(path))


def find_file(key: str, size_bytes: int, folders: Iterable[Path]) -> Path | None:
    """Returns the file in one of `folders` with that content key and size; None if there is none."""
    for folder in folders:
        try:
            files = [Path(each.path) for each in os.scandir(folder) if each.is_file()]
        except OSError:  # the folder is gone
            continue
        if (found := next((file for file in files if _is_file_with(file, key, size_bytes)), None)) is not None:
            return found
    return None


def _is_file_with(file: Path, key: str, size_bytes: int) -> bool:
    try:
        return file.stat().st_size == size_bytes and content_key(file) == key
    except OSError:  # it is gone, or another user's
        return False


def picture_digests(path: SourcePath) -> list[tuple[str, bytes]]:
    """As `digests_of`, for a folder or several images. Raises SourceError if a folder cannot be listed."""
    return digests_of(path if isinstance(path, tuple) else sorted(images_in(path)))


def digests_of(files: Iterable[Path]) -> list[tuple[str, bytes]]:
    """Returns the names and content digests of the readable files. Raises OSError if none is readable."""
    found: list[tuple[str, bytes]] = []
    failure: OSError | None = None
    for file in files:
        try:
            found.append((file.name, content_digest(file, IMAGE_BLOCK_BYTES)))
        except OSError as error:
            failure = error
    if failure is not None and not found:
        raise failure
    return found


def key_of_pictures(digests: Iterable[tuple[str, bytes]]) -> str:
    """Returns the content key of pictures from their names and content digests."""
    digest = hashlib.sha256()
    for name, content in digests:
        digest.update(f"{name}\n".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()
