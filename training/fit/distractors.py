"""Augmentations that draw objects that are no polyp at random positions: residue, bubbles, instruments and blood.

The ground truth is removed where an opaque object covers it and kept where the mucosa shows through.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.offline import switch_off_telemetry

switch_off_telemetry()  # loader workers import this module without going through the command line's entry point

import albumentations as A  # type: ignore[import-untyped]  # noqa: E402

Image = NDArray[np.uint8]
MaskSquare = NDArray[np.uint8]
"""S x S uint8, 1 for polyp pixels."""
Field = NDArray[np.float32]
"""H x W float32."""

_HIDES_FROM = 0.5
"""Opacity from which an object hides what lies under it."""


class _Distractor(A.DualTransform):  # type: ignore[misc]  # albumentations has no types
    """Blends a drawn object into the picture, within the field of view, and removes the mask where it is opaque."""

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        picture: Image = data["image"]
        rng = np.random.default_rng(self.py_random.getrandbits(63))
        colours, opacity = self.draw(picture, rng)
        return {"colours": colours, "opacity": (opacity * _field_of_view(picture)).astype(np.float32)}

    def draw(self, picture: Image, rng: np.random.Generator) -> tuple[NDArray[np.float32], Field]:
        """Returns colours (H x W x 3, 0 to 255) and opacity (0 to 1) of an object to draw over `picture`."""
        raise NotImplementedError

    def apply(self, img: Image, colours: NDArray[np.float32], opacity: Field, **params: Any) -> Image:
        share = opacity[..., None]
        return np.clip(img * (1 - share) + colours * share, 0, 255).astype(np.uint8)

    def apply_to_mask(self, mask: MaskSquare, opacity: Field, **params: Any) -> MaskSquare:
        return np.where(opacity < _HIDES_FROM, mask, 0).astype(np.uint8)


class Residue(_Distractor):
    """Draws lumps and crumbs of stool: matt, yellow to brown or green, with a rough surface."""

    _TONES = ((146, 112, 62), (112, 80, 46), (108, 104, 58), (164, 138, 88))

    def draw(self, picture: Image, rng: np.random.Generator) -> tuple[NDArray[np.float32], Field]:
        shape = picture.shape[:2]
        side = min(shape)
        rough = _noise(shape, rng, 10) * 0.6 + _noise(shape, rng, 28) * 0.4
        height: Field = np.full(shape, -1.0, np.float32)
        centre = _random_mucosa_position(picture, rng)
        for _ in range(int(rng.integers(1, 5))):
            place = centre + rng.normal(0, 0.08, 2) * side
            _add_bump(height, place, rng.uniform(0.03, 0.11, 2) * side, rng.uniform(0, np.pi))
        for _ in range(int(rng.integers(10, 50))):
            place = centre + rng.normal(0, 0.16, 2) * side
            _add_bump(height, place, rng.lognormal(-4.8, 0.5) * side * rng.uniform(0.7, 1.4, 2), rng.uniform(0, np.pi))
        height = np.asarray(_warped(height, rng, 0.03 * side) + 0.42 * rough, np.float32)
        opacity = np.asarray(_step(height, 0.0, 0.16) * rng.uniform(0.86, 1.0), np.float32)
        surface = _blurred(np.clip(height, 0, 0.6), side / 110) + 0.1 * _noise(shape, rng, 50)
        relief = np.clip(_relief(surface, rng, side / 16), 0.7, 1.2)
        tone = np.array(self._TONES[int(rng.integers(len(self._TONES)))], np.float32) * rng.uniform(0.75, 1.1)
        mottled = 1 + 0.2 * _noise(shape, rng, 18) + 0.12 * _noise(shape, rng, 60)
        return tone * (relief * mottled * _light(picture))[..., None], opacity


class Bubbles(_Distractor):
    """Draws clusters of transparent bubbles with a bright rim and a highlight; the mask is kept."""

    def draw(self, picture: Image, rng: np.random.Generator) -> tuple[NDArray[np.float32], Field]:
        shape = picture.shape[:2]
        side = min(shape)
        colours = _blurred(picture, side / 200)
        opacity = np.zeros(shape, np.float32)
        centre, lamp = _random_mucosa_position(picture, rng), rng.uniform(0, 2 * np.pi)
        placed: list[tuple[float, float, float]] = []
        for _ in range(int(rng.integers(12, 70))):
            radius = float(np.clip(rng.lognormal(-3.9, 0.55), 0.008, 0.07)) * side
            y, x = centre + rng.normal(0, 0.1, 2) * side
            # Bubbles may touch but not overlap.
            if all(np.hypot(y - b, x - a) >= 0.92 * (radius + r) for b, a, r in placed):
                placed.append((y, x, radius))
                self._draw_one(colours, opacity, (y, x), radius, lamp)
        return colours, opacity

    def apply_to_mask(self, mask: MaskSquare, opacity: Field, **params: Any) -> MaskSquare:
        return mask

    @staticmethod
    def _draw_one(
        colours: NDArray[np.float32], opacity: Field, centre: tuple[float, float], radius: float, lamp: float
    ) -> None:
        """Draws one bubble into `colours` and `opacity`; `lamp` is the direction of its highlight in radians."""
        part, y, x = _around(opacity.shape, centre, radius + 2)
        away = np.hypot(y, x) / radius
        inside = _step(1 - away, 0.0, 1.6 / radius)
        rim = np.exp(-(((away - 0.93) / max(0.07, 0.8 / radius)) ** 2)) * inside
        shade = np.exp(-(((away - 0.7) / 0.2) ** 2)) * inside
        glint = np.zeros_like(away)
        for turn, far, size in ((0.0, 0.5, 0.17), (np.pi, 0.66, 0.1)):
            at_y, at_x = far * radius * np.sin(lamp + turn), far * radius * np.cos(lamp + turn)
            glint += np.exp(-((np.hypot(y - at_y, x - at_x) / max(0.7, size * radius)) ** 2))
        for colour, share in ((40.0, 0.3 * shade), (236.0, 0.6 * rim), (255.0, np.minimum(glint, 1) * inside)):
            colours[part] += (colour - colours[part]) * share[..., None]
        opacity[part] = np.maximum(opacity[part], inside)


class Instrument(_Distractor):
    """Draws a shaft entering from the edge of the view: a plastic sheath or metal, with jaws, a snare or a bare end."""

    _SHEATHS = ((58, 96, 168), (208, 208, 200), (60, 62, 66), (196, 132, 58), (74, 150, 132), (150, 152, 156))

    def draw(self, picture: Image, rng: np.random.Generator) -> tuple[NDArray[np.float32], Field]:
        shape = picture.shape[:2]
        side = min(shape)
        middle = np.array(shape) / 2
        angle = rng.uniform(0, 2 * np.pi)
        start = middle + 0.72 * side * np.array([np.sin(angle), np.cos(angle)])
        tip = middle + rng.uniform(-0.24, 0.24, 2) * side
        along, length = (tip - start) / np.hypot(*(tip - start)), float(np.hypot(*(tip - start)))
        half = rng.uniform(0.026, 0.05) * side
        rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
        t = (rows - start[0]) * along[0] + (columns - start[1]) * along[1]
        # The shaft is nearer to the camera, and so wider, where it enters.
        widths = half * (1.5 - 0.5 * np.clip(t / length, 0, 1))
        s = ((rows - start[0]) * -along[1] + (columns - start[1]) * along[0]) / widths
        sheath = np.array(self._SHEATHS[int(rng.integers(len(self._SHEATHS)))], np.float32)
        body = _step(1 - np.abs(s), 0.0, 1.2 / half) * _step(length - t, 0.0, 1.5)
        ferrule = _step(t - (length - 2.2 * half), 0.0, 1.0)[..., None]
        base = sheath * (1 - ferrule) + np.array((168, 170, 176), np.float32) * ferrule
        round_shade = 0.34 + 0.66 * np.sqrt(np.clip(1 - s**2, 0, 1))
        shine = 130 * np.exp(-(((s + 0.32) / 0.16) ** 2))
        colours = (base * round_shade[..., None] + shine[..., None]) * _light(picture)[..., None]
        opacity = body
        end = np.zeros(shape, np.uint8)
        kind = rng.choice(("jaws", "snare", "bare"))
        across = np.array([-along[1], along[0]])
        if kind == "jaws":
            opening = rng.uniform(0.25, 0.75)
            for hand in (-1, 1):
                turned = along * np.cos(hand * opening) + across * np.sin(hand * opening)
                centre = tip + turned * 1.9 * half
                axes, turn = (4.1 * half, 1.25 * half), float(np.degrees(np.arctan2(turned[0], turned[1])))
                cv2.ellipse(end, ((float(centre[1]), float(centre[0])), axes, turn), 255, cv2.FILLED, cv2.LINE_AA)
        elif kind == "snare":
            size = rng.uniform(0.07, 0.16) * side
            centre, turn = tip + along * size, float(np.degrees(np.arctan2(along[0], along[1])))
            axes = (2 * size, rng.uniform(0.9, 1.6) * size)
            cv2.ellipse(end, ((float(centre[1]), float(centre[0])), axes, turn), 255, max(1, round(side / 110)), 16)
        metal = end.astype(np.float32) / 255
        relief = _relief(_blurred(metal, half / 3), rng, 2.2 * half)
        bare = metal * (1 - opacity)
        steel = np.array((176, 178, 184), np.float32) * (relief * _light(picture))[..., None]
        colours = np.where((bare > 0)[..., None], steel, colours)
        opacity = np.maximum(opacity, metal)
        # Shadow on the mucosa next to the shaft.
        moved = np.roll(opacity, tuple(round(float(d) * half) for d in across * 1.1), (0, 1))
        shadow = 0.42 * _blurred(moved, half / 1.6) * (1 - opacity)
        total = opacity + shadow
        weight = np.divide(opacity, total, out=np.zeros_like(opacity), where=total > 0)
        return (colours * weight[..., None]).astype(np.float32), total.astype(np.float32)


class Blood(_Distractor):
    """Draws pools and streaks of blood: dark red where thick, clear red at the edges, with a wet shine."""

    def draw(self, picture: Image, rng: np.random.Generator) -> tuple[NDArray[np.float32], Field]:
        shape = picture.shape[:2]
        side = min(shape)
        centre, down = _random_mucosa_position(picture, rng), rng.uniform(0, np.pi)
        depth: Field = np.full(shape, -1.0, np.float32)
        for _ in range(int(rng.integers(1, 4))):
            place = centre + rng.normal(0, 0.07, 2) * side
            _add_bump(depth, place, rng.uniform(0.04, 0.12, 2) * side, rng.uniform(0, np.pi))
        for _ in range(int(rng.integers(0, 4))):
            turn = down + rng.normal(0, 0.2)
            long, thin = rng.uniform(0.08, 0.22) * side, rng.uniform(0.012, 0.03) * side
            place = centre + long * 0.8 * np.array([np.sin(turn), np.cos(turn)]) + rng.normal(0, 0.05, 2) * side
            _add_bump(depth, place, np.array((long, thin)), turn)
        for _ in range(int(rng.integers(0, 12))):
            _add_bump(
                depth,
                centre + rng.normal(0, 0.14, 2) * side,
                rng.lognormal(-4.7, 0.5) * side * rng.uniform(0.7, 1.4, 2),
                down,
            )
        depth = _warped(depth, rng, 0.05 * side)
        depth += 0.4 * _noise(shape, rng, 7) + 0.1 * _noise(shape, rng, 22)
        thick = np.clip(depth, 0, 1)
        opacity = _step(depth, 0.0, 0.28) * (0.62 + 0.34 * thick)
        thin_red, thick_red = np.array((146, 22, 18), np.float32), np.array((72, 5, 8), np.float32)
        colours = thin_red + (thick_red - thin_red) * np.sqrt(thick)[..., None]
        surface = _blurred(thick, side / 70) + 0.25 * _noise(shape, rng, 9)
        relief = _relief(surface, rng, side / 9)
        shine = 170 * np.clip(relief - 1.42, 0, 1)[..., None]
        return (colours * _light(picture)[..., None] * (0.86 + 0.14 * relief[..., None]) + shine), opacity


def _field_of_view(picture: Image) -> Field:
    """Returns 1 for pixels in the endoscope's view, 0 in the black surround; dark folds belong to the view."""
    shown = (picture.max(axis=2) > 14).astype(np.uint8)
    size = max(3, min(shown.shape) // 12) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    padded = cv2.copyMakeBorder(shown, size, size, size, size, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)[size:-size, size:-size]
    return _blurred(closed.astype(np.float32), 0.8)


def _light(picture: Image) -> Field:
    """Returns the brightness around each pixel, about 1 on average, to light objects like their surroundings."""
    brightness = _blurred(picture.max(axis=2).astype(np.float32), min(picture.shape[:2]) / 14)
    return np.clip(0.35 + 0.65 * brightness / max(1.0, float(brightness.mean())), 0.35, 1.35).astype(np.float32)


def _blurred(values: NDArray[Any], sigma_px: float) -> Field:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma_px), np.float32)


def _noise(shape: tuple[int, ...], rng: np.random.Generator, cells: int) -> Field:
    """Returns smooth noise around 0, standard deviation about 0.5, from `cells` random values along a side."""
    coarse = rng.normal(0, 0.7, (cells + 3, cells + 3)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def _random_mucosa_position(picture: Image, rng: np.random.Generator) -> NDArray[np.float64]:
    """Returns row and column of a random position on lit mucosa, recognised by its red; anywhere if there is none."""
    red, green = picture[..., 0].astype(np.int16), picture[..., 1].astype(np.int16)
    places = np.flatnonzero((red > 50) & (red > green + 12))
    if not places.size:
        return rng.uniform(0.1, 0.9, 2) * picture.shape[:2]
    return np.array(np.unravel_index(int(rng.choice(places)), picture.shape[:2]), np.float64)


def _around(shape: tuple[int, ...], centre: Any, radius: float) -> tuple[tuple[slice, slice], Field, Field]:
    """Returns the slices of a picture within `radius` of `centre`, and row and column offsets from the centre."""
    (top, bottom), (left, right) = (
        (min(max(0, int(c - radius)), size), min(max(0, int(c + radius) + 2), size))
        for c, size in zip(centre, shape, strict=True)
    )
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    return (slice(top, bottom), slice(left, right)), rows - centre[0], columns - centre[1]


def _add_bump(height: Field, centre: Any, axes: NDArray[Any], turn: float) -> None:
    """Adds an elliptic bump to `height`: 1 at its centre, 0 on the ellipse, -1 at twice that and beyond.

    `turn` is in radians.
    """
    part, y, x = _around(height.shape, centre, 2 * float(axes.max()))
    along = (x * np.cos(turn) + y * np.sin(turn)) / axes[0]
    across = (y * np.cos(turn) - x * np.sin(turn)) / axes[1]
    height[part] = np.maximum(height[part], 1 - np.hypot(along, across))


def _warped(height: Field, rng: np.random.Generator, by_px: float) -> Field:
    """Displaces `height` by smooth noise of about `by_px` pixels, so that edges become irregular."""
    rows, columns = np.mgrid[: height.shape[0], : height.shape[1]].astype(np.float32)
    x, y = (axis + np.float32(2 * by_px) * _noise(height.shape, rng, 6) for axis in (columns, rows))
    return np.asarray(cv2.remap(height, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _step(values: NDArray[Any], at: float, width: float) -> Field:
    """Smooth step: 0 below `at`, 1 above it, rising over `width`."""
    share = np.clip((values - at) / width + 0.5, 0, 1)
    return (share * share * (3 - 2 * share)).astype(np.float32)


def _relief(height: Field, rng: np.random.Generator, strength: float) -> Field:
    """Returns the brightness of a surface lit from one side: about 1, higher on slopes that face the light."""
    angle = rng.uniform(0, 2 * np.pi)
    slope_y, slope_x = np.gradient(height)
    slope = slope_x * np.cos(angle) + slope_y * np.sin(angle)
    return np.asarray(np.clip(1 + strength * slope * 0.35, 0.45, 1.7), np.float32)
