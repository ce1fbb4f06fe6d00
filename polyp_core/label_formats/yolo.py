"""YOLO's label files for segmentation and detection (docs.ultralytics.com/datasets/segment), read and written.

One text file for each image: a line for each object, its class and polygon (or box) in fractions of the image's size.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from polyp_core.display_text import filled, one_line, text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.file_kinds import IMAGE_SUFFIXES, has_image_suffix
from polyp_core.frames.stills.image_files import image_size
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    as_box,
    as_polygon,
    checked,
    number_rows,
)
from polyp_core.masks.outline_polygon import outline_polygons
from polyp_core.printable_names import composed

_NAMES = "data.yaml"
_NAME_LISTS = ("classes.txt", "obj.names")
_LABELS = "labels"
_SUFFIXES = sorted(IMAGE_SUFFIXES)


def read_yolo(path: Path) -> list[LabelledImage]:
    """Returns the image of one text file with its objects. Raises DatasetError.

    The image lies next to the file or in the folder `images` that corresponds to `labels`; its size is needed. Classes
    are named by the nearest `data.yaml` or `classes.txt`, else by their number.
    """
    try:
        lines = [line.split() for line in read_regular_text(path).splitlines() if line.strip()]
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except UnicodeDecodeError as error:
        raise DatasetError("{path} is not a YOLO label file, or is damaged.", path=path) from error
    picture = _picture_of(path)
    size_px = image_size(picture) if picture else None
    if picture is None or size_px is None:
        return [LabelledImage(f"{path.stem}.jpg", 0, 0, [], problem=filled("no image of its name"))]
    names = _class_names(path)
    objects, problem = [], ""
    for words in lines:
        try:
            number = int(float(words[0]))
        except (ValueError, OverflowError):
            problem = filled(
                "a line that does not begin with the number of a class: {line}", line=one_line(" ".join(words)[:40])
            )
        else:
            objects.append(_object(words[1:], names.get(number, str(number)), *size_px))
    return [checked(LabelledImage(picture.name, *size_px, objects, problem=problem))]


def lies_where_labels_do(path: Path) -> bool:
    """True for a file in a folder `labels`, or below a file that names the classes: other text holds numbers too."""
    in_labels = any(part.lower() == _LABELS for part in path.parent.parts)
    return path.name not in _NAME_LISTS and (in_labels or any(True for _ in _files_of_names(path)))


@contextmanager
def open_yolo(folder: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that writes the objects of an image into `folder/labels`; `data.yaml` names the classes.

    A hole of an area is cut open by a line without width, so that the polygon has the same pixels.
    """
    (folder / "labels").mkdir(parents=True, exist_ok=True)
    names: list[str] = []

    def add(image: LabelledImage) -> None:
        lines = []
        for each in image.objects:
            if each.category not in names:
                names.append(each.category)
            number = names.index(each.category)
            lines += [_line(number, polygon, image) for polygon in _polygons(each, image)]
        (folder / "labels" / f"{Path(image.file_name).stem}.txt").write_text("".join(lines), encoding="utf-8")

    yield add
    content = {"path": ".", "train": "images", "val": "images", "names": dict(enumerate(names))}
    (folder / _NAMES).write_text(f"# {json.dumps(comment)}\n{yaml.safe_dump(content)}", encoding="utf-8")


def _polygons(each: LabelledObject, image: LabelledImage) -> list[tuple[float, ...]]:
    """Returns polygons, or for a box the centre and size, in pixels."""
    if each.has_area:
        return outline_polygons(each.mask(image.height_px, image.width_px))
    x, y, width, height = each.box_xywh or (0, 0, 0, 0)
    return [(x + width / 2, y + height / 2, width, height)]


def _line(number: int, numbers: tuple[float, ...], image: LabelledImage) -> str:
    sizes = (image.width_px, image.height_px)
    return " ".join([str(number), *(f"{value / sizes[i % 2]:.8f}" for i, value in enumerate(numbers))]) + "\n"


def _object(words: list[str], category: str, width_px: int, height_px: int) -> LabelledObject:
    """Returns the object of a line without its class, with a problem if it cannot be read."""
    sizes = (width_px, height_px)
    try:
        values = tuple(float(word) * sizes[i % 2] for i, word in enumerate(words))
        if len(values) in (4, 5):  # a fifth number is the confidence of a detection
            x, y, width, height = values[:4]
            return LabelledObject(category, box_xywh=as_box((x - width / 2, y - height / 2, width, height)))
        return LabelledObject(category, polygons=(as_polygon(values),))
    except ValueError as error:
        reason = text_of_error(error)
        return LabelledObject(category, problem=filled("a line that cannot be read ({reason})", reason=reason))


def _picture_of(path: Path) -> Path | None:
    parts = path.parent.parts
    folders = [path.parent]
    for place in reversed(range(len(parts))):
        if parts[place].lower() == _LABELS:
            folders.append(Path(*parts[:place], "images", *parts[place + 1 :]))
            break
    usual = (folder / f"{path.stem}{suffix}" for folder in folders for suffix in _SUFFIXES)
    return next((each for each in usual if each.is_file()), None) or next(_pictures_named(path.stem, folders), None)


def _pictures_named(stem: str, folders: list[Path]) -> Iterator[Path]:
    """Yields the pictures in `folders` with this stem, in either normal form and with suffixes in capitals too."""
    for folder in filter(Path.is_dir, folders):
        for name in sorted(each.name for each in os.scandir(folder)):
            if composed(name.rpartition(".")[0]) == composed(stem) and has_image_suffix(Path(name)):
                yield folder / name


def _files_of_names(path: Path) -> Iterator[Path]:
    """Yields the files that name the classes of a label file, the nearest first."""
    for folder in list(path.parents)[:4]:
        yield from (folder / name for name in (_NAMES, *_NAME_LISTS) if (folder / name).is_file())


def _class_names(path: Path) -> dict[int, str]:
    file = next(_files_of_names(path), None)
    if file is None:
        return {}
    try:
        text = read_regular_text(file)
        if file.name != _NAMES:
            return dict(enumerate(text.splitlines()))
        names = (yaml.safe_load(text) or {}).get("names", {})
        pairs = names.items() if isinstance(names, dict) else enumerate(names)
        return {int(number): str(name) for number, name in pairs}
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise DatasetError(
            "The names of classes in {file} cannot be read: {error}.", file=file, error=" ".join(str(error).split())
        ) from error


def _recognise(data: bytes) -> bool:
    """True for lines of a class number and at least four fractions; an empty file has no object."""
    rows = number_rows(data)
    return rows is not None and all(len(row) >= 5 and row[0].is_integer() for row in rows)


FORMAT = LabelFormat(
    name="yolo",
    title="YOLO (text)",
    description="The regions as polygons for YOLO, one file for each image",
    file_name="yolo",
    suffix=".txt",
    recognise=_recognise,
    read=read_yolo,
    open_writer=open_yolo,
    is_named=lambda path: lies_where_labels_do(path) and _picture_of(path) is not None,
)
