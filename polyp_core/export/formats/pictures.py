"""Writes a folder of PNG files, one per frame: pictures with overlay, without it, or masks."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.frame_writer import ExportedFrame
from polyp_core.export.images import write_png

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


class PictureFolder:
    """Writes the picture that `render` returns for each frame into `folder`, which it creates. Raises OSError."""

    def __init__(self, folder: Path, render: Render, comment: str) -> None:
        folder.mkdir()
        self._folder, self._render, self._comment = folder, render, comment

    def write(self, frame: ExportedFrame) -> None:
        """Writes one PNG named `frame.picture_name`."""
        write_png(self._folder / frame.picture_name, self._render(frame.result), self._comment)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Does nothing: every picture is a complete file already."""
