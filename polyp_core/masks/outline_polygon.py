"""The outline of a mask as polygons through the corners of its pixels, without loss."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.masks.regions import Mask

_Point = tuple[int, int]
_Loop = list[_Point]


def outline_polygons(mask: Mask) -> list[tuple[float, ...]]:
    """Returns a polygon x1, y1, x2, y2, ... for each 4-connected region of `mask`; filled, they have its pixels.

    Corners are corners of pixels: 0, 0 is the left upper corner of the image. A hole is joined to the outline by a line
    there and back, since a polygon has only one outline.
    """
    loops = _loops(_edges(mask))
    outer = [loop for loop in loops if _area(loop) > 0]
    holes = sorted((loop for loop in loops if _area(loop) < 0), key=lambda loop: min(y for _, y in loop))
    for hole in holes:
        top = min(hole, key=lambda point: (point[1], point[0]))
        owner = min((loop for loop in outer if _contains(loop, top)), key=_area)
        nearest = min(range(len(owner)), key=lambda i: (owner[i][0] - top[0]) ** 2 + (owner[i][1] - top[1]) ** 2)
        start = hole.index(top)
        owner[nearest + 1 : nearest + 1] = [*hole[start:], *hole[: start + 1], owner[nearest]]
    return [tuple(float(number) for point in loop for number in point) for loop in outer]


def _edges(mask: Mask) -> dict[_Point, list[_Point]]:
    """Returns the edges between pixels of the mask and others by their start, with the mask on the right."""
    padded = np.pad(mask, 1)
    edges: dict[_Point, list[_Point]] = {}

    def add(places: NDArray[np.bool_], start: _Point, end: _Point) -> None:
        for y, x in np.argwhere(places).tolist():
            edges.setdefault((x + start[0], y + start[1]), []).append((x + end[0], y + end[1]))

    inside = padded[1:-1, 1:-1]
    add(inside & ~padded[:-2, 1:-1], (0, 0), (1, 0))  # nothing above
    add(inside & ~padded[1:-1, 2:], (1, 0), (1, 1))  # nothing to the right
    add(inside & ~padded[2:, 1:-1], (1, 1), (0, 1))  # nothing below
    add(inside & ~padded[1:-1, :-2], (0, 1), (0, 0))  # nothing to the left
    return edges


def _loops(edges: dict[_Point, list[_Point]]) -> list[_Loop]:
    """Joins the edges to closed loops without points on straight lines."""
    loops = []
    while edges:
        start = next(iter(edges))
        loop, point, before = [start], start, start
        while True:
            following = edges[point]
            # Where two loops touch at a corner, turn right, so that each stays around its own region.
            right = (point[0] - (point[1] - before[1]), point[1] + (point[0] - before[0]))
            chosen = right if right in following else following[0]
            following.remove(chosen)
            if not following:
                del edges[point]
            before, point = point, chosen
            if point == start:
                break
            loop.append(point)
        ends = zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1], strict=True)
        loops.append([b for a, b, c in ends if (b[0] - a[0]) * (c[1] - b[1]) != (b[1] - a[1]) * (c[0] - b[0])])
    return loops


def _area(loop: _Loop) -> float:
    """Returns the signed area: positive for an outline, negative for a hole."""
    ends = zip(loop, loop[1:] + loop[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ends) / 2


def _contains(loop: _Loop, point: _Point) -> bool:
    """True if the middle of the pixel at the right below `point` lies inside the loop."""
    x, y = point[0] + 0.5, point[1] + 0.5
    ends = zip(loop, loop[1:] + loop[:1], strict=True)
    return sum((y1 > y) != (y2 > y) and x1 > x for (x1, y1), (_, y2) in ends) % 2 == 1
