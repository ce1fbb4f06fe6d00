"""Remembers the position, redactions, crop and video track of each source for the next time it is opened.

One small file per source, named by a hash of its content: file names, which can hold patients' names, are not stored.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.services.paths import config_dir
from app.services.picture_sketch import PictureSketch, is_system_file, sketch_of
from app.translation import format_count, tr
from polyp_core.analysis.source_identity import (
    SourcePath,
    content_key,
    digests_of,
    find_file,
    key_of_pictures,
    picture_digests,
)
from polyp_core.display_text import one_line
from polyp_core.export.privacy import Privacy
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.damaged_files import backup_damaged_file
from polyp_core.files.json_files import JsonError, read_json

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last frame shown of a source, its chosen video track (None: the main one), its redactions and crop.

    `privacy_chosen`: the user has set or removed redactions, so no default preset is applied. `pictures` identifies a
    folder or a list of images after some were added or removed. `place` is a hash of the path, `size_bytes` the size of
    a file (0 for several), by which it is found again after it was moved. `text_checked`: the user has looked at the
    rectangles proposed for text in the picture.
    """

    frame_index: int = 0
    privacy: Privacy = field(default_factory=Privacy)
    privacy_chosen: bool = field(default=False, compare=False)
    pictures: PictureSketch | None = field(default=None, compare=False)
    place: str = field(default="", compare=False)
    size_bytes: int = field(default=0, compare=False)
    video_track: int | None = None
    text_checked: bool = field(default=False, compare=False)


_adapter = TypeAdapter(Remembered)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered of a source, and the `key` under which to store it.

    `notice` is a sentence for the user if something has to be checked; "" otherwise.
    """

    key: str
    remembered: Remembered
    notice: str = ""


def source_name(path: SourcePath) -> str:
    """Returns the file or folder name, or the number of images."""
    return one_line(path.name) if isinstance(path, Path) else f"{len(path):,} images"


def recent_name(path: Path) -> str:
    """Returns the name for a list of recent sources; a folder's includes its parent, since many are called `images`."""
    return one_line(path.name if path.suffix else f"{path.parent.name}/{path.name}")


def look_up(path: SourcePath) -> Recalled:
    """Returns what is remembered of the source at `path`. Raises as `content_key`.

    A folder or list of images of which pictures were added or removed is recognised by the remaining ones, and a source
    with entirely different content by its path. A notice says so if there are redactions or a crop.
    """
    place = _place(path) if isinstance(path, Path) else ""
    pictures: PictureSketch | None = None
    keys: Iterable[str] = ()
    size_bytes = 0
    if isinstance(path, Path) and not path.is_dir():
        key, size_bytes = content_key(path), path.stat().st_size
    else:
        digests = picture_digests(path)
        key, pictures = key_of_pictures(digests), sketch_of(digests)
        keys = _former_keys(path, digests) if isinstance(path, Path) else ()
    remembered, notice = _read(key)
    if remembered is None:
        remembered = next((found for each in keys if (found := recall_if_any(each)) is not None), None)
    if remembered is None:
        remembered, changed = _of_similar_source(pictures, place)
        notice = f"{notice} {changed}".strip()
    return Recalled(key, replace(remembered, pictures=pictures, place=place, size_bytes=size_bytes), notice)


def find_moved(path: Path, folders: Iterable[Path]) -> Path | None:
    """Returns the file in one of `folders` with the content that was opened from `path` before; None if none has."""
    place, folders = _place(path), tuple(folders)
    for record in _record_paths():
        remembered = recall_if_any(record.stem)
        if remembered is None or remembered.place != place or not remembered.size_bytes:
            continue
        if (found := find_file(record.stem, remembered.size_bytes, folders)) is not None:
            return found
    return None


def find_recording(key: str, recent: Iterable[Path]) -> Path | None:
    """Returns the file with that content among the files `recent`, or else in one of their folders; None if not found.

    One that lies where it was opened last is not read again.
    """
    remembered = recall_if_any(key)
    if remembered is None or not remembered.size_bytes:
        return None
    recent = tuple(recent)
    last = next((path for path in recent if _place(path) == remembered.place and path.is_file()), None)
    return last or find_file(key, remembered.size_bytes, dict.fromkeys(path.parent for path in recent))


def recall_if_any(key: str) -> Remembered | None:
    """Returns what is remembered of the source `key`, or None. An unreadable file is backed up and logged."""
    return _read(key)[0]


def recall(key: str) -> Remembered:
    """Returns what is remembered of the source `key`, or the defaults."""
    return recall_if_any(key) or Remembered()


def remember(key: str, remembered: Remembered) -> None:
    """Stores `remembered` for the source `key`. Raises ExportError."""
    write_bytes(_record_path(key), _adapter.dump_json(remembered, indent=2))


def _former_keys(folder: Path, pictures: list[tuple[str, bytes]]) -> Iterator[str]:
    """Yields the keys that earlier versions made of all files of a folder, with and without the system's own files."""
    names = {name for name, _ in pictures}
    others = [file for file in folder.iterdir() if file.name not in names and file.is_file()]
    if others:
        every = sorted((*pictures, *digests_of(others)))
        yield key_of_pictures(every)
        yield key_of_pictures(each for each in every if not is_system_file(each[0]))


def _of_similar_source(pictures: PictureSketch | None, place: str) -> tuple[Remembered, str]:
    """Returns what is remembered of the source that shares most pictures, or else had the same path; and a notice."""
    found: list[tuple[float, float, Remembered]] = []
    for record in _record_paths():
        remembered = recall_if_any(record.stem)
        if remembered is None:
            continue
        similarity = pictures.similarity(remembered.pictures) if pictures and remembered.pictures else 0.0
        if similarity > 0 or (place and place == remembered.place):
            found.append((similarity, record.stat().st_mtime, remembered))
    if not found:
        return Remembered(), ""
    similarity, _, best = max(found, key=lambda each: each[:2])
    hides = best.privacy != Privacy()
    if similarity == 0:
        # Kept, since the same device probably writes its text at the same position.
        notice = tr(
            "A different recording was opened from this path before. Its redactions and crop are applied: check under "
            "Export > Privacy whether they fit."
        )
        return (
            (replace(best, frame_index=0, video_track=None, text_checked=False), notice)
            if hides
            else (Remembered(), "")
        )
    assert best.pictures is not None and pictures is not None
    then, now = best.pictures.count, pictures.count
    if similarity == 1 and then == now:
        return best, ""
    best = replace(best, text_checked=False)
    if not hides:
        return best, ""
    notice = tr(
        "The pictures have changed since their redactions and crop were set ({then} then, {now} now). These are still "
        "applied: check under Export > Privacy whether they fit."
    ).format(then=format_count(then), now=format_count(now))
    return replace(best, frame_index=min(best.frame_index, now - 1)), notice


def _place(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _read(key: str) -> tuple[Remembered | None, str]:
    """Returns what is remembered, if anything; and a notice if the file cannot be read."""
    record = _record_path(key)
    try:
        return _adapter.validate_python(read_json(record)), ""
    except FileNotFoundError:
        return None, ""
    except (OSError, JsonError, ValidationError) as error:
        _log.warning("The settings of a source cannot be read: %s", error)
        backup = backup_damaged_file(record)
        notice = tr(
            "The settings of this recording cannot be read: its redactions and its crop, if it had any, are lost. Set "
            "them again under Export > Privacy before you export anything."
        )
        if backup is not None:
            notice = f"{notice} {tr('The damaged file is kept as {path}.').format(path=backup)}"
        return None, notice


def _record_paths() -> list[Path]:
    return [path for path in (config_dir() / "sources").glob("*.json") if ".damaged-" not in path.name]


def _record_path(key: str) -> Path:
    return config_dir() / "sources" / f"{key}.json"
