"""COCO object annotations with run-length masks (cocodataset.org/#format-data), read and written."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from polyp_core.errors import DatasetError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.size_limit import is_too_large
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelWriter
from polyp_core.masks.regions import Mask, Region, bounding_box

_POLYP = "polyp"
_CATEGORIES = [{"id": 1, "name": _POLYP}]


@contextmanager
def open_coco(path: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds an image with its regions; the file is complete after the context.

    Images and annotations are collected in temporary files next to `path`, so memory does not grow with their number.
    Besides COCO's own keys, an image has `frame_index`, `time_s` (in the source), `exported_name` (file name of its
    exported pictures) and `presence` (null from models without that head); an annotation has `frame_index`, `time_s`
    and `score` (the region's maximum probability); `info` has `fps` (frame rate of the source). Raises OSError on write
    failures.
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
            for region in image.regions:
                annotation = {
                    "id": next(annotation_ids),
                    "image_id": entry["id"],
                    "category_id": 1,
                    "bbox": list(region.box_xywh),
                    "area": region.area_px,
                    "segmentation": _encode(region, (image.height_px, image.width_px)),
                    "iscrowd": 0,  # evaluators ignore crowd annotations
                    "score": round(region.max_probability or 0.0, 4),
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
    """Returns the images of a COCO file with its annotations of the category `polyp`. Raises DatasetError.

    A segmentation may be a list of polygons, or run lengths, compressed or not.
    """
    try:
        content = read_json(path)
        polyp_ids = {each["id"] for each in content["categories"] if each["name"].casefold() == _POLYP}
        regions: dict[int, list[Region]] = {image["id"]: [] for image in content["images"]}
        sizes_px = {image["id"]: (int(image["height"]), int(image["width"])) for image in content["images"]}
        for annotation in content["annotations"]:
            if annotation["category_id"] in polyp_ids:
                mask = _decode(annotation["segmentation"], *sizes_px[annotation["image_id"]])
                if (region := _region(mask, annotation.get("score"))) is not None:
                    regions[annotation["image_id"]].append(region)
        return [
            LabelledImage(
                str(image["file_name"]),
                int(image["width"]),
                int(image["height"]),
                regions[image["id"]],
                image.get("frame_index"),
                image.get("time_s"),
                image.get("exported_name", ""),
                image.get("presence"),
            )
            for image in content["images"]
        ]
    except OSError as error:
        raise DatasetError(f"The labels {path} cannot be read: {format_os_error(error)}.") from error
    except (JsonError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DatasetError(f"{path} is not a COCO file of object annotations, or is damaged.") from error


def _append(file: TextIO, entry: dict[str, Any]) -> None:
    file.write(("\n" if entry["id"] == 1 else ",\n") + json.dumps(entry))


def _encode(region: Region, shape: tuple[int, int]) -> dict[str, Any]:
    """Compressed run lengths of the region in a picture of `shape` (height, width), with `counts` as ASCII text."""
    picture: NDArray[np.uint8] = np.zeros(shape, np.uint8, order="F")  # COCO run lengths are column-major
    x, y, width, height = region.box_xywh
    picture[y : y + height, x : x + width] = region.pixels
    encoded = coco_mask.encode(picture)
    return {"size": list(shape), "counts": encoded["counts"].decode("ascii")}


def _decode(segmentation: Any, height_px: int, width_px: int) -> Mask:
    """The pixels of an annotation: H x W bool. Raises ValueError, TypeError or KeyError if it is invalid."""
    if min(height_px, width_px) < 1 or is_too_large(width_px, height_px):
        raise ValueError(f"no picture has {width_px} x {height_px} pixels")
    if isinstance(segmentation, list):
        polygons = [[float(number) for number in polygon] for polygon in segmentation]
        if not polygons or any(len(polygon) < 6 or len(polygon) % 2 for polygon in polygons):
            raise ValueError("a polygon has at least three corners")
        merged = coco_mask.merge(coco_mask.frPyObjects(polygons, height_px, width_px))
        return np.asarray(coco_mask.decode(merged), np.bool_)
    counts = segmentation["counts"]
    # Not pycocotools' decoder: damaged counts make it write outside its memory.
    runs = np.array(_uncompress(counts) if isinstance(counts, str) else counts, np.int64)
    if runs.ndim != 1 or runs.min() < 0 or runs.sum() != height_px * width_px:
        raise ValueError("the run lengths do not fill the picture")
    pixels = np.repeat(np.arange(runs.size) % 2 == 1, runs)
    return np.ascontiguousarray(pixels.reshape(width_px, height_px).T)


def _uncompress(counts: str) -> list[int]:
    """Run lengths from COCO's text: 5 bits a character, lowest first, from the fourth run on as differences."""
    runs: list[int] = []
    value = shift = 0
    for code in counts.encode("ascii"):
        if shift > 40:
            raise ValueError("a run is longer than a picture")
        bits = code - 48
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            signed = value - (1 << shift) if bits & 16 else value
            runs.append(signed + (runs[-2] if len(runs) > 2 else 0))
            value = shift = 0
    return runs


def _region(mask: Mask, score: float | None) -> Region | None:
    """The one region that an annotation describes, even if it has several parts; None if it is empty."""
    box = bounding_box(mask)
    if box is None:
        return None
    x, y, width, height = box
    area_px = int(np.count_nonzero(mask))
    return Region(
        box_xywh=box,
        area_px=area_px,
        area_fraction=area_px / mask.size,
        max_probability=None if score is None else float(score),
        pixels=mask[y : y + height, x : x + width],
    )


FORMAT = LabelFormat(
    name="coco",
    title="COCO (JSON)",
    description="The regions for other programs; the pictures of a video are those of Bare pictures",
    file_name="coco.json",
    read=read_coco,
    open_writer=open_coco,
)
