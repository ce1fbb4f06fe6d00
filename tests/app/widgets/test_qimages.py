import gc

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.widgets.qimages import to_pixmap, to_qimage


def test_a_picture_outlives_the_array_it_came_from() -> None:
    pixels = np.full((5, 7, 3), 200, np.uint8)
    picture = to_qimage(pixels[:, 1:6])
    pixels[:] = 0
    del pixels
    gc.collect()
    assert (picture.width(), picture.height()) == (5, 5)
    assert picture.pixelColor(4, 4).getRgb() == (200, 200, 200, 255)


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("view", [np.s_[:, :], np.s_[::-1, 1:], np.s_[:, ::-2]])
def test_every_pixel_is_taken_over_whatever_its_place_in_memory(channels: int, view: tuple[slice, slice]) -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (6, 5, channels), np.uint8)[view]
    pixels[..., 3:] = 255
    pixels.setflags(write=False)
    picture = to_qimage(pixels)
    height, width = pixels.shape[:2]
    found = [[picture.pixelColor(x, y).getRgb()[:channels] for x in range(width)] for y in range(height)]
    np.testing.assert_array_equal(found, pixels)


def test_a_pixmap_shows_the_same(qtbot: QtBot) -> None:
    pixmap = to_pixmap(np.full((2, 3, 3), (10, 20, 30), np.uint8))
    assert (pixmap.width(), pixmap.height()) == (3, 2)
    assert pixmap.toImage().pixelColor(2, 1).getRgb() == (10, 20, 30, 255)
