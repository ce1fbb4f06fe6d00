"""Makes the demo clip: a virtual camera moves over six PolypGen images; every frame has an exact mask.

    uv run python resources/demo/make_demo.py PATH/TO/POLYPGEN

The folder holds `images/` and `masks/`. On one machine, the same images give the same clip.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from polyp_core.files.atomic_files import atomic_write
from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_files import read_mask
from resources import DEMO_CLIP, DEMO_MASKS

WIDTH_PX, HEIGHT_PX = 640, 512
RATE_FPS = 25
CROSSFADE_FRAMES = 8
CORNER_CUT = 0.22
"""Part of the height that the octagonal surround cuts off each corner."""

SUPERSAMPLING = 3
GRAIN_SIGMA = 1.6
SEED = 20

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Grid = NDArray[np.float32]


@dataclass(frozen=True)
class Pose:
    """View of the camera: centre and width as fractions of the image's width and height.

    `advance` moves the camera along the bowel, as a fraction of the distance to the nearest visible wall.
    """

    x: float
    y: float
    width: float
    roll_deg: float = 0.0
    advance: float = 0.0


@dataclass(frozen=True)
class Scene:
    """An image, its vanishing point (as fractions of its width and height), and the poses of the camera."""

    still: str
    seconds: float
    vanishing_point: tuple[float, float]
    poses: tuple[Pose, ...]

    @property
    def frame_count(self) -> int:
        return round(self.seconds * RATE_FPS)


SCENES = (
    Scene("564OLCV1_100H0002", 4.0, (0.24, 0.27), (Pose(0.46, 0.44, 0.68, -2), Pose(0.40, 0.42, 0.62, 2, 0.18))),
    Scene(
        "459OLCV1_100H0006",
        5.0,
        (0.17, 0.48),
        (Pose(0.46, 0.50, 0.86, 4), Pose(0.47, 0.48, 0.80, 0, 0.06), Pose(0.50, 0.43, 0.62, -2, 0.10)),
    ),
    Scene("EndoCV2021_001184", 3.6, (0.42, 0.72), (Pose(0.54, 0.44, 0.66, 2), Pose(0.55, 0.48, 0.56, -2, 0.10))),
    Scene(
        "176OLCV1_100H0730",
        4.4,
        (0.05, 0.9),
        (Pose(0.53, 0.47, 0.84, -3), Pose(0.51, 0.49, 0.78, 0), Pose(0.48, 0.54, 0.58, 3, 0.05)),
    ),
    Scene("EndoCV2021_001256", 3.2, (0.62, 0.30), (Pose(0.57, 0.52, 0.64, 2), Pose(0.60, 0.48, 0.58, -2, 0.15))),
    Scene(
        "276OLCV1_100H0006",
        4.6,
        (0.75, 0.60),
        (Pose(0.53, 0.48, 0.86, 3), Pose(0.51, 0.49, 0.78, 0, 0.08), Pose(0.48, 0.51, 0.56, -3, 0.12)),
    ),
)


def pose_at(scene: Scene, frame: int, sway: NDArray[np.float64]) -> Pose:
    """Returns the pose at a frame of a scene: interpolated between its poses, plus a slow sway."""
    segments = list(pairwise(scene.poses))
    position = frame / (scene.frame_count - 1) * len(segments)
    segment = min(int(position), len(segments) - 1)
    start, end = segments[segment]
    fraction = position - segment
    eased = fraction * fraction * (3 - 2 * fraction)
    at = {f.name: (1 - eased) * getattr(start, f.name) + eased * getattr(end, f.name) for f in fields(Pose)}
    phases = 2 * np.pi * (np.array([0.31, 0.23, 0.17]) * frame / RATE_FPS + sway)
    drift_x, drift_y, drift_roll = np.sin(phases)
    return Pose(
        at["x"] + 0.008 * drift_x, at["y"] + 0.010 * drift_y, at["width"], at["roll_deg"] + drift_roll, at["advance"]
    )


def view(pose: Pose, scene: Scene, still_width_px: int, still_height_px: int) -> tuple[Grid, Grid]:
    """Returns the position in the still of each pixel of the frame: x and y, both HEIGHT_PX x WIDTH_PX.

    Advancing by d in a round tube moves a point at radius r to r / (1 - d r), because the wall at radius r is at
    depth 1 / r. This is the inverse, around the vanishing point.
    """
    columns, rows = np.meshgrid(np.arange(WIDTH_PX) - (WIDTH_PX - 1) / 2, np.arange(HEIGHT_PX) - (HEIGHT_PX - 1) / 2)
    scale = pose.width * still_width_px / WIDTH_PX
    roll = np.deg2rad(pose.roll_deg)
    x = pose.x * still_width_px + scale * (np.cos(roll) * columns - np.sin(roll) * rows)
    y = pose.y * still_height_px + scale * (np.sin(roll) * columns + np.cos(roll) * rows)
    end_x, end_y = scene.vanishing_point[0] * still_width_px, scene.vanishing_point[1] * still_height_px
    radius = np.hypot(x - end_x, y - end_y) / (still_width_px / 2)
    nearer = 1 / (1 + pose.advance * radius)
    return (end_x + (x - end_x) * nearer).astype(np.float32), (end_y + (y - end_y) * nearer).astype(np.float32)


def enlarge(image: Picture) -> Picture:
    """Returns the still enlarged by SUPERSAMPLING and sharpened."""
    large = cv2.resize(image, None, fx=SUPERSAMPLING, fy=SUPERSAMPLING, interpolation=cv2.INTER_LANCZOS4)
    smooth = cv2.bilateralFilter(large, d=7, sigmaColor=12, sigmaSpace=3)
    soft = cv2.GaussianBlur(smooth, (0, 0), 2.2)
    return cv2.addWeighted(smooth, 1.55, soft, -0.55, 0).astype(np.uint8)


def field_of_view(image: Picture) -> Mask:
    """Returns the field of view of a still: the convex hull of all pixels except the black surround and its text."""
    bright = (image.max(axis=2) > 40).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bright)
    largest = (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)
    hull = cv2.convexHull(cv2.findNonZero(largest))
    filled = cv2.fillConvexPoly(np.zeros_like(bright), hull, 1)
    return cv2.erode(filled, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0


def endoscope_mask() -> Grid:
    """Returns HEIGHT_PX x WIDTH_PX x 1: 1 inside the octagon, less towards its border, 0 in the corners."""
    cut = round(CORNER_CUT * HEIGHT_PX)
    right, bottom = WIDTH_PX - 1, HEIGHT_PX - 1
    top_and_right = [(cut, 0), (right - cut, 0), (right, cut), (right, bottom - cut)]
    bottom_and_left = [(right - cut, bottom), (cut, bottom), (0, bottom - cut), (0, cut)]
    octagon = np.array([*top_and_right, *bottom_and_left])
    inside = cv2.fillConvexPoly(np.zeros((HEIGHT_PX, WIDTH_PX), np.float32), octagon, 1.0)
    rows, columns = np.mgrid[-1 : 1 : HEIGHT_PX * 1j, -1 : 1 : WIDTH_PX * 1j]
    vignette = 1 - 0.16 * np.clip(np.hypot(rows, columns) / np.sqrt(2), 0, 1) ** 3
    weight: Grid = (cv2.GaussianBlur(inside, (0, 0), 0.8) * vignette).astype(np.float32)
    return weight[..., None]


def render(scene: Scene, folder: Path, rng: np.random.Generator) -> Iterator[tuple[Picture, Mask]]:
    """Yields the frames of a scene and their masks. Raises ValueError if the camera leaves the field of view."""
    image = read_image(folder / "images" / f"{scene.still}.jpg")
    truth = read_mask(folder / "masks" / f"{scene.still}.png")
    field = field_of_view(image)
    large = enlarge(image)
    octagon = endoscope_mask()
    seen = octagon[..., 0] > 0.5
    sway = rng.random(3)
    for frame in range(scene.frame_count):
        x, y = view(pose_at(scene, frame, sway), scene, image.shape[1], image.shape[0])
        if not cv2.remap(field.astype(np.uint8), x, y, cv2.INTER_NEAREST)[seen].all():
            raise ValueError(f"The camera leaves the field of view of {scene.still} in its frame {frame}.")
        # Enlarging moves the pixel centres.
        large_x, large_y = (x + 0.5) * SUPERSAMPLING - 0.5, (y + 0.5) * SUPERSAMPLING - 0.5
        picture = cv2.remap(large, large_x, large_y, cv2.INTER_LINEAR).astype(np.uint8)
        mask = cv2.remap(truth.astype(np.float32), x, y, cv2.INTER_LINEAR) >= 0.5
        yield picture, mask & seen


def join(scenes: tuple[Scene, ...], folder: Path) -> Iterator[tuple[Picture, Mask, int, bool]]:
    """Yields all frames in order: image, mask, number of the scene, and whether it is in a crossfade.

    In a crossfade, mask and number are those of the scene with the larger weight.
    """
    rng = np.random.default_rng(SEED)
    octagon = endoscope_mask()
    leaving: list[tuple[Picture, Mask]] = []
    for number, scene in enumerate(scenes):
        frames = list(render(scene, folder, rng))
        last = number == len(scenes) - 1
        kept = frames if last else frames[:-CROSSFADE_FRAMES]
        for position, (picture, mask) in enumerate(kept):
            blends = position < len(leaving)
            shown, truth, owner = picture.astype(np.float32), mask, number
            if blends:
                old_picture, old_mask = leaving[position]
                weight = (position + 1) / (len(leaving) + 1)
                shown = weight * shown + (1 - weight) * old_picture
                if weight < 0.5:
                    truth, owner = old_mask, number - 1
            grain = rng.normal(0, GRAIN_SIGMA, (HEIGHT_PX, WIDTH_PX, 1))
            yield np.clip((shown + grain) * octagon, 0, 255).round().astype(np.uint8), truth, owner, blends
        leaving = frames[len(kept) :]


def make_demo(folder: Path, clip: Path, masks: Path) -> None:
    """Writes the clip (H.264) and its masks (see README.md in this folder)."""
    truths, owners, blending = [], [], []
    with atomic_write(clip) as partial, av.open(str(partial), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=RATE_FPS, options={"crf": "21", "preset": "veryslow", "g": "50"})
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.codec_context.time_base = Fraction(1, RATE_FPS)
        stream.codec_context.colorspace = Colorspace.ITU709
        stream.codec_context.color_primaries = stream.codec_context.color_trc = 1
        stream.codec_context.color_range = ColorRange.MPEG
        for picture, truth, owner, blends in join(SCENES, folder):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)))
            truths.append(np.packbits(truth, axis=-1))
            owners.append(owner)
            blending.append(blends)
        container.mux(stream.encode(None))
    with atomic_write(masks) as partial:
        np.savez_compressed(
            partial,
            bits=np.stack(truths),
            shape=np.array([len(truths), HEIGHT_PX, WIDTH_PX]),
            scene=np.array(owners, np.uint8),
            blending=np.array(blending),
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("polypgen", type=Path, help="folder with images/ and masks/")
    make_demo(parser.parse_args().polypgen, DEMO_CLIP, DEMO_MASKS)
