"""What is remembered of each source between two openings: where it was left, and what is to be hidden in exports.

Kept one small file per source, named by its content, so that no file name (which can hold a patient's name) is kept.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.services.known_pictures import KnownPictures, is_left_by_system, known_pictures
from app.services.paths import config_dir
from polyp_core.analysis.probability_map_keys import IMAGE_BLOCK_BYTES, content_digest
from polyp_core.display_text import one_line
from polyp_core.export.privacy import Privacy
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.damaged_files import backup_damaged_file
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.frames.stills.image_sequence import images_in

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The frame a source was left on, the video track that was chosen (None: its main one), its redactions and crop.

    `privacy_chosen` tells whether the user has ever set or removed them: a default preset is then left out. `pictures`
    are those of a folder or of several images, by which it is known again when some have come or gone; `place` is a
    hash of the path of a video, an image or a folder.
    """

    frame_index: int = 0
    privacy: Privacy = field(default_factory=Privacy)
    privacy_chosen: bool = field(default=False, compare=False)
    pictures: KnownPictures | None = field(default=None, compare=False)
    place: str = field(default="", compare=False)
    video_track: int | None = None


SourcePath = Path | tuple[Path, ...]
"""A video, an image or a folder; or several images."""

_adapter = TypeAdapter(Remembered)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered of a source, and the name (`key`) under which to keep it from now on.

    `notice` is a sentence for the user where something about it has to be checked; "" otherwise.
    """

    key: str
    remembered: Remembered
    notice: str = ""


def source_name(path: SourcePath) -> str:
    """What the person calls the source."""
    return one_line(path.name) if isinstance(path, Path) else f"{len(path):,} images"


def recent_name(path: Path) -> str:
    """The name in a list of recent sources: of a folder with the one it lies in, since many are called `images`."""
    return one_line(path.name if path.suffix else f"{path.parent.name}/{path.name}")


def content_key(path: SourcePath) -> str:
    """Names a video, an image, a folder or several images by their content: hexadecimal, the same for a copy elsewhere.

    Time stamps do not count, and of a folder nothing but its pictures. Unlike the key of the kept maps it leaves out
    the time of change: a copy of a recording must keep its redactions. Raises OSError where a file cannot be read,
    SourceError where a folder cannot be listed.
    """
    if isinstance(path, Path) and not path.is_dir():
        return content_digest(path).hex()
    return _key_of(_digests(_pictures_of(path)))


def look_up(path: SourcePath) -> Recalled:
    """What is remembered of the source at `path`. Raises as `content_key`.

    A folder or a list of images of which pictures have come or gone since is known by those that stayed; a source whose
    content is another one altogether by its place. The notice says so wherever something is hidden.
    """
    place = _place(path) if isinstance(path, Path) else ""
    pictures: KnownPictures | None = None
    keys: Iterable[str] = ()
    if isinstance(path, Path) and not path.is_dir():
        key = content_digest(path).hex()
    else:
        digests = _digests(_pictures_of(path))
        key, pictures = _key_of(digests), known_pictures(digests)
        keys = _keys_of_before(path, digests) if isinstance(path, Path) else ()
    remembered, notice = _read(key)
    if remembered is None:
        remembered = next((found for each in keys if (found := recall_if_any(each)) is not None), None)
    if remembered is None:
        remembered, changed = _of_similar_source(pictures, place)
        notice = f"{notice} {changed}".strip()
    return Recalled(key, replace(remembered, pictures=pictures, place=place), notice)


def recall_if_any(key: str) -> Remembered | None:
    """What is remembered of the source `key`. A note that cannot be read is put aside, with a line in the log."""
    return _read(key)[0]


def recall(key: str) -> Remembered:
    """As `recall_if_any`, and nothing remembered where there is no note."""
    return recall_if_any(key) or Remembered()


def remember(key: str, remembered: Remembered) -> None:
    """Keeps `remembered` for the source `key`. Raises ExportError."""
    write_bytes(_note(key), _adapter.dump_json(remembered, indent=2))


def _pictures_of(path: SourcePath) -> Sequence[Path]:
    return path if isinstance(path, tuple) else sorted(images_in(path))


def _digests(files: Iterable[Path]) -> list[tuple[str, bytes]]:
    """Names and digests of the contents of those that can be read; OSError where none can."""
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


def _key_of(digests: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in digests:
        digest.update(f"{name}\n".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


def _keys_of_before(folder: Path, pictures: list[tuple[str, bytes]]) -> Iterator[str]:
    """What earlier versions called a folder: by all its files, of which the system may have added some since."""
    names = {name for name, _ in pictures}
    others = [file for file in folder.iterdir() if file.name not in names and file.is_file()]
    if others:
        every = sorted((*pictures, *_digests(others)))
        yield _key_of(every)
        yield _key_of(each for each in every if not is_left_by_system(each[0]))


def _of_similar_source(pictures: KnownPictures | None, place: str) -> tuple[Remembered, str]:
    """What is remembered of the source that shares most pictures, or else was at the same place; and what to say."""
    found: list[tuple[float, float, Remembered]] = []
    for note in _notes():
        remembered = recall_if_any(note.stem)
        if remembered is None:
            continue
        likeness = pictures.likeness(remembered.pictures) if pictures and remembered.pictures else 0.0
        if likeness > 0 or (place and place == remembered.place):
            found.append((likeness, note.stat().st_mtime, remembered))
    if not found:
        return Remembered(), ""
    likeness, _, best = max(found, key=lambda each: each[:2])
    hides = best.privacy != Privacy()
    if likeness == 0:
        # Nothing is dropped without asking: what the same device writes to the same place bears its text there too.
        notice = (
            "This recording is another one than was opened from this place before. The redactions and the crop that "
            "were set for that one are in place: check under Export > Privacy whether they fit."
        )
        return (replace(best, frame_index=0, video_track=None), notice) if hides else (Remembered(), "")
    assert best.pictures is not None and pictures is not None
    then, now = best.pictures.count, pictures.count
    if not hides or (likeness == 1 and then == now):
        return best, ""
    notice = (
        f"The pictures have changed since their redactions and crop were set ({then:,} then, {now:,} now). These are "
        "still in place: check under Export > Privacy whether they fit."
    )
    return replace(best, frame_index=min(best.frame_index, now - 1)), notice


def _place(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _read(key: str) -> tuple[Remembered | None, str]:
    """The note, if there is one; and a sentence where it cannot be used."""
    note = _note(key)
    try:
        return _adapter.validate_python(read_json(note)), ""
    except FileNotFoundError:
        return None, ""
    except (OSError, JsonError, ValidationError) as error:
        _log.warning("What was remembered of a source cannot be read: %s", error)
        kept = backup_damaged_file(note)
        where = f" What was kept of it is in {kept}." if kept is not None else ""
        return None, (
            "What was remembered of this recording cannot be read: its redactions and its crop, if it had any, are "
            f"gone. Set them again under Export > Privacy before anything is exported.{where}"
        )


def _notes() -> list[Path]:
    return [note for note in (config_dir() / "sources").glob("*.json") if ".damaged-" not in note.name]


def _note(key: str) -> Path:
    return config_dir() / "sources" / f"{key}.json"
