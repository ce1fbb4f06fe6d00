import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.analysis.frame_stream import FrameStream
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import DeviceError, ModelFileError, SourceError
from polyp_core.export.images import encode_png
from polyp_core.frames.open import open_source
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.prediction import Segmentation
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.masks.regions import mask_at
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file

from ..conftest import CLIP_FRAMES, CLIP_SIZE_PX, BrightnessEngine, clip_picture, square_found


def test_every_frame_comes_in_order_with_its_own_mask(clip: Path, segmenter_thread: SegmenterThread):
    with FrameStream(open_source(clip), segmenter_thread) as pipeline:
        pipeline.request(0)
        taken = list(pipeline)
    assert [analysed.frame.index for analysed in taken] == list(range(CLIP_FRAMES))
    for analysed in taken:
        segmentation = analysed.segmentation
        assert segmentation is not None and segmentation.frame_index == analysed.frame.index
        assert square_found(mask_at(segmentation.probability, segmentation.letterbox), analysed.frame.index)


def test_only_the_latest_request_is_served(clip: Path, segmenter_thread: SegmenterThread):
    with FrameStream(open_source(clip), segmenter_thread) as pipeline:
        for start in (0, 30, 10, 40):
            pipeline.request(start, start + 3)
        assert [analysed.frame.index for analysed in pipeline] == [40, 41, 42]
        pipeline.request(5, 20, step=5)
        assert [analysed.frame.index for analysed in pipeline] == [5, 10, 15]


def test_waiting_frames_are_run_as_batches(clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine):
    engine.may_answer.clear()
    with FrameStream(open_source(clip), segmenter_thread, ahead=12) as pipeline:
        pipeline.request(0, 12)
        engine.may_answer.set()
        assert len(list(pipeline)) == 12
    assert sum(engine.batches) == 12
    assert max(engine.batches) <= BrightnessEngine.batch_size


def test_the_playhead_is_served_before_background_frames(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    with open_source(clip) as source:
        frames = [source.read(index) for index in range(6)]
    served: list[int] = []
    engine.may_answer.clear()
    futures = [segmenter_thread.submit(frame, Priority.BACKGROUND) for frame in frames[:5]]
    futures.append(segmenter_thread.submit(frames[5], Priority.PLAYHEAD))
    for frame, future in zip(frames, futures, strict=True):
        future.add_done_callback(lambda _, index=frame.index: served.append(index))
    engine.may_answer.set()
    for future in futures:
        future.result(timeout=120)
    # At most the batch that was in hand when the playhead's frame came may be done before it.
    assert served.index(5) <= BrightnessEngine.batch_size
    assert served[-1] != 5


def test_cached_maps_are_not_computed_again(clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine):
    store = ProbabilityMapCache("key")
    for _ in range(2):
        with FrameStream(open_source(clip), segmenter_thread, store=store) as pipeline:
            pipeline.request(0, 10)
            assert all(analysed.segmentation is not None for analysed in pipeline)
    assert sum(engine.batches) == 10
    assert store.analysed(12).tolist() == [True] * 10 + [False] * 2


def test_maps_of_a_fallback_engine_are_not_cached_as_those_of_the_first(clip: Path, model: ModelFile):
    class Failing(BrightnessEngine):
        label = "failing"

        def run(self, batch: NDArray[np.uint8]) -> EngineOutput:
            if sum(self.batches) >= 8:
                raise DeviceError("There is not enough memory.")
            return super().run(batch)

    store = ProbabilityMapCache("key", engine="failing")
    with (
        SegmenterThread(lambda: Segmenter(model, [Failing, BrightnessEngine])) as thread,
        FrameStream(open_source(clip), thread, store=store) as pipeline,
    ):
        pipeline.request(0)
        engines = [analysed.segmentation.engine for analysed in pipeline if analysed.segmentation is not None]
    assert set(engines) == {"failing", "brightness"} and len(engines) == CLIP_FRAMES
    assert store.analysed(CLIP_FRAMES).tolist() == [engine == "failing" for engine in engines]


@pytest.mark.parametrize("letterbox", [Letterbox(*CLIP_SIZE_PX), Letterbox(*CLIP_SIZE_PX[::-1])])
@pytest.mark.parametrize("marked_as", [None, 1])
def test_a_cached_map_of_another_image_is_not_used(
    clip: Path, segmenter_thread: SegmenterThread, letterbox: Letterbox, marked_as: int | None
):
    store = ProbabilityMapCache("key")
    store.put(Segmentation(0, np.full((256, 256), 255, np.uint8), letterbox, picture_mark=marked_as))
    with FrameStream(open_source(clip), segmenter_thread, store=store) as pipeline:
        pipeline.request(0, 1)
        analysed = pipeline.take()
    assert analysed is not None and analysed.segmentation is not None
    assert square_found(mask_at(analysed.segmentation.probability, analysed.segmentation.letterbox), 0)


def test_adding_an_image_to_the_folder_does_not_shift_the_cached_masks(
    tmp_path: Path, segmenter_thread: SegmenterThread
):
    folder, store = tmp_path / "images", ProbabilityMapCache("key")
    folder.mkdir()
    for index in range(1, 5):
        (folder / f"{index}.png").write_bytes(encode_png(clip_picture(index)))
    for first in (1, 0):
        if first == 0:
            (folder / "0.png").write_bytes(encode_png(clip_picture(0)))
        with FrameStream(open_source(folder), segmenter_thread, store=store) as pipeline:
            pipeline.request(0)
            for analysed in pipeline:
                assert analysed.segmentation is not None
                mask = mask_at(analysed.segmentation.probability, analysed.segmentation.letterbox)
                assert square_found(mask, first + analysed.frame.index)


def test_without_a_model_frames_have_no_masks(clip: Path):
    with FrameStream(open_source(clip), None) as pipeline:
        pipeline.request(0, 3)
        assert [analysed.segmentation for analysed in pipeline] == [None] * 3


def test_a_model_that_cannot_be_opened_raises_in_waiting_readers(clip: Path, tmp_path: Path):
    with (
        SegmenterThread(lambda: Segmenter.open(read_model_file(tmp_path / "none.safetensors"))) as thread,
        FrameStream(open_source(clip), thread) as pipeline,
    ):
        pipeline.request(0)
        with pytest.raises(ModelFileError):
            pipeline.take()


def test_an_engine_that_fails_with_none_left_is_an_error_not_an_empty_mask(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine, monkeypatch: pytest.MonkeyPatch
):
    def fail(batch: object) -> None:
        raise DeviceError("The graphics card does not answer.")

    monkeypatch.setattr(engine, "run", fail)
    with FrameStream(open_source(clip), segmenter_thread) as pipeline:
        pipeline.request(0)
        with pytest.raises(DeviceError, match="does not answer"):
            pipeline.take()


def test_closing_the_model_raises_in_waiting_readers(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    with FrameStream(open_source(clip), segmenter_thread, ahead=12) as pipeline:
        engine.may_answer.clear()
        pipeline.request(0)
        assert engine.is_asked.wait(120)
        closing = threading.Thread(target=segmenter_thread.close)
        closing.start()
        engine.may_answer.set()
        with pytest.raises(DeviceError, match="The model was closed"):
            list(pipeline)
        closing.join(10)


def test_a_closed_source_is_an_error(clip: Path, segmenter_thread: SegmenterThread):
    source = open_source(clip)
    with FrameStream(source, segmenter_thread) as pipeline:
        source.close()
        pipeline.request(0)
        with pytest.raises(SourceError):
            pipeline.take()


def test_closing_leaves_no_thread(clip: Path, segmenter_thread: SegmenterThread, new_threads: Callable[[], list[str]]):
    for _ in range(5):
        pipeline = FrameStream(open_source(clip), segmenter_thread)
        pipeline.request(0)
        pipeline.take()
        pipeline.close()
        pipeline.close()
    assert new_threads() == []


def test_a_map_in_progress_when_the_cache_is_set_is_cached(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    store = ProbabilityMapCache("late")
    engine.may_answer.clear()
    with FrameStream(open_source(clip), segmenter_thread, ahead=1) as pipeline:
        pipeline.request(0, 1)
        assert engine.is_asked.wait(120)
        pipeline.set_store(store)
        engine.may_answer.set()
        assert pipeline.take() is not None
    assert len(store) == 1


def test_a_map_in_progress_when_the_model_changes_is_not_cached_for_the_new_one(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    old, new = ProbabilityMapCache("old"), ProbabilityMapCache("new")
    taking = threading.Event()

    def take() -> None:
        taking.set()
        pipeline.take()

    engine.may_answer.clear()
    with FrameStream(open_source(clip), segmenter_thread, store=old, ahead=1) as pipeline:
        pipeline.request(0, 1)
        taker = threading.Thread(target=take)
        taker.start()
        assert taking.wait(120)
        assert engine.is_asked.wait(120)
        pipeline.use_segmenter(None, new)
        engine.may_answer.set()
        taker.join(10)
    assert len(new) == 0
