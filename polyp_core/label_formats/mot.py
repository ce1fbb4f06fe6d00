"""Boxes of tracks in the text format of the MOT Challenge (motchallenge.net), read and written.

`gt/gt.txt` has a line for each box: frame (from 1), track, left, top, width, height, confidence, class, visibility.
"""

import configparser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    check_size,
    checked,
    number_rows,
)

_FIELDS = 6  # at least: confidence, class and visibility may be missing
_INFO, _LABELS = "seqinfo.ini", "labels.txt"


def read_mot(path: Path) -> list[LabelledImage]:
    """Returns the frames of a `gt.txt` that have a box; the track is the lesion. Raises DatasetError.

    The size of the frames is in `seqinfo.ini`, and the names of the classes in `labels.txt` next to `gt.txt`.
    """
    info = configparser.ConfigParser()
    frames: dict[int, list[LabelledObject]] = {}
    try:
        info.read_string(read_regular_text(path.parent.parent / _INFO))
        sequence = info["Sequence"]
        width_px, height_px = int(sequence["imWidth"]), int(sequence["imHeight"])
        check_size(width_px, height_px)
        labels = path.with_name(_LABELS)
        names = read_regular_text(labels).split("\n") if labels.is_file() else []
        for line in filter(str.strip, read_regular_text(path).splitlines()):
            frame, found = _object(line, names)
            frames.setdefault(frame, []).append(found)
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (configparser.Error, LookupError, ValueError) as error:
        raise DatasetError(
            "{path} is not a MOT file with a {info}, or is damaged: {error}.",
            path=path,
            info=_INFO,
            error=text_of_error(error),
        ) from error
    suffix = sequence.get("imExt", ".jpg")
    return [
        checked(LabelledImage(f"{frame:06d}{suffix}", width_px, height_px, objects, frame_index=frame - 1))
        for frame, objects in sorted(frames.items())
    ]


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


def _object(line: str, names: list[str]) -> tuple[int, LabelledObject]:
    frame, track, left, top, width, height, *rest = (word.strip() for word in line.split(","))
    number = int(float(rest[1])) if len(rest) > 1 else 1
    category = names[number - 1] if 1 <= number <= len(names) and names[number - 1] else str(number)
    box = (float(left), float(top), float(width), float(height))
    if min(box[2:]) < 0 or int(frame) < 1:
        raise ValueError(filled("a box of negative size, or a frame before the first"))
    return int(frame), LabelledObject(category, lesion=track if int(float(track)) > 0 else "", box_xywh=box)


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
)
