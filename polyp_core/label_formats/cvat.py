"""CVAT's XML 1.1 for images and video (docs.cvat.ai, "CVAT for image/video").

Masks, polygons, ellipses, boxes and tracks are read.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
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
    turned_box,
)
from polyp_core.label_formats.xml_files import read_xml, write_xml
from polyp_core.masks.regions import bounding_box
from polyp_core.masks.run_lengths import mask_of_runs, runs_of


def read_cvat(path: Path) -> list[LabelledImage]:
    """Returns the images, or the frames of a video that have an object. Raises DatasetError.

    Of a track, the frames that the file lists count; `outside` ends it. The lesion of an object is its track, or its
    attribute `lesion`.
    """
    root = read_xml(path, "CVAT", "annotations")
    try:
        return [_image(entry) for entry in root.iter("image")] if root.find("image") is not None else _frames(root)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise DatasetError(
            "{path} is not a CVAT file, or is damaged: {error}.", path=path, error=format_content_error(error)
        ) from error


@contextmanager
def open_cvat(path: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds an image; the file, "CVAT for images", is written when the context is left."""
    root = ET.Element("annotations")
    ET.SubElement(root, "version").text = "1.1"
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "source").text = comment
    task = ET.SubElement(meta, "task")
    ET.SubElement(task, "mode").text = "annotation"
    labels = ET.SubElement(task, "labels")
    names: set[str] = set()
    numbers = count()

    def add(image: LabelledImage) -> None:
        number = next(numbers)
        size = {"width": str(image.width_px), "height": str(image.height_px)}
        entry = ET.SubElement(root, "image", {"id": str(number), "name": image.file_name} | size)
        for each in image.objects:
            if each.category not in names:
                names.add(each.category)
                ET.SubElement(ET.SubElement(labels, "label"), "name").text = each.category
            common = {"label": each.category, "source": "manual", "occluded": "0"}
            if each.has_area:
                tag, place = "mask", encode_mask(each.mask(image.height_px, image.width_px))
            else:
                tag, place = "box", box_attributes(each)
            found = ET.SubElement(entry, tag, common | place | {"z_order": "0"})
            if each.lesion:
                ET.SubElement(found, "attribute", {"name": "lesion"}).text = each.lesion

    yield add
    write_xml(path, root)


def encode_mask(mask: NDArray[np.bool_]) -> dict[str, str]:
    """Returns CVAT's attributes of a mask (H x W): its box, and the run lengths inside it, from 0s on."""
    left, top, width, height = bounding_box(mask) or (0, 0, 1, 1)
    runs = runs_of(mask[top : top + height, left : left + width])
    return {
        "rle": ", ".join(map(str, runs.tolist())),
        "left": str(left),
        "top": str(top),
        "width": str(width),
        "height": str(height),
    }


def box_attributes(each: LabelledObject) -> dict[str, str]:
    """Returns CVAT's attributes of a box."""
    x, y, width, height = each.box_xywh or (0, 0, 0, 0)
    return {"xtl": f"{x:g}", "ytl": f"{y:g}", "xbr": f"{x + width:g}", "ybr": f"{y + height:g}"}


def _image(entry: ET.Element) -> LabelledImage:
    height_px, width_px = int(entry.attrib["height"]), int(entry.attrib["width"])
    check_size(width_px, height_px)
    shapes = [shape for shape in entry if shape.tag not in _OF_WHOLE_IMAGES]
    objects = [_object(shape, shape.get("label", ""), height_px, width_px) for shape in shapes]
    return checked(LabelledImage(entry.attrib["name"], width_px, height_px, objects))


def _frames(root: ET.Element) -> list[LabelledImage]:
    width_px, height_px = (
        int(root.findtext(f".//original_size/{name}") or root.findtext(f".//{name}") or 0)
        for name in ("width", "height")
    )
    check_size(width_px, height_px)
    frames: dict[int, list[LabelledObject]] = {}
    for track in root.iter("track"):
        for shape in track:
            if shape.get("frame") is None:
                continue
            frame = int(shape.attrib["frame"])
            own = frames.setdefault(frame, [])
            if shape.get("outside") != "1" and shape.tag not in _OF_WHOLE_IMAGES:
                own.append(_object(shape, track.get("label", ""), height_px, width_px, track.get("id", "")))
    source = root.findtext(".//source") or ""
    return [
        checked(LabelledImage(source, width_px, height_px, own, frame_index=frame))
        for frame, own in sorted(frames.items())
    ]


_OF_WHOLE_IMAGES = ("tag", "attribute")


def _object(shape: ET.Element, category: str, height_px: int, width_px: int, track: str = "") -> LabelledObject:
    """Returns the object of a shape, with a problem if it cannot be read."""
    try:
        return _area_or_box(shape, category, height_px, width_px, track)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        reason = format_content_error(error)
        return LabelledObject(category, track, problem=filled("a shape that cannot be read ({reason})", reason=reason))


def _area_or_box(shape: ET.Element, category: str, height_px: int, width_px: int, track: str) -> LabelledObject:
    """Returns the object of a mask, polygon, ellipse or box.

    Raises KeyError or ValueError, also for other shapes: without them, a polyp would count as background.
    """
    lesions = (each.text or "" for each in shape.iter("attribute") if each.get("name") == "lesion")
    lesion = next(lesions, "").strip() or track
    match shape.tag:
        case "mask":
            left, top, width, height = (int(float(shape.attrib[name])) for name in ("left", "top", "width", "height"))
            if min(left, top) < 0 or left + width > width_px or top + height > height_px:
                raise ValueError(filled("it lies outside the image"))
            mask = np.zeros((height_px, width_px), np.bool_)
            runs = [int(number) for number in shape.attrib["rle"].split(",")]
            mask[top : top + height, left : left + width] = mask_of_runs(runs, height, width)
            return LabelledObject(category, lesion, runs=runs_of(mask.T))
        case "polygon":
            polygon = as_polygon(shape.attrib["points"].replace(";", ",").split(","))
            return LabelledObject(category, lesion, polygons=(polygon,))
        case "ellipse":
            x, y, radius_x, radius_y = (float(shape.attrib[name]) for name in ("cx", "cy", "rx", "ry"))
            place = (x, y, radius_x, radius_y, float(shape.get("rotation", 0)))
            polygon = ellipse_polygon(*place, height_px=height_px, width_px=width_px)
            return LabelledObject(category, lesion, polygons=(polygon,))
        case "box":
            x1, y1, x2, y2 = (float(shape.attrib[name]) for name in ("xtl", "ytl", "xbr", "ybr"))
            sides, rotation_deg = (x1, y1, x2 - x1, y2 - y1), float(shape.get("rotation", 0))
            box = turned_box(sides, rotation_deg, height_px=height_px, width_px=width_px)
            return LabelledObject(category, lesion, box_xywh=box)
        case other:
            raise ValueError(filled("the shape {shape} is no area", shape=other))


FORMAT = LabelFormat(
    name="cvat",
    title="CVAT for images (XML)",
    description="The regions as masks, with their tracks as attribute `lesion`",
    file_name="cvat.xml",
    suffix=".xml",
    recognise=lambda data: b"<annotations" in data and b"<track" not in data,
    read=read_cvat,
    open_writer=open_cvat,
)
