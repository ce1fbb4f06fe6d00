"""Registry of export formats. To add one, add a value to `Output`, its `OUTPUT_NAMES` and a case in `open_writer`."""

from enum import StrEnum
from pathlib import Path

from polyp_core.export.formats.coco import CocoFile
from polyp_core.export.formats.frame_writer import ExportInfo, FrameWriter
from polyp_core.export.formats.pictures import PictureFolder, annotated_picture, bare_picture, mask_picture
from polyp_core.export.formats.tables import Tables
from polyp_core.export.formats.videos import ExportedVideo


class Output(StrEnum):
    """An output of an export; the values are those of `polyp-annotate --write`."""

    VIDEO = "video"
    BARE_VIDEO = "bare-video"
    FRAMES = "frames"
    BARE_FRAMES = "bare-frames"
    MASKS = "masks"
    CSV = "csv"
    COCO = "coco"


OUTPUT_NAMES: dict[Output, tuple[str, ...]] = {
    Output.VIDEO: ("annotated.mp4",),
    Output.BARE_VIDEO: ("video.mp4",),
    Output.FRAMES: ("frames",),
    Output.BARE_FRAMES: ("bare-frames",),
    Output.MASKS: ("masks",),
    Output.CSV: ("frames.csv", "regions.csv"),
    Output.COCO: ("coco.json",),
}
"""Files or folders of each output."""


def open_writer(output: Output, folder: Path, info: ExportInfo) -> FrameWriter:
    """Opens the writer of `output` in `folder`. Raises OSError, ExportError."""
    paths = [folder / name for name in OUTPUT_NAMES[output]]
    comment = info.provenance.comment
    match output:
        case Output.VIDEO:
            return ExportedVideo(paths[0], annotated_picture, info)
        case Output.BARE_VIDEO:
            return ExportedVideo(paths[0], bare_picture, info)
        case Output.FRAMES:
            return PictureFolder(paths[0], annotated_picture, comment)
        case Output.BARE_FRAMES:
            return PictureFolder(paths[0], bare_picture, comment)
        case Output.MASKS:
            return PictureFolder(paths[0], mask_picture, comment)
        case Output.CSV:
            return Tables(paths[0], paths[1], info.provenance)
        case Output.COCO:
            return CocoFile(paths[0], info)
