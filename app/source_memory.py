"""What is remembered of each source between two openings: where it was left, and what is to be hidden in exports.

Kept one small file per source, named by its content, so that no file name (which can hold a patient's name) is kept.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.places import config_dir
from polyp_core.analysis.map_keys import IMAGE_BLOCK_BYTES, content_digest
from polyp_core.export.privacy import Privacy
from polyp_core.files import write_bytes

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The frame a source was left on, and its redactions and crop."""

    frame_index: int = 0
    privacy: Privacy = field(default_factory=Privacy)


SourcePath = Path | tuple[Path, ...]
"""A video, an image or a folder; or several images."""

_adapter = TypeAdapter(Remembered)


def source_name(path: SourcePath) -> str:
    """What the person calls the source."""
    return path.name if isinstance(path, Path) else f"{len(path):,} images"


def recent_name(path: Path) -> str:
    """The name in a list of recent sources: of a folder with the one it lies in, since many are called `images`."""
    return path.name if path.suffix else f"{path.parent.name}/{path.name}"


def content_key(path: SourcePath) -> str:
    """Names a video, an image, a folder or several images by their content: hexadecimal, the same for a copy elsewhere.

    Unlike the key of the kept maps it leaves out the time of change: a copy of a recording must keep its redactions.
    Raises OSError where a file cannot be read.
    """
    if isinstance(path, Path) and not path.is_dir():
        return content_digest(path).hex()
    digest = hashlib.sha256()
    for file in path if isinstance(path, tuple) else sorted(file for file in path.iterdir() if file.is_file()):
        digest.update(f"{file.name}\n".encode("utf-8", "surrogateescape") + content_digest(file, IMAGE_BLOCK_BYTES))
    return digest.hexdigest()


def recall(key: str) -> Remembered:
    """What is remembered of the source `key`, if anything. A note that cannot be read is logged and left out."""
    try:
        return _adapter.validate_json(_note(key).read_bytes())
    except FileNotFoundError:
        return Remembered()
    except (OSError, ValidationError) as error:
        _log.warning("What was remembered of a source cannot be read: %s", error)
        return Remembered()


def remember(key: str, remembered: Remembered) -> None:
    """Keeps `remembered` for the source `key`. Raises ExportError."""
    write_bytes(_note(key), _adapter.dump_json(remembered, indent=2))


def _note(key: str) -> Path:
    return config_dir() / "sources" / f"{key}.json"
