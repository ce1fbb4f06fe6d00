"""Names of kept maps: what changes the frames, or what the network says of them, changes the name too."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from polyp_core.files.regular_files import open_regular
from polyp_core.frames.frame import Deinterlace
from polyp_core.frames.stills.image_sequence import images_in

PREPROCESSING_VERSION = 2
"""To be raised with every change to how a file becomes numbered frames, or a frame the network's square."""

_BLOCKS = 8  # read of each file, spread evenly: black borders and equal heads must not make two recordings one
_FILE_BLOCK_BYTES = 1 << 17
IMAGE_BLOCK_BYTES = 1 << 13
"""For a file of a folder: there may be tens of thousands of images."""


def source_key(path: Path | Sequence[Path]) -> str:
    """Names a source by its size, time of change and a hash of blocks all over it: hexadecimal.

    Of a folder or several images, every image counts, with its name and its place in the order. The path itself is left
    out: it may name a patient. Raises OSError where a video cannot be read, SourceError where a folder cannot.
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
    """Names the maps that one model on one engine gives for the frames of one source, deinterlaced in one way.

    `video_track` is the track that was chosen; None where the source's own choice is shown.
    """
    parts: tuple[str, ...] = (str(PREPROCESSING_VERSION), source, deinterlace, model_sha256, engine)
    if video_track is not None:
        parts = (*parts, f"video track {video_track}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _image_fingerprint(image: Path) -> bytes:
    try:
        return _fingerprint(image, IMAGE_BLOCK_BYTES)
    except OSError:
        return b"unreadable"  # it is shown as a black frame, and the others keep their maps


def _fingerprint(file: Path, block_bytes: int) -> bytes:
    """As `content_digest`, and of the time of change too."""
    return hashlib.sha256(f"{file.stat().st_mtime_ns}\n".encode() + content_digest(file, block_bytes)).digest()


def content_digest(file: Path, block_bytes: int = _FILE_BLOCK_BYTES) -> bytes:
    """SHA-256 of the size and of blocks from the first byte to the last; of all bytes where they are few.

    Raises OSError where the file cannot be read.
    """
    with open_regular(file, buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        digest = hashlib.sha256(f"{size}\n".encode())
        last_start = max(0, size - block_bytes)
        for start in np.unique(np.linspace(0, last_start, _BLOCKS, dtype=np.int64)):
            stream.seek(int(start))
            digest.update(stream.read(block_bytes))
    return digest.digest()
