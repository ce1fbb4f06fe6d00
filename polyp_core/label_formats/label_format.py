"""What a format of label files is: the images and objects that it describes, its reader and its writer."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from polyp_core.display_text import filled, text_of_error
from polyp_core.files.regular_files import decode_text
from polyp_core.frames.size_limit import is_too_large
from polyp_core.masks.regions import Mask, Region, bounding_box
from polyp_core.masks.run_lengths import mask_of_runs, runs_of
from polyp_core.printable_names import composed

POLYP_CATEGORIES = frozenset({"polyp", "polyps", "lesion", "lesions"})
"""Names of categories that mean polyp, as `category_key` returns them; others have to be declared."""

Polygon = tuple[float, ...]
"""Corners x1, y1, x2, y2, ... in pixels; the left upper corner of the image is 0, 0."""

_TOLERANCE_PX = 2.0
"""By how much annotation programs draw over the edge of an image."""

_ELLIPSE_CORNERS = 64


@dataclass(frozen=True, slots=True)
class LabelledObject:
    """One object in an image: its box, and its area if the file has it. A box never becomes an area.

    The area is the union of `polygons`, or `runs`: the lengths of alternating runs of 0 and 1 over the whole image,
    column by column, as in COCO. `box_xywh` is in pixels. `lesion` identifies the lesion, or the track of a recording;
    "" if the file does not say. `problem` says why the shape cannot be used; "" if it can.
    """

    category: str = "polyp"
    lesion: str = ""
    box_xywh: tuple[float, float, float, float] | None = None
    polygons: tuple[Polygon, ...] = ()
    runs: NDArray[np.int64] | None = field(default=None, compare=False, repr=False)
    score: float | None = None
    problem: str = ""

    @classmethod
    def of_region(cls, region: Region, height_px: int, width_px: int, lesion: str = "") -> "LabelledObject":
        """Returns the object for a region of a mask with this size."""
        mask = np.zeros((height_px, width_px), np.bool_)
        x, y, width, height = region.box_xywh
        mask[y : y + height, x : x + width] = region.pixels
        return cls(lesion=lesion, box_xywh=region.box_xywh, runs=runs_of(mask.T), score=region.max_probability)

    @property
    def is_polyp(self) -> bool:
        return self.is_of(POLYP_CATEGORIES)

    @property
    def has_area(self) -> bool:
        return bool(self.polygons) or self.runs is not None

    def is_of(self, categories: Collection[str]) -> bool:
        """True if the object has one of `categories`, which are as `category_key` returns them."""
        return category_key(self.category) in categories

    def mask(self, height_px: int, width_px: int) -> Mask:
        """Returns the area as H x W bool; empty for a box alone. Raises ValueError for run lengths of another size."""
        if self.runs is not None:
            return np.ascontiguousarray(mask_of_runs(self.runs, width_px, height_px).T)
        if not self.polygons:
            return np.zeros((height_px, width_px), np.bool_)
        merged = coco_mask.merge(coco_mask.frPyObjects([list(each) for each in self.polygons], height_px, width_px))
        return np.asarray(coco_mask.decode(merged), np.bool_)

    def area_px(self, height_px: int, width_px: int) -> int:
        """Returns the number of pixels of the area."""
        return int(self.runs[1::2].sum() if self.runs is not None else self.mask(height_px, width_px).sum())

    def problem_in(self, height_px: int, width_px: int) -> str:
        """Returns why the object cannot lie in an image of this size; "" if it can."""
        if self.runs is not None and int(self.runs.sum()) != height_px * width_px:
            return filled("run lengths of the wrong size")
        corners = [point for polygon in self.polygons for point in zip(polygon[::2], polygon[1::2], strict=True)]
        if self.box_xywh is not None:
            x, y, width, height = self.box_xywh
            corners += [(x, y), (x + width, y + height)]
        inside = all(
            -_TOLERANCE_PX <= x <= width_px + _TOLERANCE_PX and -_TOLERANCE_PX <= y <= height_px + _TOLERANCE_PX
            for x, y in corners
        )
        if inside:
            return ""
        return filled("a polygon outside the image") if self.polygons else filled("a box outside the image")


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """An image and the objects in it.

    For a frame of a recording, `frame_index` and `time_s` are those of the recording, `exported_name` is the file name
    of its exported picture, and `presence` the model's probability of a polyp in the whole frame. `problem` says why
    none of the labels of this image can be used; "" if they can.
    """

    file_name: str
    width_px: int
    height_px: int
    objects: Sequence[LabelledObject]
    frame_index: int | None = None
    time_s: float | None = None
    exported_name: str = ""
    presence: float | None = None
    problem: str = ""

    @property
    def regions(self) -> list[Region]:
        """The areas of the polyps, one region for each object, with its score as `max_probability`."""
        masks = [(each, each.mask(self.height_px, self.width_px)) for each in self.areas if each.is_polyp]
        return [found for each, mask in masks if (found := _region(mask, each.score)) is not None]

    @property
    def areas(self) -> list[LabelledObject]:
        """The objects that have an area, and no problem."""
        return [each for each in self.objects if each.has_area and not each.problem]

    def problem_of(self, categories: Collection[str] = ()) -> str:
        """Returns why the labels of `categories` (of all if empty) cannot be used; "" if they can.

        A shape of another category that cannot be used, such as a point, does not matter.
        """
        wanted = (each for each in self.objects if not categories or each.is_of(categories))
        return self.problem or next((each.problem for each in wanted if each.problem), "")

    def mask(self, categories: frozenset[str] = POLYP_CATEGORIES) -> Mask:
        """Returns the union of the areas of the objects of `categories` (see `category_key`), H x W bool."""
        mask = np.zeros((self.height_px, self.width_px), np.bool_)
        for each in self.areas:
            if each.is_of(categories):
                mask |= each.mask(self.height_px, self.width_px)
        return mask


def category_key(name: str) -> str:
    """Returns the form in which names of categories are compared: without spaces around them, in lower case and NFC."""
    return composed(name.strip()).casefold()


def number_or_text(lesion: str) -> int | str:
    """Returns the number of a track, which other programs store as a number, or another lesion's name."""
    return int(lesion) if lesion.isdecimal() else lesion


def as_polygon(corners: Sequence[Any]) -> Polygon:
    """Returns x1, y1, x2, y2, ... as floats. Raises ValueError or TypeError."""
    numbers = tuple(float(number) for number in corners)
    if len(numbers) < 6 or len(numbers) % 2:
        raise ValueError(filled("a polygon has at least three corners"))
    return numbers


def ellipse_polygon(
    x: float,
    y: float,
    radius_x: float,
    radius_y: float,
    rotation_deg: float = 0.0,
    *,
    height_px: int,
    width_px: int,
) -> Polygon:
    """Returns the corners of the part inside the image of an ellipse about x, y in pixels, turned clockwise.

    Raises ValueError.
    """
    if not (radius_x > 0 and radius_y > 0 and np.isfinite([x, y, radius_x, radius_y, rotation_deg]).all()):
        raise ValueError(filled("an ellipse without an area"))
    angles, turn = np.linspace(0, 2 * np.pi, _ELLIPSE_CORNERS, endpoint=False), np.deg2rad(rotation_deg)
    along, across = radius_x * np.cos(angles), radius_y * np.sin(angles)
    corners_x = x + along * np.cos(turn) - across * np.sin(turn)
    corners_y = y + along * np.sin(turn) + across * np.cos(turn)
    corners = list(zip(corners_x.tolist(), corners_y.tolist(), strict=True))
    for axis, edge, sign in ((0, 0, 1), (1, 0, 1), (0, width_px, -1), (1, height_px, -1)):
        corners = _cut(corners, axis, edge, sign)
    if len(corners) < 3:
        raise ValueError(filled("an ellipse outside the image"))
    return as_polygon([number for corner in corners for number in corner])


def _cut(corners: Sequence[tuple[float, float]], axis: int, edge: float, sign: int) -> list[tuple[float, float]]:
    """Returns the part of a convex polygon where `sign * (corner[axis] - edge)` is positive.

    The algorithm is that of Sutherland and Hodgman (1974).
    """
    inside: list[tuple[float, float]] = []
    for here, there in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        first, second = (sign * (corner[axis] - edge) for corner in (here, there))
        if first >= 0:
            inside.append(here)
        if first * second < 0:
            share = first / (first - second)
            inside.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
    return inside


def as_box(numbers: Sequence[Any]) -> tuple[float, float, float, float]:
    """Returns x, y, width and height as floats. Raises ValueError or TypeError."""
    x, y, width, height = (float(number) for number in numbers)
    if width < 0 or height < 0:
        raise ValueError(filled("a box of negative size"))
    return x, y, width, height


def turned_box(
    numbers: Sequence[Any], rotation_deg: float, *, height_px: int, width_px: int
) -> tuple[float, float, float, float]:
    """Returns the part inside the image of the box around a box that is turned about its centre.

    A box that is not turned is returned as it is, as by `as_box`. Raises ValueError or TypeError.
    """
    x, y, width, height = box = as_box(numbers)
    if not rotation_deg:
        return box
    cos, sin = abs(np.cos(np.deg2rad(rotation_deg))), abs(np.sin(np.deg2rad(rotation_deg)))
    half_width, half_height = (width * cos + height * sin) / 2, (width * sin + height * cos) / 2
    centre_x, centre_y = x + width / 2, y + height / 2
    left, right = np.clip([centre_x - half_width, centre_x + half_width], 0, width_px).tolist()
    top, bottom = np.clip([centre_y - half_height, centre_y + half_height], 0, height_px).tolist()
    return as_box((left, top, right - left, bottom - top))


def check_size(width_px: int, height_px: int) -> None:
    """Raises ValueError if no image has this size."""
    if min(height_px, width_px) < 1 or is_too_large(width_px, height_px):
        raise ValueError(filled("no image has {width} x {height} pixels", width=width_px, height=height_px))


def number_rows(data: bytes, separator: str | None = None) -> list[list[float]] | None:
    """Returns the numbers of each line that is not blank; None if there is anything else in `data`."""
    try:
        lines = filter(str.strip, decode_text(data).splitlines())
        return [[float(word) for word in line.split(separator)] for line in lines]
    except ValueError:
        return None


def checked(image: LabelledImage) -> LabelledImage:
    """Returns `image`, with a problem of each object that cannot lie in it."""
    if image.problem:
        return image
    problems = [each.problem or each.problem_in(image.height_px, image.width_px) for each in image.objects]
    if not any(problems):
        return image
    objects = [replace(each, problem=problem) for each, problem in zip(image.objects, problems, strict=True)]
    return replace(image, objects=objects)


def format_content_error(error: Exception) -> str:
    """Returns why the content of a label file cannot be used, as a clause to follow a colon."""
    match error:
        case KeyError():
            return filled("{key} is missing", key=str(error.args[0]))
        case TypeError() | AttributeError() | IndexError():
            return filled("a value of another kind than in this format")
    return text_of_error(error)


LabelWriter = Callable[[LabelledImage], None]
"""Adds an image to a label file. Raises OSError on write failures."""


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """A format of label files that is read and written.

    `file_name` is the name of the file or folder that is written. `recognise(data)` says whether a file of this suffix
    and content (in UTF-8) looks like this format, `is_named(path)` whether its name and place say so whatever its
    content is, as far as they can. `read(path)` returns the images of one file and raises DatasetError.
    `open_writer(path, comment, rate_fps)` creates the file or folder; leaving the context without an error completes
    it. `comment` says what made the labels, `rate_fps` is the recording's frame rate.
    """

    name: str
    title: str
    description: str
    file_name: str
    suffix: str
    recognise: Callable[[bytes], bool]
    read: Callable[[Path], list[LabelledImage]]
    open_writer: Callable[[Path, str, float], AbstractContextManager[LabelWriter]]
    is_named: Callable[[Path], bool] | None = None


def _region(mask: Mask, score: float | None) -> Region | None:
    """The one region that an object is, even if it has several parts; None if it is empty."""
    box = bounding_box(mask)
    if box is None:
        return None
    x, y, width, height = box
    area_px = int(np.count_nonzero(mask))
    return Region(
        box_xywh=box,
        area_px=area_px,
        area_fraction=area_px / mask.size,
        max_probability=None if score is None else float(score),
        pixels=mask[y : y + height, x : x + width],
    )
