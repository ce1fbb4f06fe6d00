"""labelme's JSON (github.com/wkentaro/labelme), one file for each image: polygons, rectangles, circles and masks."""

import base64
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import Any

import numpy as np
from PIL import Image as PillowImage

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    as_polygon,
    check_size,
    checked,
    ellipse_polygon,
    format_content_error,
    number_or_text,
)
from polyp_core.masks.regions import bounding_box
from polyp_core.masks.run_lengths import runs_of

_VERSION = "5.5.0"
_KEYS = (b'"shapes"', b'"shape_type"', b'"imagePath"', b'"imageHeight"')


def read_labelme(path: Path) -> list[LabelledImage]:
    """Returns the image of one file with its objects; `group_id` is the lesion. Raises DatasetError."""
    try:
        content = read_json(path)
        height_px, width_px = int(content["imageHeight"]), int(content["imageWidth"])
        check_size(width_px, height_px)
        name = PureWindowsPath(str(content["imagePath"])).name  # accepts both separators
        objects = [_object(shape, height_px, width_px) for shape in content["shapes"]]
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (JsonError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DatasetError(
            "{path} is not a labelme file, or is damaged: {reason}.", path=path, reason=format_content_error(error)
        ) from error
    return [checked(LabelledImage(name, width_px, height_px, objects))]


@contextmanager
def open_labelme(folder: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that writes the objects of an image into a file of its own in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)

    def add(image: LabelledImage) -> None:
        content: dict[str, Any] = {
            "version": _VERSION,
            "flags": {},
            "description": comment,  # labelme keeps entries that it does not know
            "shapes": [_shape(each, image.height_px, image.width_px) for each in image.objects],
            "imagePath": image.file_name,
            "imageData": None,
            "imageHeight": image.height_px,
            "imageWidth": image.width_px,
        }
        text = json.dumps(content, indent=1, ensure_ascii=False)
        (folder / f"{Path(image.file_name).stem}.json").write_text(text, encoding="utf-8")

    yield add


def _object(shape: Mapping[str, Any], height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of a shape, with a problem if it cannot be read. Raises KeyError for its category."""
    category, group = str(shape["label"]), shape.get("group_id")
    lesion = "" if group is None else str(group)
    try:
        return _area_or_box(shape, category, lesion, height_px, width_px)
    except (
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        OverflowError,
        OSError,
        SyntaxError,  # of Pillow for a broken PNG
        PillowImage.DecompressionBombError,
    ) as error:
        reason = format_content_error(error)
        return LabelledObject(category, lesion, problem=filled("a shape that cannot be read ({reason})", reason=reason))


def _area_or_box(shape: Mapping[str, Any], category: str, lesion: str, height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of a shape. Raises the errors of damaged content, also for shapes that are no area."""
    points = [(float(x), float(y)) for x, y in shape["points"]]
    match shape.get("shape_type", "polygon"):
        case "polygon":
            return LabelledObject(
                category, lesion, polygons=(as_polygon([number for point in points for number in point]),)
            )
        case "rectangle":
            (x1, y1), (x2, y2) = points
            return LabelledObject(category, lesion, (min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)))
        case "circle":
            (x, y), edge = points
            radius = math.dist((x, y), edge)
            circle = ellipse_polygon(x, y, radius, radius, height_px=height_px, width_px=width_px)
            return LabelledObject(category, lesion, polygons=(circle,))
        case "mask":
            left, top = (round(number) for number in points[0])
            picture = PillowImage.open(BytesIO(base64.b64decode(shape["mask"])))
            if min(left, top) < 0 or left + picture.width > width_px or top + picture.height > height_px:
                raise ValueError(filled("a mask outside the image"))
            part = np.asarray(picture.convert("L")) > 0
            mask = np.zeros((height_px, width_px), np.bool_)
            mask[top : top + part.shape[0], left : left + part.shape[1]] = part
            return LabelledObject(category, lesion, runs=runs_of(mask.T))
        case other:
            raise ValueError(filled("the shape {shape} is no area", shape=str(other)))


def _shape(each: LabelledObject, height_px: int, width_px: int) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "label": each.category,
        "group_id": number_or_text(each.lesion) if each.lesion else None,
        "flags": {},
        "description": "",
    }
    if not each.has_area:
        x, y, width, height = each.box_xywh or (0.0, 0.0, 0.0, 0.0)
        return shape | {"shape_type": "rectangle", "points": [[x, y], [x + width, y + height]], "mask": None}
    mask = each.mask(height_px, width_px)
    x, y, width, height = bounding_box(mask) or (0, 0, 1, 1)
    file = BytesIO()
    PillowImage.fromarray(mask[y : y + height, x : x + width]).save(file, "PNG")
    # The last corner is the last pixel, not the end of the box.
    points = [[x, y], [x + width - 1, y + height - 1]]
    return shape | {"shape_type": "mask", "points": points, "mask": base64.b64encode(file.getvalue()).decode("ascii")}


FORMAT = LabelFormat(
    name="labelme",
    title="labelme (JSON)",
    description="The regions as masks for labelme, one file for each image",
    file_name="labelme",
    suffix=".json",
    recognise=lambda data: sum(key in data for key in _KEYS) > 1,
    read=read_labelme,
    open_writer=open_labelme,
)
