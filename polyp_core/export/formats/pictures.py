"""Folders of PNG files, one for each frame: pictures with the overlay, without it, and masks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import (
    MASK,
    MASK_OPTIONS,
    OVERLAY_OPTIONS,
    PICTURE,
    ExportedFrame,
    ExportFormat,
    ExportInfo,
    FrameWriter,
    Need,
)
from polyp_core.export.images import encode_png

Render = Callable[[AnnotatedFrame], NDArray[np.uint8]]


def annotated_picture(result: AnnotatedFrame) -> NDArray[np.uint8]:
    """The exported picture with the overlay: h x w x 3."""
    return result.annotated


def bare_picture(result: AnnotatedFrame) -> NDArray[np.uint8]:
    """The exported picture without the overlay: h x w x 3."""
    return result.picture


def mask_picture(result: AnnotatedFrame) -> NDArray[np.uint8]:
    """The exported mask: h x w uint8, 0 or 255."""
    return result.exported_mask.astype(np.uint8) * 255


def _folder_format(
    name: str, title: str, description: str, needs: frozenset[Need], options: tuple[str, ...], render: Render
) -> ExportFormat:
    """A format that writes the PNG of each frame, as `render` makes it, into a folder named after the format."""

    @contextmanager
    def open_folder(out_folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
        folder = out_folder / name
        folder.mkdir()

        def write(frame: ExportedFrame) -> None:
            # Not atomic: the caller stages the whole folder.
            (folder / frame.picture_name).write_bytes(encode_png(render(frame.result), info.provenance.comment))

        yield write

    return ExportFormat(name, title, description, (name,), needs, options, open_folder)


FORMATS = (
    _folder_format(
        "frames",
        "Pictures with the overlay",
        "One PNG for each frame",
        PICTURE | MASK,
        OVERLAY_OPTIONS,
        annotated_picture,
    ),
    _folder_format(
        "bare-frames", "Bare pictures", "One PNG for each frame without the overlay", PICTURE, (), bare_picture
    ),
    _folder_format(
        "masks",
        "Masks",
        "One PNG for each frame, at the picture's size: 0 or 255",
        PICTURE | MASK,
        MASK_OPTIONS,
        mask_picture,
    ),
)
