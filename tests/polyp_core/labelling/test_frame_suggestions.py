"""Which frames are suggested for labelling, from tables of regions whose meaning is known."""

from pathlib import Path

import numpy as np

from polyp_core.findings.recording_table import FRAME
from polyp_core.findings.region_table import LEVELS, REGION
from polyp_core.labelling.frame_suggestions import Candidates, review_frames, suggest_frames
from polyp_core.labelling.frame_value import Measures, ValueReason, reason_values
from polyp_core.review import changes
from polyp_core.review.records import MaskSource
from polyp_core.review.review import Review

COUNT = 500
TIMES_S = np.arange(COUNT) / 25
NO_FRAMES = np.zeros(COUNT, np.bool_)


def table(top_level: dict[int, float], area: float = 0.04) -> Measures:
    """One region in each of the frames `top_level`, which reaches that probability."""
    frames = np.zeros(COUNT, FRAME)
    frames["is_measured"] = True
    for name, value in (("field", 0.8), ("sharpness", 30), ("brightness", 90), ("redness", 1.6)):
        frames[name] = value
    rows = [
        (frame, number, (0.4, 0.4, 0.6, 0.6), area, level, top)
        for frame, top in sorted(top_level.items())
        for number, level in enumerate(LEVELS)
        if level <= top
    ]
    return Measures(frames, np.array(rows, REGION))


def candidates(measures: Measures, name: str = "a.mp4", group: str = "", **options: object) -> Candidates:
    rejected = options.get("rejected", NO_FRAMES)
    values = reason_values(measures, TIMES_S, np.asarray(rejected), options.get("second"))  # type: ignore[arg-type]
    return Candidates(Path(name), group, TIMES_S, values, np.asarray(options.get("done", NO_FRAMES)))


def test_each_reason_leads_to_its_frame() -> None:
    sure = dict.fromkeys(range(100, 200), 0.95)
    unsure = table(sure | dict.fromkeys(range(300, 350), 0.4))
    [first] = suggest_frames([candidates(unsure)], 1)
    assert first.frame_index in range(300, 350)
    assert first.reason is ValueReason.UNSURE

    alone = table({frame: top for frame, top in sure.items() if frame != 150})  # one frame without its region
    [first] = suggest_frames([candidates(alone)], 1)
    assert (first.frame_index, first.reason) == (150, ValueReason.NEIGHBOURS)

    rejected = NO_FRAMES.copy()
    rejected[120:130] = True
    [first] = suggest_frames([candidates(table(sure), rejected=rejected)], 1)
    assert (first.frame_index in range(120, 130), first.reason) == (True, ValueReason.REJECTED)

    fewer = table({frame: top for frame, top in sure.items() if not 140 <= frame < 160})
    [first] = suggest_frames([candidates(table(sure), second=fewer)], 1)
    assert (first.frame_index in range(140, 160), first.reason) == (True, ValueReason.SECOND_MODEL)


def test_suggestions_are_spread_and_leave_out_what_is_done() -> None:
    unsure = table(dict.fromkeys(range(COUNT), 0.4))
    done = NO_FRAMES.copy()
    done[100] = True
    a1 = candidates(unsure, "a1.mp4", "A", done=done)
    found = suggest_frames([a1, candidates(unsure, "a2.mp4", "A"), candidates(unsure, "b.mp4", "B")], 8)
    by_source = {name: [each for each in found if each.source == Path(name)] for name in ("a1.mp4", "a2.mp4", "b.mp4")}
    assert [len(each) for each in by_source.values()] == [2, 2, 4]  # two examinations, evenly
    for each in by_source.values():
        times = sorted(one.time_s for one in each)
        assert np.diff(times).min(initial=9) >= 2.0
    assert all(abs(each.time_s - TIMES_S[100]) >= 2.0 for each in by_source["a1.mp4"])


def test_frames_that_cannot_be_judged_and_sure_ones_are_not_suggested() -> None:
    assert not suggest_frames([candidates(table({}))], 5)
    assert not suggest_frames([], 5)
    unsure = table({200: 0.4})
    unsure.frames["damaged"][200] = True
    assert not [each for each in suggest_frames([candidates(unsure)], 5) if each.frame_index == 200]
    blurred = table({200: 0.4})
    blurred.frames["sharpness"] = 2
    assert not suggest_frames([candidates(blurred)], 5)


def test_the_review_says_what_is_rejected_and_done() -> None:
    review = Review("A")
    review = review.apply(changes.add_by_hand(review, 10, 19, TIMES_S))
    review = review.apply(changes.set_state(review, review.decisions[0], "rejected"))
    review = review.apply(changes.put_masks(review, MaskSource.VERIFIED_EMPTY, [30, 31]))
    rejected, done = review_frames([review], COUNT)
    assert np.flatnonzero(rejected).tolist() == [*range(10, 20)]
    assert np.flatnonzero(done).tolist() == [30, 31]
