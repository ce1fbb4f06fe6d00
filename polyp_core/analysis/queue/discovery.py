"""Finds recordings to add to the queue, and those of the queue that were renamed or moved."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.source_identity import SourcePath, content_key, find_file
from polyp_core.display_text import filled
from polyp_core.errors import QueueError, SourceError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.dicom.series import dicom_files, find_series, is_dicom_medium, series_of_files
from polyp_core.frames.file_kinds import VIDEO_SUFFIXES, has_image_suffix
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_sequence import images_in, natural_key

_ESTIMATED_FROM = 0.01  # of the file; before, the estimate of its length means nothing


def find_sources(paths: Sequence[Path]) -> list[SourcePath]:
    """Returns the recordings among files and folders, in order.

    Each video is one, also in folders and the folders in them, and so is each folder with pictures but no video, and
    each series of DICOM files. The pictures among the files are one recording together.
    """
    sources: list[SourcePath] = []
    pictures = []
    for path in paths:
        if path.is_dir():
            sources += _sources_below(path)
        elif is_dicom_medium(path):
            sources += [series.source for series in find_series(path)]
        elif has_image_suffix(path):
            pictures.append(path)
        else:
            sources.append(path)
    if pictures:
        sources.append(pictures[0] if len(pictures) == 1 else tuple(pictures))
    return sources


def _sources_below(folder: Path) -> Iterator[SourcePath]:
    for parent, folders, names in os.walk(folder):
        folders.sort(key=natural_key)
        if {"Frame", "GT"} <= set(folders):  # SUN-SEG: the others have masks, edges and scribbles of these frames
            folders[:] = ["Frame"]
        shown = sorted((name for name in names if not name.startswith(".")), key=natural_key)
        videos = [Path(parent, name) for name in shown if Path(name).suffix.lower() in VIDEO_SUFFIXES]
        if videos:
            yield from videos
        elif any(has_image_suffix(Path(name)) for name in shown):
            yield Path(parent)
        elif dicom := list(dicom_files(Path(parent), shown)):
            with suppress(SourceError):  # none has pictures
                yield from (series.source for series in series_of_files(dicom, Path(parent)))


def holds_only_videos(path: Path) -> bool:
    """True for a folder with videos, also in the folders in it, and no pictures of its own. Raises SourceError."""
    return (
        path.is_dir()
        and not images_in(path)
        and any(isinstance(each, Path) and each.is_file() for each in _sources_below(path))
    )


def describe(source: SourcePath) -> QueueEntry:
    """Returns a new entry for a source; it has failed, with the reason, if the source cannot be opened."""
    paths = source if isinstance(source, tuple) else (source,)
    entry = QueueEntry(paths=tuple(path.absolute() for path in paths), added=datetime.now(UTC))
    try:
        with open_source(source) as frames:
            found = describe_info(frames.info)
        return entry.model_copy(update={**found, **identify(source)})
    except SourceError as error:
        return entry.model_copy(update={"state": "failed", "reason": error.text})


def identify(source: SourcePath) -> dict[str, object]:
    """Returns the fields of an entry by which its source is found again. Raises SourceError if it cannot be read."""
    file = source if isinstance(source, Path) else source[0]
    try:
        return {"content_key": content_key(source), "size_bytes": file.stat().st_size}
    except OSError as error:
        raise SourceError("Cannot read {file}: {reason}.", file=file, reason=format_os_error(error)) from error


def describe_info(info: SourceInfo) -> dict[str, object]:
    """Returns the fields of an entry that follow from its source; estimates while the source is being indexed."""
    share = info.index_fraction if info.indexing else 1.0
    if share < _ESTIMATED_FROM:
        return {"notes": info.notes}
    return {
        # Separate pictures have no duration.
        "duration_s": info.duration_s / share if info.is_recording else None,
        "frame_count": round(info.frame_count / share),
        "is_estimate": info.indexing,
        "notes": info.notes,
    }


def check_same_content(entry: QueueEntry, source: SourcePath) -> None:
    """Raises SourceError if `source` cannot be read, QueueError if it is not the recording that was added."""
    if identify(source)["content_key"] != entry.content_key:
        name = source.name if isinstance(source, Path) else filled("The sequence of {n} pictures", n=len(source))
        raise QueueError(
            "{name} is not the recording that was added: its content differs. Add it as another one.", name=name
        )


def is_present(entry: QueueEntry) -> bool:
    """True if there is a file or folder at every path of the entry."""
    return all(path.exists() for path in entry.paths)


def find_moved(entry: QueueEntry, folders: Iterable[Path]) -> Path | None:
    """Returns the video file in one of `folders` that has the content of the entry; None if there is none."""
    if len(entry.paths) > 1 or not entry.size_bytes or not entry.content_key:
        return None
    return find_file(entry.content_key, entry.size_bytes, folders)
