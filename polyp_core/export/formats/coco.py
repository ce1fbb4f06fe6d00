"""`coco.json`: the regions as COCO annotations with compressed run-length masks (cocodataset.org, object detection)."""

import json
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from polyp_core.export.formats.frame_writer import ExportedFrame, ExportInfo
from polyp_core.masks.regions import Region

_CATEGORIES = [{"id": 1, "name": "polyp"}]


class CocoFile:
    """Writes images and annotations to temporary files frame by frame, and joins them at the end.

    Besides COCO's own keys, an image has `frame_index`, `time_s` (in the source), `exported_name` (file name of its
    exported pictures) and `presence` (null from models without that head); an annotation has `frame_index`, `time_s`
    and `score` (the region's maximum probability); `info` has `fps` (frame rate of the source). Raises OSError on write
    failures.
    """

    def __init__(self, path: Path, info: ExportInfo) -> None:
        self._path = path
        self._parts = [path.with_suffix(suffix) for suffix in (".images", ".annotations")]
        self._images, self._annotations = (part_path.open("w", encoding="utf-8") for part_path in self._parts)
        self._info = {"description": info.provenance.comment, "version": "1.0", "fps": round(info.rate_fps, 6)}
        self._image_count = self._annotation_count = 0

    def write(self, frame: ExportedFrame) -> None:
        """Adds an image, and an annotation for each of its regions."""
        result, presence = frame.result, frame.result.segmentation.presence
        height_px, width_px = result.exported_mask.shape
        self._image_count += 1
        frame_keys = {"frame_index": result.frame.index, "time_s": round(result.frame.time_s, 6)}
        image = {
            "id": self._image_count,
            "file_name": _file_name(frame),
            "width": width_px,
            "height": height_px,
            **frame_keys,
            "exported_name": frame.picture_name,
            "presence": None if presence is None else round(presence, 4),
        }
        _add(self._images, image, is_first=self._image_count == 1)
        for region in result.regions:
            self._annotation_count += 1
            annotation = {
                "id": self._annotation_count,
                "image_id": self._image_count,
                "category_id": 1,
                "bbox": list(region.box_xywh),
                "area": region.area_px,
                "segmentation": _run_lengths(region, result.exported_mask.shape),
                "iscrowd": 0,  # evaluators ignore crowd annotations
                "score": round(region.max_probability or 0.0, 4),
                **frame_keys,
            }
            _add(self._annotations, annotation, is_first=self._annotation_count == 1)

    def close(self) -> None:
        """Joins the temporary files. Raises OSError on write failures."""
        self._close_parts()
        with self._path.open("w", encoding="utf-8") as file:
            file.write(
                f'{{"info": {json.dumps(self._info)},\n"licenses": [],\n"categories": {json.dumps(_CATEGORIES)},\n'
                '"images": ['
            )
            for part_path, between in zip(self._parts, ('],\n"annotations": [', "]}\n"), strict=True):
                with part_path.open(encoding="utf-8") as part:
                    shutil.copyfileobj(part, file)
                file.write(between)
        for part_path in self._parts:
            part_path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._close_parts()

    def _close_parts(self) -> None:
        self._images.close()
        self._annotations.close()


def _file_name(frame: ExportedFrame) -> str:
    """The source file if its size matches the annotations; the exported picture if it was cropped."""
    is_whole = frame.result.exported_mask.shape == frame.result.frame.image.shape[:2]
    return frame.file_name if frame.is_own_file and is_whole else frame.picture_name


def _run_lengths(region: Region, shape: tuple[int, ...]) -> dict[str, Any]:
    """Compressed RLE of the region in a picture of `shape` (height, width), with `counts` as ASCII text."""
    picture: NDArray[np.uint8] = np.zeros(shape, np.uint8, order="F")  # COCO run lengths are column-major
    x, y, width, height = region.box_xywh
    picture[y : y + height, x : x + width] = region.pixels
    encoded = coco_mask.encode(picture)
    return {"size": list(shape), "counts": encoded["counts"].decode("ascii")}


def _add(file: TextIO, entry: dict[str, Any], *, is_first: bool) -> None:
    file.write(("\n" if is_first else ",\n") + json.dumps(entry))
