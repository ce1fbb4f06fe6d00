"""RectangleTool: a rectangle that the user draws on the picture by dragging. Plain geometry without Qt."""

from app.canvas.view_geometry import PictureView
from polyp_core.export.privacy import Box

Point = tuple[float, float]


class RectangleTool:
    """Is `active` from the request until the end of the drag; `corners` are those on the canvas, None before it."""

    def __init__(self) -> None:
        self.active = False
        self.corners: tuple[Point, Point] | None = None

    def start(self) -> None:
        self.active = True

    def cancel(self) -> None:
        self.active, self.corners = False, None

    def press(self, point: Point) -> None:
        self.corners = (point, point)

    def move(self, point: Point) -> None:
        if self.corners is not None:
            self.corners = (self.corners[0], point)

    def finish(self, view: PictureView) -> Box | None:
        """Ends the drag; returns the rectangle in pixels of the picture, None if it contains none."""
        if self.corners is None:
            return None
        (x0, y0), (x1, y1) = map(view.to_picture, self.corners)
        self.cancel()
        width_px, height_px = view.picture_px
        left, right = sorted(min(max(round(x), 0), width_px) for x in (x0, x1))
        top, bottom = sorted(min(max(round(y), 0), height_px) for y in (y0, y1))
        return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None
