"""EditTools: what the tools of the mask editor do with a drag or a click. Independent of Qt.

Points are x, y in pixels of the picture and may lie outside it; masks are H x W bool.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np

from app.translation import tr
from polyp_core.masks.editing import (
    Point,
    Rectangle,
    brush_stroke,
    mask_from_shape,
    mask_in_shape,
    polygon,
    rectangle_of,
    region_at,
    regions_meant_by,
)
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask

SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX = 1.0, 200.0
_LEAST_DRAG_PX = 3.0  # a shorter one is a click, which draws no box
_LEAST_CORNERS = 3


class Tool(StrEnum):
    """The tools; the names are those of their actions without `tool_`."""

    BOX = "box"
    ELLIPSE = "ellipse"
    BRUSH = "brush"
    ERASER = "eraser"
    POLYGON = "polygon"
    KEEP = "keep"
    DELETE = "delete"


BRUSHES = (Tool.BRUSH, Tool.ERASER)
SHAPES: dict[Tool, Literal["box", "ellipse"]] = {Tool.BOX: "box", Tool.ELLIPSE: "ellipse"}


@dataclass
class EditTools:
    """The mask of a frame with what is being drawn on it.

    `levels` is the probability map at the size of the picture. `mask` is never changed in place: each tool replaces it
    when it is done, and returns True. A stroke in progress is in `preview`, the corners of an open polygon are in
    `corners`, and the rectangle that is dragged for a box or an ellipse is in `rectangle`.
    """

    mask: Mask
    levels: Levels
    tool: Tool = Tool.BRUSH
    radius_px: float = 12.0
    preview: Mask | None = None
    corners: list[Point] = field(default_factory=list)
    rectangle: Rectangle | None = None
    message: str = ""
    """Why the last click or drag came to nothing; "" if it did not."""
    _start: Point | None = None
    _last: tuple[Point, float] | None = None
    _erases: bool = False
    _grabbed: int | None = None

    @property
    def is_drawing(self) -> bool:
        """True while something is drawn that `cancel` would discard."""
        return self._start is not None or bool(self.corners)

    def press(self, point: Point, *, pressure: float = 1.0, erases: bool = False, near_px: float = 8.0) -> bool:
        """Begins a drag, or adds a corner to the polygon; `near_px` is how near a click takes hold of a corner.

        `pressure` (0..1) of a pen makes the brush smaller, `erases` is true for its other end.
        """
        self.message = ""
        if self.tool is Tool.POLYGON and not erases:
            return self._press_corner(point, near_px)
        self._start = point
        if self.tool in BRUSHES or erases:
            self._erases = erases or self.tool is Tool.ERASER
            self.preview = self.mask.copy()
            self._paint(point, pressure)
        elif self.tool in SHAPES:
            self.rectangle = rectangle_of(point, point)
        return False

    def move(self, point: Point, *, pressure: float = 1.0) -> None:
        """Continues a drag."""
        if self._grabbed is not None:
            self.corners[self._grabbed] = point
        elif self.preview is not None:
            self._paint(point, pressure)
        elif self.rectangle is not None and self._start is not None:
            self.rectangle = rectangle_of(self._start, point)

    def release(self, point: Point) -> bool:
        """Ends a drag or a click; returns whether the mask has changed."""
        self._grabbed = None
        start, self._start = self._start, None
        if start is None:
            return False
        if self.preview is not None:
            drawn, self.preview, self._last = self.preview, None, None
            return self._replace(drawn)
        if self.rectangle is not None:
            rectangle, self.rectangle = self.rectangle, None
            return self._draw_shape(rectangle)
        return self._pick(point)

    def finish_polygon(self) -> bool:
        """Adds the open polygon to the mask; returns whether it has changed. With one or two corners it stays open."""
        self._grabbed = None
        if len(self.corners) < _LEAST_CORNERS:
            self.message = tr("A polygon needs three corners.") if self.corners else ""
            return False
        corners, self.corners = self.corners, []
        return self._replace(self.mask | polygon(self.mask.shape, corners))

    def finish(self) -> bool:
        """Adds an open polygon to the mask, and discards what else is drawn; returns whether the mask has changed."""
        changed = self.finish_polygon()
        if self.corners:
            self.message = tr("The polygon was discarded: it had fewer than three corners.")
        self.cancel()
        return changed

    def remove_corner(self) -> None:
        """Removes the last corner of the open polygon."""
        self.corners = self.corners[:-1]

    def cancel(self) -> None:
        """Discards what is being drawn."""
        self.preview, self.rectangle, self.corners = None, None, []
        self._start, self._last, self._grabbed = None, None, None

    def resize_brush(self, factor: float) -> None:
        """Makes the brush larger or smaller, by a pixel at least."""
        step = max(1.0, abs(self.radius_px * (factor - 1)))
        radius = self.radius_px + (step if factor > 1 else -step)
        self.radius_px = min(max(radius, SMALLEST_RADIUS_PX), LARGEST_RADIUS_PX)

    def _paint(self, point: Point, pressure: float) -> None:
        radius = max(0.5, self.radius_px * (0.3 + 0.7 * pressure))
        last, self._last = self._last, (point, radius)
        points, radii = ([last[0], point], [last[1], radius]) if last is not None else ([point], [radius])
        assert self.preview is not None
        self.preview[brush_stroke(self.mask.shape, points, radii)] = not self._erases

    def _press_corner(self, point: Point, near_px: float) -> bool:
        distances = [float(np.hypot(x - point[0], y - point[1])) for x, y in self.corners]
        nearest = int(np.argmin(distances)) if distances else -1
        if nearest == 0 and len(self.corners) >= _LEAST_CORNERS and distances[0] <= near_px:
            return self.finish_polygon()
        if nearest >= 0 and distances[nearest] <= near_px:
            self._grabbed = nearest
        else:
            self.corners.append(point)
            self._grabbed = len(self.corners) - 1
        return False

    def _draw_shape(self, rectangle: Rectangle) -> bool:
        left, top, right, bottom = rectangle
        if min(right - left, bottom - top) < _LEAST_DRAG_PX:
            return False
        inside = mask_in_shape(self.mask.shape, rectangle, SHAPES[self.tool])
        if not inside.any():
            self.message = tr("Draw around the polyp, inside the picture.")
            return False
        snapped = mask_from_shape(self.levels, rectangle, SHAPES[self.tool])
        if snapped.level is None:
            self.message = tr(
                "No level of the model's map fits there, so an ellipse was drawn. Correct it with the brush."
            )
        # What the model marked of this polyp before gives way; other regions stay.
        return self._replace((self.mask & ~regions_meant_by(self.mask, inside)) | snapped.mask)

    def _pick(self, point: Point) -> bool:
        region = region_at(self.mask, point)
        if region is None:
            self.message = tr("Click on a marked region.")
            return False
        return self._replace(region if self.tool is Tool.KEEP else self.mask & ~region)

    def _replace(self, mask: Mask) -> bool:
        changed = not np.array_equal(mask, self.mask)
        self.mask = mask
        return changed
