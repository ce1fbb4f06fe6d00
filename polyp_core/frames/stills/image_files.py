"""Reads image files as 8-bit RGB. For masks see `mask_files.py`."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, open_regular, read_regular
from polyp_core.frames.frame import Image
from polyp_core.frames.recording_frames import is_frame_path, read_frame
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.stills.picture_files import (
    ImageHead,
    count_pictures,
    decode,
    jpeg_size,
    read_image_head,
    read_stored,
)
from polyp_core.frames.stills.sample_levels import DisplayRange, StoredPicture, ValueSpan

_SAMPLED_FILES = 16
"""Number of files with more than 8 bits that are read to determine the common levels."""

# The reduction flags contain only the scale, to be combined with IMREAD_COLOR_RGB.
_REDUCTIONS = {2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}


def read_image(path: Path | str, levels: DisplayRange | None = None) -> Image:
    """Returns H x W x 3 uint8 RGB.

    Converts grey and palette images to RGB, drops transparency and applies the EXIF orientation. Samples of more than
    8 bits are mapped to 0..255 by `levels`, by default the file's own. Reads the first picture of a file with several.
    Raises SourceError.
    """
    return to_image(read_stored(read_bytes(Path(path)), Path(path)), levels)


def read_single_image(path: Path | str) -> Image:
    """As `read_image`, for images of a dataset: raises SourceError for a file with several pictures."""
    data = read_bytes(Path(path))
    _refuse_several_pictures(data, Path(path))
    return to_image(read_stored(data, Path(path)))


def read_reduced_image(path: Path | str, longer_side_px: int) -> tuple[Image, tuple[int, int]]:
    """Returns the image of `read_single_image` reduced in size, and its full (width, height) in pixels.

    Divides the sides by the largest of 1, 2, 4 and 8 that keeps the longer side at least `longer_side_px`. Each pixel
    is the mean of those it replaces, up to rounding. JPEGs are reduced while decoding, which saves a quarter of the
    time or more. Raises SourceError.
    """
    path = path if isinstance(path, Path) else Path(path)
    data = read_bytes(path)
    size_px = jpeg_size(data)
    if size_px and (divisor := _divisor(size_px, longer_side_px)) > 1:
        refuse_too_large(*size_px, path)
        return decode(data, cv2.IMREAD_COLOR_RGB | _REDUCTIONS[divisor], path), size_px
    if not size_px:
        _refuse_several_pictures(data, path)
    image = to_image(read_stored(data, path))
    height_px, width_px = image.shape[:2]
    divisor = _divisor((width_px, height_px), longer_side_px)
    return divide_sides(image, divisor), (width_px, height_px)


def divide_sides(pixels: NDArray[np.uint8], divisor: int) -> NDArray[np.uint8]:
    """Reduces an image (H x W or H x W x 3) to means of `divisor` x `divisor` pixels; drops incomplete blocks.

    OpenCV's area averaging is several times as fast for integer factors.
    """
    if divisor == 1:
        return pixels
    width_px, height_px = max(1, pixels.shape[1] // divisor), max(1, pixels.shape[0] // divisor)
    even = pixels[: height_px * divisor, : width_px * divisor]
    return np.asarray(cv2.resize(even, (width_px, height_px), interpolation=cv2.INTER_AREA), np.uint8)


def image_size(path: Path | str) -> tuple[int, int] | None:
    """Returns the (width, height) in pixels of `read_image` from the file's header; None if unreadable."""
    head = image_head(path)
    return head.size_px if head is not None else None


def image_head(path: Path | str) -> ImageHead | None:
    """Returns the properties in the file's header; None if unreadable."""
    path = Path(path)
    try:
        if is_frame_path(path):
            return read_image_head(BytesIO(read_bytes(path)), path)
        with open_regular(path) as file:
            return read_image_head(file, path)
    except (OSError, SourceError):
        return None


def common_levels(paths: Sequence[Path]) -> DisplayRange | None:
    """Returns common levels for files of more than 8 bits, from a sample of them; None if none can be read."""
    sampled = {round(position) for position in np.linspace(0, len(paths) - 1, min(_SAMPLED_FILES, len(paths)))}
    spans = []
    for position in sorted(sampled):
        try:
            spans.append(ValueSpan.of(read_stored(read_bytes(paths[position]), paths[position])))
        except SourceError:
            continue  # reported when the file is shown
    return DisplayRange.of(ValueSpan.of_all(spans)) if spans else None


def to_image(picture: StoredPicture, levels: DisplayRange | None = None) -> Image:
    """Converts a stored picture to H x W x 3 uint8 RGB with `levels`, by default its own."""
    samples = picture.samples
    if samples.dtype not in (np.uint8, np.bool_) and levels is None:
        levels = DisplayRange.of(ValueSpan.of(picture))
    pixels = (levels or _EIGHT_BITS).apply(samples)
    if pixels.ndim == 2:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.ascontiguousarray(pixels)


_EIGHT_BITS = DisplayRange(0, 255, 8)


def _divisor(size_px: tuple[int, int], longer_side_px: int) -> int:
    return next((divisor for divisor in (8, 4, 2) if max(size_px) >= divisor * longer_side_px), 1)


def _refuse_several_pictures(data: bytes, path: Path) -> None:
    pictures = count_pictures(data, path)
    if pictures > 1:
        raise SourceError(
            "{path} holds {pictures} pictures, but an image of a dataset must be one. Save each as its own file.",
            path=path,
            pictures=pictures,
        )


def read_bytes(path: Path) -> bytes:
    """Returns the file's content. Raises SourceError if it is empty or cannot be read.

    A frame of a recording (`recording_frames`) is returned as a BMP file.
    """
    if is_frame_path(path):
        done, encoded = cv2.imencode(".bmp", cv2.cvtColor(read_frame(path), cv2.COLOR_RGB2BGR))
        assert done
        return encoded.tobytes()
    try:
        # Read the bytes here: on Windows, OpenCV cannot open paths with non-ASCII characters.
        data = read_regular(path)
    except FileNotFoundError as error:
        raise SourceError(
            "{path} does not exist. Check whether it was moved or its drive unplugged.", path=path
        ) from error
    except OSError as error:
        raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error
    if not data:
        raise SourceError("{path} is empty.", path=path)
    return data
