"""Overlap of boxes small enough to count by hand."""

import numpy as np
import pytest

from polyp_core.masks.boxes import box_area, box_iou, intersection


def test_overlap_of_boxes_counted_by_hand() -> None:
    a, b = np.array([[0, 0, 4, 2], [0, 0, 1, 1]], float), np.array([[2, 1, 6, 3], [1, 1, 2, 2]], float)
    assert intersection(a, b).tolist() == [2, 0]
    assert box_area(a).tolist() == [8, 1]
    assert box_iou(a, b) == pytest.approx([2 / 14, 0])
    assert box_iou(a.astype(np.float32), b.astype(np.float32)).dtype == np.float32


def test_what_has_no_area_shares_nothing_and_an_unknown_box_is_undefined() -> None:
    some, nothing = np.array([0, 0, 2, 2], float), np.array([1, 1, 1, 1], float)
    turned, unknown = np.array([3, 3, 1, 1], float), np.full(4, np.nan)
    assert box_area(turned) == 0
    assert box_iou(some, nothing) == box_iou(some, turned) == 0
    assert box_iou(nothing, nothing) == 0 and np.isnan(box_iou(some, unknown))
