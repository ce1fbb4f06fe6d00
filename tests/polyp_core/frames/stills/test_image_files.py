"""Image files of all formats are read to the same pixel layout."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.frames.stills.image_files import image_size, read_image, read_reduced_image
from polyp_core.label_formats.mask_files import read_mask

POLYPGEN = Path(__file__).parents[3] / "data" / "polypgen"

RGB = np.random.default_rng(2).integers(0, 256, (5, 7, 3), np.uint8)
GREY = np.random.default_rng(3).integers(0, 256, (5, 7), np.uint8)

STORED = {
    1: lambda image: image,
    2: lambda image: image[:, ::-1],
    3: lambda image: image[::-1, ::-1],
    4: lambda image: image[::-1],
    5: lambda image: image.transpose(1, 0, 2),
    6: lambda image: np.rot90(image, 1),
    7: lambda image: image[::-1, ::-1].transpose(1, 0, 2),
    8: lambda image: np.rot90(image, -1),
}
"""An upright image as a file of each orientation stores it."""


def write(path: Path, pixels: NDArray[np.generic]) -> Path:
    """Writes lossless files with OpenCV, from RGB or grey pixels."""
    stored = pixels[..., [2, 1, 0, 3][: pixels.shape[2]]] if pixels.ndim == 3 else pixels
    path.write_bytes(cv2.imencode(path.suffix.lower(), stored)[1].tobytes())
    return path


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".tiff", ".PNG"])
def test_lossless_files_keep_all_values(tmp_path: Path, suffix: str) -> None:
    np.testing.assert_array_equal(read_image(write(tmp_path / f"colour{suffix}", RGB)), RGB)
    np.testing.assert_array_equal(read_image(write(tmp_path / f"grey{suffix}", GREY)), GREY[..., None].repeat(3, 2))


def test_lossless_webp_is_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "frame.webp"
    PillowImage.fromarray(RGB).save(path, lossless=True)
    np.testing.assert_array_equal(read_image(path), RGB)


def test_jpeg_is_read_as_rgb(tmp_path: Path) -> None:
    path = tmp_path / "red.jpg"
    PillowImage.new("RGB", (32, 16), (200, 30, 40)).save(path, quality=95)
    image = read_image(path)
    assert image.shape == (16, 32, 3)
    assert image.dtype == np.uint8
    np.testing.assert_allclose(image.mean(axis=(0, 1)), (200, 30, 40), atol=2)


def test_transparency_is_dropped(tmp_path: Path) -> None:
    with_alpha = np.dstack([RGB, np.full(RGB.shape[:2], 10, np.uint8)])
    np.testing.assert_array_equal(read_image(write(tmp_path / "alpha.png", with_alpha)), RGB)


def test_a_palette_is_applied(tmp_path: Path) -> None:
    path = tmp_path / "palette.png"
    image = PillowImage.new("P", (4, 2), 1)
    image.putpalette([0, 0, 0, 250, 120, 10])
    image.save(path)
    assert (read_image(path) == (250, 120, 10)).all()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_are_converted_to_eight(tmp_path: Path, suffix: str) -> None:
    deep = RGB.astype(np.uint16) << 8 | 0x37
    np.testing.assert_allclose(read_image(write(tmp_path / f"deep{suffix}", deep)).astype(int), RGB, atol=1)


@pytest.mark.parametrize("name", ["turned.jpg", "turned.png", "turned.webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(tmp_path: Path, name: str, orientation: int) -> None:
    upright = np.zeros((64, 96, 3), np.uint8)
    upright[:32, :48] = 250
    path = tmp_path / name
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    PillowImage.fromarray(np.ascontiguousarray(STORED[orientation](upright))).save(path, quality=95, exif=exif)
    image = read_image(path)
    assert image_size(path) == (96, 64)
    assert image.shape == upright.shape
    assert np.abs(image.astype(int) - upright).mean() < 4
    reduced, size_px = read_reduced_image(path, 48)
    assert size_px == (96, 64)
    assert np.abs(reduced.astype(int) - upright[::2, ::2]).mean() < 4


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".bmp", ".tif", ".webp"])
@pytest.mark.parametrize(
    ("longer_side_px", "shape"),
    [(200, (307, 384)), (193, (307, 384)), (192, (153, 192)), (96, (76, 96)), (48, (38, 48)), (1, (38, 48))],
)
def test_a_reduced_image_is_the_mean_of_the_whole(
    tmp_path: Path, suffix: str, longer_side_px: int, shape: tuple[int, int]
) -> None:
    path = tmp_path / f"frame{suffix}"
    PillowImage.open(POLYPGEN / "images" / "100H0050.jpg").save(path, quality=95)
    whole = read_image(path)
    reduced, size_px = read_reduced_image(path, longer_side_px)
    assert size_px == (384, 307)
    assert reduced.dtype == np.uint8
    assert np.abs(np.subtract(reduced.shape, (*shape, 3))).max() <= 1  # a JPEG keeps what is left of a side
    step = 384 // shape[1]
    even = whole[: shape[0] * step, : shape[1] * step].reshape(shape[0], step, shape[1], step, 3)
    difference = np.abs(reduced[: shape[0], : shape[1]] - even.mean(axis=(1, 3)))
    assert difference.mean() < 2.5


def test_a_reduced_sixteen_bit_tiff_tagged_as_greyscale(tmp_path: Path) -> None:
    path = tmp_path / "frame.tif"
    pixels = np.zeros((40, 60, 3), np.uint16)
    pixels[:20] = np.array([200, 100, 50], np.uint16) << 8
    tifffile.imwrite(path, pixels, photometric="minisblack", planarconfig="contig")
    reduced, size_px = read_reduced_image(path, 30)
    assert size_px == (60, 40)
    np.testing.assert_array_equal(reduced, (pixels >> 8)[::2, ::2])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_colour_tiff_tagged_as_greyscale(tmp_path: Path, dtype: type) -> None:
    """CVC-ClinicDB's files are like this; OpenCV reads them wrongly."""
    path = tmp_path / "frame.tif"
    pixels = np.random.default_rng(4).integers(0, np.iinfo(dtype).max, (20, 30, 3), dtype, endpoint=True)
    tifffile.imwrite(path, pixels, photometric="minisblack", planarconfig="contig")
    expected = pixels if dtype == np.uint8 else (pixels >> 8).astype(np.uint8)
    np.testing.assert_array_equal(read_image(path), expected)
    np.testing.assert_array_equal(read_mask(path), cv2.cvtColor(expected, cv2.COLOR_RGB2GRAY) > 127)
    assert image_size(path) == (30, 20)


@pytest.mark.parametrize("photometric", ["rgb", "minisblack"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_tiff_is_turned_upright(tmp_path: Path, photometric: str, orientation: int) -> None:
    path = tmp_path / "turned.tif"
    tag = (0x0112, "H", 1, orientation, True)
    tifffile.imwrite(path, STORED[orientation](RGB), photometric=photometric, planarconfig="contig", extratags=[tag])
    np.testing.assert_array_equal(read_image(path), RGB)
    assert image_size(path) == (RGB.shape[1], RGB.shape[0])


def test_a_planar_tiff_is_read(tmp_path: Path) -> None:
    path = tmp_path / "planar.tif"
    tifffile.imwrite(path, RGB.transpose(2, 0, 1), photometric="rgb", planarconfig="separate")
    np.testing.assert_array_equal(read_image(path), RGB)
    assert image_size(path) == (RGB.shape[1], RGB.shape[0])


def test_the_first_of_several_pages_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.tif"
    tifffile.imwrite(path, np.stack([RGB, RGB + 1, RGB + 2]), photometric="minisblack", planarconfig="contig")
    np.testing.assert_array_equal(read_image(path), RGB)
    with pytest.raises(SourceError, match=r"pages\.tif holds 3 pages"):
        read_mask(path)


def test_the_size_is_read_from_the_content_not_the_suffix(tmp_path: Path) -> None:
    path = write(tmp_path / "frame.png", RGB)
    assert image_size(path.rename(path.with_suffix(".tif"))) == (RGB.shape[1], RGB.shape[0])


WIDTH, LENGTH = 256, 257


def colour_tiff_tagged_as_greyscale(path: Path, changed_tag: int, value: bytes, at: int) -> Path:
    """A TIFF with `value` written over one tag's entry (ISO 12639: tag, type, count, value), from its byte `at` on."""
    tifffile.imwrite(path, np.zeros((60, 80, 3), np.uint8), photometric="minisblack", planarconfig="contig")
    data = bytearray(path.read_bytes())
    with tifffile.TiffFile(path) as tiff:
        start = tiff.pages.first.tags[changed_tag].offset + at
    data[start : start + len(value)] = value
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("tag", "value", "at"),
    [
        (LENGTH, b"\4\0" + b"\1\0\0\0" + b"\xff\xff\xff\x7f", 2),
        (WIDTH, b"\0\0\0\0", 8),
        (WIDTH, b"\2\0\0\0", 4),
    ],
    ids=["of 480 GiB", "of no width", "of two widths"],
)
def test_a_tiff_with_invalid_tags_is_refused(tmp_path: Path, tag: int, value: bytes, at: int) -> None:
    path = colour_tiff_tagged_as_greyscale(tmp_path / "broken.tif", tag, value, at)
    for read in (read_image, read_mask):
        with pytest.raises(SourceError, match=r"broken\.tif is not an image that can be read, or it is damaged"):
            read(path)
    assert image_size(path) in (None, (80, 60))


@pytest.mark.parametrize("photometric", ["rgb", "minisblack"])
def test_a_damaged_tiff_is_read_or_refused(tmp_path: Path, photometric: str) -> None:
    path = tmp_path / "frame.tif"
    tifffile.imwrite(path, np.zeros((60, 80, 3), np.uint8), photometric=photometric, planarconfig="contig")
    whole = path.read_bytes()
    rng = np.random.default_rng(6)
    for _ in range(300):
        data = bytearray(whole)
        for place in rng.integers(0, 300, 3):
            data[place] = rng.integers(0, 256)
        path.write_bytes(data[: rng.choice([len(data), len(data) // 2])])
        size_px = image_size(path)
        assert size_px is None or size_px[0] * size_px[1] <= 8 * len(whole)
        try:
            image = read_image(path)
        except SourceError:
            continue
        assert image.ndim == 3


def test_masks_are_thresholded_between_black_and_white(tmp_path: Path) -> None:
    levels = np.array([[0, 16, 127, 128, 240, 255]], np.uint8)
    path = write(tmp_path / "mask.png", levels)
    assert read_mask(path).tolist() == [[False, False, False, True, True, True]]
    assert read_mask(path).dtype == np.bool_


def test_a_mask_saved_as_colour_jpeg_is_one_channel(tmp_path: Path) -> None:
    truth = np.zeros((64, 64), np.bool_)
    truth[16:48, 8:40] = True
    path = tmp_path / "mask.jpg"
    PillowImage.fromarray(truth.astype(np.uint8) * 255).convert("RGB").save(path, quality=60)
    np.testing.assert_array_equal(read_mask(path), truth)


def test_real_frames_and_their_masks_have_the_same_size() -> None:
    pairs = sorted((POLYPGEN / "images").iterdir())
    assert pairs
    for path in pairs:
        image, mask = read_image(path), read_mask(POLYPGEN / "masks" / f"{path.stem}.png")
        assert image.shape[:2] == mask.shape
        assert image_size(path) == (image.shape[1], image.shape[0])
        assert image.mean(axis=(0, 1)).argmax() == 0  # the bowel is reddish: channels in the right order


def test_a_truncated_colour_tiff_tagged_as_greyscale_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((60, 80, 3), np.uint8), photometric="minisblack", planarconfig="contig")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SourceError, match="damaged"):
        read_image(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp", "a.tif", "a.webp"])
def test_a_truncated_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pixels = np.random.default_rng(5).integers(0, 256, (80, 80, 3), np.uint8)
    PillowImage.fromarray(pixels).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SourceError, match="damaged"):
        read_image(path)
    with pytest.raises(SourceError, match="damaged"):
        read_reduced_image(path, 40)


def test_a_folder_is_not_an_image(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Cannot read"):
        read_image(tmp_path)


def test_the_size_of_other_files_is_unknown(tmp_path: Path) -> None:
    for name in ("text.png", "text.tif", "text.jpg"):
        path = tmp_path / name
        path.write_text("no image")
        assert image_size(path) is None
    assert image_size(tmp_path / "gone.png") is None
