"""Where the picture lies on the canvas: fit, zoom at a point, pan. Plain geometry without Qt."""

from dataclasses import dataclass, replace

MAX_SCALE = 32.0
"""Canvas pixels per picture pixel, at most."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """How a picture of `picture_px` (width, height) is seen on a canvas of `canvas_px`.

    `zoom` is 1 where the whole picture just fits. `centre` is the point of the picture, in its own pixels, that lies in
    the middle of the canvas. Make one with `fitted`; the other methods give a new view that never shows more border
    than it must.
    """

    picture_px: tuple[int, int]
    canvas_px: tuple[float, float]
    zoom: float
    centre: tuple[float, float]

    @classmethod
    def fitted(cls, picture_px: tuple[int, int], canvas_px: tuple[float, float]) -> "PictureView":
        """The whole picture, as large as it fits."""
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
        """Whether parts of the picture lie outside the canvas."""
        return self.zoom > 1.0

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """Where the whole picture lies on the canvas: left, top, width, height; parts may lie outside."""
        left, top = self.to_canvas((0.0, 0.0))
        return left, top, self.picture_px[0] * self.scale, self.picture_px[1] * self.scale

    def to_canvas(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the picture, on the canvas."""
        return (
            self.canvas_px[0] / 2 + (point[0] - self.centre[0]) * self.scale,
            self.canvas_px[1] / 2 + (point[1] - self.centre[1]) * self.scale,
        )

    def to_picture(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point of the canvas, in the picture; outside its sides where the point lies on the border."""
        return (
            self.centre[0] + (point[0] - self.canvas_px[0] / 2) / self.scale,
            self.centre[1] + (point[1] - self.canvas_px[1] / 2) / self.scale,
        )

    def zoomed(self, factor: float, at: tuple[float, float]) -> "PictureView":
        """Zooms by `factor` so that what lies under the canvas point `at` stays there; not out beyond the fit."""
        smallest = min(self.zoom, 1.0)
        largest = max(1.0, MAX_SCALE / self.fit_scale)
        if self.zoom < 1.0 < self.zoom * factor:
            largest = 1.0  # a small picture at its own size stops at the fit on its way in
        return self._held(min(max(self.zoom * factor, smallest), largest), at)

    def at_scale(self, scale: float, at: tuple[float, float]) -> "PictureView":
        """At `scale` canvas pixels per picture pixel, also below the fit; what lies under `at` stays there."""
        return self._held(min(scale, MAX_SCALE) / self.fit_scale, at)

    def _held(self, zoom: float, at: tuple[float, float]) -> "PictureView":
        held = self.to_picture(at)
        view = replace(self, zoom=zoom)
        moved = view.to_canvas(held)
        return view.panned((at[0] - moved[0], at[1] - moved[1]))

    def panned(self, by: tuple[float, float]) -> "PictureView":
        """Moves the picture by canvas pixels, as far as it goes."""
        wished = (self.centre[0] - by[0] / self.scale, self.centre[1] - by[1] / self.scale)
        return replace(self, centre=self._within(wished))

    def on(self, picture_px: tuple[int, int], canvas_px: tuple[float, float]) -> "PictureView":
        """The same part of the picture after the canvas or the picture changed its size."""
        share = (self.centre[0] / self.picture_px[0], self.centre[1] / self.picture_px[1])
        view = PictureView(picture_px, canvas_px, self.zoom, (share[0] * picture_px[0], share[1] * picture_px[1]))
        return view.panned((0.0, 0.0))

    def _within(self, centre: tuple[float, float]) -> tuple[float, float]:
        x, y = (
            _clamped(where, picture, canvas / 2 / self.scale)
            for where, picture, canvas in zip(centre, self.picture_px, self.canvas_px, strict=True)
        )
        return x, y


def _clamped(centre: float, length: float, half_seen: float) -> float:
    """The nearest centre from which nothing beyond the picture's ends is seen; its middle where all of it is."""
    if 2 * half_seen >= length:
        return length / 2
    return min(max(centre, half_seen), length - half_seen)
