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
    """Written while the frames come: images and annotations go to side files, and are joined at the end.

    Beside COCO's own keys an image has `frame_index`, `time_s` (in the source), `exported_name`, the file name of its
    exported pictures, and `presence` (None from a model without that head); an annotation has `frame_index`, `time_s`
    and `score`, the region's largest probability; `info` has `fps`, the rate of the source. Raises OSError where the
    disk refuses.
    """

    def __init__(self, path: Path, info: ExportInfo) -> None:
        self._path = path
        self._sides = [path.with_suffix(suffix) for suffix in (".images", ".annotations")]
        self._images, self._annotations = (side.open("w", encoding="utf-8") for side in self._sides)
        self._info = {"description": info.stamp.comment, "version": "1.0", "fps": round(info.rate_fps, 6)}
        self._image_count = self._annotation_count = 0

    def write(self, frame: ExportedFrame) -> None:
        """Adds the picture, and an annotation for each of its regions."""
        result, presence = frame.result, frame.result.segmentation.presence
        height_px, width_px = result.exported_mask.shape
        self._image_count += 1
        moment = {"frame_index": result.frame.index, "time_s": round(result.frame.time_s, 6)}
        image = {
            "id": self._image_count,
            "file_name": _file_name(frame),
            "width": width_px,
            "height": height_px,
            **moment,
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
                "iscrowd": 0,  # evaluators ignore what is marked as a crowd
                "score": round(region.max_probability or 0.0, 4),
                **moment,
            }
            _add(self._annotations, annotation, is_first=self._annotation_count == 1)

    def close(self) -> None:
        """Joins the parts. Raises OSError where the disk refuses."""
        self._close_sides()
        with self._path.open("w", encoding="utf-8") as file:
            file.write(
                f'{{"info": {json.dumps(self._info)},\n"licenses": [],\n"categories": {json.dumps(_CATEGORIES)},\n'
                '"images": ['
            )
            for side, between in zip(self._sides, ('],\n"annotations": [', "]}\n"), strict=True):
                with side.open(encoding="utf-8") as part:
                    shutil.copyfileobj(part, file)
                file.write(between)
        for side in self._sides:
            side.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._close_sides()

    def _close_sides(self) -> None:
        self._images.close()
        self._annotations.close()


def _file_name(frame: ExportedFrame) -> str:
    """The source's own file where the annotations fit it; a cropped picture is another one, and has its own name."""
    is_whole = frame.result.exported_mask.shape == frame.result.frame.image.shape[:2]
    return frame.file_name if frame.is_own_file and is_whole else frame.picture_name


def _run_lengths(region: Region, shape: tuple[int, ...]) -> dict[str, Any]:
    """The region on a picture of `shape` (height, width) as compressed RLE, with its counts as text."""
    picture: NDArray[np.uint8] = np.zeros(shape, np.uint8, order="F")  # the order in which run lengths are counted
    x, y, width, height = region.box_xywh
    picture[y : y + height, x : x + width] = region.pixels
    encoded = coco_mask.encode(picture)
    return {"size": list(shape), "counts": encoded["counts"].decode("ascii")}


def _add(file: TextIO, entry: dict[str, Any], *, is_first: bool) -> None:
    file.write(("\n" if is_first else ",\n") + json.dumps(entry))
