"""COCO object annotations with polygons, run lengths and boxes (cocodataset.org/#format-data), read and written."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TextIO

from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    Polygon,
    as_box,
    as_polygon,
    check_size,
    checked,
    format_content_error,
    number_or_text,
)
from polyp_core.masks.run_lengths import compress_runs, runs_of, uncompress_runs

_CATEGORIES = [{"id": 1, "name": "polyp"}]


@contextmanager
def open_coco(path: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds an image with its regions; the file is complete after the context.

    Images and annotations are collected in temporary files next to `path`, so memory does not grow with their number.
    Besides COCO's own keys, an image has `frame_index`, `time_s` (in the source), `exported_name` (file name of its
    exported pictures) and `presence` (null from models without that head); an annotation has `frame_index`, `time_s`,
    `score` (the region's maximum probability) and `track_id` if it belongs to a track; `info` has `fps` (frame rate of
    the source). Raises OSError on write failures.
    """
    info = {"description": comment, "version": "1.0", "fps": round(rate_fps, 6)}
    parts = [path.with_suffix(suffix) for suffix in (".images", ".annotations")]
    image_ids, annotation_ids = count(1), count(1)
    with parts[0].open("w", encoding="utf-8") as images, parts[1].open("w", encoding="utf-8") as annotations:

        def add(image: LabelledImage) -> None:
            time_s = None if image.time_s is None else round(image.time_s, 6)
            frame_keys = {"frame_index": image.frame_index, "time_s": time_s}
            entry = {
                "id": next(image_ids),
                "file_name": image.file_name,
                "width": image.width_px,
                "height": image.height_px,
                **frame_keys,
                "exported_name": image.exported_name,
                "presence": None if image.presence is None else round(image.presence, 4),
            }
            _append(images, entry)
            shape = image.height_px, image.width_px
            for each in image.areas:
                annotation = {
                    "id": next(annotation_ids),
                    "image_id": entry["id"],
                    "category_id": 1,
                    "bbox": list(each.box_xywh or ()),
                    "area": each.area_px(*shape),
                    "segmentation": {"size": list(shape), "counts": encode_runs(each, shape)},
                    "iscrowd": 0,  # evaluators ignore crowd annotations
                    "score": round(each.score or 0.0, 4),
                    **({"track_id": number_or_text(each.lesion)} if each.lesion else {}),
                    **frame_keys,
                }
                _append(annotations, annotation)

        yield add
    with path.open("w", encoding="utf-8") as file:
        file.write(
            f'{{"info": {json.dumps(info)},\n"licenses": [],\n"categories": {json.dumps(_CATEGORIES)},\n"images": ['
        )
        for part_path, between in zip(parts, ('],\n"annotations": [', "]}\n"), strict=True):
            with part_path.open(encoding="utf-8") as part:
                shutil.copyfileobj(part, file)
            file.write(between)
    for part_path in parts:
        part_path.unlink()


def read_coco(path: Path) -> list[LabelledImage]:
    """Returns the images of a COCO file with their objects. Raises DatasetError.

    A segmentation may be a list of polygons, or run lengths, compressed or not; annotations without one are boxes. An
    annotation that cannot be read has a problem; if none can be read, the file is damaged.
    """
    try:
        content = read_json(path)
        names = {id: str(each["name"]) for id, each in _by_id(content["categories"]).items()}
        images = _by_id(content["images"])
        objects: dict[int, list[LabelledObject]] = {id: [] for id in images}
        unknown: dict[int, str] = {}
        for annotation in content["annotations"]:
            image, category = images.get(annotation["image_id"]), names.get(annotation.get("category_id"))
            if image is None:
                id = str(annotation["image_id"])
                raise ValueError(filled("an annotation is of the image {id}, which is not listed", id=id))
            if category is None:
                id = str(annotation.get("category_id"))
                unknown[image["id"]] = filled("an annotation of the category {id}, which is not listed", id=id)
            else:
                objects[image["id"]].append(_object(annotation, category, int(image["height"]), int(image["width"])))
        problems = [*unknown.values(), *(each.problem for own in objects.values() for each in own)]
        if problems and all(problems):
            raise ValueError(problems[0])
        return [_image(image, objects[id], unknown.get(id, "")) for id, image in images.items()]
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (JsonError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DatasetError(
            "{path} is not a COCO file of object annotations, or is damaged: {reason}.",
            path=path,
            reason=format_content_error(error),
        ) from error


def _by_id(entries: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Returns the entries by their `id`. Raises ValueError if two have the same."""
    found = {each["id"]: each for each in entries}
    if len(found) < len(entries):
        twice, _ = Counter(each["id"] for each in entries).most_common(1)[0]
        raise ValueError(filled("several entries have the id {id}", id=str(twice)))
    return found


def _image(entry: Mapping[str, Any], objects: Sequence[LabelledObject], problem: str) -> LabelledImage:
    """Returns an image with its objects, and a problem if it has one or its size cannot be."""
    width_px, height_px = int(entry["width"]), int(entry["height"])
    try:
        check_size(width_px, height_px)
    except ValueError as error:
        problem = text_of_error(error)
    return checked(
        LabelledImage(
            str(entry["file_name"]),
            width_px,
            height_px,
            objects,
            None if entry.get("frame_index") is None else int(entry["frame_index"]),
            entry.get("time_s"),
            entry.get("exported_name", ""),
            entry.get("presence"),
            problem,
        )
    )


def _object(annotation: Mapping[str, Any], category: str, height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of an annotation, with a problem if it cannot be read."""
    try:
        return _shape(annotation, category, height_px, width_px)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = format_content_error(error)
        return LabelledObject(category, problem=filled("an annotation that cannot be read ({reason})", reason=reason))


def _shape(annotation: Mapping[str, Any], category: str, height_px: int, width_px: int) -> LabelledObject:
    """Returns the object of an annotation. Raises ValueError, TypeError, KeyError or AttributeError."""
    check_size(width_px, height_px)
    box, segmentation = annotation.get("bbox"), annotation.get("segmentation")
    score, attributes = annotation.get("score"), annotation.get("attributes") or {}
    polygons: tuple[Polygon, ...] = ()
    runs = None
    if isinstance(segmentation, dict):
        runs = uncompress_runs(segmentation["counts"], height_px, width_px)
    elif segmentation or not box:
        polygons = tuple(as_polygon(corners) for corners in segmentation or ())
        if not polygons:
            raise ValueError(filled("neither a box nor a segmentation"))
    return LabelledObject(
        category=category,
        lesion=str(attributes.get("track_id", annotation.get("track_id", ""))),
        box_xywh=as_box(box) if box else None,
        polygons=polygons,
        runs=runs,
        score=None if score is None else float(score),
    )


def encode_runs(each: LabelledObject, shape: tuple[int, int]) -> str:
    """Returns the compressed run lengths of the object's area in an image of `shape` (height, width)."""
    runs = each.runs if each.runs is not None else runs_of(each.mask(*shape).T)  # COCO's are column-major
    return compress_runs(runs, *shape)


def _append(file: TextIO, entry: dict[str, Any]) -> None:
    file.write(("\n" if entry["id"] == 1 else ",\n") + json.dumps(entry))


FORMAT = LabelFormat(
    name="coco",
    title="COCO (JSON)",
    description="The regions for other programs; the pictures of a video are those of Bare pictures",
    file_name="coco.json",
    suffix=".json",
    recognise=lambda data: b'"images"' in data and (b'"annotations"' in data or b'"file_name"' in data),
    read=read_coco,
    open_writer=open_coco,
)
