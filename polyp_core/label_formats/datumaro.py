"""Datumaro's JSON (open-edge-platform.github.io/datumaro, "Datumaro format").

Masks, polygons, ellipses and boxes are read.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.label_formats.coco import encode_runs
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
    turned_box,
)
from polyp_core.masks.run_lengths import uncompress_runs


def read_datumaro(path: Path) -> list[LabelledImage]:
    """Returns the images of one file of annotations with their objects. Raises DatasetError."""
    try:
        content = read_json(path)
        names = [str(label["name"]) for label in content["categories"]["label"]["labels"]]
        return [_image(item, names) for item in content["items"]]
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (JsonError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DatasetError(
            "{path} is not a Datumaro file, or is damaged: {reason}.", path=path, reason=format_content_error(error)
        ) from error


@contextmanager
def open_datumaro(path: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds an image; the file is written when the context is left."""
    labels: list[str] = []
    items: list[dict[str, Any]] = []

    def add(image: LabelledImage) -> None:
        annotations = []
        for number, each in enumerate(image.objects):
            if each.category not in labels:
                labels.append(each.category)
            annotations.append(_annotation(number, each, labels.index(each.category), image))
        items.append(
            {
                "id": str(Path(image.file_name).with_suffix("")),
                "annotations": annotations,
                "attr": {} if image.frame_index is None else {"frame": image.frame_index},
                "image": {"path": image.file_name, "size": [image.height_px, image.width_px]},
            }
        )

    yield add
    categories = {"labels": [{"name": name, "parent": "", "attributes": []} for name in labels], "attributes": []}
    content = {
        "dm_format_version": "1.0",
        "media_type": 2,  # images
        "infos": {"comment": comment},
        "categories": {"label": categories},
        "items": items,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _image(item: Mapping[str, Any], names: Sequence[str]) -> LabelledImage:
    image = item.get("image") or item.get("media") or {}
    name = str(image.get("path") or item["id"])
    frame = (item.get("attr") or {}).get("frame")
    index = None if frame is None else int(frame)
    if not image.get("size"):
        return LabelledImage(name, 0, 0, [], frame_index=index, problem=filled("no size of the image"))
    height_px, width_px = (int(number) for number in image["size"])
    check_size(width_px, height_px)
    objects, problem = [], ""
    for annotation in item["annotations"]:
        if annotation.get("type") in ("label", "caption"):
            continue  # of whole images
        number = annotation.get("label_id")
        if isinstance(number, int) and 0 <= number < len(names):
            objects.append(_object(annotation, names[number], height_px, width_px))
        else:
            problem = filled("an annotation of the category {id}, which is not listed", id=str(number))
    return checked(LabelledImage(name, width_px, height_px, objects, frame_index=index, problem=problem))


def _object(annotation: Mapping[str, Any], category: str, height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of an annotation, with a problem if it cannot be read."""
    try:
        return _shape(annotation, category, height_px, width_px)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        reason = format_content_error(error)
        return LabelledObject(category, problem=filled("an annotation that cannot be read ({reason})", reason=reason))


def _shape(annotation: Mapping[str, Any], category: str, height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of an annotation. Raises the errors of damaged content, also for shapes that are no area."""
    kind, attributes = annotation["type"], annotation.get("attributes") or {}
    if kind not in ("mask", "polygon", "ellipse", "bbox"):
        raise ValueError(filled("the shape {shape} is no area", shape=str(kind)))
    rotation_deg = float(attributes.get("rotation") or 0)
    common: dict[str, Any] = {"category": category, "lesion": str(attributes.get("track_id", ""))}
    if kind == "mask":
        return LabelledObject(**common, runs=uncompress_runs(annotation["rle"]["counts"], height_px, width_px))
    if kind == "polygon":
        return LabelledObject(**common, polygons=(as_polygon(annotation["points"]),))
    if kind == "ellipse":
        x1, y1, x2, y2 = (float(number) for number in annotation["points"])
        place = ((x1 + x2) / 2, (y1 + y2) / 2, abs(x2 - x1) / 2, abs(y2 - y1) / 2, rotation_deg)
        polygon = ellipse_polygon(*place, height_px=height_px, width_px=width_px)
        return LabelledObject(**common, polygons=(polygon,))
    box = turned_box(annotation["bbox"], rotation_deg, height_px=height_px, width_px=width_px)
    return LabelledObject(**common, box_xywh=box)


def _annotation(number: int, each: LabelledObject, label: int, image: LabelledImage) -> dict[str, Any]:
    attributes = {"track_id": number_or_text(each.lesion)} if each.lesion else {}
    entry = {"id": number, "group": 0, "label_id": label, "z_order": 0, "attributes": attributes}
    if not each.has_area:
        return entry | {"type": "bbox", "bbox": list(each.box_xywh or ())}
    shape = image.height_px, image.width_px
    return entry | {"type": "mask", "rle": {"counts": encode_runs(each, shape), "size": list(shape)}}


FORMAT = LabelFormat(
    name="datumaro",
    title="Datumaro (JSON)",
    description="The regions as masks for Datumaro",
    file_name="datumaro/annotations/default.json",
    suffix=".json",
    recognise=lambda data: b'"items"' in data and b'"categories"' in data,
    read=read_datumaro,
    open_writer=open_datumaro,
)
