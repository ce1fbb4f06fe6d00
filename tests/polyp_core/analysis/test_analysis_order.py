"""A recording is analysed from coarse to fine."""

import numpy as np
import pytest

from polyp_core.analysis.analysis_order import Focus, Stage, next_step, overview_frames
from polyp_core.findings.findings import Finding

FPS = 25
TIMES = np.arange(1000) / FPS
NOTHING = np.zeros(0, np.intp)


def steps(analysed, overview, suspicious=NOTHING, playhead=0, requested=None, limit=1000):
    """Follows the order until every frame is analysed; returns the steps."""
    analysed = analysed.copy()
    found = []
    while (step := next_step(analysed, TIMES, overview, Focus(suspicious, playhead, requested))) is not None:
        assert not analysed[step.frames].any()
        assert (np.diff(step.frames) > 0).all()
        analysed[step.frames] = True
        found.append(step)
        assert len(found) < limit
    assert analysed.all()
    return found


@pytest.mark.parametrize(
    ("every", "expected"), [(5, 25), (25, 25), (12, 36), (100, 100)], ids=["dense", "a second", "half", "sparse"]
)
def test_keyframes_are_thinned_to_one_a_second_and_never_invented(every, expected) -> None:
    keyframes = np.arange(0, 1000, every)
    chosen = overview_frames(TIMES, keyframes)
    assert set(chosen) <= set(keyframes)
    assert chosen[0] == 0
    assert set(np.diff(chosen)) == {expected}


def test_without_keyframes_any_frame_serves() -> None:
    assert list(overview_frames(TIMES, None)[:3]) == [0, 25, 50]


def test_the_overview_comes_first_then_its_findings_then_every_frame() -> None:
    overview = overview_frames(TIMES, np.arange(0, 1000, 50))
    found = steps(np.zeros(1000, bool), overview, suspicious=np.array([500]), playhead=0)
    stages = [step.stage for step in found]
    assert stages == sorted(stages, key=[Stage.OVERVIEW, Stage.CLOSE_LOOK, Stage.REST].index)
    close = np.concatenate([step.frames for step in found if step.stage is Stage.CLOSE_LOOK])
    assert set(close) == (set(range(463, 538)) | set(range(38))) - set(overview)


@pytest.mark.parametrize(("group", "close"), [(50, range(450, 550)), (250, range(463, 538))], ids=["short", "long"])
def test_frames_between_two_keyframes_are_analysed_together_unless_these_are_far_apart(group, close) -> None:
    keyframes = np.arange(0, 1000, group)
    analysed = np.zeros(1000, bool)
    analysed[keyframes] = True
    analysed[480:490] = analysed[:250] = True
    order = []
    while (step := next_step(analysed, TIMES, keyframes, Focus(np.array([500])), keyframes)) is not None:
        analysed[step.frames] = True
        order += [(step.stage, int(frame)) for frame in step.frames]
        if group == 50:
            assert (step.frames[-1] + 1) % group == 0, "the order is decided anew within a group"
    looked_at = {frame for stage, frame in order if stage is Stage.CLOSE_LOOK}
    assert looked_at == set(close) - set(keyframes) - set(range(480, 490))
    assert analysed.all()


def test_what_is_to_be_checked_follows_the_overview_in_order_of_confidence() -> None:
    overview = overview_frames(TIMES, np.arange(0, 1000, 50))
    weak, strong = (
        Finding(at, at, at, at / FPS, at / FPS, at / FPS, 0.1, confidence)
        for at, confidence in ((200, 0.6), (700, 0.9))
    )
    focus = Focus(np.array([200, 450, 700]), to_check=(weak, strong))
    analysed = np.zeros(1000, bool)
    assert next_step(analysed, TIMES, overview, focus).stage is Stage.OVERVIEW
    analysed[overview] = True
    for expected in (range(700, 711), range(200, 211), range(700, 721), range(200, 221)):
        step = next_step(analysed, TIMES, overview, focus)
        assert step.stage is Stage.CLOSE_LOOK
        assert set(step.frames) == set(np.array(expected)[~analysed[expected]])
        analysed[step.frames] = True
    assert next_step(analysed, TIMES, overview, focus).frames[0] == 1  # around the playhead


def test_the_rest_goes_on_from_the_playhead_and_comes_back_to_the_start() -> None:
    overview = overview_frames(TIMES, np.arange(0, 1000, 50))
    found = steps(np.zeros(1000, bool), overview, playhead=600)
    rest = np.concatenate([step.frames for step in found if step.stage is Stage.REST])
    turn = int(np.flatnonzero(np.diff(rest) < 0)[0])
    assert rest[0] >= 600
    assert rest[turn] == 999
    assert rest[turn + 1] == 1


def test_a_requested_range_comes_before_all_else_and_may_reach_past_the_end() -> None:
    overview = overview_frames(TIMES, np.arange(0, 1000, 50))
    found = steps(np.zeros(1000, bool), overview, requested=range(900, 1100))
    first = np.concatenate([step.frames for step in found if step.stage is Stage.REQUESTED])
    assert list(first) == list(range(900, 1000))
    assert found[0].stage is Stage.REQUESTED


def test_what_is_analysed_already_is_skipped_and_nothing_is_left_of_a_complete_recording() -> None:
    overview = overview_frames(TIMES, np.arange(0, 1000, 50))
    done = np.ones(1000, bool)
    assert next_step(done, TIMES, overview, Focus(NOTHING)) is None
    done[777] = False
    step = next_step(done, TIMES, overview, Focus(NOTHING))
    assert list(step.frames) == [777]


def test_a_playhead_behind_the_last_frame_does_no_harm() -> None:
    step = next_step(np.zeros(1000, bool), TIMES, NOTHING, Focus(NOTHING, playhead=1000))
    assert step.stage is Stage.REST
