"""YOLO's label files for segmentation and detection (docs.ultralytics.com/datasets/segment), read and written.

One text file for each image: a line for each object, its class and polygon (or box) in fractions of the image's size.
"""

import glob
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import yaml

from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.stills.image_files import image_size
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    as_polygon,
    checked,
    number_rows,
)
from polyp_core.masks.outline_polygon import outline_polygons

_NAMES = "data.yaml"


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
            objects.append(_object(words, names, *size_px))
        except (ValueError, OverflowError) as error:
            problem = filled("a line that cannot be read ({reason})", reason=text_of_error(error))
    return [checked(LabelledImage(picture.name, *size_px, objects, problem=problem))]


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


def _object(words: list[str], names: Mapping[int, str], width_px: int, height_px: int) -> LabelledObject:
    number, *fractions = (float(word) for word in words)
    sizes = (width_px, height_px)
    values = tuple(fraction * sizes[i % 2] for i, fraction in enumerate(fractions))
    category = names.get(int(number), str(int(number)))
    if len(values) in (4, 5):  # a fifth number is the confidence of a detection
        x, y, width, height = values[:4]
        return LabelledObject(category, box_xywh=(x - width / 2, y - height / 2, width, height))
    return LabelledObject(category, polygons=(as_polygon(values),))


def _picture_of(path: Path) -> Path | None:
    parts = path.parent.parts
    folders = [path.parent]
    for place in reversed(range(len(parts))):
        if parts[place].lower() == "labels":
            folders.append(Path(*parts[:place], "images", *parts[place + 1 :]))
            break
    found = (
        each for folder in folders if folder.is_dir() for each in sorted(folder.glob(f"{glob.escape(path.stem)}.*"))
    )
    return next((each for each in found if each.stem == path.stem and has_image_suffix(each)), None)


def _class_names(path: Path) -> dict[int, str]:
    for folder in list(path.parents)[:4]:
        try:
            if (folder / _NAMES).is_file():
                names = (yaml.safe_load(read_regular_text(folder / _NAMES)) or {}).get("names", {})
                pairs = names.items() if isinstance(names, dict) else enumerate(names)
                return {int(number): str(name) for number, name in pairs}
            for list_name in ("classes.txt", "obj.names"):
                if (folder / list_name).is_file():
                    return dict(enumerate(read_regular_text(folder / list_name).splitlines()))
        except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
            raise DatasetError(
                "The names of classes in {folder} cannot be read: {error}.", folder=folder, error=str(error)
            ) from error
    return {}


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
)
