"""A whole recording is analysed from coarse to fine in a background thread."""

import threading
from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from polyp_core.analysis import rate_estimate
from polyp_core.analysis.analysis_order import Focus
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.recording_analysis import RecordingAnalysis
from polyp_core.frames.frame import Frame
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.prediction import Prediction

from ..conftest import BrightnessEngine

FRAMES, FPS, KEYFRAME_FRAMES = 250, 25, 50
POLYP = range(120, 131)
TIMEOUT_S = 60.0


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds with a keyframe every two; a bright spot is in view during POLYP."""
    path = tmp_path_factory.mktemp("recording") / "recording.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.options = {"g": str(KEYFRAME_FRAMES), "keyint_min": str(KEYFRAME_FRAMES), "sc_threshold": "0"}
        for index in range(FRAMES):
            image = np.full((48, 64, 3), 40, np.uint8)
            image[:, index % 64] = 60
            if index in POLYP:
                image[10:30, 20:40] = 250
            output.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        output.mux(stream.encode())
    return path


class OrderedCache(ProbabilityMapCache):
    """Notes the order in which frames are analysed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.order: list[int] = []

    def put(self, prediction: Prediction, frame: Frame | None = None) -> None:
        self.order.append(prediction.frame_index)
        super().put(prediction, frame)


def analyse(
    recording: Path,
    thread: SegmenterThread,
    store: ProbabilityMapCache,
    suspicious: Callable[[], list[int]],
    requested: range | None = None,
) -> None:
    done = threading.Event()

    def progress() -> None:
        if store.analysed(FRAMES).all():
            done.set()

    analysis = RecordingAnalysis(
        lambda: open_source(recording),
        thread,
        store,
        focus=lambda: Focus(np.array(suspicious(), np.intp), requested=requested),
        on_progress=progress,
        on_error=lambda error: pytest.fail(str(error)),
    )
    assert done.wait(TIMEOUT_S)
    analysis.close()


def test_keyframes_come_first_then_what_is_near_a_suspicious_frame_then_the_rest(
    recording: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    store = OrderedCache("key")

    def suspicious() -> list[int]:
        return [index for index in store.order if index in POLYP or index == 100]

    analyse(recording, segmenter_thread, store, suspicious)
    keyframes = [0, 50, 100, 150, 200]
    assert store.order[:5] == keyframes
    # Frame 100, the polyp and the playhead at frame 0 lie within 1.5 s of the first four groups.
    assert set(store.order[5:201]) == set(range(200)) - set(keyframes)
    groups = np.array(store.order[5:]) // KEYFRAME_FRAMES
    assert np.count_nonzero(np.diff(groups)) == 4, "a group of pictures was decoded more than once"
    assert sorted(store.order) == list(range(FRAMES))
    assert sum(engine.batches) == FRAMES


def test_what_is_cached_is_not_analysed_again(
    recording: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    first = ProbabilityMapCache("key")
    analyse(recording, segmenter_thread, first, list)
    store = OrderedCache("other")
    for index in range(0, FRAMES, 2):
        prediction = first.get(index)
        assert prediction is not None
        store.put(prediction)
    store.order.clear()
    engine.batches.clear()
    analyse(recording, segmenter_thread, store, list)
    assert sorted(store.order) == list(range(1, FRAMES, 2))
    assert sum(engine.batches) == FRAMES // 2


def test_the_keyframes_of_a_video_are_known_and_pictures_have_none(recording: Path, tmp_path: Path) -> None:
    with open_source(recording) as source:
        source.wait_for_index()
        assert list(source.keyframes()) == [0, 50, 100, 150, 200]  # type: ignore[arg-type]

    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((8, 8, 3), np.uint8))
    with open_source(tmp_path / "a.png") as source:
        assert source.keyframes() is None


def test_the_remaining_time_falls_to_nothing(
    recording: Path, segmenter_thread: SegmenterThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_estimate, "MEASURED_S", 0.0)
    store, estimates = ProbabilityMapCache("key"), []
    done = threading.Event()

    def progress() -> None:
        estimates.append((analysis.overview_remaining_s, analysis.remaining_s))
        if store.analysed(FRAMES).all():
            done.set()

    begin = threading.Event()
    analysis = RecordingAnalysis(
        lambda: open_source(recording) if begin.wait(TIMEOUT_S) else pytest.fail("not begun"),
        segmenter_thread,
        store,
        focus=lambda: Focus(np.zeros(0, np.intp)),
        on_progress=progress,
        on_error=lambda error: pytest.fail(str(error)),
    )
    assert analysis.remaining_s is None is analysis.overview_remaining_s
    begin.set()
    assert done.wait(TIMEOUT_S)
    analysis.close()
    assert all(overview is not None and whole is not None and overview <= whole for overview, whole in estimates)
    assert estimates[0][0] > 0
    assert estimates[FRAMES // 2][0] == 0 < estimates[FRAMES // 2][1]
    assert analysis.remaining_s == 0


def test_a_requested_range_comes_before_the_overview(recording: Path, segmenter_thread: SegmenterThread) -> None:
    store = OrderedCache("key")
    analyse(recording, segmenter_thread, store, list, requested=range(70, 80))
    assert store.order[:10] == list(range(70, 80))


def test_a_range_requested_meanwhile_is_analysed_next(recording: Path, segmenter_thread: SegmenterThread) -> None:
    store, requested, done = OrderedCache("key"), [range(0)], threading.Event()

    def progress() -> None:
        if len(store.order) == 20:
            requested[0] = range(200, 210)
        if store.analysed(FRAMES).all():
            done.set()

    analysis = RecordingAnalysis(
        lambda: open_source(recording),
        segmenter_thread,
        store,
        focus=lambda: Focus(np.zeros(0, np.intp), requested=requested[0]),
        on_progress=progress,
        on_error=lambda error: pytest.fail(str(error)),
    )
    assert done.wait(TIMEOUT_S)
    analysis.close()
    # A few frames were submitted before; frame 200 is a keyframe, which the overview has analysed.
    assert set(range(201, 210)) <= set(store.order[20:40])
