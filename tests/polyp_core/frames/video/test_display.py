"""Colours, pixel aspect and rotation of a video are applied."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.open import open_source

from .clips import H264

COLOURS = ((200, 60, 50), (40, 160, 70), (60, 60, 190), (230, 220, 120), (128, 128, 128), (20, 20, 20), (250, 250, 250))
TOLERANCE = 4  # levels of 255: the rounding to limited-range YUV costs up to 2, the quick conversion up to 2 more

BT601, BT709 = (0.299, 0.114), (0.2126, 0.0722)  # weights of red and blue in brightness (ITU-R BT.601, BT.709)
TAGS = {BT601: 5, BT709: 1}
UNSPECIFIED = 2


def yuv_of(colour: tuple[int, int, int], matrix: tuple[float, float], full_range: bool) -> tuple[int, int, int]:
    red, green, blue = (level / 255 for level in colour)
    red_weight, blue_weight = matrix
    luma = red_weight * red + (1 - red_weight - blue_weight) * green + blue_weight * blue
    u, v = (blue - luma) / (2 - 2 * blue_weight), (red - luma) / (2 - 2 * red_weight)
    if full_range:
        return round(255 * luma), round(255 * u + 128), round(255 * v + 128)
    return round(16 + 219 * luma), round(128 + 224 * u), round(128 + 224 * v)


def write_bars(
    path: Path, width_px: int, height_px: int, matrix: tuple[float, float], tag: int, full_range: bool, pixels: str
) -> None:
    """Writes one frame of vertical bars, one per colour, encoded from YUV values computed here."""
    planes = np.zeros((3, height_px, width_px), np.uint8)
    bar_px = width_px // len(COLOURS) // 2 * 2
    for place, colour in enumerate(COLOURS):
        planes[:, :, place * bar_px : (place + 1) * bar_px] = np.array(yuv_of(colour, matrix, full_range)).reshape(
            3, 1, 1
        )
    if pixels == "yuv420p":
        samples = np.concatenate([planes[0].ravel(), planes[1, ::2, ::2].ravel(), planes[2, ::2, ::2].ravel()])
        planes = samples.reshape(height_px * 3 // 2, width_px)
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=25, options={"qp": "1"})
        stream.width, stream.height, stream.pix_fmt = width_px, height_px, pixels
        stream.codec_context.colorspace, stream.codec_context.color_range = tag, 2 if full_range else 1
        frame = av.VideoFrame.from_ndarray(planes, format=pixels)
        frame.colorspace, frame.color_range = tag, 2 if full_range else 1
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


@pytest.mark.parametrize("pixels", ["yuv420p", "yuv444p"])
@pytest.mark.parametrize("full_range", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize(
    ("size_px", "matrix", "tagged"),
    [
        ((160, 96), BT601, True),
        ((160, 96), BT709, True),
        ((160, 96), BT601, False),
        ((1280, 720), BT601, True),
        ((1280, 720), BT709, True),
        ((1280, 720), BT709, False),
    ],
)
def test_colours_follow_the_colour_matrix(
    tmp_path: Path,
    size_px: tuple[int, int],
    matrix: tuple[float, float],
    tagged: bool,
    full_range: bool,
    pixels: str,
) -> None:
    """Untagged video is BT.601 in standard definition and BT.709 above."""
    path = tmp_path / "bars.mp4"
    write_bars(path, *size_px, matrix, TAGS[matrix] if tagged else UNSPECIFIED, full_range, pixels)
    with open_source(path) as source:
        image = source.read(0).image
    bar_px = size_px[0] // len(COLOURS) // 2 * 2
    shown = [image[size_px[1] // 2, place * bar_px + bar_px // 2] for place in range(len(COLOURS))]
    np.testing.assert_allclose(np.array(shown, int), COLOURS, atol=TOLERANCE)


CORNERS = np.array([[[220, 30, 30], [30, 220, 30]], [[30, 30, 220], [220, 220, 220]]], np.uint8)


def write_corners(path: Path, change: Callable[[av.VideoStream], None]) -> None:
    """A picture with a red, a green, a blue and a white quarter."""
    picture = CORNERS.repeat(48, axis=0).repeat(80, axis=1)
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=25, options={"crf": "5"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv444p"
        change(stream)
        for _ in range(3):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        output.mux(stream.encode(None))


def quarters_of(image: NDArray[np.uint8]) -> NDArray[np.int64]:
    height_px, width_px = image.shape[:2]
    rows, columns = [height_px // 4, height_px * 3 // 4], [width_px // 4, width_px * 3 // 4]
    return image[np.ix_(rows, columns)].astype(int)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_rotation_is_applied(tmp_path: Path, quarter_turns: int, mirrored: bool) -> None:
    path = tmp_path / "turned.mp4"
    write_corners(path, lambda stream: stream.set_display_rotation(90 * quarter_turns, hflip=mirrored))
    with open_source(path) as source:
        info, image = source.info, source.read(2).image
    expected = np.rot90(CORNERS, quarter_turns)
    if mirrored:
        expected = expected[:, ::-1]
    assert (info.width_px, info.height_px) == ((96, 160) if quarter_turns % 2 else (160, 96))
    assert image.shape == (info.height_px, info.width_px, 3)
    np.testing.assert_allclose(quarters_of(image), expected, atol=8)


@pytest.mark.parametrize(
    ("pixel_aspect", "size_px"),
    [
        (Fraction(16, 15), (768, 576)),  # PAL, 4:3
        (Fraction(64, 45), (1024, 576)),  # PAL, 16:9
        (Fraction(8, 9), (720, 648)),  # narrow pixels are heightened: no column is lost
        (Fraction(1), (720, 576)),
    ],
)
def test_pixels_become_square(tmp_path: Path, pixel_aspect: Fraction, size_px: tuple[int, int]) -> None:
    recipe = replace(H264, frames=2, width_px=720, height_px=576, pixel_aspect=pixel_aspect)
    with open_source(recipe.write(tmp_path / "pal.mp4")) as source:
        info, image = source.info, source.read(1).image
    assert (info.width_px, info.height_px) == size_px
    assert image.shape == (size_px[1], size_px[0], 3)


def test_a_circle_stays_round(tmp_path: Path) -> None:
    def squeezed_circle(_: int, width_px: int, height_px: int) -> NDArray[np.uint8]:
        y, x = np.mgrid[0:height_px, 0:width_px]
        inside = ((x - width_px / 2) * 16 / 15) ** 2 + (y - height_px / 2) ** 2 < 100**2
        return np.where(inside[..., None], 240, 20).astype(np.uint8).repeat(3, axis=2)

    recipe = replace(H264, frames=1, width_px=360, height_px=288, pixel_aspect=Fraction(16, 15))
    with open_source(recipe.write(tmp_path / "circle.mp4", squeezed_circle)) as source:
        bright = source.read(0).image[..., 0] > 127
    height_px, width_px = np.ptp(np.flatnonzero(bright.any(axis=1))), np.ptp(np.flatnonzero(bright.any(axis=0)))
    assert abs(int(height_px) - int(width_px)) <= 2
