"""The tools of the mask editor without a window: pens, corners, and what is discarded."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.mask_editing.edit_tools import LARGEST_RADIUS_PX, EditTools, Tool
from polyp_core.masks.editing import mask_in_shape

SIZE = 100, 120


def square(left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
    return mask_in_shape(SIZE, (left, top, right, bottom), "box")


@pytest.fixture
def tools() -> EditTools:
    return EditTools(square(40, 40, 60, 60), np.zeros(SIZE, np.uint8), Tool.BRUSH, radius_px=10)


def test_a_pens_pressure_changes_the_brush_and_its_other_end_erases(tools: EditTools) -> None:
    before = tools.mask
    tools.press((20, 20), pressure=0.0)
    assert tools.preview is not None and tools.mask is before
    assert tools.release((20, 20))
    light = np.count_nonzero(tools.mask[:39, :39])
    tools.press((20, 20), pressure=1.0)
    tools.release((20, 20))
    assert np.count_nonzero(tools.mask[:39, :39]) > 5 * light > 0
    tools.press((50, 50), erases=True)
    tools.move((90, 50))
    assert tools.release((90, 50)) and not tools.mask[50, 45:60].any()
    assert not before[20, 20], "masks are not changed in place"


def test_corners_are_dragged_removed_and_closed_by_a_click_on_the_first(tools: EditTools) -> None:
    tools.tool = Tool.POLYGON
    for corner in ((5, 70), (30, 70), (30, 95), (12, 90), (99, 99)):
        assert not tools.press(corner)
        tools.release(corner)
    tools.remove_corner()
    tools.press((13, 91), near_px=4)
    tools.move((5, 95))
    tools.release((5, 95))
    assert tools.is_drawing and tools.press((6, 71), near_px=4)
    added = tools.mask & ~square(40, 40, 60, 60)
    assert np.count_nonzero(added ^ square(5, 70, 30, 95)) < 60 and not tools.is_drawing
    for corner in ((5, 5), (30, 5)):
        tools.press(corner)
    assert not tools.finish_polygon() and len(tools.corners) == 2 and "three corners" in tools.message
    assert not tools.finish() and not tools.corners and "discarded" in tools.message


def test_what_is_cancelled_or_comes_to_nothing_changes_nothing(tools: EditTools) -> None:
    before = tools.mask
    tools.press((5, 5))
    tools.move((90, 90))
    tools.cancel()
    assert not tools.release((90, 90)) and tools.mask is before
    tools.tool = Tool.BOX
    for start, end, message in (((5, 5), (6, 6), ""), ((-40, -40), (-9, -9), "inside the picture")):
        tools.press(start)
        tools.move(end)
        assert not tools.release(end) and message in tools.message and tools.mask is before
    for _ in range(40):
        tools.resize_brush(1.25)
    assert tools.radius_px == LARGEST_RADIUS_PX
    for _ in range(400):
        tools.resize_brush(1 / 1.25)
    assert tools.radius_px == 1
