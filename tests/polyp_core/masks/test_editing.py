"""Edits of a mask: what a box, a brush, a polygon and a click make of it."""

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.masks.editing import (
    brush_stroke,
    fill_holes,
    mask_from_shape,
    mask_in_shape,
    polygon,
    region_at,
    regions_meant_by,
    snap_to_level,
)

SIZE = 120, 160  # height, width


def hill(x: float, y: float, steepness: float = 3.0) -> NDArray[np.uint8]:
    """Levels that fall with the distance from a point: 220 there, 120 at 33 pixels."""
    rows, columns = np.ogrid[: SIZE[0], : SIZE[1]]
    distance = np.hypot(columns + 0.5 - x, rows + 0.5 - y)
    return np.clip(220 - steepness * distance, 0, 255).astype(np.uint8)


def disc(x: float, y: float, radius: float) -> NDArray[np.bool_]:
    return mask_in_shape(SIZE, (x - radius, y - radius, x + radius, y + radius), "ellipse")


def iou(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    return np.count_nonzero(first & second) / np.count_nonzero(first | second)


@pytest.mark.parametrize("shape", ["box", "ellipse"])
@pytest.mark.parametrize("radius", [12, 30])
def test_a_box_chooses_the_level_that_fills_it(shape: str, radius: int) -> None:
    loose = 1.2 * radius
    snapped = mask_from_shape(hill(70, 60), (70 - loose, 60 - loose, 70 + loose, 60 + loose), shape)  # type: ignore[arg-type]
    assert snapped.level is not None and abs(snapped.level - (220 - 3 * radius)) <= 8
    assert iou(snapped.mask, disc(70, 60, radius)) > 0.85


def test_where_no_level_fits_the_box_its_ellipse_is_the_mask() -> None:
    for levels in (np.zeros(SIZE, np.uint8), hill(20, 20, 30), np.full(SIZE, 100, np.uint8)):
        snapped = mask_from_shape(levels, (60, 40, 120, 100), "box")
        assert snapped.level is None and iou(snapped.mask, disc(90, 70, 25)) > 0.98
    outside = mask_from_shape(hill(70, 60), (-50, -50, -10, -10), "box")
    assert not outside.mask.any()


def test_a_brush_covers_its_path_without_gaps_and_may_leave_the_picture() -> None:
    stroke = brush_stroke(SIZE, [(-30, 60), (80, 60), (80, -40)], [10, 10, 10])
    assert stroke[51:69, :80].all() and stroke[:60, 71:89].all()
    assert not stroke[72:].any() and not stroke[:, 92:].any() and not stroke[:48, :68].any()
    assert np.count_nonzero(brush_stroke(SIZE, [(50.5, 50.5)], [0.5])) == 1
    growing = brush_stroke(SIZE, [(40, 60), (120, 60)], [2, 20])
    widths = np.count_nonzero(growing, axis=0)
    assert widths[40] < 8 < widths[80] < 30 < widths[119]


def test_polygons_holes_and_regions() -> None:
    square = polygon(SIZE, [(20, 20), (60, 20), (60, 60), (20, 60)])
    assert square[20:60, 20:60].all() and np.count_nonzero(square) <= 41 * 41
    assert not polygon(SIZE, [(20, 20), (60, 20)]).any()
    ring = square & ~disc(40, 40, 8)
    assert np.array_equal(fill_holes(ring), square) and not ring[40, 40]
    two = ring | disc(120, 90, 10)
    picked = region_at(two, (120.4, 90.2))
    assert picked is not None and np.array_equal(picked, disc(120, 90, 10))
    for nothing in ((40, 40), (5, 5), (-1, 40), (500, 500)):
        assert region_at(two, nothing) is None


def test_snapping_finds_the_level_of_a_rough_mask() -> None:
    levels = np.maximum(hill(50, 60), hill(140, 60))
    snapped = snap_to_level(levels, disc(53, 62, 20))
    assert snapped is not None and snapped.level is not None and abs(snapped.level - 160) <= 8
    assert iou(snapped.mask, disc(50, 60, 20)) > 0.85, "the other region is not touched"
    assert snap_to_level(np.zeros(SIZE, np.uint8), disc(53, 62, 20)) is None
    assert snap_to_level(levels, np.zeros(SIZE, bool)) is None


def test_a_shape_means_the_regions_in_it_and_one_that_covers_much_of_it() -> None:
    inside = mask_in_shape(SIZE, (40, 40, 80, 80), "box")
    within, reaching = disc(50, 50, 5), disc(90, 60, 15)
    assert np.array_equal(regions_meant_by(within | reaching, inside), within)
    spilt = mask_in_shape(SIZE, (45, 45, 160, 120), "box")
    assert np.array_equal(regions_meant_by(spilt, inside), spilt)
    assert not regions_meant_by(np.zeros(SIZE, bool), inside).any()
