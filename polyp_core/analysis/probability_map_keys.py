"""Cache keys of probability maps: they change with everything that affects the frames or the predictions."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from polyp_core.files.regular_files import open_regular
from polyp_core.frames.frame import Deinterlace
from polyp_core.frames.stills.image_sequence import images_in

MAP_VERSION = 4
"""Increment with every change to frame decoding, frame numbering, letterboxing or the levels of a map."""

_BLOCKS = 8  # sampled evenly from each file, so that recordings with equal headers or black borders get distinct keys
_FILE_BLOCK_BYTES = 1 << 17
IMAGE_BLOCK_BYTES = 1 << 13
"""For each image of a folder: smaller, as there may be tens of thousands of them."""


def source_key(path: Path | Sequence[Path]) -> str:
    """Cache key of a source: hexadecimal SHA-256 of its size, modification time and blocks sampled from its content.

    For a folder or a list of images it covers the name, order and content of each image. The path is left out, as it
    may name a patient. Raises OSError if a video cannot be read, SourceError if a folder cannot.
    """
    if isinstance(path, Path) and not path.is_dir():
        return hashlib.sha256(_fingerprint(path, _FILE_BLOCK_BYTES)).hexdigest()
    digest = hashlib.sha256()
    for image in images_in(path) if isinstance(path, Path) else path:
        digest.update(hashlib.sha256(image.name.encode("utf-8", "surrogateescape")).digest())
        digest.update(_image_fingerprint(image))
    return digest.hexdigest()


def map_key(
    source: str, deinterlace: Deinterlace, model_sha256: str, engine: str, video_track: int | None = None
) -> str:
    """Cache key of the maps of one source for a model, engine and deinterlacing mode: 32 hexadecimal digits.

    `video_track` is the track chosen by the user, None for the default track.
    """
    parts: tuple[str, ...] = (str(MAP_VERSION), source, deinterlace, model_sha256, engine)
    if video_track is not None:
        parts = (*parts, f"video track {video_track}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _image_fingerprint(image: Path) -> bytes:
    try:
        return _fingerprint(image, IMAGE_BLOCK_BYTES)
    except OSError:
        return b"unreadable"  # shown as a black frame; the maps of the other images stay valid


def _fingerprint(file: Path, block_bytes: int) -> bytes:
    """SHA-256 of the modification time and `content_digest`."""
    return hashlib.sha256(f"{file.stat().st_mtime_ns}\n".encode() + content_digest(file, block_bytes)).digest()


def content_digest(file: Path, block_bytes: int = _FILE_BLOCK_BYTES) -> bytes:
    """SHA-256 of the size and of 8 blocks spread evenly over the file. Raises OSError if it cannot be read."""
    with open_regular(file, buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        digest = hashlib.sha256(f"{size}\n".encode())
        last_start = max(0, size - block_bytes)
        for start in np.unique(np.linspace(0, last_start, _BLOCKS, dtype=np.int64)):
            stream.seek(int(start))
            digest.update(stream.read(block_bytes))
    return digest.digest()
