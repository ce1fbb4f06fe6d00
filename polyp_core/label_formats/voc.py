"""PASCAL VOC boxes, one XML file for each image, read and written; REAL-Colon's have lesion ids (`unique_id`)."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from polyp_core.label_formats.label_format import (
    LabelFormat,
    LabelledImage,
    LabelledObject,
    LabelWriter,
    check_size,
    checked,
    format_content_error,
)
from polyp_core.label_formats.xml_files import read_xml, write_xml


def read_voc(path: Path) -> list[LabelledImage]:
    """Returns the image of one file with its boxes. Raises DatasetError."""
    root = read_xml(path, "PASCAL VOC", "annotation")
    try:
        width_px, height_px = (int(float(root.findtext(f"size/{name}") or 0)) for name in ("width", "height"))
        if width_px or height_px:
            check_size(width_px, height_px)
        objects = [_object(each) for each in root.iter("object")]
    except (ValueError, OverflowError) as error:
        raise DatasetError(
            "{path} is not a PASCAL VOC file, or is damaged: {error}.", path=path, error=format_content_error(error)
        ) from error
    name = root.findtext("filename") or f"{path.stem}.jpg"
    problem = "" if width_px else filled("no size of the image")
    return [checked(LabelledImage(name, width_px, height_px, objects, problem=problem))]


@contextmanager
def open_voc(folder: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that writes the boxes of an image into a file of its own in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)

    def add(image: LabelledImage) -> None:
        root = ET.Element("annotation")
        ET.SubElement(root, "filename").text = image.file_name
        ET.SubElement(ET.SubElement(root, "source"), "database").text = comment
        size = ET.SubElement(root, "size")
        for name, value in (("width", image.width_px), ("height", image.height_px), ("depth", 3)):
            ET.SubElement(size, name).text = str(value)
        for each in image.objects:
            if each.box_xywh is None:
                continue
            entry = ET.SubElement(root, "object")
            ET.SubElement(entry, "name").text = each.category
            if each.lesion:
                ET.SubElement(entry, "unique_id").text = each.lesion
            x, y, width, height = each.box_xywh
            box = ET.SubElement(entry, "bndbox")
            for name, number in (("xmin", x), ("ymin", y), ("xmax", x + width), ("ymax", y + height)):
                ET.SubElement(box, name).text = f"{number:g}"
        write_xml(folder / f"{Path(image.file_name).stem}.xml", root)

    yield add


def _object(entry: ET.Element) -> LabelledObject:
    """Returns the object of an entry, with a problem if its box cannot be read."""
    category, lesion = (entry.findtext(name, "").strip() for name in ("name", "unique_id"))
    try:
        return LabelledObject(category, lesion, _box(entry))
    except (KeyError, ValueError) as error:
        reason = format_content_error(error)
        return LabelledObject(category, lesion, problem=filled("a box that cannot be read ({reason})", reason=reason))


def _box(entry: ET.Element) -> tuple[float, float, float, float]:
    """Returns x, y, width and height. Raises KeyError or ValueError."""
    sides = {name: entry.findtext(f"bndbox/{name}") for name in ("xmin", "ymin", "xmax", "ymax")}
    for name, text in sides.items():
        if text is None:
            raise KeyError(name)
    left, top, right, bottom = (float(text or "") for text in sides.values())
    if right < left or bottom < top:
        raise ValueError(filled("a box ends before it begins"))
    return left, top, right - left, bottom - top


FORMAT = LabelFormat(
    name="voc",
    title="PASCAL VOC (XML)",
    description="The boxes of the regions, one file for each image",
    file_name="voc",
    suffix=".xml",
    recognise=lambda data: b"<annotation" in data and b"<annotations" not in data,
    read=read_voc,
    open_writer=open_voc,
)
