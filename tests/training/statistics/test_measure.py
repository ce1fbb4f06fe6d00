"""Measurements of a pair agree with numpy on its pixels, for all file formats."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile

from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_labels import MaskReading
from training.statistics.measure import PairMeasures, PairProblem, measure_pair

RealFrame = tuple[str, np.ndarray, np.ndarray]
Write = Callable[..., Path]


def measured(image: Path, mask: Path) -> PairMeasures:
    result = measure_pair(image, mask)
    assert isinstance(result, PairMeasures), result
    return result


def test_measurements_of_a_small_image_equal_those_of_its_pixels(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write
) -> None:
    for stem, image, mask in real_frames:
        image, mask = image[:260, 60:340], mask[:260, 60:340]  # less than twice the working scale
        pair = measured(write_image(tmp_path / f"{stem}.png", image), write_image(tmp_path / f"{stem}_m.png", mask))
        luma = np.rint(image @ [0.299, 0.587, 0.114])
        assert (pair.height_px, pair.width_px) == image.shape[:2]
        assert pair.coverage == (mask > 127).mean()
        assert pair.brightness == pytest.approx(luma.mean(), abs=0.1)
        assert pair.contrast == pytest.approx(luma.std(), abs=0.1)
        assert pair.specular_share == (image >= 220).all(axis=2).mean()
        for channel, counts in enumerate((pair.red_histogram, pair.green_histogram, pair.blue_histogram)):
            assert counts.tolist() == np.bincount(image[..., channel].ravel() // 4, minlength=64).tolist()
        assert (pair.mask_kind, pair.mask_lowest, pair.mask_between_share) == ("binary", 0, 0)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize(("times", "divisor"), [(1, 2), (2, 4), (4, 8)])
def test_the_working_scale_approximates_the_full_size(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write, suffix: str, times: int, divisor: int
) -> None:
    for stem, frame, frame_mask in real_frames:
        image, mask = (cv2.resize(pixels, None, fx=times, fy=times) for pixels in (frame, frame_mask))
        path = write_image(tmp_path / f"{stem}{suffix}", image, cv2.IMWRITE_JPEG_QUALITY, 95)
        pair = measured(path, write_image(tmp_path / f"{stem}_m.png", mask))
        full = read_image(path)
        luma = full @ [0.299, 0.587, 0.114]
        assert (pair.height_px, pair.width_px) == full.shape[:2]
        assert pair.red_histogram.sum() == pytest.approx(luma.size / divisor**2, rel=0.02)
        assert pair.brightness == pytest.approx(luma.mean(), abs=0.5)
        assert pair.contrast == pytest.approx(luma.std(), rel=0.02)
        assert pair.specular_share == pytest.approx((full >= 220).all(axis=2).mean(), abs=0.003)
        for channel, counts in enumerate((pair.red_histogram, pair.green_histogram, pair.blue_histogram)):
            shares = np.bincount(full[..., channel].ravel() // 4, minlength=64) / luma.size
            assert np.abs(counts / counts.sum() - shares).sum() / 2 < 0.06
        assert pair.coverage == (mask > 127).mean()


@pytest.mark.parametrize("size", [(307, 384), (307, 383), (1, 5), (3, 3)])
def test_every_value_of_a_mask_is_counted(tmp_path: Path, write_image: Write, size: tuple[int, int]) -> None:
    rng = np.random.default_rng(7)
    runs = np.where(rng.random(size[0]) < 0.5, 0, 255).astype(np.uint8)[:, None].repeat(size[1], 1)
    mask = np.where(rng.random(size) < 0.05, rng.integers(0, 256, size), runs).astype(np.uint8)
    image = write_image(tmp_path / "image.png", np.zeros((*size, 3), np.uint8))
    pair = measured(image, write_image(tmp_path / "mask.png", mask))
    assert pair.mask_levels == len(np.unique(mask))
    assert (pair.mask_lowest, pair.mask_highest) == (mask.min(), mask.max())
    assert pair.coverage == (mask > 127).mean()
    assert pair.mask_between_share == ((mask > 16) & (mask < 239)).mean()


def test_regions_are_counted(tmp_path: Path, write_image: Write, real_frames: list[RealFrame]) -> None:
    image = real_frames[0][1]
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[10:20, 10:20] = mask[20:30, 20:30] = 255  # these touch by a corner
    mask[60:160, 150:250], mask[70:150, 160:240], mask[100:120, 200:210] = 255, 0, 255  # a ring, and what lies in it
    pair = measured(write_image(tmp_path / "a.png", image), write_image(tmp_path / "m.png", mask))
    assert pair.regions == 3


@pytest.mark.parametrize("levels", [(0, 255), (3, 250)], ids=["black and white", "noisy"])
@pytest.mark.parametrize("inverted", [False, True])
def test_regions_and_coverage_of_random_masks_are_those_of_their_pixels(
    tmp_path: Path, write_image: Write, levels: tuple[int, int], inverted: bool
) -> None:
    rng = np.random.default_rng(11)
    for _ in range(60):
        height, width = (int(side) for side in rng.integers(1, 40, 2))
        polyp = rng.random((height, width)) < rng.random()
        image = write_image(tmp_path / "a.png", np.zeros((height, width, 3), np.uint8))
        mask = write_image(tmp_path / "m.png", np.where(polyp ^ inverted, levels[1], levels[0]).astype(np.uint8))
        pair = measure_pair(image, mask, MaskReading(inverted=inverted))
        assert isinstance(pair, PairMeasures), pair
        assert pair.regions == cv2.connectedComponents(polyp.astype(np.uint8), connectivity=8)[0] - 1
        assert pair.coverage == polyp.mean()


def test_a_mask_of_three_jpeg_channels_is_thresholded_at_127(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write
) -> None:
    _, image, mask = next(frame for frame in real_frames if 0.05 < (frame[2] > 0).mean() < 0.2)
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 9, mask.shape)
    noisy = np.where(mask > 127, 255 - noise, noise).astype(np.uint8)
    path = write_image(tmp_path / "mask.jpg", np.dstack([noisy] * 3), cv2.IMWRITE_JPEG_QUALITY, 98)
    pair = measured(write_image(tmp_path / "image.jpg", image), path)
    assert pair.coverage == pytest.approx((mask > 127).mean(), rel=0.01)
    assert pair.mask_kind == "noisy"
    assert pair.mask_levels > 10


def test_a_wrongly_tagged_tiff_has_the_measurements_of_its_png_version(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write
) -> None:
    _, image, mask = real_frames[0]
    tifffile.imwrite(tmp_path / "image.tif", image, photometric="minisblack", planarconfig="contig")
    mask_path = write_image(tmp_path / "mask.png", mask)
    png = measured(write_image(tmp_path / "image.png", image), mask_path)
    tiff = measured(tmp_path / "image.tif", mask_path)
    assert (tiff.brightness, tiff.contrast, tiff.thumbnail) == (png.brightness, png.contrast, png.thumbnail)
    assert tiff.red_histogram.tolist() == png.red_histogram.tolist()


@pytest.mark.parametrize(("highest", "kind"), [(1, "too dark"), (127, "too dark"), (128, "grey"), (255, "binary")])
def test_values_of_masks_that_are_not_binary_are_recorded(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write, highest: int, kind: str
) -> None:
    _, image, mask = next(frame for frame in real_frames if (frame[2] > 0).mean() > 0.05)
    path = write_image(tmp_path / "mask.png", np.where(mask > 127, highest, 0).astype(np.uint8))
    assert measured(write_image(tmp_path / "image.png", image), path).mask_kind == kind


def test_unusable_pairs_give_the_reason(tmp_path: Path, real_frames: list[RealFrame], write_image: Write) -> None:
    _, image, mask = real_frames[0]
    good_image, good_mask = write_image(tmp_path / "i.jpg", image), write_image(tmp_path / "m.png", mask)
    cut_short = tmp_path / "short.png"
    cut_short.write_bytes(b"\x89PNG\r\n\x1a\n")
    small = write_image(tmp_path / "small.png", mask[::2, ::2])
    for image_path, mask_path, kind, words in (
        (cut_short, good_mask, "unreadable image", "short.png"),
        (tmp_path / "gone.jpg", good_mask, "unreadable image", "gone.jpg does not exist"),
        (good_image, cut_short, "unreadable mask", "short.png"),
        (good_image, small, "size mismatch", "is 384 x 307 pixels, but its mask"),
    ):
        problem = measure_pair(image_path, mask_path)
        assert isinstance(problem, PairProblem)
        assert problem.kind == kind
        assert words in problem.reason
