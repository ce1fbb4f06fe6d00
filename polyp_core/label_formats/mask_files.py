"""Reads mask files and applies a `MaskReading` to get the polyp pixels.

The meaning of numbers and colours is decided per dataset (`training.datasets.mask_decision`), since a single file may
contain only some of the classes.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import read_regular
from polyp_core.frames.file_kinds import ImageKind
from polyp_core.frames.stills.image_files import read_bytes
from polyp_core.frames.stills.picture_files import check_size, decode, is_reversible, known_kind
from polyp_core.frames.stills.tiff import TIFF_HEADS, is_mislabelled_tiff, read_flat_tiff, read_tiff_numbers, tiff_head
from polyp_core.label_formats.label_files import labelled_mask
from polyp_core.label_formats.mask_image import (
    COLOURLESS,
    MaskImage,
    count_noisy_levels,
    from_16_bits,
    from_colours,
    from_palette,
    from_samples,
    to_labels,
)
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from polyp_core.label_formats.mask_paths import LabelPath, files_of
from polyp_core.masks.regions import Mask

_JPEG_HEAD = b"\xff\xd8\xff"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_GREY, _PNG_RGB = 0, 2
# Limits for a black and white JPEG: noise level around both, share of intermediate luma relative to white pixels, and
# largest count of a single intermediate level (share of white pixels, pixels).
_NOISE_LEVEL = 16
_MAX_INTERMEDIATE_SHARE = 0.25
_LARGEST_PEAK = 0.02, 32
_COLOURED_SHARE = 0.001

_LOSSY = {ImageKind.HEIF: "HEIC", ImageKind.AVIF: "AVIF"}


def read_mask(path: Path | str, reading: MaskReading = PLAIN) -> Mask:
    """Returns H x W bool, true for polyp pixels. Raises SourceError, also for files with several pages.

    `path` may stand for several files (`mask_paths`), whose masks are joined.
    """
    path = Path(path)
    files = files_of(path)
    if files != (path,):
        return read_mask_image(path).mask(reading)
    data = read_bytes(path)
    _check_kind(data, path)
    if not reading.polyps and _is_always_grey(data):
        polyp = decode(data, cv2.IMREAD_GRAYSCALE, path) > reading.cut
        return ~polyp if reading.inverted else polyp
    return _mask_image(data, path).mask(reading)


def read_mask_image(path: Path | str) -> MaskImage:
    """Decodes a mask file. Raises SourceError if unreadable, for several pages, and for values that are not labels.

    An opaque alpha channel is ignored; with a single colour the alpha channel is the mask; otherwise transparent pixels
    become black. Grey colours are returned as numbers. `path` may stand for several files (`mask_paths`), whose masks
    are joined.
    """
    path = path if isinstance(path, Path) else Path(path)
    data = _read_one_file(path)
    if not data:
        files = files_of(path)
        if files != (path,):
            if label := LabelPath.of(path):
                return MaskImage(labelled_mask(label).view(np.uint8) * np.uint8(255))
            return _join([read_mask_image(file) for file in files], path)
        data = read_bytes(path)
    _check_kind(data, path)
    return _mask_image(data, path)


def _read_one_file(path: Path) -> bytes:
    """Returns the content of a mask that is one file, as nearly all are; empty if it is not or cannot be read."""
    try:
        return read_regular(path)
    except OSError:
        return b""


def _join(images: Sequence[MaskImage], path: Path) -> MaskImage:
    """Returns the union of masks of one picture. Raises SourceError if their sizes differ."""
    if len({image.shape for image in images}) != 1:
        sizes = " and ".join(sorted({f"{width} x {height}" for height, width in (image.shape for image in images)}))
        if not sizes:
            raise SourceError("The masks {path} cannot be joined: none exist.", path=path)
        raise SourceError("The masks {path} cannot be joined: they have {sizes} pixels.", path=path, sizes=sizes)
    numbers = [image.numbers for image in images if image.numbers is not None]
    if len(numbers) == len(images):
        return MaskImage(np.maximum.reduce(numbers))
    colours = [image.colours if image.colours is not None else np.dstack([image.grey()] * 3) for image in images]
    return from_colours(np.maximum.reduce(colours))


def _check_kind(data: bytes, path: Path) -> None:
    """Raises SourceError for files that are not images, too large, or compressed with loss.

    JPEG is accepted, because JPEG masks are common and the noise is removed when they are read.
    """
    kind = known_kind(data, path)
    lossy = _LOSSY.get(kind) or (
        filled("JPEG 2000 with losses") if kind is ImageKind.JPEG_2000 and not is_reversible(data) else ""
    )
    if lossy:
        raise SourceError(
            "{path} is compressed as {lossy}, which changes the numbers of a mask. Save it as PNG.",
            path=path,
            lossy=lossy,
        )
    if kind is not ImageKind.TIFF:
        check_size(data, kind, path)


def _is_always_grey(data: bytes) -> bool:
    """True if a file of this kind can be decoded directly to grey for a dataset with a grey level threshold."""
    if data.startswith(_JPEG_HEAD):
        return True
    return data.startswith(_PNG_HEAD) and _png_kind(data) in ((_PNG_GREY, 8), (_PNG_GREY, 1), (_PNG_RGB, 8))


def _png_kind(data: bytes) -> tuple[int, int]:
    """Returns a PNG's colour type and bits per sample; (-1, 0) for an animation or a truncated header."""
    if len(data) < 26 or b"acTL" in data[: max(0, data.find(b"IDAT"))]:
        return -1, 0
    return data[25], data[24]


def _mask_image(data: bytes, path: Path) -> MaskImage:
    if data.startswith(_JPEG_HEAD):
        return _from_jpeg(data, path)
    if data.startswith(TIFF_HEADS):
        return _from_tiff(data, path)
    if data.startswith(_PNG_HEAD):
        kind, bits = _png_kind(data)
        if kind == _PNG_GREY and bits <= 8:
            return MaskImage(decode(data, cv2.IMREAD_GRAYSCALE, path))
        if kind == _PNG_RGB and bits == 8:
            return from_colours(decode(data, cv2.IMREAD_COLOR_RGB, path))
        if kind > _PNG_GREY and bits == 16:
            return from_16_bits(_decode_16_bits(data, path), path)
    return _from_pillow(data, path)


def _from_jpeg(data: bytes, path: Path) -> MaskImage:
    """Decodes luma first, and colours, which take twice as long, only if there is more than black, white and edges."""
    grey = decode(data, cv2.IMREAD_GRAYSCALE, path)
    counts = count_noisy_levels(grey)
    white = counts[255 - _NOISE_LEVEL :].sum()
    between = counts[_NOISE_LEVEL + 1 : 255 - _NOISE_LEVEL]
    share, least_px = _LARGEST_PEAK
    if between.sum() <= _MAX_INTERMEDIATE_SHARE * white and between.max() <= least_px + share * white and white:
        return MaskImage(grey, known_levels=counts)
    if not counts[1:].any():
        return MaskImage(grey, known_levels=counts)
    colours = decode(data, cv2.IMREAD_COLOR_RGB, path)
    coloured = np.count_nonzero(np.ptp(colours, axis=2) > COLOURLESS)
    return MaskImage(grey) if coloured <= _COLOURED_SHARE * grey.size else MaskImage(colours=colours)


def _from_tiff(data: bytes, path: Path) -> MaskImage:
    head = tiff_head(data, path)
    _check_single_page(head.pages, path)
    if is_mislabelled_tiff(data):
        return from_16_bits(read_flat_tiff(data, path)[..., :3].astype(np.uint16), path)
    match head.is_plain, head.bits, head.samples:
        case True, 8, 1:
            return MaskImage(decode(data, cv2.IMREAD_GRAYSCALE, path))
        case True, 8, 3:
            return from_colours(decode(data, cv2.IMREAD_COLOR_RGB, path))
        case False, 64, 1:
            return MaskImage(to_labels(read_tiff_numbers(data, path), path))
        case True, 16, 3 | 4:
            return from_16_bits(_decode_16_bits(data, path), path)
    return _from_pillow(data, path)


def _decode_16_bits(data: bytes, path: Path) -> NDArray[np.uint16]:
    """Returns H x W x 3 or 4 of a file that Pillow would reduce to 8 bits."""
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    samples = np.empty(0, np.uint16) if decoded is None else np.asarray(decoded, np.uint16)
    if samples.ndim != 3:
        raise SourceError("{path} is not a mask that can be read, or it is damaged.", path=path)
    return np.concatenate([samples[..., 2::-1], samples[..., 3:]], axis=2)


def _from_pillow(data: bytes, path: Path) -> MaskImage:
    try:
        with PillowImage.open(BytesIO(data)) as file:
            _check_single_page(1 if data.startswith(TIFF_HEADS) else getattr(file, "n_frames", 1), path)
            transparency = file.info.get("transparency") if file.mode == "P" else None
            image = ImageOps.exif_transpose(file)
            image.load()
    except (OSError, ValueError, SyntaxError, IndexError, PillowImage.DecompressionBombError) as error:
        # Pillow raises SyntaxError for a broken PNG.
        raise SourceError("{path} is not a mask that can be read, or it is damaged.", path=path) from error
    match image.mode:
        case "1":
            return MaskImage(np.asarray(image).astype(np.uint8) * np.uint8(255))
        case "L" | "RGB" | "LA" | "RGBA":
            return from_samples(np.asarray(image))
        case "P":
            return from_palette(image, transparency)
        case "F" | "I" | "I;16" | "I;16L" | "I;16B":
            return MaskImage(to_labels(np.asarray(image), path))
        case _:
            alpha = image.mode in ("PA", "La", "RGBa")
            return from_samples(np.asarray(image.convert("RGBA" if alpha else "RGB")))


def _check_single_page(pages: int, path: Path) -> None:
    if pages > 1:
        raise SourceError(
            "{path} holds {pages} pages or frames, and a mask is one picture. Save each as a file of its "
            "own, named as its image.",
            path=path,
            pages=pages,
        )
