"""CVAT's XML 1.1 for video (docs.cvat.ai, "CVAT for video"): outlines of tracks. `cvat.py` reads it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyp_core.label_formats.cvat import box_attributes, read_cvat
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject, LabelWriter
from polyp_core.label_formats.xml_files import write_xml
from polyp_core.masks.outline_polygon import outline_polygons


@contextmanager
def open_cvat_video(path: Path, comment: str, rate_fps: float) -> Iterator[LabelWriter]:
    """Yields a function that adds a frame; the file, with a track for each lesion, is written at the end.

    An object without a lesion is a track of its own. A track ends with a shape that is `outside` in the first frame
    without it. Areas are polygons, since tracks of CVAT have no masks; parts that touch at a corner only are tracks of
    their own with the same lesion.
    """
    tracks: dict[tuple[str, str, int], ET.Element] = {}
    last: dict[ET.Element, int] = {}  # the frame of the last shape of each track that has not ended
    frames: list[int] = []
    size = (0, 0)

    def end_tracks(before: int) -> None:
        for track in [track for track, frame in last.items() if frame < before - 1]:
            shape = ET.SubElement(track, track[-1].tag, track[-1].attrib)
            shape.attrib |= {"frame": str(last.pop(track) + 1), "outside": "1"}

    def add(image: LabelledImage) -> None:
        nonlocal size
        frame = len(frames) if image.frame_index is None else image.frame_index
        frames.append(frame)
        size = (image.width_px, image.height_px)
        end_tracks(frame)
        for each in image.objects:
            lesion = each.lesion or f"alone {len(tracks)}"
            for part, (tag, place) in enumerate(_shapes(each, image)):
                key = (lesion, each.category, part)
                track = tracks.setdefault(key, ET.Element("track", {"id": str(len(tracks)), "label": each.category}))
                shown = {"frame": str(frame), "keyframe": "1", "outside": "0", "occluded": "0"}
                shape = ET.SubElement(track, tag, shown | place | {"z_order": "0"})
                if each.lesion:
                    ET.SubElement(shape, "attribute", {"name": "lesion"}).text = each.lesion
                last[track] = frame

    yield add
    if frames:
        end_tracks(frames[-1] + 1)
    write_xml(path, _document(comment, rate_fps, frames, size, tracks))


def _shapes(each: LabelledObject, image: LabelledImage) -> list[tuple[str, dict[str, str]]]:
    """Returns the polygons of an object, or its box if it has no area: tags with the attributes of their place."""
    if not each.has_area:
        return [("box", box_attributes(each))]
    polygons = outline_polygons(each.mask(image.height_px, image.width_px))
    points = (zip(polygon[::2], polygon[1::2], strict=True) for polygon in polygons)
    return [("polygon", {"points": ";".join(f"{x:g},{y:g}" for x, y in corners)}) for corners in points]


def _document(
    comment: str,
    rate_fps: float,
    frames: list[int],
    size_px: tuple[int, int],
    tracks: dict[tuple[str, str, int], ET.Element],
) -> ET.Element:
    root = ET.Element("annotations")
    ET.SubElement(root, "version").text = "1.1"
    meta = ET.SubElement(root, "meta")
    task = ET.SubElement(meta, "task")
    stop = max(frames, default=0)
    values = {"size": stop + 1, "mode": "interpolation", "start_frame": 0, "stop_frame": stop, "frame_rate": rate_fps}
    for name, value in values.items():
        ET.SubElement(task, name).text = str(value)
    labels = ET.SubElement(task, "labels")
    for category in sorted({category for _, category, _ in tracks}):
        label = ET.SubElement(labels, "label")
        ET.SubElement(label, "name").text = category
        attribute = ET.SubElement(ET.SubElement(label, "attributes"), "attribute")
        for name, text in (("name", "lesion"), ("mutable", "False"), ("input_type", "text")):
            ET.SubElement(attribute, name).text = text
    original = ET.SubElement(task, "original_size")
    ET.SubElement(original, "width").text, ET.SubElement(original, "height").text = map(str, size_px)
    ET.SubElement(meta, "dumped_by").text = comment
    root.extend(tracks.values())
    return root


FORMAT = LabelFormat(
    name="cvat-video",
    title="CVAT for video (XML)",
    description="The outlines of the regions, as tracks",
    file_name="cvat-video.xml",
    suffix=".xml",
    recognise=lambda data: b"<annotations" in data and b"<track" in data,
    read=read_cvat,
    open_writer=open_cvat_video,
)
