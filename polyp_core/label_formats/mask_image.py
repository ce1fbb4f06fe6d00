"""The decoded content of a mask file: class numbers or colours, and the polyp pixels by a `MaskReading`."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.label_formats.mask_labels import COLOUR, WHITE_CUT, Label, MaskReading, rgb_of
from polyp_core.masks.regions import Mask

MOST_CLASSES = 16
"""A file with more distinct values contains shades or noise rather than class labels."""

VOID_INDEX = 255
"""PASCAL VOC's palette index for pixels to ignore (object borders)."""

COLOURLESS = 40
"""Largest difference between the channels of a grey picture that was saved as JPEG."""

_BLACK = 0

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


def from_16_bits(samples: NDArray[np.uint16], path: Path) -> MaskImage:
    """Interprets RGB with or without alpha (H x W x 3 or 4), with 8-bit or 16-bit values. Raises SourceError."""
    colours, alpha = samples[..., :3], samples[..., 3:]
    grey = colours[..., :1]
    if not alpha.size and (colours == grey).all():
        return MaskImage(to_labels(grey[..., 0], path))
    few = colours.max() <= 255
    eight = colours if few else colours >> 8
    return from_samples(np.concatenate([eight, alpha >> 8], axis=2).astype(np.uint8))


def from_samples(samples: NDArray[np.uint8]) -> MaskImage:
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
    return from_colours(colours) if colours.shape[2] == 3 else MaskImage(np.ascontiguousarray(colours[..., 0]))


def from_colours(colours: NDArray[np.uint8]) -> MaskImage:
    red, green, blue = cv2.split(colours)
    apart = max(cv2.norm(red, green, cv2.NORM_INF), cv2.norm(red, blue, cv2.NORM_INF))
    if apart == 0:
        return MaskImage(np.asarray(red, np.uint8))
    if apart <= COLOURLESS and len(np.unique(colour_runs(colours)[0])) > MOST_CLASSES:
        # Grey with colour noise from JPEG. A few colours close to grey are labels: the red channel may be 0, 1 and 2.
        return MaskImage(np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.uint8))
    return MaskImage(colours=colours)


def from_palette(image: PillowImage.Image, transparency: bytes | int | None) -> MaskImage:
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


def to_labels(values: NDArray[np.generic], path: Path) -> Numbers:
    """Converts values (H x W) of more than 8 bits or of floating point type to labels. Raises SourceError otherwise."""
    numbers = values.astype(np.float64) if values.dtype.kind == "f" else values.astype(np.int64)
    if not np.isfinite(numbers).all() or (numbers != np.rint(numbers)).any():
        raise SourceError(
            "{path} holds fractions ({lowest} to {highest}), and a mask holds whole numbers. Save it "
            "with 0 where there is no polyp and 255 where there is one.",
            path=path,
            lowest=format(np.nanmin(numbers), "g"),
            highest=format(np.nanmax(numbers), "g"),
        )
    lowest, highest = int(numbers.min()), int(numbers.max())
    if lowest < 0 or highest > 0xFFFF:
        raise SourceError(
            "{path} holds numbers from {lowest} to {highest}. A mask holds whole numbers from 0 to 65535.",
            path=path,
            lowest=lowest,
            highest=highest,
        )
    if highest <= 255:
        return numbers.astype(np.uint8)
    whole = numbers.astype(np.uint16)
    found = np.flatnonzero(np.bincount(whole.ravel()))[1 if lowest == 0 else 0 :]
    # Shades up to 16-bit white are scaled to 8 bits; a few other values are labels, many low ones are not a mask.
    shades = highest == 0xFFFF and found[0] > 255 if len(found) <= MOST_CLASSES else highest > 0x7FFF
    return (whole >> 8).astype(np.uint8) if shades else whole


def count_levels(levels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Returns the histogram of `levels`, int64 (256,).

    Masks consist mostly of 0 and 255. If there is nothing else, their sum says how many of each; else as
    `count_noisy_levels`.
    """
    if levels.ndim == 2 and levels.size:
        held = cv2.countNonZero(levels)
        if cv2.sumElems(levels)[0] == 255 * held:
            counts = np.zeros(256, np.int64)
            counts[0], counts[255] = levels.size - held, held
            return counts
    return count_noisy_levels(levels)


def count_noisy_levels(levels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """As `count_levels`, int64 (256,), for masks that hold more than 0 and 255, such as JPEGs.

    Runs of 0 and 255 are counted eight pixels at a time, several times as fast as np.bincount.
    """
    eights = levels.ravel()[: levels.size // 8 * 8].view(np.uint64)
    black, white = eights == 0, eights == np.uint64(0xFFFF_FFFF_FFFF_FFFF)
    others = eights.compress(~(black | white)).view(np.uint8)  # half the time of an index
    counts = np.bincount(others, minlength=256) + np.bincount(levels.ravel()[eights.size * 8 :], minlength=256)
    counts[0] += 8 * np.count_nonzero(black)
    counts[255] += 8 * np.count_nonzero(white)
    return counts


def is_black_and_white(counts: NDArray[np.int64], pixels: int) -> bool:
    """True if the histogram `counts` (256,) of a mask of so many pixels has 0 and 255 only."""
    return bool(counts[0] + counts[255] == pixels)


def colour_runs(colours: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Run-length encodes H x W x 3 pixels in row order: returns colours (0xRRGGBB) and lengths of R runs (R,)."""
    packed = (colours.reshape(-1, 3).astype(np.int64) @ np.array([1 << 16, 1 << 8, 1])).ravel()
    starts = np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]]))
    return packed[starts], np.diff(np.append(starts, packed.size))


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
