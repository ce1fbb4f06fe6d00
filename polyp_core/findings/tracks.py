"""Links regions of consecutive frames into tracks, by overlap and distance."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.region_table import REGION
from polyp_core.graphs import connected_components
from polyp_core.masks.boxes import box_iou, intersection

_STILL_DISTANCE = 0.1  # largest distance of two centres, as a fraction of the picture, however close the frames
_SPEED = 0.5  # and what is added to it per second between the frames
_MAX_DISTANCE = 0.35
_LONGEST_LINK_S = 10.0  # a pause of the recording, or a stretch of frames that cannot be judged, may be longer


def link_regions(
    regions: NDArray[np.void], frames: NDArray[np.integer], time_s: NDArray[np.floating]
) -> NDArray[np.intp]:
    """Returns the track number (0, 1, ...) of each of N `regions` (dtype REGION, one level, in order of frames).

    `frames` are the indices of the M frames to consider, ascending, with their times `time_s`; frames between them are
    skipped. Regions of two successive frames, at most ten seconds apart, are matched one to one so that the sum of
    their costs is smallest (Hungarian method); the cost is one less the boxes' intersection over union, plus the
    distance of their centres.
    """
    if regions.dtype != REGION:
        raise ValueError(f"regions must have the fields {REGION.names}, not {regions.dtype.names}")
    count = len(regions)
    if not count:
        return np.zeros(0, np.intp)
    position = np.searchsorted(frames, regions["frame"])
    first, second, cost = _candidates(regions["box"], position, np.asarray(time_s, np.float64))
    first, second = _assign(first, second, cost, position)
    return connected_components(count, np.column_stack([first, second]))


def join_tracks(
    regions: NDArray[np.void], track: NDArray[np.intp], time_s: NDArray[np.floating], gap_s: float
) -> NDArray[np.intp]:
    """Returns the numbers of `track` (N,) after joining tracks across gaps of at most `gap_s` seconds.

    `time_s` (N,) are the times of the regions. A track continues the one whose last box overlaps its own first box and
    that ended last.
    """
    if not len(regions) or gap_s <= 0:
        return track
    order = np.lexsort((np.arange(len(track)), track))
    starts = np.flatnonzero(np.diff(track[order], prepend=-1))
    begin, end = order[starts], order[np.append(starts[1:], len(order)) - 1]
    earlier, later = _close_in_time(time_s[begin], time_s[end], gap_s)
    overlap = intersection(regions["box"][end[earlier]], regions["box"][begin[later]]) > 0
    joined: list[tuple[int, int]] = []
    continued: set[int] = set()
    begun: set[int] = set()
    for a, b in zip(earlier[overlap].tolist(), later[overlap].tolist(), strict=True):
        if a not in continued and b not in begun:
            joined.append((a, b))
            continued.add(a)
            begun.add(b)
    return connected_components(len(starts), joined)[track]


def _close_in_time(
    begin_s: NDArray[np.floating], end_s: NDArray[np.floating], gap_s: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns the pairs of tracks of which the first ends at most `gap_s` before the second begins.

    They are in order of the second one's begin, and among these the first one that ends last comes first.
    """
    by_end = np.argsort(end_s, kind="stable")
    by_begin = np.argsort(begin_s, kind="stable")
    # A tolerance of 1 µs for rounding errors in times such as 0.1 * 5.
    lowest = np.searchsorted(end_s[by_end], begin_s[by_begin] - gap_s - 1e-6)
    highest = np.searchsorted(end_s[by_end], begin_s[by_begin])
    number = highest - lowest
    second = np.repeat(np.arange(len(number)), number)
    back = np.arange(len(second)) - np.repeat(np.cumsum(number) - number, number)
    return by_end[highest[second] - 1 - back], by_begin[second]


def _candidates(
    box: NDArray[np.floating], position: NDArray[np.integer], time_s: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Returns the pairs of regions in successive frames that lie close enough, and their costs."""
    begin = np.searchsorted(position, position + 1, "left")
    number = np.searchsorted(position, position + 1, "right") - begin
    first = np.repeat(np.arange(len(box)), number)
    second = np.arange(len(first)) - np.repeat(np.cumsum(number) - number, number) + np.repeat(begin, number)
    iou = box_iou(box[first], box[second])
    centre = (box[:, :2] + box[:, 2:]) / 2
    distance = np.linalg.norm(centre[first] - centre[second], axis=-1)
    passed_s = time_s[position[second]] - time_s[position[first]]
    near = (iou > 0) | (distance <= np.minimum(_MAX_DISTANCE, _STILL_DISTANCE + _SPEED * passed_s))
    near &= passed_s <= _LONGEST_LINK_S
    return first[near], second[near], (1 - iou + distance)[near].astype(np.float64)


def _assign(
    first: NDArray[np.intp], second: NDArray[np.intp], cost: NDArray[np.float64], position: NDArray[np.integer]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns the pairs that are kept so that no region is in two pairs with an earlier, or two with a later frame."""
    from scipy.optimize import linear_sum_assignment  # imported when needed: half of a command's start

    count = len(position)
    alone = (np.bincount(first, minlength=count)[first] == 1) & (np.bincount(second, minlength=count)[second] == 1)
    kept = [np.flatnonzero(alone)]
    contested = np.flatnonzero(~alone)
    for pairs in np.split(contested, np.flatnonzero(np.diff(position[first[contested]])) + 1):
        if not len(pairs):
            continue
        rows, row = np.unique(first[pairs], return_inverse=True)
        columns, column = np.unique(second[pairs], return_inverse=True)
        never = 10.0  # above every cost, so that as many regions as possible are matched
        costs = np.full((len(rows), len(columns)), never)
        costs[row, column] = cost[pairs]
        numbers = np.full(costs.shape, -1)
        numbers[row, column] = pairs
        chosen = numbers[linear_sum_assignment(costs)]
        kept.append(chosen[chosen >= 0])
    chosen = np.sort(np.concatenate(kept))
    return first[chosen], second[chosen]
