"""The curve of a recording is computed from what was measured on its frames, in its own thread."""

import threading

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.recording_curve import CurveUpdater, recording_curve, seconds_between_curves
from polyp_core.findings.curve import Curve
from polyp_core.findings.frame_quality import FrameFault
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import levels_of
from polyp_core.masks.regions import area_fraction, mask_at
from polyp_core.model.letterbox import Letterbox

COUNT, FPS = 60, 25.0
POLICY = AlarmPolicy(open_level=0.5, keep_level=0.5, hold_back_s=0.2)
BOX = Letterbox(640, 512)


def segmentation(index, level, side=40):
    square = np.zeros((256, 256), np.uint8)
    square[100 : 100 + side, 100 : 100 + side] = level
    return Prediction(index, square, BOX)


def picture(index, damaged=False, image=None):
    """A frame that is sharp and red."""
    if image is None:
        image = np.random.default_rng(index).integers(80, 160, (48, 64, 3)).astype(np.uint8)
        image[..., 0] += 60
    return Frame(index, index / FPS, image, damaged)


def complete(curve):
    return curve.settled and len(curve.area_fraction) == COUNT and bool(curve.analysed.all())


class Reports:
    """Collects the curves that the thread reports."""

    def __init__(self):
        self.changed = threading.Condition()
        self.latest = Curve.empty(0)
        self.threads = set()
        self.errors = []

    def __call__(self, curve):
        with self.changed:
            self.latest = curve
            self.threads.add(threading.current_thread().name)
            self.changed.notify_all()

    def on_error(self, error):
        with self.changed:
            self.errors.append(error)
            self.changed.notify_all()

    def wait(self, condition):
        with self.changed:
            assert self.changed.wait_for(lambda: condition(self.latest), timeout=120)
            return self.latest


@pytest.fixture
def store():
    with_maps = ProbabilityMapCache("key", memory_mb=64)
    for index in range(COUNT):
        level = levels_of(0.8 if 10 <= index < 30 else 0.4 if index >= 50 else 0)
        with_maps.put(segmentation(index, level), picture(index, damaged=index == 40))
    yield with_maps
    with_maps.close()


@pytest.fixture
def measure(store):
    made = []

    def start(maps=store, count=COUNT, policy=POLICY):
        reports = Reports()
        curve = CurveUpdater(maps, np.arange(count) / FPS, policy, on_curve=reports, on_error=reports.on_error)
        made.append(curve)
        return curve, reports

    yield start
    for curve in made:
        curve.close()


def test_areas_and_findings_are_computed_from_the_maps(measure, store):
    _, reports = measure()
    curve = reports.wait(complete)
    expected = [area_fraction(mask_at(store.get(i).cropped_levels, 0.5, 0)) for i in range(COUNT)]
    assert curve.area_fraction == pytest.approx(expected)
    assert [(f.first_frame, f.last_frame) for f in curve.findings] == [(10, 29)]
    assert np.flatnonzero(curve.damaged).tolist() == [40]
    assert reports.threads == {"curve-updater"}


def test_a_new_policy_decides_anew(measure):
    curve, reports = measure()
    reports.wait(complete)
    curve.set_policy(AlarmPolicy(open_level=0.3, keep_level=0.3, hold_back_s=0.2))
    lower = reports.wait(lambda curve: complete(curve) and curve.area_fraction[55] > 0)
    assert [(f.first_frame, f.last_frame) for f in lower.findings] == [(10, 29), (50, 59)]
    assert lower.policy is not None and lower.policy.open_level == 0.3
    curve.set_policy(AlarmPolicy(open_level=0.9, keep_level=0.9, hold_back_s=0.2))
    assert reports.wait(lambda curve: complete(curve) and not curve.area_fraction.any()).findings == ()


def test_the_smallest_area_and_the_hold_back_are_applied(measure):
    curve, reports = measure()
    reports.wait(lambda curve: len(curve.findings) == 1)
    curve.set_policy(POLICY.model_copy(update={"smallest_area_fraction": 0.2}))
    reports.wait(lambda curve: curve.settled and not curve.findings and not curve.held_back)
    curve.set_policy(POLICY.model_copy(update={"hold_back_s": 21 / FPS}))
    held = reports.wait(lambda curve: curve.settled and curve.held_back)
    assert held.findings == ()
    assert [(finding.first_frame, finding.last_frame) for finding in held.held_back] == [(10, 29)]


def test_new_maps_and_new_frames_are_added(measure):
    maps = ProbabilityMapCache("other", memory_mb=64)
    curve, reports = measure(maps, 10)
    assert not reports.wait(lambda curve: len(curve.area_fraction) == 10).analysed.any()
    maps.put(segmentation(3, 255))
    curve.update()
    assert reports.wait(lambda curve: curve.analysed.sum() == 1).area_fraction[3] > 0
    curve.set_times(np.arange(20) / 25)
    maps.put(segmentation(15, 255))
    curve.update()
    assert np.flatnonzero(reports.wait(lambda curve: curve.analysed.sum() == 2).analysed).tolist() == [3, 15]


def test_closing_ends_the_thread(new_threads, measure):
    curve, reports = measure()
    reports.wait(lambda curve: curve.analysed.any())
    curve.close()
    curve.close()
    assert new_threads() == []


class BrokenStore(ProbabilityMapCache):
    """A cache that cannot be read."""

    def measures(self, frame_count):
        raise ValueError("a map of the wrong shape")


def test_an_error_is_reported(measure):
    broken = BrokenStore("key")
    broken.put(segmentation(3, 200))
    _, reports = measure(broken)
    with reports.changed:
        assert reports.changed.wait_for(lambda: reports.errors, timeout=30)
    assert "ValueError" in str(reports.errors[0])


def test_the_final_times_of_the_index_are_used_for_findings(measure, store, monkeypatch):
    """Earlier times are replaced once the index is complete, at once however long the curve takes."""
    monkeypatch.setattr("polyp_core.analysis.recording_curve._LEAST_INTERVAL_S", 3600.0)
    times = np.arange(COUNT) / FPS
    times[20:] += 2.0
    curve, reports = measure(store)
    assert reports.wait(complete).findings[0].end_s == 29 / FPS
    curve.set_times(times)
    reports.wait(lambda latest: latest.findings[0].end_s == 29 / FPS + 2.0)


def test_pictures_that_are_no_recording_are_found_one_by_one(store):
    reports = Reports()
    curve = CurveUpdater(
        store, np.arange(COUNT) / FPS, POLICY, is_recording=False, on_curve=reports, on_error=reports.on_error
    )
    found = reports.wait(complete).findings
    curve.close()
    assert [(finding.first_frame, finding.last_frame) for finding in found] == [(n, n) for n in range(10, 30)]


def test_an_index_that_shrinks_drops_its_frames(measure):
    curve, reports = measure()
    reports.wait(complete)
    curve.set_times(np.arange(20) / FPS)
    assert reports.wait(lambda curve: len(curve.area_fraction) == 20).findings[0].last_frame == 19


def test_the_findings_of_a_recording_need_no_thread_and_say_what_was_analysed(store):
    curve = recording_curve(store, np.arange(2 * COUNT) / FPS, POLICY)
    assert [(f.first_frame, f.last_frame) for f in curve.findings] == [(10, 29)]
    assert curve.analysed_share == 0.5
    assert recording_curve(store, np.zeros(0), POLICY).analysed_share == 0


def test_a_frame_that_cannot_be_judged_neither_opens_nor_ends_a_finding(store):
    black = np.zeros((48, 64, 3), np.uint8)
    for index in (15, 16, 35, 36, 37, 38, 39):
        store.put(segmentation(index, 255), picture(index, image=black))
    curve = recording_curve(store, np.arange(COUNT) / FPS, POLICY)
    assert [(f.first_frame, f.last_frame) for f in curve.findings] == [(10, 29)]
    assert np.flatnonzero(curve.fault == FrameFault.DARK).tolist() == [15, 16, 35, 36, 37, 38, 39]
    assert not {15, 16, 35} & set(curve.suspicious)
    for index in (15, 16):
        store.put(segmentation(index, 0), picture(index, image=black))
    assert recording_curve(store, np.arange(COUNT) / FPS, POLICY).findings == curve.findings
    every_frame = POLICY.model_copy(update={"ignore_bad_frames": False})
    curve = recording_curve(store, np.arange(COUNT) / FPS, every_frame)
    assert [(f.first_frame, f.last_frame) for f in curve.findings] == [(10, 39)]
    assert {35, 36} <= set(curve.suspicious)


@pytest.mark.parametrize(("cost_s", "pause_s"), [(0.001, 0.2), (0.02, 0.8), (1.5, 2.0)])
def test_findings_of_a_running_analysis_are_never_old(cost_s: float, pause_s: float) -> None:
    assert seconds_between_curves(cost_s) == pytest.approx(pause_s)
