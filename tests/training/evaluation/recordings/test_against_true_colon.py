"""The scores equal those of the package `true-colon`, to the last digit, at 30 frames a second."""

from dataclasses import replace

import numpy as np
import pytest

from polyp_core.findings.policy import AlarmPolicy
from resources import DEMO_MASKS
from training.evaluation.recordings.boxes import DETECTION, TRUTH_BOX
from training.evaluation.recordings.frame_scores import CURVE_THRESHOLDS, match_operating_point, pool_maxima
from training.evaluation.recordings.prediction import RecordingPrediction, frames_without_quality, regions_of_boxes
from training.evaluation.recordings.recording_score import frame_maxima_of, score_recording
from training.evaluation.recordings.summary import summarise
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_files import TruthOptions, read_packed_masks

true_colon = pytest.importorskip("true_colon")

WIDTH, HEIGHT, FPS = 640, 480, 30.0


def random_recording(name, seed):
    """A recording with up to three lesions, whose detections miss, jitter, repeat and appear on bare wall."""
    random = np.random.default_rng(seed)
    count = int(random.integers(150, 600))
    is_known = random.random(count) < 0.97
    truth, found = [], []
    for lesion in range(int(random.integers(0, 4))):
        first = int(random.integers(0, count - 60))
        corner, size = random.integers(0, 300, 2), random.integers(20, 150, 2)
        delay, miss = int(random.integers(0, 40)), random.random()
        for frame in range(first, min(count, first + int(random.integers(30, 200)))):
            box = np.append(corner, corner + size) + frame - first
            truth.append((frame, lesion, box))
            if frame >= first + delay and random.random() > miss:
                for _ in range(int(random.integers(1, 3))):
                    found.append((frame, round(random.random(), 2), box + random.integers(-40, 40, 4).clip(-10), 0))
    for frame in np.flatnonzero(random.random(count) < 0.1).tolist():
        corner = random.integers(0, 400, 2)
        found.append((frame, round(random.random(), 3), np.append(corner, corner + random.integers(5, 60, 2)), 0))
    boxes = np.array(sorted(truth, key=lambda row: row[0]), TRUTH_BOX)
    boxes = boxes[is_known[boxes["frame"]]]
    detections = np.array(sorted(found, key=lambda row: row[0]), DETECTION)
    lesions = tuple(f"{name}_{number}" for number in range(1, 4))
    return RecordingTruth(name, WIDTH, HEIGHT, FPS, is_known, boxes, lesions), detections


def as_prediction(truth, detections):
    regions = regions_of_boxes(detections, WIDTH, HEIGHT)
    return RecordingPrediction(frames_without_quality(truth.frame_count, FPS), regions, WIDTH, HEIGHT, detections)


def as_coco(recordings):
    truth, predictions = {"images": [], "annotations": [], "categories": [{"id": 1, "name": "polyp"}]}, []
    for recording, detections in recordings:
        name = recording.name
        truth["images"] += [
            {"id": f"{name}_{frame}", "file_name": f"{name}_{frame}.jpg", "width": WIDTH, "height": HEIGHT}
            for frame in np.flatnonzero(recording.is_known).tolist()
        ]
        for box in recording.boxes:
            left, top, right, bottom = box["box"].tolist()
            truth["annotations"].append(
                {
                    "id": len(truth["annotations"]) + 1,
                    "image_id": f"{name}_{box['frame']}",
                    "category_id": 1,
                    "bbox": [left, top, right - left, bottom - top],
                    "area": (right - left) * (bottom - top),
                    "iscrowd": 0,
                    "unique_id": recording.lesions[box["lesion"]],
                }
            )
        for found in detections:
            left, top, right, bottom = found["box"].tolist()
            predictions.append(
                {
                    "image_id": f"{name}_{found['frame']}",
                    "category_id": 1,
                    "bbox": [left, top, right - left, bottom - top],
                    "score": float(found["score"]),
                }
            )
    return truth, predictions


@pytest.mark.parametrize(("seed", "threshold"), [(0, 0.2), (1, 0.2), (2, 0.5), (3, 0.75), (4, 0.05)])
def test_frames_lesions_and_curves_of_generated_recordings(seed, threshold) -> None:
    print(f"seed {seed}")
    assert_equal_scores([random_recording(f"00{number}-001", 10 * seed + number) for number in range(1, 5)], threshold)


@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.5])
def test_frames_lesions_and_curves_of_real_polyps(threshold) -> None:
    """The polyps of the demo clip, predicted where they were 12 frames before, and surer the larger they are."""
    truth = read_packed_masks(DEMO_MASKS, TruthOptions(rate_fps=FPS), None)
    truth = replace(truth, name="001-001", lesions=tuple(f"001-001_{number}" for number in range(len(truth.lesions))))
    found = np.zeros(len(truth.boxes), DETECTION)
    found["frame"], found["box"] = truth.boxes["frame"] + 12, truth.boxes["box"]
    size = found["box"][:, 2:] - found["box"][:, :2]
    found["score"] = np.round(np.prod(size, axis=1) / np.prod(size, axis=1).max(), 3)
    assert_equal_scores([(truth, found[found["frame"] < truth.frame_count])], threshold)


def assert_equal_scores(recordings, threshold) -> None:
    scores = [
        score_recording(truth, as_prediction(truth, found), AlarmPolicy(), threshold) for truth, found in recordings
    ]
    ours = summarise(scores)
    # As for the package's own preset for full procedures; frames of unknown state are no images there.
    evaluator = true_colon.create_evaluator(
        canonicalizer="stem_int_suffix",
        conf=threshold,
        tiers=frozenset({"frame", "lesion", "froc", "afroc"}),
    )
    theirs = evaluator.evaluate(*as_coco(recordings), strict=False)

    assert (ours.single.frames_with_lesion, ours.single.frames_without_lesion) == (
        theirs.frame.tp + theirs.frame.fn,
        theirs.frame.fp + theirs.frame.tn,
    )
    assert ours.single.sensitivity.mean == theirs.frame.sensitivity
    assert ours.single.false_positive_rate.mean == theirs.frame.fpr

    summary = theirs.lesion.summary
    assert ours.single.lesions == summary.n_lesions
    assert ours.single.found == summary.detected_any
    shares = {"any": summary.detected_any, "25%": summary.detected_25pct, "50%": summary.detected_50pct}
    assert {name: found.mean for name, found in ours.single.found_in.items()} == {
        name: count / summary.n_lesions for name, count in shares.items()
    }
    windows = {"1 s": summary.detected_within_1s, "3 s": summary.detected_within_3s, "5 s": summary.detected_within_5s}
    assert {name: found.mean for name, found in ours.single.found_within.items()} == {
        name: count / summary.n_lesions for name, count in windows.items()
    }
    assert ours.single.delays.mean_frames == summary.mean_latency_frames
    own = sorted((lesion for score in scores for lesion in score.single.lesions), key=lambda each: each.lesion)
    assert [(x.lesion, x.frames, x.hits, x.first_frame, x.first_hit, x.persistence, x.delay_s) for x in own] == [
        (
            record.lesion_id,
            record.n_frames_visible,
            record.n_frames_detected,
            record.first_visible_frame,
            record.first_detected_frame,
            record.det_fraction,
            record.latency_seconds,
        )
        for record in theirs.lesion.records
    ]
    assert ours.single.persistence.mean == summary.mean_det_fraction

    assert list(CURVE_THRESHOLDS) == theirs.froc.conf_thresholds
    assert list(ours.curve["sensitivity"]) == theirs.froc.tpr_loc == theirs.afroc.tpr_loc
    assert list(ours.curve["false_marks_per_frame"]) == theirs.froc.fp_per_image
    assert list(ours.curve["flagged_share"]) == theirs.afroc.fpf


@pytest.mark.parametrize("seed", range(5))
def test_the_operating_point(seed) -> None:
    recordings = [random_recording(f"00{number}-001", 100 + 10 * seed + number) for number in range(1, 6)]
    evaluator = true_colon.create_evaluator(canonicalizer="stem_int_suffix")
    theirs = evaluator.match_operating_point(*as_coco(recordings), strict=False)
    maxima = [frame_maxima_of(truth, as_prediction(truth, found), AlarmPolicy()) for truth, found in recordings]
    ours = match_operating_point(pool_maxima(maxima))
    assert (ours.threshold, ours.sensitivity, ours.false_positive_rate) == (
        theirs.threshold,
        theirs.achieved_tpr,
        theirs.achieved_fpr,
    )
