import tracemalloc

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.model.letterbox import Letterbox

SIZES = [(256, 256), (640, 512), (1280, 720), (1920, 1072), (332, 487), (101, 57), (57, 101), (33, 500), (301, 300)]
SPOT_RADIUS_IN_SQUARE = 4.0


def spot(width: int, height: int, centre_xy: NDArray[np.float64], radius: float) -> NDArray[np.float32]:
    """A soft spot of 0..1 around `centre_xy`."""
    x, y = np.arange(width) - centre_xy[0], np.arange(height)[:, None] - centre_xy[1]
    return np.exp(-(x**2 + y**2) / (2 * radius**2)).astype(np.float32)


def centre_of_mass(image: NDArray[np.floating]) -> NDArray[np.float64]:
    weights = image.astype(np.float64)
    x = (weights.sum(0) * np.arange(image.shape[1])).sum()
    y = (weights.sum(1) * np.arange(image.shape[0])).sum()
    return np.array([x, y]) / weights.sum()


def to_square(letterbox: Letterbox, points_xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Converts points (N x 2) from the picture to the square; (0, 0) is the centre of the first pixel."""
    offset = np.array([letterbox.left_px, letterbox.top_px]) + 0.5
    return (points_xy + offset) * letterbox.scale - 0.5


def off_centre(letterbox: Letterbox) -> NDArray[np.float64]:
    """A position in the image that is not a pixel centre."""
    return np.array([letterbox.width_px * 0.53 + 0.21, letterbox.height_px * 0.46 + 0.37])


@pytest.mark.parametrize("size", SIZES)
def test_apply_moves_a_spot_to_the_position_of_to_square(size: tuple[int, int]) -> None:
    letterbox = Letterbox(*size)
    place = off_centre(letterbox)
    # Clear of the picture's border, which would cut the spot and move its centre.
    radius = min(SPOT_RADIUS_IN_SQUARE / letterbox.scale, min(size) / 10)
    picture = np.rint(255 * spot(*size, place, radius)).astype(np.uint8)
    landed = centre_of_mass(letterbox.apply(picture))
    assert np.abs(landed - to_square(letterbox, place[None])[0]).max() / letterbox.scale < 0.5


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
@pytest.mark.parametrize("size", SIZES)
def test_restore_moves_a_spot_back_to_its_position(size: tuple[int, int], dtype: type) -> None:
    letterbox = Letterbox(*size)
    place = to_square(letterbox, off_centre(letterbox)[None])[0]
    radius = min(SPOT_RADIUS_IN_SQUARE, letterbox.scale * min(size) / 8)
    square = (255 * spot(256, 256, place, radius)).astype(dtype)
    restored = letterbox.restore(square)
    assert restored.shape == size[::-1]
    assert restored.dtype == dtype
    assert np.abs(centre_of_mass(restored) - off_centre(letterbox)).max() < 0.5


# Phase correlation finds nothing to hold on to in a strip of 33 columns.
@pytest.mark.parametrize("size", [size for size in SIZES if min(size) > 50])
def test_applying_and_restoring_keeps_positions_in_a_real_image(
    size: tuple[int, int], picture: NDArray[np.uint8]
) -> None:
    letterbox = Letterbox(*size)
    before = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    before = cv2.GaussianBlur(before, (0, 0), max(0.5, 1.5 / letterbox.scale))
    after = letterbox.restore(letterbox.apply(before))
    pad = 4
    inside = np.s_[pad:-pad, pad:-pad]
    shift, _ = cv2.phaseCorrelate(before[inside].astype(np.float32), after[inside].astype(np.float32))
    assert np.abs(shift).max() < 0.5
    assert np.abs(before[inside].astype(int) - after[inside]).mean() < 3


def test_the_longer_side_fills_the_square() -> None:
    corners = to_square(Letterbox(1280, 720), np.array([[-0.5, -0.5], [1279.5, 719.5]]))
    np.testing.assert_allclose(corners, [[-0.5, 55.5], [255.5, 199.5]])


@pytest.mark.parametrize(("size", "rows"), [((500, 33), (233, 266)), ((500, 34), (233, 267))])
def test_padding_is_centred_with_an_odd_row_below(size: tuple[int, int], rows: tuple[int, int]) -> None:
    square = Letterbox(*size, side_px=500).apply(np.full((size[1], size[0], 3), 200, np.uint8))
    assert (square[rows[0] : rows[1]] == 200).all()
    assert not square[: rows[0]].any()
    assert not square[rows[1] :].any()


@pytest.mark.parametrize("size", [*SIZES, (1920, 1080), (720, 576), (560, 480), (480, 720), (640, 480), (240, 180)])
@pytest.mark.parametrize("interpolation", [cv2.INTER_AREA, cv2.INTER_NEAREST, cv2.INTER_LINEAR])
def test_the_square_is_the_padded_image_resized(
    size: tuple[int, int], interpolation: int, picture: NDArray[np.uint8]
) -> None:
    image = cv2.resize(picture, size)
    longer = max(size)
    padded = np.zeros((longer, longer, 3), np.uint8)
    top, left = (longer - size[1]) // 2, (longer - size[0]) // 2
    padded[top : top + size[1], left : left + size[0]] = image
    expected = cv2.resize(padded, (256, 256), interpolation=interpolation)
    assert np.array_equal(Letterbox(*size).apply(image, interpolation), expected)


@pytest.mark.parametrize("size", [*SIZES, (1920, 1080), (640, 480), (240, 180), (180, 240)])
def test_restored_pixels_are_sampled_at_the_position_of_to_square(size: tuple[int, int]) -> None:
    """Restoring a map of coordinates gives the sampling position of each pixel."""
    letterbox = Letterbox(*size)
    own_x = np.arange(256, dtype=np.float32)[None].repeat(256, axis=0)
    restored = np.stack([letterbox.restore(own_x), letterbox.restore(np.ascontiguousarray(own_x.T))], axis=-1)
    y, x = np.mgrid[: size[1], : size[0]]
    expected = to_square(letterbox, np.stack([x, y], axis=-1).reshape(-1, 2)).reshape(restored.shape)
    left, top, width, height = letterbox.box_in_square
    expected = np.clip(expected, [left, top], [left + width - 1, top + height - 1])
    assert np.abs(restored - expected).max() / letterbox.scale < 0.15


def test_a_pixel_of_the_square_is_the_mean_of_the_area_it_covers(picture: NDArray[np.uint8]) -> None:
    image = cv2.resize(picture, (512, 512))
    blocks = image.reshape(256, 2, 256, 2, 3).mean(axis=(1, 3))
    assert np.abs(Letterbox(512, 512).apply(image) - blocks).max() <= 0.5


@pytest.mark.parametrize("size", [*SIZES, (1, 2000), (2000, 3)])
def test_restored_maps_contain_no_padding(size: tuple[int, int]) -> None:
    letterbox = Letterbox(*size)
    x, y, width, height = letterbox.box_in_square
    square = np.full((256, 256), 255, np.uint8)
    square[y : y + height, x : x + width] = 0
    assert not letterbox.restore(square).any()
    assert (letterbox.restore(255 - square) == 255).all()


@pytest.mark.parametrize("size", SIZES)
def test_box_in_square_has_the_pixels_that_are_mostly_image(size: tuple[int, int]) -> None:
    letterbox = Letterbox(*size)
    seen = letterbox.apply(np.full(size[::-1], 255, np.uint8))
    x, y, width, height = letterbox.box_in_square
    assert (letterbox.crop(seen) > 100).all()
    seen[y : y + height, x : x + width] = 0
    assert (seen < 155).all()


@pytest.mark.parametrize("shown_px", [(320, 180), (1280, 720), (1777, 1003)])
def test_a_map_is_restored_to_any_size(shown_px: tuple[int, int]) -> None:
    letterbox = Letterbox(1280, 720)
    place = np.array([800.0, 300.0])
    square = spot(256, 256, to_square(letterbox, place[None])[0], SPOT_RADIUS_IN_SQUARE)
    restored = letterbox.restore(square, shown_px)
    ratio = np.array(shown_px) / [1280, 720]
    assert restored.shape == shown_px[::-1]
    assert np.abs((centre_of_mass(restored) + 0.5) / ratio - 0.5 - place).max() < 0.5


def test_an_image_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Letterbox(640, 480).apply(np.zeros((481, 640, 3), np.uint8))
    with pytest.raises(ValueError, match="does not fit"):
        Letterbox(640, 480).restore(np.zeros((255, 255), np.uint8))
    with pytest.raises(ValueError, match="positive"):
        Letterbox(0, 480)


@pytest.mark.parametrize("size", [(4097, 60), (4801, 33), (3, 5003), (9000, 1), (4099, 4097), (16384, 2)])
def test_a_large_image_is_reduced_before_padding(size: tuple[int, int]) -> None:
    """The result equals that of padding first, up to rounding."""
    rng = np.random.default_rng(3)
    rows = rng.integers(0, 256, (size[1], size[0]), np.uint8)
    square = Letterbox(*size).apply(rows)
    top, left = ((max(size) - side) // 2 for side in (size[1], size[0]))
    # Line by line, since the whole would be padded to hundreds of megabytes.
    sums = np.zeros((256, 256))
    step = max(size) / 256
    edges = np.clip(np.arange(257) * step - (left if size[0] < size[1] else top), 0, min(size))
    long_rows = rows if size[0] >= size[1] else rows.T
    for line, values in enumerate(long_rows):
        means = cv2.resize(values[None].astype(np.float32), (256, 1), interpolation=cv2.INTER_AREA)[0]
        share = np.clip(np.minimum(edges[1:], line + 1) - np.maximum(edges[:-1], line), 0, 1) / step
        sums += share[:, None] * means
    expected = sums if size[0] >= size[1] else sums.T
    assert np.abs(square - expected).max() <= 0.6


def test_a_very_thin_image_takes_little_memory() -> None:
    image = np.full((1, 16_383, 3), 200, np.uint8)
    tracemalloc.start()
    try:
        square = Letterbox(16_383, 1).apply(image)
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()
    assert square.shape == (256, 256, 3)
