"""Fit, zoom and pan as a person feels them: nothing slips under the pointer, no needless border."""

import random

import pytest

from app.canvas.view_geometry import MAX_SCALE, PictureView

SIZES = [((1920, 1080), (800.0, 600.0)), ((320, 240), (800.0, 600.0)), ((720, 576), (1400.0, 500.0))]


@pytest.mark.parametrize(("picture", "canvas"), SIZES)
def test_fitted_picture_is_whole_centred_and_touches_two_sides(picture, canvas):
    left, top, width, height = PictureView.fitted(picture, canvas).rect
    assert left >= -1e-6 and top >= -1e-6
    assert left + width / 2 == pytest.approx(canvas[0] / 2)
    assert top + height / 2 == pytest.approx(canvas[1] / 2)
    assert left == pytest.approx(0) or top == pytest.approx(0)
    assert width / height == pytest.approx(picture[0] / picture[1])


@pytest.mark.parametrize(("picture", "canvas"), SIZES)
def test_point_under_the_pointer_stays_when_zooming_in(picture, canvas):
    view = PictureView.fitted(picture, canvas).zoomed(3.0, (canvas[0] / 2, canvas[1] / 2))
    pointer = (canvas[0] * 0.4, canvas[1] * 0.55)
    before = view.to_picture(pointer)
    after = view.zoomed(1.5, pointer).to_picture(pointer)
    assert after == pytest.approx(before)


def test_zoom_ends_at_fit_and_at_the_largest_scale():
    view = PictureView.fitted((1920, 1080), (800.0, 600.0))
    assert view.zoomed(0.1, (10, 10)) == view
    assert view.zoomed(1e6, (10, 10)).scale == pytest.approx(MAX_SCALE)


def test_no_border_is_seen_beside_a_picture_larger_than_the_canvas():
    seed = random.randrange(10**6)
    print("seed", seed)
    dice = random.Random(seed)
    for _ in range(300):
        canvas = (dice.uniform(200, 2000), dice.uniform(200, 2000))
        view = PictureView.fitted((dice.randint(16, 3000), dice.randint(16, 3000)), canvas)
        for _ in range(6):
            view = view.zoomed(dice.uniform(0.5, 3), (dice.uniform(0, canvas[0]), dice.uniform(0, canvas[1])))
            view = view.panned((dice.uniform(-900, 900), dice.uniform(-900, 900)))
            left, top, width, height = view.rect
            for start, length, seen in ((left, width, canvas[0]), (top, height, canvas[1])):
                if length > seen + 1e-6:
                    assert start <= 1e-6 and start + length >= seen - 1e-6
                else:
                    assert start + length / 2 == pytest.approx(seen / 2)


def test_canvas_and_picture_points_are_inverse():
    view = PictureView.fitted((720, 576), (900.0, 700.0)).zoomed(2.5, (100, 650))
    assert view.to_picture(view.to_canvas((12.5, 400.0))) == pytest.approx((12.5, 400.0))


def test_same_part_is_seen_after_the_window_grew():
    view = PictureView.fitted((1000, 1000), (500.0, 500.0)).zoomed(4.0, (250, 250)).panned((60, -30))
    grown = view.on((1000, 1000), (1000.0, 1000.0))
    assert grown.centre == pytest.approx(view.centre)
    assert grown.zoom == view.zoom
