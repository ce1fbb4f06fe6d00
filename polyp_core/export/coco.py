"""`coco.json`: the regions as COCO annotations with run-length masks (cocodataset.org, format of object detection)."""

import json
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.stamp import Stamp
from polyp_core.masks.regions import Region


def run_lengths(mask: NDArray[np.bool_]) -> list[int]:
    """Lengths of the runs of a mask read column by column, background first: COCO's uncompressed RLE."""
    pixels = np.concatenate(([False], mask.ravel(order="F")))
    changes = np.flatnonzero(pixels[1:] != pixels[:-1])
    return [int(length) for length in np.diff(np.concatenate(([0], changes, [mask.size])))]


class CocoFile:
    """Written while the frames come: images and annotations go to side files, and are joined at the end."""

    def __init__(self, path: Path, stamp: Stamp) -> None:
        self._path = path
        self._sides = [path.with_suffix(suffix) for suffix in (".images", ".annotations")]
        self._images, self._annotations = (side.open("w", encoding="utf-8") for side in self._sides)
        self._info = {"description": stamp.comment, "version": "1.0"}
        self._image_count = self._annotation_count = 0

    def write(self, result: AnnotatedFrame, file_name: str) -> None:
        """Adds the picture under `file_name`, and an annotation for each of its regions."""
        height_px, width_px = result.exported_mask.shape
        image_id = self._image_count + 1
        image = {"id": image_id, "file_name": file_name, "width": width_px, "height": height_px}
        self._image_count += _add(self._images, image, self._image_count)
        for region in result.regions:
            annotation = {
                "id": self._annotation_count + 1,
                "image_id": image_id,
                "category_id": 1,
                "bbox": list(region.box_xywh),
                "area": region.area_px,
                "segmentation": {
                    "size": [height_px, width_px],
                    "counts": run_lengths(_on_picture(region, result)),
                },
                "iscrowd": 1,
                "score": round(region.mean_probability or 0.0, 4),
            }
            self._annotation_count += _add(self._annotations, annotation, self._annotation_count)

    def close(self) -> None:
        """Joins the parts. Raises OSError where the disk refuses."""
        self._close_sides()
        with self._path.open("w", encoding="utf-8") as file:
            file.write(
                f'{{"info": {json.dumps(self._info)},\n"categories": [{{"id": 1, "name": "polyp"}}],\n"images": ['
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


def _on_picture(region: Region, result: AnnotatedFrame) -> NDArray[np.bool_]:
    picture = np.zeros_like(result.exported_mask)
    x, y, width, height = region.box_xywh
    picture[y : y + height, x : x + width] = region.pixels
    return picture


def _add(file: Any, entry: dict[str, Any], already: int) -> int:
    file.write((",\n" if already else "\n") + json.dumps(entry))
    return 1
