import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.analysis_order import Focus
from polyp_core.analysis.frame_pipeline import segment_frames
from polyp_core.analysis.frame_prefetcher import FramePrefetcher
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.recording_analysis import RecordingAnalysis
from polyp_core.errors import PolypViewerError, SourceError
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.video.video_file import VideoFile
from polyp_core.inference.segmenter_thread import SegmenterThread

from ..conftest import CLIP_FRAMES, BrightnessEngine, square_found

TIMEOUT_S = 20.0


class Viewer:
    """A user of the prefetcher that records its reports and waits for frames."""

    def __init__(self, path: Path, thread: SegmenterThread | None, **options: object) -> None:
        self.changes: queue.Queue[int] = queue.Queue()
        self.infos: queue.Queue[SourceInfo] = queue.Queue()
        self.errors: queue.Queue[PolypViewerError] = queue.Queue()
        self.window = FramePrefetcher(
            lambda: open_source(path),
            thread,
            on_change=self.changes.put,
            on_info=self.infos.put,
            on_error=self.errors.put,
            **options,  # type: ignore[arg-type]
        )

    def wait_for(self, index: int) -> None:
        while not self.window.is_complete(index):
            self.changes.get(timeout=TIMEOUT_S)

    def shows_square(self, index: int) -> bool:
        analysed = self.window.at(index)
        assert analysed is not None and analysed.prediction is not None
        assert analysed.frame.index == analysed.prediction.frame_index == index
        return square_found(analysed.prediction.mask_at(), index)


@pytest.fixture
def viewer(clip: Path, segmenter_thread: SegmenterThread) -> Iterator[Viewer]:
    viewer = Viewer(clip, segmenter_thread)
    yield viewer
    viewer.window.close()


def test_the_prefetcher_opens_the_source_and_fetches_from_its_start(viewer: Viewer):
    assert viewer.infos.get(timeout=TIMEOUT_S).frame_count == CLIP_FRAMES
    viewer.wait_for(0)
    assert viewer.shows_square(0)
    viewer.wait_for(20)
    assert viewer.shows_square(20)


def test_after_rapid_seeks_the_last_frame_is_served_with_its_own_mask(viewer: Viewer):
    for index in (50, 3, 41, 17, 58, 29):
        viewer.window.move(index)
    viewer.wait_for(29)
    assert viewer.shows_square(29)


def test_stepping_back_finds_the_frames_in_memory(viewer: Viewer):
    viewer.window.move(40)
    viewer.wait_for(40)
    viewer.window.move(39)
    viewer.wait_for(39)
    for index in range(38, 30, -1):
        viewer.wait_for(index)
        assert viewer.shows_square(index)


def test_memory_stays_within_its_cap_while_the_whole_clip_plays(clip: Path, segmenter_thread: SegmenterThread):
    viewer = Viewer(clip, segmenter_thread, cap_mb=0.0)
    for index in range(CLIP_FRAMES):
        viewer.window.move(index)
        viewer.wait_for(index)
        assert sum(viewer.window.at(other) is not None for other in range(CLIP_FRAMES)) <= 9
    for index in range(CLIP_FRAMES - 1, -1, -1):
        viewer.window.move(index)
        viewer.wait_for(index)
        assert viewer.shows_square(index)
    viewer.window.close()


def test_memory_stays_within_its_cap_for_large_frames(tmp_path: Path, segmenter_thread: SegmenterThread):
    path = tmp_path / "large.mp4"
    with VideoWriter(path, 1920, 1080, 25.0, comment="") as video:
        for index in range(40):
            video.write(np.full((1080, 1920, 3), 4 * index, np.uint8), index / 25)
    viewer = Viewer(path, segmenter_thread, cap_mb=64.0)
    for index in range(40):
        viewer.window.move(index)
        viewer.wait_for(index)
        at_hand = [analysed for analysed in map(viewer.window.at, range(40)) if analysed is not None]
        assert sum(analysed.frame.image.nbytes for analysed in at_hand) <= 64e6 + 1920 * 1080 * 3
    viewer.window.close()


def test_a_frame_is_shown_without_a_mask_until_its_own_is_ready(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    engine.may_answer.clear()
    viewer = Viewer(clip, segmenter_thread)
    while viewer.window.at(0) is None:
        viewer.changes.get(timeout=TIMEOUT_S)
    shown = viewer.window.at(0)
    assert shown is not None and shown.prediction is None
    assert not viewer.window.is_complete(0)
    engine.may_answer.set()
    viewer.wait_for(0)
    assert viewer.shows_square(0)
    viewer.window.close()


def test_changing_the_model_removes_all_masks_at_once(viewer: Viewer):
    viewer.wait_for(0)
    viewer.wait_for(5)
    viewer.window.use_segmenter(None, None)
    assert all(
        analysed is None or analysed.prediction is None for analysed in map(viewer.window.at, range(CLIP_FRAMES))
    )
    viewer.wait_for(0)
    shown = viewer.window.at(0)
    assert shown is not None and shown.prediction is None


def test_maps_computed_before_the_cache_was_set_are_cached(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    viewer, store = Viewer(clip, segmenter_thread), ProbabilityMapCache("late")
    viewer.wait_for(5)
    viewer.window.set_store(store)
    assert viewer.shows_square(5)
    for index in range(CLIP_FRAMES):
        viewer.wait_for(index)
        assert viewer.shows_square(index)
    viewer.window.close()
    assert store.analysed(CLIP_FRAMES).all()
    assert sum(engine.batches) == CLIP_FRAMES


@pytest.mark.parametrize("model_first", [True, False])
def test_no_frame_is_segmented_before_the_awaited_store_is_there(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine, model_first: bool
):
    store = ProbabilityMapCache("key")
    for analysed in segment_frames(open_source(clip).frames(0, 20), segmenter_thread, store=store):
        assert analysed.prediction is not None
    engine.batches.clear()
    viewer = Viewer(clip, segmenter_thread if model_first else None, awaits_store=model_first)
    if not model_first:
        viewer.window.use_segmenter(segmenter_thread, None, awaits_store=True)
    while viewer.window.at(10) is None:
        viewer.changes.get(timeout=TIMEOUT_S) if viewer.window.at(0) is None else time.sleep(0.01)
    assert engine.batches == [] and not viewer.window.is_complete(0)
    viewer.window.set_store(store)
    viewer.wait_for(19)
    assert viewer.shows_square(19)
    viewer.wait_for(30)
    viewer.window.close()
    assert 0 < sum(engine.batches) <= CLIP_FRAMES - 20


def test_a_map_in_progress_when_the_cache_is_set_is_cached(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    engine.may_answer.clear()
    viewer, store = Viewer(clip, segmenter_thread), ProbabilityMapCache("late")
    assert engine.is_asked.wait(TIMEOUT_S)
    viewer.window.set_store(store)
    engine.may_answer.set()
    viewer.wait_for(0)
    viewer.window.close()
    assert 0 in store


def test_a_map_in_progress_when_the_model_changes_is_not_cached_for_the_new_one(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    engine.may_answer.clear()
    viewer, old, new = Viewer(clip, segmenter_thread), ProbabilityMapCache("old"), ProbabilityMapCache("new")
    viewer.window.set_store(old)
    assert engine.is_asked.wait(TIMEOUT_S)
    viewer.window.use_segmenter(None, new)
    engine.may_answer.set()
    viewer.wait_for(0)
    shown = viewer.window.at(0)
    assert shown is not None and shown.prediction is None
    viewer.window.close()
    assert len(new) == 0


def test_all_frames_of_a_loop_stay_in_memory(viewer: Viewer):
    viewer.window.set_loop((20, 25))
    viewer.window.move(24)
    for index in (24, 25, 20, 21, 22, 23):
        viewer.wait_for(index)


def test_a_source_that_cannot_be_opened_is_reported_once(tmp_path: Path, segmenter_thread: SegmenterThread):
    viewer = Viewer(tmp_path / "missing.mp4", segmenter_thread)
    assert isinstance(viewer.errors.get(timeout=TIMEOUT_S), SourceError)
    viewer.window.move(5)
    viewer.window.close()
    assert viewer.errors.empty()


def test_the_rest_of_the_clip_is_analysed_in_the_background(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    store = ProbabilityMapCache("key")
    done = threading.Event()

    def progress() -> None:
        if store.analysed(CLIP_FRAMES).all():
            done.set()

    analysis = RecordingAnalysis(
        lambda: open_source(clip),
        segmenter_thread,
        store,
        focus=lambda: Focus(np.zeros(0, np.intp)),
        on_progress=progress,
        on_error=lambda error: None,
    )
    assert done.wait(TIMEOUT_S)
    analysis.close()
    assert store.analysed(CLIP_FRAMES).all()
    assert sum(engine.batches) == CLIP_FRAMES


def test_closing_an_analysis_while_its_source_opens_does_not_wait_for_the_index(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    opening, may_open = threading.Event(), threading.Event()
    source = EndlessIndex(clip)

    def open_slowly() -> EndlessIndex:
        opening.set()
        may_open.wait()
        return source

    analysis = RecordingAnalysis(
        open_slowly,
        segmenter_thread,
        ProbabilityMapCache("key"),
        focus=lambda: Focus(np.zeros(0, np.intp)),
        on_progress=lambda: None,
        on_error=lambda _: None,
    )
    assert opening.wait(TIMEOUT_S)
    closing = threading.Thread(target=analysis.close)
    closing.start()
    while not analysis._closed.is_set():
        time.sleep(0.001)
    may_open.set()
    closing.join(TIMEOUT_S)
    assert not closing.is_alive() and source.closed
    assert engine.batches == []


class EndlessIndex(VideoFile):
    """A source whose index is never complete."""

    closed = False

    def wait_for_index(self) -> SourceInfo:
        threading.Event().wait()
        raise AssertionError

    def close(self) -> None:
        self.closed = True
        super().close()


def test_opening_and_closing_leaves_no_thread(
    clip: Path, segmenter_thread: SegmenterThread, new_threads: Callable[[], list[str]]
):
    for _ in range(10):
        viewer = Viewer(clip, segmenter_thread)
        viewer.wait_for(0)
        viewer.window.close()
        viewer.window.close()
    assert new_threads() == []


class SlowIndex(VideoFile):
    """A source whose index holds one frame until `known` is set."""

    def __init__(self, path: Path) -> None:
        self.known = threading.Event()
        super().__init__(path)

    @property
    def info(self) -> SourceInfo:
        info = super().info
        return info if self.known.is_set() else replace(info, frame_count=1, indexing=True)


def test_a_playhead_beyond_a_growing_index_is_served_once_indexed(clip: Path):
    with open_source(clip) as source:
        source.wait_for_index()
    slow = SlowIndex(clip)
    infos: queue.Queue[SourceInfo] = queue.Queue()
    changes: queue.Queue[int] = queue.Queue()
    window = FramePrefetcher(
        lambda: slow,
        None,
        on_change=changes.put,
        on_info=infos.put,
        on_error=lambda error: pytest.fail(str(error)),
    )
    window.move(CLIP_FRAMES - 1)
    assert infos.get(timeout=TIMEOUT_S).indexing
    slow.known.set()
    while changes.get(timeout=TIMEOUT_S) != CLIP_FRAMES - 1:
        pass
    assert not infos.get(timeout=TIMEOUT_S).indexing
    window.close()
