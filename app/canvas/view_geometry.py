"""PictureView: position and scale of the picture on the canvas. Plain geometry without Qt."""

from dataclasses import dataclass, replace

MAX_SCALE = 32.0
"""Canvas pixels per picture pixel, at most."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """Position and scale of a picture of `picture_px` (width, height) on a canvas of `canvas_px`.

    `zoom` is 1 if the whole picture just fits. `centre` is the point of the picture, in its own pixels, in the middle
    of the canvas. Created by `fitted`; the other methods return a new view with as little border as possible.
    """

    picture_px: tuple[int, int]
    canvas_px: tuple[float, float]
    zoom: float
    centre: tuple[float, float]

    @classmethod
    def fitted(cls, picture_px: tuple[int, int], canvas_px: tuple[float, float]) -> "PictureView":
        """Returns the view of the whole picture, as large as possible."""
        return cls(picture_px, canvas_px, 1.0, (picture_px[0] / 2, picture_px[1] / 2))

    @property
    def fit_scale(self) -> float:
        return max(1e-6, min(self.canvas_px[0] / self.picture_px[0], self.canvas_px[1] / self.picture_px[1]))

    @property
    def scale(self) -> float:
        """Canvas pixels per picture pixel."""
        return self.fit_scale * self.zoom

    @property
    def is_fitted(self) -> bool:
        return self.zoom == 1.0

    @property
    def overflows(self) -> bool:
        """True if parts of the picture are outside the canvas."""
        return self.zoom > 1.0

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the whole picture on the canvas; parts may be outside."""
        left, top = self.to_canvas((0.0, 0.0))
        return left, top, self.picture_px[0] * self.scale, self.picture_px[1] * self.scale

    def to_canvas(self, point: tuple[float, float]) -> tuple[float, float]:
        """Converts a point of the picture to canvas pixels."""
        return (
            self.canvas_px[0] / 2 + (point[0] - self.centre[0]) * self.scale,
            self.canvas_px[1] / 2 + (point[1] - self.centre[1]) * self.scale,
        )

    def to_picture(self, point: tuple[float, float]) -> tuple[float, float]:
        """Converts a point of the canvas to picture pixels; outside the picture for a point on the border."""
        return (
            self.centre[0] + (point[0] - self.canvas_px[0] / 2) / self.scale,
            self.centre[1] + (point[1] - self.canvas_px[1] / 2) / self.scale,
        )

    def zoomed(self, factor: float, at: tuple[float, float]) -> "PictureView":
        """Zooms by `factor` around the canvas point `at`; out to the fit at most."""
        smallest = min(self.zoom, 1.0)
        largest = max(1.0, MAX_SCALE / self.fit_scale)
        if self.zoom < 1.0 < self.zoom * factor:
            largest = 1.0  # zooming in on a small picture at its own size stops at the fit
        return self._zoomed_to(min(max(self.zoom * factor, smallest), largest), at)

    def at_scale(self, scale: float, at: tuple[float, float]) -> "PictureView":
        """Zooms to `scale` canvas pixels per picture pixel around `at`, also below the fit."""
        return self._zoomed_to(min(scale, MAX_SCALE) / self.fit_scale, at)

    def _zoomed_to(self, zoom: float, at: tuple[float, float]) -> "PictureView":
        fixed = self.to_picture(at)
        view = replace(self, zoom=zoom)
        moved = view.to_canvas(fixed)
        return view.panned((at[0] - moved[0], at[1] - moved[1]))

    def panned(self, by: tuple[float, float]) -> "PictureView":
        """Moves the picture by canvas pixels, as far as its border allows."""
        centre = (self.centre[0] - by[0] / self.scale, self.centre[1] - by[1] / self.scale)
        return replace(self, centre=self._within(centre))

    def on(self, picture_px: tuple[int, int], canvas_px: tuple[float, float]) -> "PictureView":
        """Returns the view of the same part after the picture or the canvas has changed its size."""
        share = (self.centre[0] / self.picture_px[0], self.centre[1] / self.picture_px[1])
        view = PictureView(picture_px, canvas_px, self.zoom, (share[0] * picture_px[0], share[1] * picture_px[1]))
        return view.panned((0.0, 0.0))

    def _within(self, centre: tuple[float, float]) -> tuple[float, float]:
        x, y = (
            _clamped(position, picture, canvas / 2 / self.scale)
            for position, picture, canvas in zip(centre, self.picture_px, self.canvas_px, strict=True)
        )
        return x, y


def _clamped(centre: float, length: float, half_visible: float) -> float:
    """Returns the nearest centre that shows no border; the middle if the whole length is visible."""
    if 2 * half_visible >= length:
        return length / 2
    return min(max(centre, half_visible), length - half_visible)
