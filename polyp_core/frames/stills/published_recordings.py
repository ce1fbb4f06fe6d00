"""Recognises the recordings in trees of REAL-Colon, SUN and SUN-SEG, with what is known of them and their rates.

REAL-Colon: frames in `001-001_frames` next to `001-001_annotations`, rates in `video_info.csv`. SUN: frames in `case1`
next to `annotation_txt/case1.txt`. SUN-SEG, in parts: frames in `Frame/case1_1` next to `GT/case1_1`.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.stills.image_sequence import natural_key

PublishedKind = Literal["REAL-Colon", "SUN", "SUN-SEG"]

_VIDEO_INFO = "video_info.csv"
_FRAMES, _ANNOTATIONS = "_frames", "_annotations"
_SUN_LABELS = "annotation_txt"
_SUN_FPS = 30.0


@dataclass(frozen=True, slots=True)
class PublishedRecording:
    """A recording of one of these trees: the folder of its `frames`, which may be missing, and its `labels`.

    The labels are a file (SUN) or a folder with a file for each frame.
    """

    kind: PublishedKind
    name: str
    frames: Path
    labels: Path

    def read_rate(self) -> float:
        """Returns the frames a second. Raises DatasetError if the table of REAL-Colon does not say it."""
        if self.kind != "REAL-Colon":
            return _SUN_FPS
        table = self.labels.parent / _VIDEO_INFO
        rates = _rates(table)
        if self.name not in rates:
            raise DatasetError("{table} does not list the recording {name}.", table=table, name=self.name)
        return rates[self.name]


def published_recording(frames: Path) -> PublishedRecording | None:
    """Returns the recording whose frames are in the folder `frames`; None for folders outside these trees."""
    tree, name = frames.parent, frames.name
    recording = name.removesuffix(_FRAMES)
    if is_real_colon(tree) and recording != name and (labels := tree / f"{recording}{_ANNOTATIONS}").is_dir():
        return PublishedRecording("REAL-Colon", recording, frames, labels)
    if (labels := tree / _SUN_LABELS / f"{name}.txt").is_file():
        return PublishedRecording("SUN", name, frames, labels)
    if tree.name == "Frame" and (labels := tree.parent / "GT" / name).is_dir():
        return PublishedRecording("SUN-SEG", name, frames, labels)
    return None


def published_rate(frames: Path) -> float | None:
    """Returns the frames a second of the recording in `frames`; None for other folders, and if its rate is unknown."""
    recording = published_recording(frames)
    try:
        rate_fps = recording.read_rate() if recording is not None else 0.0
    except DatasetError:
        return None  # the folder is opened as any other
    return rate_fps if rate_fps > 0 else None


def published_recordings(tree: Path) -> list[PublishedRecording]:
    """Returns the recordings of a tree that have labels, in natural order of their names; [] for other folders.

    Raises DatasetError for a tree of REAL-Colon or SUN without labels.
    """
    if is_real_colon(tree):
        if not (labels := _ordered(tree.glob(f"*{_ANNOTATIONS}"))):
            raise DatasetError(
                "{folder} has no folder with annotations, such as 001-001{ending}.", folder=tree, ending=_ANNOTATIONS
            )
        names = [own.name.removesuffix(_ANNOTATIONS) for own in labels]
        return [
            PublishedRecording("REAL-Colon", name, tree / f"{name}{_FRAMES}", own)
            for name, own in zip(names, labels, strict=True)
        ]
    if (tree / _SUN_LABELS).is_dir():
        if not (labels := _ordered((tree / _SUN_LABELS).glob("*.txt"))):
            raise DatasetError("{folder} has no list of boxes (TXT).", folder=tree / _SUN_LABELS)
        return [PublishedRecording("SUN", own.stem, tree / own.stem, own) for own in labels]
    return [each for part in sun_seg_parts(tree) for each in _sun_seg_part(part, tree)]


def is_real_colon(tree: Path) -> bool:
    """True if the folder has the table of REAL-Colon."""
    return (tree / _VIDEO_INFO).is_file()


def sun_seg_parts(tree: Path) -> list[Path]:
    """Returns the folders `GT` of SUN-SEG below `tree`, those next to a folder `Frame`."""
    return [part for part in sorted(tree.rglob("GT")) if part.is_dir() and (part.parent / "Frame").is_dir()]


def _sun_seg_part(labels: Path, tree: Path) -> list[PublishedRecording]:
    part = labels.parent.relative_to(tree)
    return [
        PublishedRecording("SUN-SEG", (part / own.name).as_posix(), labels.parent / "Frame" / own.name, own)
        for own in _ordered(labels.iterdir())
        if own.is_dir()
    ]


def _ordered(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: natural_key(path.name))


def _rates(table: Path) -> dict[str, float]:
    """Returns the frames a second of each recording in the table of REAL-Colon. Raises DatasetError."""
    try:
        rows: Iterable[Mapping[str, str]] = csv.DictReader(StringIO(read_regular_text(table)))
        return {row["unique_video_name"].strip(): float(row["fps"]) for row in rows}
    except OSError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=table, reason=format_os_error(error)) from error
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise DatasetError(
            "{path} does not have the columns unique_video_name and fps, or is damaged.", path=table
        ) from error
