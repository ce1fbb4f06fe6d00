import random

import pytest

from polyp_core.analysis.fetch_plan import STEP_BACK_CHUNK, FetchPlan


def fetch_until_done(plan: FetchPlan, kept: set[int]) -> list[int]:
    """Fetches and evicts as the prefetcher does until nothing is missing; returns the order of fetching."""
    order = []
    while (index := plan.next_missing(kept.__contains__)) is not None:
        order.append(index)
        kept.add(index)
        kept.difference_update(plan.to_evict(kept))
        assert len(kept) <= plan.capacity
        assert len(order) <= 3 * plan.capacity, f"{plan} fetches endlessly"
    return order


def test_the_frame_at_the_playhead_is_fetched_first_then_those_ahead():
    order = fetch_until_done(FetchPlan(playhead=50, count=1000, capacity=100), set())
    assert order[:4] == [50, 51, 52, 53]


def test_some_frames_behind_are_fetched_after_those_ahead():
    kept: set[int] = set()
    fetch_until_done(FetchPlan(playhead=500, count=1000, capacity=200), kept)
    assert {490, 495, 499} <= kept


def test_backward_playback_fetches_blocks_in_forward_order():
    plan = FetchPlan(playhead=500, count=1000, capacity=200, backward=True)
    assert fetch_until_done(plan, {500})[:STEP_BACK_CHUNK] == list(range(500 - STEP_BACK_CHUNK, 500))


def test_a_loop_is_fetched_across_its_end():
    plan = FetchPlan(playhead=28, count=1000, capacity=100, loop=(20, 30))
    assert fetch_until_done(plan, set())[:6] == [28, 29, 30, 20, 21, 22]


def test_playback_with_skipping_fetches_only_the_frames_it_shows():
    plan = FetchPlan(playhead=12, count=1000, capacity=100, step=4)
    assert fetch_until_done(plan, set())[:4] == [12, 16, 20, 24]


def test_nothing_is_requested_from_a_source_without_frames():
    assert FetchPlan(playhead=0, count=0, capacity=100).next_missing(lambda _: False) is None


@pytest.mark.parametrize("seed", range(8))
def test_fetching_and_evicting_always_terminate(seed: int):
    draw = random.Random(seed)
    for _ in range(60):
        count = draw.randint(1, 900)
        first, last = sorted(draw.choices(range(count), k=2))
        plan = FetchPlan(
            playhead=draw.randrange(count),
            count=count,
            capacity=draw.choice([8, 32, 50, 128]),
            backward=draw.random() < 0.4,
            loop=(first, last) if draw.random() < 0.4 else None,
            step=draw.choice([1, 1, 2, 5]),
        )
        kept = set(draw.sample(range(count), draw.randint(0, min(count, plan.capacity))))
        fetch_until_done(plan, kept)
        assert plan.playhead in kept
