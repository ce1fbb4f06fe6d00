from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.masks.heat_scale import heat_colours
from polyp_core.masks.overlay import OverlayStyle, draw_mask, draw_overlay, outline_width_px
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES, levels_of, threshold_level
from polyp_core.masks.regions import outlines
from polyp_core.model.letterbox import Letterbox

MODES = ["fill", "outline", "heatmap"]


@pytest.mark.parametrize("opacity", [0, 0.4, 0.75, 1])
@pytest.mark.parametrize("colour", [(0, 255, 0), (17, 0, 200)])
def test_a_fill_blends_exactly_inside_the_mask_and_nowhere_else(
    picture: NDArray[np.uint8], segmentation: Prediction, opacity: float, colour: tuple[int, int, int]
) -> None:
    drawn = draw_overlay(picture, segmentation, OverlayStyle(opacity=opacity, colour=colour))
    mask = segmentation.mask_at()
    expected = np.rint((1 - opacity) * picture + opacity * np.array(colour))
    assert np.array_equal(drawn[mask], expected[mask])
    assert np.array_equal(drawn[~mask], picture[~mask])


@pytest.mark.parametrize("mode", MODES)
def test_the_frame_is_not_modified(picture: NDArray[np.uint8], segmentation: Prediction, mode: Any) -> None:
    before = picture.copy()
    drawn = draw_overlay(picture, segmentation, OverlayStyle(mode=mode))
    assert np.array_equal(picture, before)
    assert not np.shares_memory(drawn, picture)
    assert drawn.flags.writeable and drawn.flags.c_contiguous and drawn.dtype == np.uint8


@pytest.mark.parametrize("mode", MODES)
def test_opacity_0_shows_the_bare_frame(picture: NDArray[np.uint8], segmentation: Prediction, mode: Any) -> None:
    drawn = draw_overlay(picture, segmentation, OverlayStyle(mode=mode, opacity=0))
    assert np.array_equal(drawn, picture)


@pytest.mark.parametrize("mode", MODES)
def test_drawing_on_an_array_view_equals_drawing_on_its_copy(
    picture: NDArray[np.uint8], segmentation: Prediction, mode: Any
) -> None:
    wide = np.concatenate([picture, picture], axis=1)
    style = OverlayStyle(mode=mode)
    view = wide[:, : picture.shape[1]]
    assert np.array_equal(draw_overlay(view, segmentation, style), draw_overlay(picture, segmentation, style))


def test_an_outline_is_on_the_border_of_the_mask_and_stronger_than_a_fill(
    picture: NDArray[np.uint8], segmentation: Prediction
) -> None:
    style = OverlayStyle(mode="outline", opacity=0.25, colour=(0, 0, 255))
    drawn = draw_overlay(picture, segmentation, style)
    changed = (drawn != picture).any(axis=2)
    mask = segmentation.mask_at()
    border = np.zeros(mask.shape, np.uint8)
    cv2.polylines(border, outlines(mask), isClosed=True, color=1)
    on_border = border.astype(bool)
    near_border = cv2.dilate(border, np.ones((5, 5), np.uint8)).astype(bool)
    assert not (changed & ~near_border).any()
    assert np.array_equal(drawn[on_border], np.rint(0.5 * picture + 0.5 * np.array([0, 0, 255]))[on_border])


@pytest.mark.parametrize(("size", "width"), [((384, 288), 1), ((640, 512), 3), ((1280, 720), 5), ((1080, 1920), 7)])
def test_the_outline_width_depends_on_the_frame_size(size: tuple[int, int], width: int) -> None:
    assert outline_width_px(*size) == width


def test_an_outline_covers_the_same_share_at_every_size(segmentation: Prediction) -> None:
    shares = []
    for width in (1280, 1920):
        height = round(width * segmentation.letterbox.height_px / segmentation.letterbox.width_px)
        blank = np.zeros((height, width, 3), np.uint8)
        shares.append((draw_overlay(blank, segmentation, OverlayStyle(mode="outline")) > 0).any(axis=2).mean())
    assert shares[0] == pytest.approx(shares[1], rel=0.25)


def test_heat_map_colours_follow_the_probability() -> None:
    letterbox = Letterbox(256, 256)
    levels = np.arange(256, dtype=np.uint8)[None].repeat(256, axis=0)
    grey = np.full((256, 256, 3), 128, np.uint8)
    style = OverlayStyle(mode="heatmap", threshold=1, min_region_fraction=0.5, opacity=0.6)
    drawn = draw_overlay(grey, Prediction(0, levels, letterbox), style)[100].astype(int)
    assert (drawn[: threshold_level(0.05)] == 128).all(), "faint probabilities leave the picture alone"
    assert drawn[110, 2] > drawn[110, 1], "low is violet"
    assert drawn[255, :2].min() > drawn[255, 2] + 80, "high is yellow"
    assert np.abs(drawn[128:] - (0.4 * 128 + 0.6 * heat_colours()[128:])).max() <= 1.5


def test_a_heat_map_distinguishes_90_99_and_99_9_percent_inside_a_region() -> None:
    letterbox = Letterbox(256, 256)
    levels = np.full((256, 256), levels_of(0.999), np.uint8)
    levels[:, :80], levels[:, 80:160] = levels_of(0.9), levels_of(0.99)
    grey = np.full((256, 256, 3), 128, np.uint8)
    drawn = draw_overlay(grey, Prediction(0, levels, letterbox), OverlayStyle(mode="heatmap", opacity=0.4))
    likely, surer, sure = (drawn[100, x].astype(int) for x in (40, 120, 200))
    for one, other in ((likely, surer), (surer, sure)):
        assert np.linalg.norm(other - one) > 18, "the two look alike"


@pytest.mark.parametrize("opacity", [0.05, 0.3, 0.4, 0.85, 1])
def test_a_heat_map_equals_the_exact_blend_within_one_level(opacity: float) -> None:
    levels = np.arange(256, dtype=np.uint8)[:, None].repeat(256, axis=1)
    picture = np.arange(256, dtype=np.uint8)[None, :, None].repeat(256, axis=0).repeat(3, axis=2)
    style = OverlayStyle(mode="heatmap", threshold=1, min_region_fraction=0.5, opacity=opacity)
    drawn = draw_overlay(picture, Prediction(0, levels, Letterbox(256, 256)), style)
    weight = np.where(levels < threshold_level(0.05), 0, opacity * np.minimum(1, 2 * PROBABILITIES[levels]))[:, :, None]
    scale = heat_colours()[levels]
    exact = np.rint((1 - weight) * picture + weight * scale)
    assert np.abs(drawn - exact).max() <= 1


def test_a_heat_map_shows_probabilities_below_the_threshold_and_outlines_the_mask(
    picture: NDArray[np.uint8], segmentation: Prediction
) -> None:
    style = OverlayStyle(mode="heatmap", opacity=1, colour=(255, 255, 255))
    drawn = draw_overlay(picture, segmentation, style)
    faint = segmentation.levels_at() < threshold_level(0.05)
    mask = segmentation.mask_at()
    border = np.zeros(mask.shape, np.uint8)
    cv2.polylines(border, outlines(mask), isClosed=True, color=1)
    assert (drawn[border.astype(bool)] == 255).all()
    untouched = faint & ~border.astype(bool)
    assert np.array_equal(drawn[untouched], picture[untouched])


def test_the_mask_is_drawn_at_the_size_of_the_frame(segmentation: Prediction) -> None:
    size = (777, round(777 * segmentation.letterbox.height_px / segmentation.letterbox.width_px))
    blank = np.zeros((size[1], size[0], 3), np.uint8)
    style = OverlayStyle(opacity=1, colour=(9, 8, 7), threshold=0.3, min_region_fraction=0.01)
    drawn = draw_overlay(blank, segmentation, style)
    mask = segmentation.mask_at(0.3, 0.01, size)
    assert np.array_equal((drawn == (9, 8, 7)).all(axis=2), mask)


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": 1.1},
        {"threshold": float("nan")},
        {"opacity": -0.1},
        {"min_region_fraction": 2},
        {"colour": (0, 0, 256)},
        {"colour": (0, 0)},
        {"mode": "glitter"},
    ],
)
def test_style_values_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|colour must be|overlay mode must be"):
        OverlayStyle(**wrong)


@pytest.mark.parametrize("mode", ["fill", "outline"])
def test_an_expert_mask_is_drawn_like_a_predicted_one(
    picture: NDArray[np.uint8], segmentation: Prediction, mode: Any
) -> None:
    style = OverlayStyle(mode=mode, opacity=0.3)
    mask = segmentation.mask_at()
    assert np.array_equal(draw_mask(picture, mask, style), draw_overlay(picture, segmentation, style))


def test_an_expert_mask_of_another_size_is_refused(picture: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="does not match"):
        draw_mask(picture, np.ones((5, 7), bool), OverlayStyle())


@pytest.mark.parametrize("pattern", ["stripes", "dots"])
@pytest.mark.parametrize("mode", ["fill", "outline"])
def test_a_pattern_marks_a_part_of_what_is_marked_without_it(
    picture: NDArray[np.uint8], segmentation: Prediction, mode: Any, pattern: Any
) -> None:
    def marked(**style: Any) -> NDArray[np.bool_]:
        drawn = draw_overlay(picture, segmentation, OverlayStyle(mode=mode, opacity=1, colour=(0, 0, 255), **style))
        return (drawn == (0, 0, 255)).all(axis=2)

    plain, patterned = marked(), marked(pattern=pattern)
    if not plain.any():
        assert not patterned.any()
        return
    if mode == "fill":
        plain |= (draw_overlay(picture, segmentation, OverlayStyle(mode="outline", opacity=1)) != picture).any(axis=2)
    assert 0.2 < patterned.sum() / plain.sum() < 0.85
    # A dash may round a corner one pixel off the border.
    assert not (patterned & ~cv2.dilate(plain.view(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)).any()


def test_a_pattern_stays_where_it_is_when_the_mask_moves() -> None:
    blank = np.zeros((200, 300, 3), np.uint8)
    masks = np.zeros((2, 200, 300), np.bool_)
    masks[0, 20:150, 20:200], masks[1, 23:153, 25:205] = True, True
    style = OverlayStyle(opacity=1, colour=(9, 9, 9), pattern="stripes")
    first, second = (draw_mask(blank, mask, style)[30:140, 35:190] for mask in masks)
    assert np.array_equal(first, second)
