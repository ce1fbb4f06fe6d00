"""Exports the regions in every format of `polyp_core.label_formats`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polyp_core.export.formats.export_format import (
    MASK,
    MASK_OPTIONS,
    PICTURE,
    ExportedFrame,
    ExportFormat,
    ExportInfo,
    FrameWriter,
)
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage
from polyp_core.label_formats.registry import LABEL_FORMATS


def _export_format(labels: LabelFormat) -> ExportFormat:
    @contextmanager
    def open_labels(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
        with labels.open_writer(folder / labels.file_name, info.provenance.comment, info.rate_fps) as write:
            yield lambda frame: write(_labelled(frame))

    return ExportFormat(
        name=labels.name,
        title=labels.title,
        description=labels.description,
        files=(labels.file_name,),
        needs=PICTURE | MASK,
        options=MASK_OPTIONS,
        open_writer=open_labels,
    )


def _labelled(frame: ExportedFrame) -> LabelledImage:
    """The image is named by the source file if its size matches the regions, else by the exported picture."""
    result = frame.result
    height_px, width_px = result.exported_mask.shape
    is_whole = (height_px, width_px) == result.frame.image.shape[:2]
    return LabelledImage(
        file_name=frame.file_name if frame.is_own_file and is_whole else frame.picture_name,
        width_px=width_px,
        height_px=height_px,
        regions=result.regions,
        frame_index=result.frame.index,
        time_s=result.frame.time_s,
        exported_name=frame.picture_name,
        presence=result.segmentation.presence,
    )


FORMATS = tuple(map(_export_format, LABEL_FORMATS))
