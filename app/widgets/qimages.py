"""Pictures of numpy as pictures of Qt."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPixmap

_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBA8888}


def to_qimage(pixels: NDArray[np.uint8]) -> QImage:
    """Returns a copy of `pixels` (H x W x 3 RGB or H x W x 4 RGBA, contiguous or not).

    The image owns its memory: that of `pixels` may change or be freed while Qt still paints.
    """
    height, width, channels = pixels.shape
    rows = np.ascontiguousarray(pixels)
    return QImage(rows.data, width, height, rows.strides[0], _FORMATS[channels]).copy()


def to_pixmap(pixels: NDArray[np.uint8]) -> QPixmap:
    """Returns a copy of `pixels`, as `to_qimage`, in the format of the screen."""
    return QPixmap.fromImage(to_qimage(pixels))
