"""Masks in all file formats are read correctly or refused."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import DatasetError, SourceError
from polyp_core.label_formats.mask_files import read_mask, read_mask_image
from polyp_core.label_formats.mask_image import count_levels
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading, parse_label

POLYP = np.zeros((40, 60), np.bool_)
POLYP[8:30, 10:35] = True
RED = parse_label("#ff0000")

Write = Callable[[Path], None]


def _png(pixels: NDArray[np.generic]) -> Write:
    """Writes RGB or RGBA, 8 or 16 bits."""
    stored = pixels[..., [2, 1, 0, *range(3, pixels.shape[2])]] if pixels.ndim == 3 else pixels

    def write(path: Path) -> None:
        done, data = cv2.imencode(".png", stored)
        assert done
        path.with_suffix(".png").write_bytes(data.tobytes())

    return write


def _pillow(pixels: NDArray[np.generic], suffix: str = ".png", mode: str | None = None, **options: object) -> Write:
    def write(path: Path) -> None:
        PillowImage.fromarray(pixels, mode).save(path.with_suffix(suffix), **options)

    return write


def _palette(index: NDArray[np.uint8], entries: list[int], **options: object) -> Write:
    def write(path: Path) -> None:
        image = PillowImage.fromarray(index).convert("P")
        image.putdata(index.ravel().tolist())
        image.putpalette(entries)
        image.save(path.with_suffix(".png"), **options)

    return write


def _tiff(pixels: NDArray[np.generic], **options: object) -> Write:
    return lambda path: tifffile.imwrite(path.with_suffix(".tif"), pixels, **options)


def _rgba(red: NDArray[np.uint8] | int, alpha: NDArray[np.uint8] | int) -> NDArray[np.uint8]:
    return np.dstack([np.broadcast_to(np.uint8(each), POLYP.shape) for each in (red, 0, 0, alpha)])


ONE = POLYP.astype(np.uint8)
WHITE = ONE * np.uint8(255)
RGB_RED = np.dstack([WHITE, ONE * 0, ONE * 0])
LABEL_1 = MaskReading(polyps=(1,))

CASES: dict[str, tuple[Write, MaskReading]] = {
    "white": (_png(WHITE), PLAIN),
    "16-bit white": (_png(POLYP * np.uint16(65535)), PLAIN),
    "1-bit PNG": (_pillow(POLYP), PLAIN),
    "1-bit TIFF": (_pillow(POLYP, ".tif", compression="group4"), PLAIN),
    "white is zero": (_tiff(POLYP, photometric="miniswhite"), MaskReading(inverted=True)),
    "grey palette": (_palette(1 - ONE, [255, 255, 255, 0, 0, 0]), PLAIN),
    "opaque alpha": (_pillow(np.dstack([WHITE, WHITE, WHITE, WHITE | np.uint8(255)])), PLAIN),
    "alpha alone": (_pillow(np.dstack([WHITE * 0] * 3 + [WHITE])), PLAIN),
    "alpha beside grey": (_pillow(np.dstack([WHITE * 0, WHITE]), mode="LA"), PLAIN),
    "transparent white": (
        _pillow(np.dstack([WHITE | np.uint8(255), ~WHITE, ~WHITE, WHITE])),
        MaskReading(polyps=(RED,)),
    ),
    "palette with alpha": (_palette(ONE, [0, 0, 0, 0, 0, 0], transparency=b"\0\xff"), PLAIN),
    "16-bit alpha": (_png(np.dstack([POLYP * np.uint16(0)] * 3 + [POLYP * np.uint16(65535)])), PLAIN),
    "label 1": (_png(ONE), LABEL_1),
    "16-bit label 1": (_png(POLYP.astype(np.uint16)), LABEL_1),
    "16-bit RGB label 1": (_png(np.dstack([POLYP.astype(np.uint16)] * 3)), LABEL_1),
    "16-bit label 1000": (_png(POLYP * np.uint16(1000)), MaskReading(polyps=(1000,))),
    "float label 1": (_tiff(POLYP.astype(np.float32)), LABEL_1),
    "double label 1": (_tiff(POLYP.astype(np.float64)), LABEL_1),
    "32-bit label 1": (_tiff(POLYP.astype(np.int32)), LABEL_1),
    "16-bit TIFF label 1": (_tiff(POLYP.astype(np.uint16)), LABEL_1),
    "mislabelled 16-bit label 1": (
        _tiff(np.dstack([POLYP.astype(np.uint16)] * 3), photometric="minisblack", planarconfig="contig"),
        LABEL_1,
    ),
    "label in the red channel": (
        _png(np.dstack([ONE, ONE * 0, ONE * 0])),
        MaskReading(polyps=(parse_label("#010000"),)),
    ),
    "red": (_png(RGB_RED), MaskReading(polyps=(RED,))),
    "red in 16 bits": (_png(np.dstack([POLYP * np.uint16(65535), POLYP * np.uint16(0), POLYP * np.uint16(0)])),
                       MaskReading(polyps=(RED,))),
    "VOC by index": (_palette(ONE, [0, 0, 0, 128, 0, 0]), LABEL_1),
    "VOC by colour": (_palette(ONE, [0, 0, 0, 128, 0, 0]), MaskReading(polyps=(parse_label("#800000"),))),
    "black palette": (_palette(ONE, [0] * 6), LABEL_1),
    "inverted": (_png(~WHITE), MaskReading(inverted=True)),
    "BMP": (_pillow(RGB_RED, ".bmp"), MaskReading(polyps=(RED,))),
    "WebP": (_pillow(RGB_RED, ".webp", lossless=True), MaskReading(polyps=(RED,))),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_polyp_pixels_are_read_from_every_format(tmp_path: Path, name: str) -> None:
    write, reading = CASES[name]
    write(tmp_path / "mask")
    np.testing.assert_array_equal(read_mask(next(tmp_path.iterdir()), reading), POLYP)


@pytest.mark.parametrize("quality", [60, 95])
def test_red_and_green_regions_of_a_jpeg_are_read_up_to_their_borders(tmp_path: Path, quality: int) -> None:
    pixels = RGB_RED.copy()
    pixels[8:30, 20:35] = (0, 255, 0)
    large = np.kron(pixels, np.ones((8, 8, 1), np.uint8))
    PillowImage.fromarray(large).save(tmp_path / "mask.jpg", quality=quality)
    reading = MaskReading(polyps=(RED, parse_label("#00ff00")))
    truth = np.kron(POLYP, np.ones((8, 8), np.bool_))
    wrong = np.count_nonzero(read_mask(tmp_path / "mask.jpg", reading) != truth)
    assert wrong < 0.02 * truth.sum()


def test_other_classes_are_not_polyp(tmp_path: Path) -> None:
    labels = ONE.copy()
    labels[32:38, 40:55], labels[0:4] = 2, 255
    _png(labels)(tmp_path / "mask")
    reading = MaskReading(polyps=(1,), others=(2, 255))
    np.testing.assert_array_equal(read_mask(tmp_path / "mask.png", reading), POLYP)
    both = read_mask(tmp_path / "mask.png", MaskReading(polyps=(1, 2)))
    np.testing.assert_array_equal(both, (labels == 1) | (labels == 2))


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_several_images_in_one_file_are_refused_by_name(tmp_path: Path, suffix: str) -> None:
    frames = [PillowImage.fromarray(WHITE), PillowImage.fromarray(~WHITE)]
    path = tmp_path / f"moving{suffix}"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    for read in (read_mask, read_mask_image):
        with pytest.raises(SourceError, match=rf"moving\{suffix} holds 2 pages or frames"):
            read(path)


def test_a_reduced_image_in_a_tiff_is_not_a_second_mask(tmp_path: Path) -> None:
    path = tmp_path / "mask.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(WHITE, photometric="minisblack")
        tiff.write(WHITE[::2, ::2], photometric="minisblack", subfiletype=1)
    np.testing.assert_array_equal(read_mask(path), POLYP)


@pytest.mark.parametrize("pixels", [POLYP * np.float32(0.5), np.where(POLYP, np.nan, 0), POLYP * np.int32(-1)])
def test_values_that_are_not_labels_are_refused_by_name(tmp_path: Path, pixels: NDArray[np.generic]) -> None:
    tifffile.imwrite(tmp_path / "odd.tif", pixels)
    with pytest.raises(SourceError, match=r"odd\.tif holds"):
        read_mask(tmp_path / "odd.tif")


def test_soft_masks_of_sixteen_bits_are_thresholded_at_half(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 60).astype(np.uint16), (4, 1))
    _png(ramp)(tmp_path / "ramp")
    np.testing.assert_array_equal(read_mask(tmp_path / "ramp.png"), ramp >= 128 << 8)


@pytest.mark.parametrize(
    "reading",
    [PLAIN, MaskReading(cut=63, inverted=True), MaskReading(polyps=(1, RED), others=(255,), inverted=True), LABEL_1],
)
def test_a_mask_reading_round_trips_through_text(reading: MaskReading) -> None:
    assert MaskReading.parse(str(reading)) == reading


@pytest.mark.parametrize("text", ["", "cut", "cut 1000", "labels", "labels x", "cut 127 upside down"])
def test_an_invalid_mask_reading_is_refused(text: str) -> None:
    with pytest.raises(DatasetError):
        MaskReading.parse(text)


@pytest.mark.parametrize("values", [(0,), (255,), (0, 255), (0, 1), (0, 254, 255), range(256)])
def test_levels_are_counted(values: Sequence[int]) -> None:
    levels = np.random.default_rng(1).choice(np.array(values, np.uint8), (37, 41))
    np.testing.assert_array_equal(count_levels(levels), np.bincount(levels.ravel(), minlength=256))
