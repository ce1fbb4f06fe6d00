"""Exports the regions in the formats of `polyp_core.label_formats`, linked into tracks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from polyp_core.export.formats.export_format import ExportedFrame, ExportFormat, ExportInfo, FrameWriter
from polyp_core.findings.track_numbers import TrackNumbers
from polyp_core.label_formats.label_format import LabelFormat, LabelledImage, LabelledObject
from polyp_core.label_formats.registry import LABEL_FORMATS


@contextmanager
def _open_labels(labels: LabelFormat, folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    tracks = TrackNumbers() if info.reader.source.info.is_recording else None
    (folder / labels.file_name).parent.mkdir(parents=True, exist_ok=True)
    with labels.open_writer(folder / labels.file_name, info.provenance.comment, info.rate_fps) as write:
        yield lambda frame: write(_labelled(frame, _lesions(frame, tracks)))


def _lesions(frame: ExportedFrame, tracks: TrackNumbers | None) -> Sequence[str]:
    """The tracks of the regions of a frame; "" for images that do not follow one another."""
    regions, source = frame.result.regions, frame.result.frame
    if tracks is None:
        return [""] * len(regions)
    height_px, width_px = frame.result.exported_mask.shape
    corners = [(x, y, x + width, y + height) for x, y, width, height in (each.box_xywh for each in regions)]
    boxes = np.array(corners, np.float32).reshape(-1, 4) / [width_px, height_px, width_px, height_px]
    return list(map(str, tracks.number(boxes, source.index, source.time_s)))


def _labelled(frame: ExportedFrame, lesions: Sequence[str]) -> LabelledImage:
    """The image is named by the source file if its size matches the regions, else by the exported picture."""
    result = frame.result
    height_px, width_px = result.exported_mask.shape
    is_whole = (height_px, width_px) == result.frame.image.shape[:2]
    return LabelledImage(
        file_name=frame.file_name if frame.is_own_file and is_whole else frame.picture_name,
        width_px=width_px,
        height_px=height_px,
        objects=[
            LabelledObject.of_region(region, height_px, width_px, lesion)
            for region, lesion in zip(result.regions, lesions, strict=True)
        ],
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
        files=(Path(each.file_name).parts[0],),
        open_writer=partial(_open_labels, each),
    )
    for each in LABEL_FORMATS
)
