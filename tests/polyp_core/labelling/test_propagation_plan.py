"""Which frames a propagation covers."""

import pytest

from polyp_core.labelling.propagation_plan import Direction, PropagationPlan, plan_propagation
from polyp_core.review import changes
from polyp_core.review.records import MaskSource
from polyp_core.review.review import Review

RECORDING = range(100)


def review(corrected: list[int], empty: list[int]) -> Review:
    made = Review("A")
    if corrected:
        made = made.apply(changes.put_masks(made, MaskSource.CORRECTED, corrected, layer="a"))
    return made.apply(changes.put_masks(made, MaskSource.VERIFIED_EMPTY, empty)) if empty else made


@pytest.mark.parametrize(
    ("corrected", "empty", "position", "direction", "chosen", "anchors", "frames"),
    [
        ([40], [], 40, Direction.BOTH, None, (40,), range(100)),
        ([40], [], 40, Direction.FORWARD, None, (40,), range(40, 100)),
        ([40], [], 50, Direction.FORWARD, None, (40,), range(40, 100)),
        ([40], [], 40, Direction.BACK, None, (40,), range(41)),
        ([20, 40, 60, 80], [], 40, Direction.BOTH, None, (20, 40, 60), range(20, 61)),
        ([20, 40, 60], [], 50, Direction.BOTH, None, (40, 60), range(40, 61)),
        ([20, 40, 60], [], 40, Direction.FORWARD, None, (40, 60), range(40, 61)),
        ([20, 40, 60], [], 40, Direction.BACK, None, (20, 40), range(20, 41)),
        ([20, 40, 60], [], 0, Direction.BOTH, range(10, 50), (20, 40), range(10, 50)),
        ([40], [10, 30, 70], 40, Direction.BOTH, None, (40,), range(31, 70)),
    ],
)
def test_plan(
    corrected: list[int],
    empty: list[int],
    position: int,
    direction: Direction,
    chosen: range | None,
    anchors: tuple[int, ...],
    frames: range,
) -> None:
    masks = review(corrected, empty).masks
    assert plan_propagation(masks, position, direction, RECORDING, chosen) == PropagationPlan(anchors, frames)


def test_nothing_to_start_from() -> None:
    masks = review([40], []).masks
    assert plan_propagation(masks, 30, Direction.FORWARD, RECORDING) is None
    assert plan_propagation(masks, 50, Direction.BACK, RECORDING) is None
    assert plan_propagation(masks, 40, Direction.BOTH, RECORDING, range(50, 60)) is None
    assert plan_propagation(review([], []).masks, 40, Direction.BOTH, RECORDING) is None
