"""The predictions of a recording: kept across sessions, analysed again after an error, and in the order asked for."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.recording_predictions import OpenedSource, RecordingPredictions
from polyp_core.errors import PolypViewerError, SourceError
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import FrameSource
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import SegmenterThread

from ..conftest import CLIP_FRAMES, CLIP_RATE_FPS, BrightnessEngine

TIMEOUT_S = 60.0
TIMES_S = np.arange(CLIP_FRAMES) / CLIP_RATE_FPS


class Opened:
    """Opens predictions and waits for what they report."""

    def __init__(self, clip: Path, segmenter: SegmenterThread, open_frames: Callable[[], FrameSource]) -> None:
        self.changed = threading.Condition()
        self.errors: list[PolypViewerError] = []
        self.predictions = RecordingPredictions(
            OpenedSource(clip, "auto", None, open_frames),
            segmenter,
            AlarmPolicy(hold_back_s=0.2),
            memory_mb=16,
            on_curve=self._notify,
            on_error=self._on_error,
        )
        self.predictions.set_times(TIMES_S)

    def _notify(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def _on_error(self, error: PolypViewerError) -> None:
        self.errors.append(error)
        self._notify()

    def wait(self, condition: Callable[[], bool]) -> None:
        end_s = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < end_s
            with self.changed:
                self.changed.wait(0.05)  # the remaining time changes without a report

    def wait_complete(self) -> None:
        self.wait(lambda: bool(self.predictions.curve.analysed_share == 1))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))


@pytest.fixture
def opened(clip: Path, segmenter_thread: SegmenterThread) -> Opened:
    return Opened(clip, segmenter_thread, lambda: open_source(clip))


def test_a_recording_that_was_analysed_shows_its_findings_without_the_network(
    opened: Opened, clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    opened.predictions.set_analysing(True)
    opened.wait_complete()
    opened.predictions.close()
    first = opened.predictions.curve
    assert first.findings and sum(engine.batches) == CLIP_FRAMES

    again = Opened(clip, segmenter_thread, lambda: open_source(clip))
    again.wait_complete()
    again.predictions.set_analysing(True)
    again.wait(lambda: again.predictions.remaining_s == 0)
    again.predictions.close()
    assert again.predictions.curve.findings == first.findings
    assert np.array_equal(again.predictions.curve.area_fraction, first.area_fraction)
    assert sum(engine.batches) == CLIP_FRAMES and not again.errors


def test_an_analysis_that_failed_is_started_anew_when_it_is_switched_off_and_on(
    clip: Path, segmenter_thread: SegmenterThread
) -> None:
    attempts = []

    def open_frames() -> FrameSource:
        attempts.append(len(attempts))
        if len(attempts) == 1:
            raise SourceError("The drive is gone.")
        return open_source(clip)

    opened = Opened(clip, segmenter_thread, open_frames)
    opened.predictions.set_analysing(True)
    opened.wait(lambda: bool(opened.errors))
    for paused in (False, True, False):
        opened.predictions.set_analysing(True, paused=paused)
    assert len(attempts) == 1 and opened.predictions.remaining_s is None
    opened.predictions.set_analysing(False)
    opened.predictions.set_analysing(True)
    opened.wait_complete()
    opened.predictions.close()
    assert len(attempts) == 2 and len(opened.errors) == 1


def test_a_range_is_analysed_first_and_the_rest_waits_while_paused(opened: Opened, engine: BrightnessEngine) -> None:
    engine.may_answer.clear()
    opened.predictions.set_priority(range(40, 45))
    opened.predictions.set_analysing(True)
    assert engine.is_asked.wait(TIMEOUT_S)
    opened.predictions.set_analysing(True, paused=True)
    engine.may_answer.set()
    opened.wait(lambda: opened.predictions.curve.analysed.any())
    assert set(np.flatnonzero(opened.predictions.curve.analysed)) <= set(range(40, 45))
    opened.predictions.set_analysing(True)
    opened.wait_complete()
    opened.predictions.close()
