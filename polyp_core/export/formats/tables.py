"""CSV tables: `frames.csv` with a row for each frame, and `regions.csv` with a row for each region."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportedFrame, ExportFormat, ExportInfo, FrameWriter
from polyp_core.files.csv_cells import escape_formulas
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.masks.regions import area_fraction, find_regions

_FRAME_COLUMNS = (
    *("frame", "file", "time_s", "polyp_fraction", "max_probability", "regions", "damaged", "presence"),
    *("model", "threshold", "min_region_percent", "notice", "mask_source"),
)
_SECOND_COLUMNS = ("second_model", "second_polyp_fraction", "second_max_probability", "second_regions", "both_fraction")
_REGION_COLUMNS = (
    *("frame", "region", "x", "y", "width", "height", "area_px", "area_fraction"),
    *("mean_probability", "max_probability"),
)


@contextmanager
def _open_tables(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    """Writes both tables row by row; positions and areas refer to the exported picture."""
    made_by = info.provenance
    provenance = (made_by.model, made_by.threshold, made_by.min_region_percent, made_by.notice)
    # File names that are not valid UTF-8 contain surrogates, which are written as escapes.
    with (
        (folder / "frames.csv").open("w", newline="", encoding="utf-8", errors="backslashreplace") as frames_file,
        (folder / "regions.csv").open("w", newline="", encoding="utf-8") as regions_file,
    ):
        frames, regions = csv.writer(frames_file), csv.writer(regions_file)
        frames.writerow((*_FRAME_COLUMNS, *(_SECOND_COLUMNS if made_by.second_model else ())))
        regions.writerow(_REGION_COLUMNS)

        def write(frame: ExportedFrame) -> None:
            result, source_frame = frame.result, frame.result.frame
            presence = result.prediction.presence
            frames.writerow(
                escape_formulas(
                    (
                        source_frame.index,
                        frame.file_name,
                        f"{source_frame.time_s:.6f}",
                        f"{area_fraction(result.exported_mask):.6f}",
                        f"{PROBABILITIES[result.exported_levels.max()]:.4f}",
                        len(result.regions),
                        int(source_frame.damaged),
                        "" if presence is None else f"{presence:.4f}",
                        *provenance,
                        result.mask_source,
                        *_second_values(result, made_by.second_model),
                    )
                )
            )
            for number, region in enumerate(result.regions):
                regions.writerow(
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

        yield write


def _second_values(result: AnnotatedFrame, model: str) -> tuple[str | int, ...]:
    """Returns the values of _SECOND_COLUMNS: as of the first model, and the share that both masks cover."""
    mask, levels = result.second_mask, result.second_levels
    if mask is None or levels is None:
        return ()
    return (
        model,
        f"{area_fraction(mask):.6f}",
        f"{PROBABILITIES[levels.max()]:.4f}",
        len(find_regions(mask)),
        f"{area_fraction(mask & result.exported_mask):.6f}",
    )


FORMATS = (
    ExportFormat(
        name="csv",
        title="Tables (CSV)",
        description="A row for each frame, and one for each region",
        files=("frames.csv", "regions.csv"),
        open_writer=_open_tables,
        needs_picture=False,  # a row says that the frame is damaged
    ),
)
