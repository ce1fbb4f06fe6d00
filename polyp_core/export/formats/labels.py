"""Exports the regions in the formats of `polyp_core.label_formats` that are meant for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from polyp_core.export.formats.export_format import ExportedFrame, ExportFormat, ExportInfo, FrameWriter
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.registry import LABEL_FORMATS


@contextmanager
def _open_labels(labels: LabelFormat, folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    with labels.open_writer(folder / labels.file_name, info.provenance.comment, info.rate_fps) as write:
        yield lambda frame: write(_labelled(frame))


def _labelled(frame: ExportedFrame) -> LabelledImage:
    """The image is named by the source file if its size matches the regions, else by the exported picture."""
    result = frame.result
    height_px, width_px = result.exported_mask.shape
    is_whole = (height_px, width_px) == result.frame.image.shape[:2]
    return LabelledImage(
        file_name=frame.file_name if frame.is_own_file and is_whole else frame.picture_name,
        width_px=width_px,
        height_px=height_px,
        objects=[LabelledObject.of_region(region, height_px, width_px) for region in result.regions],
        frame_index=result.frame.index,
        time_s=result.frame.time_s,
        exported_name=frame.picture_name,
        presence=result.prediction.presence,
    )


FORMATS = tuple(
    ExportFormat(
        name=each.name,
        title=each.title,
        description=each.description,
        files=(each.file_name,),
        open_writer=partial(_open_labels, each),
    )
    for each in LABEL_FORMATS
    if each.exported
)
