"""Encodes pictures and masks as PNG, with a comment on their provenance, and pictures of reports as JPEG."""

import zlib
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL.PngImagePlugin import PngInfo


def encode_png(picture: NDArray[np.uint8], comment: str = "") -> bytes:
    """Encodes an RGB (H x W x 3) or grey (H x W) picture as PNG, with `comment` in a tEXt chunk."""
    text = PngInfo()
    if comment:
        text.add_text("Comment", comment.encode("latin-1", "replace").decode("latin-1"))
    data = BytesIO()
    # Faster than Pillow's defaults, and smaller for masks.
    PillowImage.fromarray(picture).save(data, "png", pnginfo=text, compress_level=1, compress_type=zlib.Z_RLE)
    return data.getvalue()


def encode_jpeg(picture: NDArray[np.uint8], quality: int = 90) -> bytes:
    """Encodes an RGB picture (H x W x 3) as JPEG without metadata, with full colour resolution for thin outlines."""
    data = BytesIO()
    PillowImage.fromarray(picture).save(data, "jpeg", quality=quality, subsampling=0)
    return data.getvalue()
