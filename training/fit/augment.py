"""Augments training pairs reproducibly: the result depends on (seed, epoch, sample) alone."""

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.offline import switch_off_telemetry

switch_off_telemetry()  # loader workers import this module without going through the command line's entry point

import albumentations as A  # type: ignore[import-untyped]  # noqa: E402

from training.config.fit_config import AugmentConfig  # noqa: E402
from training.fit.distractors import Blood, Bubbles, Instrument, MaskSquare, Residue  # noqa: E402

Image = NDArray[np.uint8]
Window = tuple[slice, slice]
"""Rows and columns of a square."""


class Augment:
    """Augments a pair; the same seed, epoch and sample give the same result in any process and any order."""

    def __init__(self, config: AugmentConfig, seed: int) -> None:
        self._seed = seed
        self._transforms = A.Compose(_transforms(config))

    def __call__(self, image: Image, mask: MaskSquare, *, epoch: int, sample: int) -> tuple[Image, MaskSquare]:
        """Returns an augmented copy of `image` (S x S x 3 uint8) and `mask` (S x S uint8, 0 or 1)."""
        numbers = np.random.default_rng((self._seed, epoch, sample))
        # All transforms share one generator: Compose.set_random_seed would seed each of them alike, so that the
        # horizontal and the vertical flip would always occur together.
        self._transforms.set_random_state(numbers, random.Random(int(numbers.integers(2**63))))
        varied = self._transforms(image=image, mask=mask)
        return varied["image"], varied["mask"]


def _transforms(config: AugmentConfig) -> list[A.BasicTransform | A.BaseCompose]:
    """Returns the transforms with a probability above 0: geometry, distractors, light and colour, optics, device."""
    c = config
    everything = [
        PolypFreeView(p=c.polyp_free),
        A.HorizontalFlip(p=c.flip),
        A.VerticalFlip(p=c.flip),
        A.RandomRotate90(p=c.quarter_turn),
        A.Affine(
            rotate=(-c.rotate_deg, c.rotate_deg),
            scale=(1 - c.scale, 1 + c.scale),
            translate_percent=(-c.shift, c.shift),
            p=c.affine,
        ),
        # Distractors come before light and colour, so that these change them too.
        Residue(p=c.residue),
        Blood(p=c.blood),
        Bubbles(p=c.bubbles),
        Instrument(p=c.instrument),
        # Mainly contrast (gain): a brightness offset would turn the black of the letterbox grey, which never occurs.
        A.RandomBrightnessContrast(c.brightness / 3, c.brightness, p=c.light),
        A.RandomGamma(gamma_limit=(100 * (1 - c.brightness), 100 * (1 + c.brightness)), p=c.light / 2),
        A.HueSaturationValue(c.hue, c.saturation, 0, p=c.colour),
        A.MultiplicativeNoise(
            multiplier=(1 - c.white_balance, 1 + c.white_balance),
            per_channel=True,
            p=c.colour if c.white_balance else 0.0,
        ),
        SpecularHighlights(p=c.highlights),
        Cutout(p=c.cutout),
        A.OneOf([A.GaussianBlur(blur_limit=0, sigma_limit=(0.4, 2.0)), A.MotionBlur(blur_limit=(3, 9))], p=c.blur),
        A.GaussNoise(std_range=(0.01, 0.05), p=c.noise),
        EndoscopeBorder(p=c.border),
        A.ImageCompression(quality_range=(35, 90), p=c.jpeg),
    ]
    return [transform for transform in everything if transform.p > 0]


_MOSAIC = 1  # separates this random stream from those of the transforms


class Mosaic:
    """Chooses another pair and the rectangle of the square that it fills: CutMix for masks (Yun et al. 2019).

    The network then relies less on what surrounds a polyp, and images of different cameras are combined. The result
    depends on seed, epoch and sample alone.
    """

    def __init__(self, probability: float, seed: int) -> None:
        self._probability, self._seed = probability, seed

    def __call__(self, *, epoch: int, sample: int, count: int, side_px: int) -> tuple[int, Window] | None:
        """Returns the index (below `count`) of the other sample and its part of the square of `side_px`, or None."""
        numbers = np.random.default_rng((self._seed, epoch, sample, _MOSAIC))
        if numbers.random() >= self._probability:
            return None
        height, width = (round(share * side_px) for share in numbers.uniform(0.3, 0.7, 2))
        y, x = int(numbers.integers(side_px - height + 1)), int(numbers.integers(side_px - width + 1))
        return int(numbers.integers(count)), np.s_[y : y + height, x : x + width]


class PolypFreeView(A.DualTransform):  # type: ignore[misc]  # albumentations has no types
    """Enlarges a crop without a polyp, to serve as a polyp-free frame of the same camera and light.

    Public datasets contain hardly any frames without a polyp. A pair without space for such a crop is left unchanged.
    """

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        height, width = params["shape"][:2]
        truth, picture = data["mask"], data["image"]
        for _ in range(20):
            share = self.py_random.uniform(0.45, 0.85)
            h, w = round(share * height), round(share * width)
            y, x = self.py_random.randint(0, height - h), self.py_random.randint(0, width - w)
            part = np.s_[y : y + h, x : x + w]
            # Skip crops that are mostly the black surround of the picture.
            if not truth[part].any() and (picture[part].max(axis=2) > 20).mean() > 0.6:
                return {"part": part}
        return {"part": np.s_[:, :]}

    def apply(self, img: Image, part: Any, **params: Any) -> Image:
        return np.asarray(cv2.resize(img[part], img.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.uint8)

    def apply_to_mask(self, mask: MaskSquare, part: Any, **params: Any) -> MaskSquare:
        return np.asarray(cv2.resize(mask[part], mask.shape[1::-1], interpolation=cv2.INTER_NEAREST), np.uint8)


class SpecularHighlights(A.ImageOnlyTransform):  # type: ignore[misc]
    """Adds small white spots with soft edges: reflections of the endoscope's light on wet mucosa."""

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        height, width = params["shape"][:2]
        spots = []
        # Reflections come in clusters, where the mucosa faces the light.
        for _ in range(self.py_random.randint(1, 3)):
            x, y = self.py_random.uniform(0, width), self.py_random.uniform(0, height)
            for _ in range(self.py_random.randint(1, 6)):
                centre = (x + self.py_random.gauss(0, 0.05) * width, y + self.py_random.gauss(0, 0.05) * height)
                axes = (self.py_random.uniform(0.003, 0.02) * width, self.py_random.uniform(0.003, 0.02) * height)
                spots.append((centre, axes, self.py_random.uniform(0, 180)))
        return {"spots": spots}

    def apply(self, img: Image, spots: list[Any], **params: Any) -> Image:
        light = np.zeros(img.shape[:2], np.uint8)
        for (x, y), (a, b), angle_deg in spots:
            cv2.ellipse(light, ((x, y), (2 * a, 2 * b), angle_deg), 255, cv2.FILLED, cv2.LINE_AA)
        light = np.asarray(cv2.GaussianBlur(light, (0, 0), 0.8), np.uint8)
        return np.maximum(img, light[..., None])


class Cutout(A.DualTransform):  # type: ignore[misc]
    """Covers parts of the picture with grey boxes and removes the mask under them."""

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        height, width = params["shape"][:2]
        boxes = []
        for _ in range(self.py_random.randint(1, 3)):
            w, h = self.py_random.uniform(0.05, 0.25) * width, self.py_random.uniform(0.05, 0.25) * height
            x, y = self.py_random.uniform(0, width - w), self.py_random.uniform(0, height - h)
            boxes.append(np.s_[int(y) : int(y + h), int(x) : int(x + w)])
        return {"boxes": boxes}

    def apply(self, img: Image, boxes: list[Any], **params: Any) -> Image:
        hidden = img.copy()
        for box in boxes:
            hidden[box] = int(img.mean())
        return hidden

    def apply_to_mask(self, mask: MaskSquare, boxes: list[Any], **params: Any) -> MaskSquare:
        hidden = mask.copy()
        for box in boxes:
            hidden[box] = 0
        return hidden


class EndoscopeBorder(A.DualTransform):  # type: ignore[misc]
    """Blackens picture and mask outside a round, octagonal or rectangular field of view."""

    def get_params_dependent_on_data(self, params: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        height, width = params["shape"][:2]
        view = np.zeros((height, width), np.uint8)
        x = (0.5 + self.py_random.uniform(-0.1, 0.1)) * width
        y = (0.5 + self.py_random.uniform(-0.1, 0.1)) * height
        half_w, half_h = (self.py_random.uniform(0.4, 0.55) * side for side in (width, height))
        shape = self.py_random.choice(("round", "eight corners", "straight"))
        if shape == "round":
            radius = self.py_random.uniform(0.42, 0.62) * max(height, width)
            cv2.circle(view, (int(x), int(y)), int(radius), 1, cv2.FILLED)
        else:
            corner = self.py_random.uniform(0.1, 0.35) if shape == "eight corners" else 0.0
            signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
            points = [
                (x + sx * half_w * (1 - corner * along), y + sy * half_h * (1 - corner * (1 - along)))
                for sx, sy in signs
                for along in ((0, 1) if sx == sy else (1, 0))
            ]
            cv2.fillConvexPoly(view, np.asarray(points, np.int32), 1)
        return {"view": view}

    def apply(self, img: Image, view: MaskSquare, **params: Any) -> Image:
        return img * view[..., None]

    def apply_to_mask(self, mask: MaskSquare, view: MaskSquare, **params: Any) -> MaskSquare:
        return mask * view
