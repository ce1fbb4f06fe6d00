"""Overlap of boxes, each ... x 4 floats: left, top, right, bottom."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=np.floating[Any])


def box_area(boxes: NDArray[F]) -> NDArray[F]:
    """Returns the areas of `boxes`, 0 where right is left of left or bottom above top."""
    return np.asarray(np.prod(np.maximum(boxes[..., 2:] - boxes[..., :2], 0), axis=-1))


def intersection(a: NDArray[F], b: NDArray[F]) -> NDArray[F]:
    """Returns the areas shared by boxes `a` and `b`."""
    size = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    return np.asarray(np.prod(np.maximum(size, 0), axis=-1))


def box_iou(a: NDArray[F], b: NDArray[F]) -> NDArray[F]:
    """Returns the intersection over union of boxes `a` and `b`: 0 if both have no area, NaN if a coordinate is NaN."""
    shared = intersection(a, b)
    union = box_area(a) + box_area(b) - shared
    return np.asarray(np.divide(shared, union, out=np.asarray(shared * 0), where=union > 0))
