"""Deinterlaced frames are the same whatever was read before."""

import random
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.open import open_source

from .clips import H264, Recipe

WIDTH_PX, HEIGHT_PX, FRAMES = 192, 144, 30
BAR = (slice(40, 100), slice(16, 176))


def moving_bar(moment: int) -> NDArray[np.uint8]:
    """A bright bar that moves 4 pixels from one field to the next."""
    image = np.full((HEIGHT_PX, WIDTH_PX, 3), 50, np.uint8)
    left = 20 + 4 * (moment % 30)
    image[40:100, left : left + 20] = 230
    return image


def woven(number: int, *_: int) -> NDArray[np.uint8]:
    """Combines the upper field of one time and the lower field of the next."""
    image = moving_bar(2 * number)
    image[1::2] = moving_bar(2 * number + 1)[1::2]
    return image


def combing(image: NDArray[np.uint8]) -> float:
    """Returns the difference of neighbouring lines where the bar moves."""
    grey = image[BAR].astype(int).mean(axis=2)
    return float(np.abs(grey[1:-1] - (grey[:-2] + grey[2:]) / 2).mean())


MPEG2_FIELDS = Recipe(
    "mpeg2video", {"flags": "+ildct+ilme", "b": "3M"}, frames=FRAMES, width_px=WIDTH_PX, height_px=HEIGHT_PX
)
H264_FIELDS = Recipe(
    "libx264",
    {"x264-params": "interlaced=1:tff=1:keyint=10:bframes=2", "crf": "15"},
    frames=FRAMES,
    width_px=WIDTH_PX,
    height_px=HEIGHT_PX,
)
RECIPES = {"pal.mpg": MPEG2_FIELDS, "pal.ts": MPEG2_FIELDS, "pal.mp4": H264_FIELDS, "pal.mkv": H264_FIELDS}


@pytest.fixture(params=RECIPES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return RECIPES[request.param].write(tmp_path / request.param, woven)


def filtered_in_sequence(path: Path) -> list[NDArray[np.uint8]]:
    """Returns all frames of one sequential pass through a deinterlacing filter."""
    graph = av.filter.Graph()
    images: list[NDArray[np.uint8]] = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        graph.link_nodes(
            graph.add_buffer(template=stream), graph.add("bwdif", mode="send_frame"), graph.add("buffersink")
        ).configure()
        for frame in [*container.decode(stream), None]:
            graph.vpush(frame)
            while True:
                try:
                    images.append(graph.vpull().to_ndarray(format="rgb24").copy())
                except (av.error.BlockingIOError, av.error.EOFError):
                    break
    return images


def test_fields_are_combined_exactly_and_without_combing(path: Path) -> None:
    expected = filtered_in_sequence(path)
    seed = 11
    print(f"seed {seed}")
    rng = random.Random(seed)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.interlaced
        assert info.frame_count == len(expected) == FRAMES
        assert (info.width_px, info.height_px) == (WIDTH_PX, HEIGHT_PX)
        for index in [0, 1, 2, *(rng.randrange(FRAMES) for _ in range(25)), *range(FRAMES - 1, 20, -1)]:
            np.testing.assert_array_equal(source.read(index).image, expected[index])
    with open_source(path, deinterlace="off") as combed, open_source(path) as clean:
        for index in (5, 17):
            assert combing(clean.read(index).image) < 0.4 * combing(combed.read(index).image)


def test_switched_off_leaves_the_fields_unchanged(path: Path) -> None:
    with av.open(str(path)) as container:
        expected = [frame.to_ndarray(format="rgb24").copy() for frame in container.decode(video=0)]
    with open_source(path, deinterlace="off") as source:
        assert source.info.interlaced
        for index in (20, 3, 4, 29):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


def test_progressive_video_is_unchanged_unless_requested(h264: Path) -> None:
    with (
        open_source(h264) as auto,
        open_source(h264, deinterlace="off") as off,
        open_source(h264, deinterlace="on") as on,
    ):
        assert not auto.info.interlaced
        for index in (40, 2):
            np.testing.assert_array_equal(auto.read(index).image, off.read(index).image)
            assert (on.read(index).image != off.read(index).image).any()
        assert on.wait_for_index().frame_count == H264.frames
