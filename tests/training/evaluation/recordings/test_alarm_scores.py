"""Alarms of a policy: false ones with their durations, how often a lesion is found anew, and how borders jump."""

import math

import numpy as np
import pytest

from polyp_core.findings.policy import AlarmPolicy
from training.evaluation.recordings.alarm_scores import count_durations, score_alarms
from training.evaluation.recordings.boxes import DETECTION, TRUTH_BOX, find_overlaps
from training.evaluation.recordings.prediction import RecordingPrediction, frames_without_quality, regions_of_boxes
from training.evaluation.recordings.recording_score import score_hold_back, score_recording
from training.evaluation.recordings.summary import as_plain, summarise
from training.evaluation.recordings.truth import RecordingTruth

FPS = 25.0
ON, OFF = (100, 100, 200, 200), (400, 300, 450, 350)


def truth_of(frames, count=100, *, unknown=(), name="r"):
    boxes = np.array([(frame, 0, ON) for frame in frames], TRUTH_BOX)
    is_known = np.ones(count, bool)
    is_known[list(unknown)] = False
    return RecordingTruth(name, 640, 480, FPS, is_known, boxes[is_known[boxes["frame"]]], ("polyp 1",))


def detections(*rows):
    """Rows are (frames, box, track, score)."""
    found = [(frame, score, box, track) for frames, box, track, score in rows for frame in frames]
    return np.array(sorted(found, key=lambda row: row[0]), DETECTION)


def alarms_of(truth, found):
    return score_alarms(truth, found, find_overlaps(found, truth.boxes))


def predicted(truth, found):
    regions = regions_of_boxes(found, 640, 480)
    return RecordingPrediction(frames_without_quality(truth.frame_count, FPS), regions, 640, 480, found)


def test_an_alarm_that_never_touches_a_lesion_is_false_for_as_long_as_it_is_shown() -> None:
    truth = truth_of(range(40, 60))
    found = detections((range(5), OFF, 0, 0.9), (range(35, 50), ON, 1, 0.9), (range(44, 70), OFF, 2, 0.9))
    score = alarms_of(truth, found)
    assert score.true_alarms == 1
    assert score.false_alarms_s == pytest.approx((0.2, 26 / 25))


def test_two_alarms_on_one_lesion_are_fragments() -> None:
    score = alarms_of(truth_of(range(60)), detections((range(5, 10), ON, 0, 0.9), (range(30, 40), ON, 1, 0.9)))
    assert score.alarms_per_lesion == (2,)
    assert alarms_of(truth_of(range(60)), detections()).alarms_per_lesion == ()


@pytest.mark.parametrize(
    ("frames", "fps", "label"), [(2, 30, 0), (3, 30, 1), (12, 25, 1), (15, 30, 2), (49, 25, 3), (50, 25, 4)]
)
def test_durations_are_counted_by_the_stated_limits(frames, fps, label) -> None:
    assert count_durations([frames / fps]) == tuple(int(each == label) for each in range(5))


def test_flicker_is_the_change_of_size_and_not_the_movement() -> None:
    truth = truth_of(range(10))
    still = [(frame, 0.9, np.add(ON, frame * 5), 0) for frame in range(10)]
    assert alarms_of(truth, np.array(still, DETECTION)).flicker == 0
    jumping = [(frame, 0.9, (100, 100, 200, 200 - 50 * (frame % 2)), 0) for frame in range(10)]
    score = alarms_of(truth, np.array(jumping, DETECTION))
    assert score.flicker == pytest.approx(0.5)
    assert score.true_flicker == 0
    assert math.isnan(alarms_of(truth, detections((range(0, 10, 2), ON, 0, 0.9))).flicker)


def test_frames_of_unknown_state_count_neither_as_time_nor_as_alarms() -> None:
    truth = truth_of(range(40, 60), unknown=[*range(20), *range(40, 45)])
    found = detections((range(10), OFF, 0, 0.9), (range(40, 50), ON, 1, 0.9))
    score = score_recording(truth, predicted(truth, found), AlarmPolicy(hold_back_s=0), 0.5)
    assert score.alarms.false_alarms_s == ()
    assert (score.known_frames, score.known_s) == (75, 3.0)
    assert (score.policy.with_lesion, score.policy.hits) == (15, 5)
    assert score.policy.lesions[0].delay_frames == 0


def test_a_hold_back_removes_short_false_alarms_and_delays_the_first_detection() -> None:
    truth = truth_of(range(40, 80))
    found = detections((range(3), OFF, 0, 0.9), (range(42, 80), ON, 1, 0.9))
    policy = AlarmPolicy(smallest_area_fraction=0)
    prediction = predicted(truth, found)
    followed = prediction.follow(policy)
    at = {frames: score_hold_back(truth, prediction, followed, frames / FPS) for frames in (0, 3, 4, 20)}
    assert [len(alarms.false_alarms_s) for _, alarms in at.values()] == [1, 1, 0, 0]
    assert [shown.lesions[0].delay_frames for shown, _ in at.values()] == [2, 4, 5, 21]
    assert score_hold_back(truth, prediction, followed, 2.0)[0].lesions[0].delay_frames is None


def test_a_recording_without_lesions_and_one_without_alarms_have_no_made_up_scores() -> None:
    clean = RecordingTruth("clean", 640, 480, FPS, np.ones(50, bool), np.zeros(0, TRUTH_BOX))
    quiet = score_recording(clean, predicted(clean, detections()), AlarmPolicy(), 0.5)
    plain = as_plain(summarise([quiet]))
    assert plain["policy"]["sensitivity"] == {"value": None, "interval": [None, None]}
    assert plain["policy"]["false_positive_rate"]["value"] == 0
    assert plain["policy"]["delays"]["median"]["value"] is None
    assert plain["alarms"]["false_per_minute"]["value"] == 0
    assert plain["alarms"]["fragmentation"]["value"] is None


def test_intervals_are_over_recordings() -> None:
    scores = []
    for number in range(6):
        truth = truth_of(range(40, 60), name=f"r{number}")
        found = detections((range(40 + number, 60), ON, 0, 0.9), *[((5,), OFF, 1, 0.9)] * (number % 2))
        scores.append(score_recording(truth, predicted(truth, found), AlarmPolicy(hold_back_s=0), 0.5))
    found = summarise(scores)
    assert found.policy.sensitivity.low < found.policy.sensitivity.mean == 105 / 120 < found.policy.sensitivity.high
    assert found.alarms.false_per_minute.mean == pytest.approx(3 / (6 * 4 / 60))
    assert found.policy.delays.median.low < found.policy.delays.median.mean == 0.1 < found.policy.delays.median.high
    assert math.isnan(summarise(scores[:1]).policy.sensitivity.low)
