"""Matches extents of findings one to one: proposals with decisions, or the decisions of two readers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.boxes import box_iou
from polyp_core.review.records import Extent

_MIN_OVERLAP = 0.5
"""The part of the shorter extent that must lie inside the longer one."""
_UNKNOWN_BOX = 0.5
"""Agreement in place of two extents whose boxes cannot be compared: between that of equal and of distant boxes."""


def match_extents(first: Sequence[Extent], second: Sequence[Extent]) -> list[tuple[int, int]]:
    """Returns the pairs (index in `first`, index in `second`) of extents that show the same, in order of `first`.

    Two extents may match if at least half of the shorter one lies inside the other. Their score is the intersection
    over union of their frames, times 1 to 2 for the agreement of their boxes. Boxes are compared only if they are of
    the same frame, because the camera moves; boxes of one frame that do not touch show two lesions. The pairs are those
    with the largest sum of scores (Hungarian method), so that each extent is in at most one. The result does not depend
    on the order of the arguments' items, except among equal ones, nor on which argument is the first.
    """
    if not first or not second:
        return []
    from scipy.optimize import linear_sum_assignment  # imported when needed, for a fast start

    first_order, second_order = _order(first), _order(second)
    if [_sort_key(second[each]) for each in second_order] < [_sort_key(first[each]) for each in first_order]:
        # Sums can be equal: of two equally long extents inside a longer one, either may be its partner.
        return sorted((row, column) for column, row in match_extents(second, first))
    scores = _scores([first[row] for row in first_order], [second[column] for column in second_order])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    matched = np.flatnonzero(scores[rows, columns] > 0)
    return sorted((first_order[rows[each]], second_order[columns[each]]) for each in matched)


def _order(extents: Sequence[Extent]) -> list[int]:
    return sorted(range(len(extents)), key=lambda index: _sort_key(extents[index]))


def _sort_key(extent: Extent) -> tuple[int, int, int, tuple[float, ...]]:
    return extent.first_frame, extent.last_frame, extent.best_frame, extent.box or ()


def _scores(first: Sequence[Extent], second: Sequence[Extent]) -> NDArray[np.float64]:
    """Returns the scores of all pairs, 0 for those that cannot match: len(first) x len(second)."""
    a, b = _frames(first)[:, None], _frames(second)[None]
    shared = np.minimum(a[..., 1], b[..., 1]) - np.maximum(a[..., 0], b[..., 0])
    length_a, length_b = a[..., 1] - a[..., 0], b[..., 1] - b[..., 0]
    overlaps = shared >= _MIN_OVERLAP * np.minimum(length_a, length_b)
    scores = np.zeros(overlaps.shape)
    rows, columns = np.nonzero(overlaps)  # few of all pairs, in a long recording
    time_iou = (shared / (length_a + length_b - shared))[rows, columns]
    overlap = box_iou(_boxes(first)[rows], _boxes(second)[columns])
    best_a, best_b = (np.array([extent.best_frame for extent in extents]) for extents in (first, second))
    comparable = (best_a[rows] == best_b[columns]) & ~np.isnan(overlap)
    place = np.where(comparable, overlap, _UNKNOWN_BOX)
    scores[rows, columns] = np.where(place > 0, time_iou * (1 + place), 0.0)
    return scores


def _frames(extents: Sequence[Extent]) -> NDArray[np.float64]:
    """First frame and end (exclusive) of each: n x 2."""
    return np.array([(extent.first_frame, extent.last_frame + 1) for extent in extents], np.float64)


def _boxes(extents: Sequence[Extent]) -> NDArray[np.float64]:
    """The boxes, NaN where unknown: n x 4."""
    return np.array([extent.box or (np.nan,) * 4 for extent in extents], np.float64)
