"""Writes `frames.csv` with a row per frame, and `regions.csv` with a row per region."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Self

from polyp_core.export.formats.frame_writer import ExportedFrame
from polyp_core.export.provenance import Provenance
from polyp_core.files.csv_cells import harmless_row
from polyp_core.masks.regions import area_fraction

_PROVENANCE_COLUMNS = ("model", "threshold", "min_region_percent", "notice")


class Tables:
    """Writes both tables row by row. Raises OSError on write failures."""

    def __init__(self, frames_path: Path, regions_path: Path, provenance: Provenance) -> None:
        self._provenance = (provenance.model, provenance.threshold, provenance.min_region_percent, provenance.notice)
        self._files = [
            # File names that are not valid UTF-8 contain surrogates, which are written as escapes.
            path.open("w", newline="", encoding="utf-8", errors="backslashreplace")
            for path in (frames_path, regions_path)
        ]
        self._frames, self._regions = (csv.writer(file) for file in self._files)
        self._frames.writerow(
            (
                *("frame", "file", "time_s", "polyp_fraction", "max_probability", "regions", "damaged", "presence"),
                *_PROVENANCE_COLUMNS,
            )
        )
        self._regions.writerow(
            (
                *("frame", "region", "x", "y", "width", "height", "area_px", "area_fraction"),
                *("mean_probability", "max_probability"),
            )
        )

    def write(self, frame: ExportedFrame) -> None:
        """Adds a row for the frame and one for each region; positions and areas refer to the exported picture."""
        result, source_frame = frame.result, frame.result.frame
        presence = result.segmentation.presence
        self._frames.writerow(
            harmless_row(
                (
                    source_frame.index,
                    frame.file_name,
                    f"{source_frame.time_s:.6f}",
                    f"{area_fraction(result.exported_mask):.6f}",
                    f"{result.exported_probability.max() / 255:.4f}",
                    len(result.regions),
                    int(source_frame.damaged),
                    "" if presence is None else f"{presence:.4f}",
                    *self._provenance,
                )
            )
        )
        for number, region in enumerate(result.regions):
            self._regions.writerow(
                (
                    source_frame.index,
                    number,
                    *region.box_xywh,
                    region.area_px,
                    f"{region.area_fraction:.6f}",
                    f"{region.mean_probability:.4f}",
                    f"{region.max_probability:.4f}",
                )
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            file.close()
