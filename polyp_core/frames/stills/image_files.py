"""Reading image files: the one way from a file to the pixels of a frame. Masks: `mask_files.py`."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.files.regular_files import open_regular, read_regular, reason_of
from polyp_core.frames.frame import Image
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.stills.picture_files import (
    ImageHead,
    count_pictures,
    decode,
    jpeg_size,
    read_image_head,
    read_stored,
)
from polyp_core.frames.stills.sample_levels import Levels, StoredPicture, ValueSpan

Mask = NDArray[np.bool_]
"""H x W bool, true where the polyp is."""

_MOST_LOOKED_AT = 16
"""Of files whose samples are not 8 bits, for the levels that all of them are shown in."""

# Flags that say only how much smaller, as IMREAD_COLOR_RGB says only in which order.
_REDUCTIONS = {2: cv2.IMREAD_REDUCED_GRAYSCALE_2, 4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}


def read_image(path: Path | str, levels: Levels | None = None) -> Image:
    """H x W x 3 uint8 RGB.

    Grey and palette images become RGB, transparency is dropped, and the orientation that the file tells is applied, as
    every picture viewer does. More bits than 8 and fractions become 0 to 255 by `levels`, those of a whole source, by
    default by the file's own. Of several pictures in a file it is the first. Raises SourceError.
    """
    return to_image(read_stored(read_bytes(Path(path)), Path(path)), levels)


def read_single_image(path: Path | str) -> Image:
    """As `read_image`. Raises SourceError for a file of several pictures: a dataset's image is one."""
    data = read_bytes(Path(path))
    _refuse_several(data, Path(path))
    return to_image(read_stored(data, Path(path)))


def read_reduced_image(path: Path | str, longer_side_px: int) -> tuple[Image, tuple[int, int]]:
    """What `read_single_image` gives made smaller, and the (width, height) in pixels that it has in full.

    The sides are divided by 2, 4 or 8, as far as the longer one keeps at least `longer_side_px`; a picture smaller than
    twice that stays whole. Each pixel is the mean of those it stands for, up to rounding: a JPEG's are made of fewer of
    its frequencies, which saves a quarter of the decoding and more. Raises SourceError.
    """
    path = Path(path)
    data = read_bytes(path)
    size_px = jpeg_size(data)
    if size_px and (divisor := _divisor(size_px, longer_side_px)) > 1:
        refuse_too_large(*size_px, path)
        return decode(data, cv2.IMREAD_COLOR_RGB | _REDUCTIONS[divisor], path), size_px
    if not size_px:
        _refuse_several(data, path)
    image = to_image(read_stored(data, path))
    height_px, width_px = image.shape[:2]
    divisor = _divisor((width_px, height_px), longer_side_px)
    return divide_sides(image, divisor), (width_px, height_px)


def divide_sides(pixels: NDArray[np.uint8], divisor: int) -> NDArray[np.uint8]:
    """An image (H x W or H x W x 3), each pixel the mean of `divisor` x `divisor`; what is left at the end is cut off.

    OpenCV's area averaging is several times as fast at whole-numbered steps.
    """
    if divisor == 1:
        return pixels
    width_px, height_px = max(1, pixels.shape[1] // divisor), max(1, pixels.shape[0] // divisor)
    even = pixels[: height_px * divisor, : width_px * divisor]
    return np.asarray(cv2.resize(even, (width_px, height_px), interpolation=cv2.INTER_AREA), np.uint8)


def image_size(path: Path | str) -> tuple[int, int] | None:
    """(width, height) in pixels that `read_image` will give, from the file's header alone; None if it is unreadable."""
    head = image_head(path)
    return head.size_px if head is not None else None


def image_head(path: Path | str) -> ImageHead | None:
    """What the file's header tells; None if the file is unreadable."""
    try:
        with open_regular(Path(path)) as file:
            return read_image_head(file, Path(path))
    except (OSError, SourceError):
        return None


def common_levels(paths: Sequence[Path]) -> Levels | None:
    """The levels that files of more than 8 bits are all shown in, from a look at some; None where none can be read."""
    places = {round(place) for place in np.linspace(0, len(paths) - 1, min(_MOST_LOOKED_AT, len(paths)))}
    spans = []
    for place in sorted(places):
        try:
            spans.append(ValueSpan.of(read_stored(read_bytes(paths[place]), paths[place])))
        except SourceError:
            continue  # told where it is shown
    return Levels.of(ValueSpan.of_all(spans)) if spans else None


def to_image(picture: StoredPicture, levels: Levels | None = None) -> Image:
    """H x W x 3 uint8 of a picture as stored, by `levels` or its own."""
    samples = picture.samples
    if samples.dtype not in (np.uint8, np.bool_) and levels is None:
        levels = Levels.of(ValueSpan.of(picture))
    pixels = (levels or _EIGHT_BITS).apply(samples)
    if pixels.ndim == 2:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.ascontiguousarray(pixels)


_EIGHT_BITS = Levels(0, 255, 8)


def _divisor(size_px: tuple[int, int], longer_side_px: int) -> int:
    return next((divisor for divisor in (8, 4, 2) if max(size_px) >= divisor * longer_side_px), 1)


def _refuse_several(data: bytes, path: Path) -> None:
    pictures = count_pictures(data, path)
    if pictures > 1:
        raise SourceError(
            f"{path} holds {pictures} pictures, and an image of a dataset is one. Save each as a file of its own."
        )


def read_bytes(path: Path) -> bytes:
    """All of the file, which is not empty. Raises SourceError."""
    try:
        # Bytes first, then decoding: OpenCV's own file access fails on Windows where a path has non-ASCII letters.
        data = read_regular(path)
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist. Check whether it was moved or its drive unplugged.") from error
    except OSError as error:
        raise SourceError(f"Cannot read {path}: {reason_of(error)}.") from error
    if not data:
        raise SourceError(f"{path} is empty.")
    return data
