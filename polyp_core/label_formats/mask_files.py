"""Reads mask files and applies a `MaskReading` to get the polyp pixels.

The meaning of numbers and colours is decided per dataset (`training.datasets.mask_decision`), since a single file may
contain only some of the classes.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageOps

from polyp_core.errors import SourceError
from polyp_core.frames.file_kinds import ImageKind
from polyp_core.frames.stills.image_files import Mask, read_bytes
from polyp_core.frames.stills.picture_files import check_size, decode, is_reversible, known_kind
from polyp_core.frames.stills.tiff import TIFF_HEADS, is_mislabelled_tiff, read_flat_tiff, read_tiff_numbers, tiff_head
from polyp_core.label_formats.mask_labels import COLOUR, PLAIN, WHITE_CUT, Label, MaskReading, rgb_of

MOST_CLASSES = 16
"""A file with more distinct values contains shades or noise rather than class labels."""

VOID_INDEX = 255
"""PASCAL VOC's palette index for pixels to ignore (object borders)."""

_JPEG_HEAD = b"\xff\xd8\xff"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_GREY, _PNG_RGB = 0, 2
_BLACK = 0
# Limits for a black and white JPEG: noise level around both, share of intermediate luma relative to white pixels, and
# largest count of a single intermediate level (share of white pixels, pixels).
_NOISE_LEVEL = 16
_MAX_INTERMEDIATE_SHARE = 0.25
_LARGEST_PEAK = 0.02, 32
_COLOURLESS = 40  # largest difference between the channels of a grey JPEG
_COLOURED_SHARE = 0.001

_LOSSY = {ImageKind.HEIF: "HEIC", ImageKind.AVIF: "AVIF"}

Numbers = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class MaskImage:
    """The decoded content of a mask file, before it is interpreted.

    Has either `numbers` (H x W uint8, or uint16 if needed) or `colours` (H x W x 3 uint8 RGB). For palette files with
    colours, `index` is H x W uint8 and `void` the label of the void colour, if any. `known_levels` are precomputed
    `levels`.
    """

    numbers: Numbers | None = None
    colours: NDArray[np.uint8] | None = None
    index: NDArray[np.uint8] | None = None
    void: Label | None = None
    known_levels: NDArray[np.int64] | None = None

    @property
    def levels(self) -> NDArray[np.int64]:
        """Histogram of `grey()`, int64 (256,)."""
        return count_levels(self.grey()) if self.known_levels is None else self.known_levels

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        pixels = self.numbers if self.numbers is not None else self.colours
        assert pixels is not None
        return pixels.shape[0], pixels.shape[1]

    def mask(self, reading: MaskReading) -> Mask:
        """Returns H x W bool, true for polyp pixels."""
        polyp = self._polyp(reading)
        return ~polyp if reading.inverted else polyp

    def _polyp(self, reading: MaskReading) -> Mask:
        if not reading.polyps:
            return self.grey() > reading.cut
        if self.colours is None:
            assert self.numbers is not None
            return _has_label(self.numbers, reading.polyps)
        if self.index is not None and all(label < COLOUR for label in reading.polyps):
            return _has_label(self.index, reading.polyps)
        return _nearest_is_polyp(self.colours, reading)

    def grey(self) -> NDArray[np.uint8]:
        """Returns H x W uint8: luma of colours, the upper 8 of 16 bits."""
        if self.colours is not None:
            return np.asarray(cv2.cvtColor(self.colours, cv2.COLOR_RGB2GRAY), np.uint8)
        assert self.numbers is not None
        return (self.numbers if self.numbers.dtype == np.uint8 else self.numbers >> 8).astype(np.uint8, copy=False)


def read_mask(path: Path | str, reading: MaskReading = PLAIN) -> Mask:
    """Returns H x W bool, true for polyp pixels. Raises SourceError, also for files with several pages."""
    path = Path(path)
    data = read_bytes(path)
    _refuse_kind(data, path)
    if not reading.polyps and _is_always_grey(data):
        polyp = decode(data, cv2.IMREAD_GRAYSCALE, path) > reading.cut
        return ~polyp if reading.inverted else polyp
    return _mask_image(data, path).mask(reading)


def read_mask_image(path: Path | str) -> MaskImage:
    """Decodes a mask file. Raises SourceError if unreadable, for several pages, and for values that are not labels.

    An opaque alpha channel is ignored; with a single colour the alpha channel is the mask; otherwise transparent pixels
    become black. Grey colours are returned as numbers.
    """
    path = Path(path)
    data = read_bytes(path)
    _refuse_kind(data, path)
    return _mask_image(data, path)


def count_levels(levels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Returns the histogram of `levels`, int64 (256,).

    Masks consist mostly of runs of 0 and 255, which are counted eight pixels at a time, several times as fast as
    np.bincount.
    """
    eights = levels.ravel()[: levels.size // 8 * 8].view(np.uint64)
    black, white = eights == 0, eights == np.uint64(0xFFFF_FFFF_FFFF_FFFF)
    others = eights[~(black | white)].view(np.uint8)
    counts = np.bincount(others, minlength=256) + np.bincount(levels.ravel()[eights.size * 8 :], minlength=256)
    counts[0] += 8 * np.count_nonzero(black)
    counts[255] += 8 * np.count_nonzero(white)
    return counts


def colour_runs(colours: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Run-length encodes pixels in row order: returns the colours (0xRRGGBB) and lengths of the runs."""
    packed = (colours.reshape(-1, 3).astype(np.int64) @ np.array([1 << 16, 1 << 8, 1])).ravel()
    starts = np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]]))
    return packed[starts], np.diff(np.append(starts, packed.size))


def _refuse_kind(data: bytes, path: Path) -> None:
    """Raises SourceError for files that are not images, too large, or compressed with loss.

    JPEG is accepted, because JPEG masks are common and the noise is removed when they are read.
    """
    kind = known_kind(data, path)
    lossy = _LOSSY.get(kind) or (
        "JPEG 2000 with losses" if kind is ImageKind.JPEG_2000 and not is_reversible(data) else ""
    )
    if lossy:
        raise SourceError(f"{path} is compressed as {lossy}, which changes the numbers of a mask. Save it as PNG.")
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
            return _from_colours(decode(data, cv2.IMREAD_COLOR_RGB, path))
        if kind > _PNG_GREY and bits == 16:
            return _from_16_bits(_decode_16_bits(data, path), path)
    return _from_pillow(data, path)


def _from_jpeg(data: bytes, path: Path) -> MaskImage:
    """Decodes luma first, and colours, which take twice as long, only if there is more than black, white and edges."""
    grey = decode(data, cv2.IMREAD_GRAYSCALE, path)
    counts = count_levels(grey)
    white = counts[255 - _NOISE_LEVEL :].sum()
    between = counts[_NOISE_LEVEL + 1 : 255 - _NOISE_LEVEL]
    share, least_px = _LARGEST_PEAK
    if between.sum() <= _MAX_INTERMEDIATE_SHARE * white and between.max() <= least_px + share * white and white:
        return MaskImage(grey, known_levels=counts)
    if not counts[1:].any():
        return MaskImage(grey, known_levels=counts)
    colours = decode(data, cv2.IMREAD_COLOR_RGB, path)
    coloured = np.count_nonzero(np.ptp(colours, axis=2) > _COLOURLESS)
    return MaskImage(grey) if coloured <= _COLOURED_SHARE * grey.size else MaskImage(colours=colours)


def _from_tiff(data: bytes, path: Path) -> MaskImage:
    head = tiff_head(data, path)
    _refuse_pages(head.pages, path)
    if is_mislabelled_tiff(data):
        return _from_16_bits(read_flat_tiff(data, path)[..., :3].astype(np.uint16), path)
    match head.is_plain, head.bits, head.samples:
        case True, 8, 1:
            return MaskImage(decode(data, cv2.IMREAD_GRAYSCALE, path))
        case True, 8, 3:
            return _from_colours(decode(data, cv2.IMREAD_COLOR_RGB, path))
        case False, 64, 1:
            return MaskImage(_to_labels(read_tiff_numbers(data, path), path))
        case True, 16, 3 | 4:
            return _from_16_bits(_decode_16_bits(data, path), path)
    return _from_pillow(data, path)


def _decode_16_bits(data: bytes, path: Path) -> NDArray[np.uint16]:
    """Returns H x W x 3 or 4 of a file that Pillow would reduce to 8 bits."""
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    samples = np.empty(0, np.uint16) if decoded is None else np.asarray(decoded, np.uint16)
    if samples.ndim != 3:
        raise SourceError(f"{path} is not a mask that can be read, or it is damaged.")
    return np.concatenate([samples[..., 2::-1], samples[..., 3:]], axis=2)


def _from_16_bits(samples: NDArray[np.uint16], path: Path) -> MaskImage:
    """Interprets RGB with or without alpha, with 8-bit or 16-bit values."""
    colours, alpha = samples[..., :3], samples[..., 3:]
    grey = colours[..., :1]
    if not alpha.size and (colours == grey).all():
        return MaskImage(_to_labels(grey[..., 0], path))
    few = colours.max() <= 255
    eight = colours if few else colours >> 8
    return _from_samples(np.concatenate([eight, alpha >> 8], axis=2).astype(np.uint8))


def _from_pillow(data: bytes, path: Path) -> MaskImage:
    try:
        with PillowImage.open(BytesIO(data)) as file:
            _refuse_pages(1 if data.startswith(TIFF_HEADS) else getattr(file, "n_frames", 1), path)
            transparency = file.info.get("transparency") if file.mode == "P" else None
            image = ImageOps.exif_transpose(file)
            image.load()
    except (OSError, ValueError, SyntaxError, IndexError, PillowImage.DecompressionBombError) as error:
        # Pillow raises SyntaxError for a broken PNG.
        raise SourceError(f"{path} is not a mask that can be read, or it is damaged.") from error
    match image.mode:
        case "1":
            return MaskImage(np.asarray(image).astype(np.uint8) * np.uint8(255))
        case "L" | "RGB" | "LA" | "RGBA":
            return _from_samples(np.asarray(image))
        case "P":
            return _from_palette(image, transparency)
        case "F" | "I" | "I;16" | "I;16L" | "I;16B":
            return MaskImage(_to_labels(np.asarray(image), path))
        case _:
            alpha = image.mode in ("PA", "La", "RGBa")
            return _from_samples(np.asarray(image.convert("RGBA" if alpha else "RGB")))


def _from_samples(samples: NDArray[np.uint8]) -> MaskImage:
    """Interprets H x W, or H x W x 1 to 4 channels; the last of 2 or 4 is alpha."""
    if samples.ndim == 2:
        return MaskImage(np.ascontiguousarray(samples))
    channels = samples.shape[2]
    colours = np.ascontiguousarray(samples[..., : 1 if channels <= 2 else 3])
    if channels in (2, 4) and samples[..., -1].min() < 255:
        alpha = np.ascontiguousarray(samples[..., -1])
        if (colours == colours[0, 0]).all():
            return MaskImage(alpha)
        if alpha.max() > alpha.min():
            colours = np.where(alpha[..., None] > WHITE_CUT, colours, np.uint8(0))
    return _from_colours(colours) if colours.shape[2] == 3 else MaskImage(np.ascontiguousarray(colours[..., 0]))


def _from_colours(colours: NDArray[np.uint8]) -> MaskImage:
    red, green, blue = cv2.split(colours)
    apart = max(cv2.norm(red, green, cv2.NORM_INF), cv2.norm(red, blue, cv2.NORM_INF))
    if apart == 0:
        return MaskImage(np.asarray(red, np.uint8))
    if apart <= _COLOURLESS and len(np.unique(colour_runs(colours)[0])) > MOST_CLASSES:
        # Grey with colour noise from JPEG. A few colours close to grey are labels: the red channel may be 0, 1 and 2.
        return MaskImage(np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.uint8))
    return MaskImage(colours=colours)


def _from_palette(image: PillowImage.Image, transparency: bytes | int | None) -> MaskImage:
    """Interprets a palette image by its colours, or by its index if the colours cannot be a mask."""
    index = np.asarray(image)
    table = np.zeros((256, 3), np.uint8)
    entries = np.array(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3)
    table[: len(entries)] = entries
    used = np.flatnonzero(np.bincount(index.ravel(), minlength=256))
    alpha = np.full(256, 255, np.uint8)
    if isinstance(transparency, bytes):
        alpha[: len(transparency)] = np.frombuffer(transparency, np.uint8)
    elif transparency is not None:
        alpha[transparency] = 0
    one_colour = bool((table[used] == table[used[0]]).all())
    if one_colour and len(np.unique(alpha[used])) > 1:
        return MaskImage(alpha[index])
    if np.ptp(alpha[used]):
        table[alpha <= WHITE_CUT] = 0
    has_black = not table[used].any(axis=1).all() or not table[0].any()
    if (one_colour and len(used) > 1) or not has_black:
        return MaskImage(index)
    if not np.ptp(table[used], axis=1).any():
        return MaskImage(table[index, 0])
    void = COLOUR + int(table[VOID_INDEX].astype(int) @ [1 << 16, 1 << 8, 1]) if VOID_INDEX in used else None
    return MaskImage(colours=table[index], index=index, void=void)


def _to_labels(values: NDArray[np.generic], path: Path) -> Numbers:
    """Converts values of more than 8 bits or of floating point type to labels. Raises SourceError if not possible."""
    numbers = values.astype(np.float64) if values.dtype.kind == "f" else values.astype(np.int64)
    if not np.isfinite(numbers).all() or (numbers != np.rint(numbers)).any():
        raise SourceError(
            f"{path} holds fractions ({np.nanmin(numbers):g} to {np.nanmax(numbers):g}), and a mask holds whole "
            "numbers. Save it with 0 where there is no polyp and 255 where there is one."
        )
    lowest, highest = int(numbers.min()), int(numbers.max())
    if lowest < 0 or highest > 0xFFFF:
        raise SourceError(
            f"{path} holds numbers from {lowest} to {highest}. A mask holds whole numbers from 0 to 65535."
        )
    if highest <= 255:
        return numbers.astype(np.uint8)
    whole = numbers.astype(np.uint16)
    found = np.flatnonzero(np.bincount(whole.ravel()))[1 if lowest == 0 else 0 :]
    # Shades up to 16-bit white are scaled to 8 bits; a few other values are labels, many low ones are not a mask.
    shades = highest == 0xFFFF and found[0] > 255 if len(found) <= MOST_CLASSES else highest > 0x7FFF
    return (whole >> 8).astype(np.uint8) if shades else whole


def _refuse_pages(pages: int, path: Path) -> None:
    if pages > 1:
        raise SourceError(
            f"{path} holds {pages} pages or frames, and a mask is one picture. Save each as a file of its own, named "
            "as its image."
        )


def _has_label(numbers: Numbers, labels: tuple[Label, ...]) -> Mask:
    if len(labels) == 1:
        return np.asarray(numbers == labels[0], np.bool_)
    table = np.zeros(0x1_0000 if numbers.dtype == np.uint16 else 256, np.bool_)
    table[[label for label in labels if label < len(table)]] = True
    return table[numbers]


def _nearest_is_polyp(colours: NDArray[np.uint8], reading: MaskReading) -> Mask:
    """Assigns each pixel to the nearest of black and the dataset's colours, for soft edges and JPEG noise."""
    known = np.array([rgb_of(label) for label in (_BLACK, *reading.others, *reading.polyps)])
    runs, lengths = colour_runs(colours)
    found, place = np.unique(runs, return_inverse=True)
    rgb = np.stack([found >> 16, (found >> 8) & 255, found & 255], axis=1)
    nearest = ((rgb[:, None] - known[None]) ** 2).sum(axis=2).argmin(axis=1)
    is_polyp = nearest > len(reading.others)
    return np.repeat(is_polyp[place], lengths).reshape(colours.shape[:2])
