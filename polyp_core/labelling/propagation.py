"""Propagates masks from corrected frames to those around them, by optical flow and the model's probability maps.

From each anchor the mask is carried from frame to frame along the optical flow, and where a region of the probability
map fits it, moved towards that region. Between two anchors both directions are blended by distance. See decision 0036.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.labelling.optical_flow import Grey, OpticalFlow, carry, grey_picture
from polyp_core.labelling.shapes import (
    FAR_PX,
    SignedDistance,
    dice,
    mask_of_shape,
    region_like,
    resized_shape,
    shape_of,
)
from polyp_core.masks.prediction import picture_mark
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask

DRIFT_LIMIT = 0.1
"""Propagation stops once this part of the mask may be wrong."""
MIN_AGREEMENT = 0.3
"""The Dice score from which a region of the probability map is taken for the lesion of the mask."""
UNSEEN_DRIFT = 0.01
"""What is added to the drift for each frame without such a region, if there was a perfect one at the anchor."""
CUT_RESIDUAL = 0.4
"""The scene has changed if pictures differ by more after the optical flow, relative to the picture's contrast."""
MIN_AREA_FRACTION = 0.0005
"""A mask that covers less of the picture has left it."""

_SAME_PLACE = 0.5  # Dice from which the masks of both directions are averaged
_LARGEST_BLOCK = 128  # small pictures in memory while frames are visited backwards: about 20 MB
_FIRST_BLOCK = 16

ReadFrames = Callable[[int, int], Iterable[AnalysedFrame]]
"""Yields the frames from the first to the second index (exclusive), in order, with predictions if there are any."""


class StopReason(StrEnum):
    """Why propagation ends before the end of its frames."""

    DRIFT = "drift"
    CUT = "cut"
    DAMAGED = "damaged"
    LEFT_PICTURE = "left_picture"


@dataclass(frozen=True, slots=True)
class Stop:
    """The first frame, in the direction of the propagation, that got no mask from an anchor."""

    frame_index: int
    reason: StopReason
    forward: bool


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """A frame whose mask (H x W, at the size of the picture) is right."""

    frame_index: int
    mask: Mask


@dataclass(frozen=True, slots=True, eq=False)
class PropagatedMask:
    """The mask (H x W) of a frame, and its drift: the part of it (0..1) that may be wrong.

    `picture_mark` is the checksum of the picture (`masks.prediction.picture_mark`).
    """

    frame_index: int
    mask: Mask
    drift: float
    picture_mark: int


@dataclass(frozen=True, slots=True)
class PropagationOptions:
    """`map_weight` is the share of the probability map where one of its regions fits: 0 for optical flow alone.

    With None, it follows from the errors of both (decision 0036).
    """

    drift_limit: float = DRIFT_LIMIT
    map_weight: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _SmallFrame:
    """What propagation needs of a frame, at the resolution of the optical flow."""

    index: int
    grey: Grey
    levels: Levels | None
    damaged: bool
    picture_mark: int

    @classmethod
    def of(cls, analysed: AnalysedFrame) -> "_SmallFrame":
        frame, prediction = analysed.frame, analysed.prediction
        grey = grey_picture(frame.image)
        levels = prediction.raw().levels_at((grey.shape[1], grey.shape[0])) if prediction is not None else None
        return cls(frame.index, grey, levels, frame.damaged, picture_mark(frame.image))


@dataclass(frozen=True, slots=True, eq=False)
class _Carried:
    index: int
    shape: SignedDistance
    drift: float
    picture_mark: int


@dataclass
class Propagation:
    """Carries the masks of `anchors` to all other `frames`, one after the other.

    Iterating yields each frame at most once: those before the first anchor from the last to the first, then the others
    in order. `stops` says where and why a direction ended before; frames behind that are left out. Memory does not grow
    with the number of frames, except for a few hundred bytes for each between two anchors.

    `on_frame` is called for each step, and may raise an exception to cancel; `done` of `total` steps are done.
    """

    read: ReadFrames
    anchors: Sequence[Anchor]
    frames: range
    options: PropagationOptions = PropagationOptions()
    on_frame: Callable[[], None] = lambda: None
    stops: list[Stop] = field(default_factory=list, init=False)
    done: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.anchors = sorted(self.anchors, key=lambda anchor: anchor.frame_index)
        if not self.anchors or not all(anchor.frame_index in self.frames for anchor in self.anchors):
            raise ValueError("propagation needs anchors, all of them among its frames")

    @property
    def total(self) -> int:
        """Steps until the end, if no direction stops before."""
        first, last = self.anchors[0].frame_index, self.anchors[-1].frame_index
        return len(self.frames) + last - first + 1  # frames between anchors are visited in both directions

    def __iter__(self) -> Iterator[PropagatedMask]:
        first, last = self.anchors[0], self.anchors[-1]
        size_px = first.mask.shape[1], first.mask.shape[0]
        for each in self._carry(first, self._backward(first.frame_index, self.frames.start), forward=False):
            yield _full_size(each, size_px)
        for start, stop in zip(self.anchors, self.anchors[1:], strict=False):
            for each in self._between(start, stop):
                yield _full_size(each, size_px)
        for each in self._carry(last, self._forward(last.frame_index, self.frames.stop), forward=True):
            yield _full_size(each, size_px)

    def _between(self, start: Anchor, stop: Anchor) -> Iterator[_Carried]:
        """Yields the frames between two anchors, each the mean of both directions, weighted by nearness."""
        first, last = start.frame_index, stop.frame_index
        backward = {
            each.index: _PackedShape.of(each)
            for each in self._carry(stop, self._backward(last, first + 1), forward=False)
        }
        reached = first
        for each in self._carry(start, self._forward(first, last), forward=True):
            reached = each.index
            other = backward.pop(each.index, None)
            yield each if other is None else _blend(each, other, (each.index - first) / (last - first))
        for index in sorted(index for index in backward if index > reached):
            yield backward[index].unpack()

    def _carry(self, anchor: Anchor, frames: Iterator[_SmallFrame], *, forward: bool) -> Iterator[_Carried]:
        """Yields the frames after the first one, which is the anchor's, until a reason to stop."""
        flow, options = OpticalFlow(), self.options
        if (previous := next(frames, None)) is None:
            return  # cancelled
        shape = resized_shape(anchor.mask, (previous.grey.shape[1], previous.grey.shape[0]))
        drift, map_error = 0.0, 1.0
        if previous.levels is not None:
            map_error = 1 - region_like(previous.levels, shape > 0)[1]
        for current in frames:
            if current.damaged:
                return self._stop(current, StopReason.DAMAGED, forward)
            back = flow.between(current.grey, previous.grey)
            if flow_residual(previous.grey, current.grey, back) > CUT_RESIDUAL:
                return self._stop(current, StopReason.CUT, forward)
            carried = carry(shape, back, -FAR_PX)
            returned = carry(carried, flow.between(previous.grey, current.grey), -FAR_PX)
            drift += 1 - dice(shape > 0, returned > 0)
            shape = carried
            if current.levels is not None and options.map_weight != 0:
                shape, drift = _fuse(carried, drift, current.levels, map_error, options.map_weight)
            if np.count_nonzero(shape > 0) < MIN_AREA_FRACTION * shape.size:
                return self._stop(current, StopReason.LEFT_PICTURE, forward)
            if drift > options.drift_limit:
                return self._stop(current, StopReason.DRIFT, forward)
            yield _Carried(current.index, shape, drift, current.picture_mark)
            previous = current

    def _stop(self, at: _SmallFrame, reason: StopReason, forward: bool) -> None:
        self.stops.append(Stop(at.index, reason, forward))

    def _forward(self, first: int, stop: int) -> Iterator[_SmallFrame]:
        for analysed in self.read(first, stop):
            self._count()
            yield _SmallFrame.of(analysed)

    def _backward(self, first: int, last: int) -> Iterator[_SmallFrame]:
        """Yields frames from `first` down to `last`; they are decoded in blocks, in which they are in order."""
        stop, size = first + 1, _FIRST_BLOCK
        while stop > last:
            start = max(last, stop - size)
            yield from reversed(list(self._forward(start, stop)))
            stop, size = start, min(2 * size, _LARGEST_BLOCK)

    def _count(self) -> None:
        self.done += 1
        self.on_frame()


def flow_residual(previous: Grey, current: Grey, back: np.ndarray) -> float:
    """Returns how much `current` differs from `previous` after the optical flow, relative to its contrast."""
    moved = carry(previous.astype(np.float32), back, 0.0)
    return float(np.abs(moved - current).mean() / max(current.std(), 1.0))


def _fuse(
    carried: SignedDistance, drift: float, levels: Levels, map_error: float, weight: float | None
) -> tuple[SignedDistance, float]:
    """Moves a shape towards the region of the probability map that fits it, and returns it with its drift.

    `map_error` is how much the best region of the map differs from the mask of the anchor. Both errors are weighted
    as variances, as by a Kalman filter: without drift the map has no weight.
    """
    region, agreement = region_like(levels, carried > 0)
    if agreement < MIN_AGREEMENT:
        return carried, drift + UNSEEN_DRIFT * (1 - map_error)
    error = max(map_error, 1 - agreement, 1e-3)
    if weight is None:
        weight = drift**2 / (drift**2 + error**2)
    return (1 - weight) * carried + weight * shape_of(region), min(drift, error)


def _blend(forward: _Carried, backward: "_PackedShape", share: float) -> _Carried:
    """Returns the mean of both directions; the nearer one alone if they show different places."""
    other = backward.unpack()
    if dice(forward.shape > 0, other.shape > 0) < _SAME_PLACE:
        return forward if share <= 0.5 else other
    shape = (1 - share) * forward.shape + share * other.shape
    return _Carried(forward.index, shape, (1 - share) * forward.drift + share * other.drift, forward.picture_mark)


@dataclass(frozen=True, slots=True, eq=False)
class _PackedShape:
    """A shape that waits for the other direction: the bits of its mask, compressed to a few hundred bytes."""

    index: int
    size: tuple[int, int]
    bits: bytes
    drift: float
    picture_mark: int

    @classmethod
    def of(cls, carried: _Carried) -> "_PackedShape":
        height_px, width_px = carried.shape.shape
        bits = zlib.compress(np.packbits(carried.shape > 0).tobytes(), 1)
        return cls(carried.index, (height_px, width_px), bits, carried.drift, carried.picture_mark)

    def unpack(self) -> _Carried:
        height_px, width_px = self.size
        bits = np.frombuffer(zlib.decompress(self.bits), np.uint8)
        mask = np.unpackbits(bits, count=height_px * width_px).view(np.bool_).reshape(self.size)
        return _Carried(self.index, shape_of(mask), self.drift, self.picture_mark)


def _full_size(carried: _Carried, size_px: tuple[int, int]) -> PropagatedMask:
    mask = mask_of_shape(carried.shape, size_px)
    return PropagatedMask(carried.index, mask, carried.drift, carried.picture_mark)
