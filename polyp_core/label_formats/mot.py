"""Boxes of tracks in the text format of the MOT Challenge (motchallenge.net), read and written.

`gt/gt.txt` has a line for each box: frame (from 1), track, left, top, width, height, confidence, class, visibility.
"""

import configparser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from polyp_core.display_text import filled, one_line
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.stills.image_files import image_size
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    check_size,
    checked,
    format_content_error,
    number_rows,
)

_FIELDS = 6  # at least: confidence, class and visibility may be missing
_INFO, _LABELS, _PICTURES = "seqinfo.ini", "labels.txt", "img1"


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Size of the frames of a recording, the suffix of their pictures, and the names of pictures by their numbers."""

    width_px: int
    height_px: int
    suffix: str
    pictures: Mapping[int, str]


def read_mot(path: Path) -> list[LabelledImage]:
    """Returns the frames of a `gt.txt` that have a box; the track is the lesion. Raises DatasetError.

    The size of the frames is in `seqinfo.ini`, else that of the first picture in `img1`; the names of the classes are
    in `labels.txt` next to `gt.txt`.
    """
    frames: dict[int, list[LabelledObject]] = {}
    try:
        sequence = _sequence(path)
        labels = path.with_name(_LABELS)
        names = read_regular_text(labels).split("\n") if labels.is_file() else []
        for number, line in enumerate(read_regular_text(path).splitlines(), 1):
            if line.strip():
                frame, found = _object(line, number, names)
                frames.setdefault(frame, []).append(found)
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (configparser.Error, LookupError, ValueError) as error:
        raise DatasetError(
            "{path} is not a MOT file, or is damaged: {error}.",
            path=path,
            error=one_line(str(error)) if isinstance(error, configparser.Error) else format_content_error(error),
        ) from error
    return [
        checked(
            LabelledImage(
                sequence.pictures.get(frame, f"{frame:06d}{sequence.suffix}"),
                sequence.width_px,
                sequence.height_px,
                objects,
                frame_index=frame - 1,
            )
        )
        for frame, objects in sorted(frames.items())
    ]


def _sequence(path: Path) -> _Sequence:
    """Returns what `seqinfo.ini` of a `gt.txt` says, completed by the pictures.

    Raises DatasetError if the size is unknown, and OSError, ValueError, LookupError or configparser.Error.
    """
    folder = path.parent.parent
    info = configparser.ConfigParser(interpolation=None)
    if has_info := (folder / _INFO).is_file():
        info.read_string(read_regular_text(folder / _INFO))
    says: Mapping[str, str] = info["Sequence"] if has_info else {}
    place = folder / says.get("imDir", _PICTURES)
    pictures = images_in(place) if place.is_dir() else []
    size_px = image_size(pictures[0]) if pictures else None
    if "imWidth" in says and "imHeight" in says:
        size_px = int(says["imWidth"]), int(says["imHeight"])
    if size_px is None:
        raise DatasetError(
            "The size of the frames of {path} is unknown. Add {info} with imWidth and imHeight, or the pictures in "
            "{folder}.",
            path=path,
            info=folder / _INFO,
            folder=place,
        )
    check_size(*size_px)
    by_number = {int(each.stem): each.name for each in pictures if each.stem.isdecimal()}
    return _Sequence(*size_px, says.get("imExt", pictures[0].suffix if pictures else ".jpg"), by_number)


@contextmanager
def open_mot(folder: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds the boxes of a frame; an object without a track gets one of its own."""
    gt = folder / "gt"
    gt.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    size = (0, 0)
    length = alone = 0
    with (gt / "gt.txt").open("w", encoding="utf-8") as file:

        def add(image: LabelledImage) -> None:
            nonlocal size, length, alone
            number = length + 1 if image.frame_index is None else image.frame_index + 1
            size, length = (image.width_px, image.height_px), max(length, number)
            for each in image.objects:
                if each.box_xywh is None:
                    continue
                if each.category not in names:
                    names.append(each.category)
                if not each.lesion.isdecimal():
                    alone -= 1
                track = each.lesion if each.lesion.isdecimal() else str(alone)
                box = ",".join(f"{side:g}" for side in each.box_xywh)
                file.write(f"{number},{track},{box},1,{names.index(each.category) + 1},1\n")

        yield add
    (gt / _LABELS).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    info = {
        "name": "recording",
        "imDir": "img1",
        "frameRate": f"{rate_fps:g}",
        "seqLength": str(length),
        "imWidth": str(size[0]),
        "imHeight": str(size[1]),
        "imExt": ".png",
    }
    lines = [f"# {comment}", "[Sequence]", *(f"{name}={value}" for name, value in info.items())]
    (folder / _INFO).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _object(line: str, number: int, names: list[str]) -> tuple[int, LabelledObject]:
    """Returns the number of the frame, from 1, and the object of a line. Raises ValueError."""
    try:
        frame, track, *box = (float(word) for word in line.split(",")[:_FIELDS])
        rest = [word.strip() for word in line.split(",")[_FIELDS:]]
        left, top, width, height = box
        kind = int(float(rest[1])) if len(rest) > 1 else 1
        lesion = int(track)
    except (ValueError, OverflowError) as error:
        text = one_line(line.strip()[:40])
        raise ValueError(
            filled("line {number} is not frame, track, left, top, width and height: {text}", number=number, text=text)
        ) from error
    if min(width, height) < 0 or frame < 1 or not frame.is_integer():
        raise ValueError(filled("line {number} has a box of negative size, or a frame before the first", number=number))
    category = names[kind - 1].strip() if 1 <= kind <= len(names) and names[kind - 1].strip() else str(kind)
    return int(frame), LabelledObject(
        category, lesion=str(lesion) if lesion > 0 else "", box_xywh=(left, top, width, height)
    )


def _recognise(data: bytes) -> bool:
    """True for lines of at least six numbers with commas between them."""
    rows = number_rows(data, ",")
    return rows is not None and rows != [] and all(len(row) >= _FIELDS for row in rows)


FORMAT = LabelFormat(
    name="mot",
    title="MOT (text)",
    description="The boxes of the tracks; frames count from 1",
    file_name="mot",
    suffix=".txt",
    recognise=_recognise,
    read=read_mot,
    open_writer=open_mot,
    is_named=lambda path: (path.parent.name.lower(), path.name.lower()) == ("gt", "gt.txt"),
)
