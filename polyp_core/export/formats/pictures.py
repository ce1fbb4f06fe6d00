"""Folders of PNG files, one for each frame: pictures with the overlay, without it, and masks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportedFrame, ExportFormat, ExportInfo, FrameWriter
from polyp_core.export.images import encode_png


@contextmanager
def _open_folder(
    name: str, render: Callable[[AnnotatedFrame], NDArray[np.uint8]], out_folder: Path, info: ExportInfo
) -> Iterator[FrameWriter]:
    """Writes the PNG that `render` returns for each frame, not atomically: the caller stages the folder."""
    folder = out_folder / name
    folder.mkdir()

    def write(frame: ExportedFrame) -> None:
        (folder / frame.picture_name).write_bytes(encode_png(render(frame.result), info.provenance.comment))

    yield write


FORMATS = (
    ExportFormat(
        name="frames",
        title="Pictures with the overlay",
        description="One PNG for each frame",
        files=("frames",),
        open_writer=partial(_open_folder, "frames", lambda result: result.annotated),
        has_overlay=True,
    ),
    ExportFormat(
        name="bare-frames",
        title="Bare pictures",
        description="One PNG for each frame without the overlay",
        files=("bare-frames",),
        open_writer=partial(_open_folder, "bare-frames", lambda result: result.picture),
        needs_mask=False,
    ),
    ExportFormat(
        name="masks",
        title="Masks",
        description="One PNG for each frame, at the picture's size: 0 or 255",
        files=("masks",),
        open_writer=partial(_open_folder, "masks", lambda result: result.exported_mask.astype(np.uint8) * 255),
    ),
)
