"""Propagation on moving shapes whose masks are known, over any range, with its reasons to stop."""

from collections.abc import Iterator
from functools import lru_cache

import cv2
import numpy as np
import pytest

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import Frame, Image
from polyp_core.labelling.propagation import Anchor, Propagation, PropagationOptions, StopReason
from polyp_core.labelling.shapes import dice
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import levels_of
from polyp_core.masks.regions import Mask
from polyp_core.model.letterbox import Letterbox

SIZE_PX = 256
RADIUS_PX = 30


@lru_cache
def texture(seed: int) -> Image:
    """A smooth random picture, larger than a frame, over which the view moves."""
    noise = np.random.default_rng(seed).integers(0, 255, (80, 80, 3), np.uint8)
    return np.asarray(cv2.resize(noise, (640, 640), interpolation=cv2.INTER_CUBIC), np.uint8)


class Scene:
    """A view that moves over a picture in which a disc is the polyp; frames are made on demand."""

    def __init__(self, count: int, step_px: int = 3, seed: int = 1) -> None:
        self.count, self.step_px, self.seed = count, step_px, seed
        self.reads: list[tuple[int, int]] = []
        self.damaged: set[int] = set()
        self.cut = count
        self.has_map = False

    def mask(self, index: int) -> Mask:
        y, x = np.mgrid[:SIZE_PX, :SIZE_PX]
        centre_x = 60 + self.step_px * index
        return np.asarray(np.hypot(x - centre_x, y - 128) < RADIUS_PX)

    def frame(self, index: int) -> AnalysedFrame:
        picture = texture(self.seed if index < self.cut else self.seed + 100)
        left = 350 - self.step_px * index
        image = np.roll(picture, -left, axis=1)[100 : 100 + SIZE_PX, :SIZE_PX].copy()
        prediction = None
        if self.has_map:
            levels = levels_of(np.where(self.mask(index), 0.9, 0.01))
            prediction = Prediction(index, levels, Letterbox(SIZE_PX, SIZE_PX, SIZE_PX))
        return AnalysedFrame(Frame(index, index / 25, image, damaged=index in self.damaged), prediction)

    def read(self, start: int, stop: int) -> Iterator[AnalysedFrame]:
        self.reads.append((start, stop))
        assert 0 <= start < stop <= self.count
        yield from map(self.frame, range(start, stop))

    def propagate(self, *anchors: int, frames: range | None = None, limit: float = 0.5) -> Propagation:
        given = [Anchor(index, self.mask(index)) for index in anchors]
        return Propagation(self.read, given, frames or range(self.count), PropagationOptions(drift_limit=limit))


@pytest.mark.parametrize("has_map", [False, True])
def test_masks_follow_the_polyp_in_both_directions(has_map: bool) -> None:
    scene = Scene(30)
    scene.has_map = has_map
    propagation = scene.propagate(12)
    found = {each.frame_index: each for each in propagation}
    assert sorted(found) == [*range(12), *range(13, 30)]
    assert not propagation.stops
    assert propagation.done == propagation.total
    for index, each in found.items():
        assert dice(each.mask, scene.mask(index)) > 0.9, index
        assert dice(scene.mask(12), scene.mask(index)) < 0.95
    assert all(each.drift < (0.1 if has_map else 0.5) for each in found.values())


def test_between_two_anchors_both_directions_count() -> None:
    scene = Scene(21)
    propagation = scene.propagate(0, 20)
    assert [each.frame_index for each in propagation] == list(range(1, 20))
    assert propagation.done == propagation.total
    scene.cut = 8  # forward ends there, and backward fills the rest
    propagation = scene.propagate(0, 20)
    assert [each.frame_index for each in propagation] == list(range(1, 20))
    assert {(stop.frame_index, stop.reason, stop.forward) for stop in propagation.stops} == {
        (8, StopReason.CUT, True),
        (7, StopReason.CUT, False),
    }


@pytest.mark.parametrize(
    ("reason", "at"), [(StopReason.CUT, 15), (StopReason.DAMAGED, 15), (StopReason.LEFT_PICTURE, 18)]
)
def test_propagation_stops_and_says_why(reason: StopReason, at: int) -> None:
    scene = Scene(40, step_px=14 if reason is StopReason.LEFT_PICTURE else 3)
    if reason is StopReason.CUT:
        scene.cut = at
    if reason is StopReason.DAMAGED:
        scene.damaged = {at}
    propagation = scene.propagate(2, frames=range(2, 40), limit=1e9)
    last = max(each.frame_index for each in propagation)
    [stop] = propagation.stops
    assert stop.reason is reason
    assert stop.frame_index == last + 1
    assert abs(stop.frame_index - at) <= 2


def test_drift_stops_where_nothing_can_be_followed() -> None:
    scene = Scene(40)

    def noise(start: int, stop: int) -> Iterator[AnalysedFrame]:
        for index in range(start, stop):
            random = np.random.default_rng(index).integers(90, 160, (SIZE_PX, SIZE_PX, 1), np.uint8)
            yield AnalysedFrame(Frame(index, index / 25, np.repeat(random, 3, axis=2)), None)

    propagation = Propagation(noise, [Anchor(0, scene.mask(0))], range(40))
    assert len(list(propagation)) < 10
    assert [stop.reason for stop in propagation.stops] in ([StopReason.DRIFT], [StopReason.CUT])


def test_memory_and_work_stay_bounded_and_it_can_be_cancelled() -> None:
    scene = Scene(10_000, step_px=0)
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1
        if steps == 300:
            raise InterruptedError

    propagation = scene.propagate(9_000)
    propagation.on_frame = count
    with pytest.raises(InterruptedError):
        for _ in propagation:
            pass
    assert max(stop - start for start, stop in scene.reads) <= 128  # blocks, also backwards
    assert min(start for start, _ in scene.reads) > 8_500
