"""Writes pictures and masks as PNG, with a comment on their provenance."""

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import ExportError
from polyp_core.frames.frame import Image

_AFTER_HEADER = 33  # size of the PNG signature and the IHDR chunk, after which a text chunk may follow


def encode_png(picture: NDArray[np.uint8], comment: str = "") -> bytes:
    """Encodes an RGB (H x W x 3) or grey (H x W) picture as PNG, with `comment` in a tEXt chunk."""
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR) if picture.ndim == 3 else picture
    done, encoded = cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 2])
    if not done:
        raise ExportError("A picture could not be encoded as PNG.")
    data = encoded.tobytes()
    if not comment:
        return data
    body = b"tEXt" + b"Comment\0" + comment.encode("latin-1", "replace")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return data[:_AFTER_HEADER] + chunk + data[_AFTER_HEADER:]


def write_png(path: Path, picture: NDArray[np.uint8], comment: str = "") -> None:
    """Writes `picture` to `path`, not atomically: the caller stages whole folders. Raises OSError."""
    path.write_bytes(encode_png(picture, comment))


def fit_into(image: Image, width_px: int, height_px: int) -> Image:
    """Scales the picture to fit the given size, centred on black; returns the input if it has that size."""
    height, width = image.shape[:2]
    if (width, height) == (width_px, height_px):
        return image
    scale = min(width_px / width, height_px / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    resized = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    canvas = np.zeros((height_px, width_px, 3), np.uint8)
    top, left = (height_px - size[1]) // 2, (width_px - size[0]) // 2
    canvas[top : top + size[1], left : left + size[0]] = resized
    return canvas
