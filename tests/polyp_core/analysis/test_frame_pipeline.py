"""segment_frames and decode_ahead: every frame in order with its own mask, and the errors and ends of a run."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.frame_pipeline import decode_ahead, segment_frames
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import DeviceError, ModelFileError, SourceError
from polyp_core.export.images import encode_png
from polyp_core.frames.open import open_source
from polyp_core.inference.engine import EngineOutput
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file

from ..conftest import CLIP_FRAMES, CLIP_SIZE_PX, BrightnessEngine, clip_picture, square_found


def segmented(
    path: Path, segmenter: SegmenterThread, start: int = 0, stop: int | None = None, **options: object
) -> Iterator[AnalysedFrame]:
    """The frames of a source as an export reads them."""
    with open_source(path) as source:
        yield from segment_frames(decode_ahead(source.frames(start, stop)), segmenter, **options)  # type: ignore[arg-type]


def shows_square(analysed: AnalysedFrame, index: int) -> bool:
    prediction = analysed.prediction
    assert prediction is not None and prediction.frame_index == analysed.frame.index
    return square_found(prediction.mask_at(), index)


def test_every_frame_comes_in_order_with_its_own_mask(clip: Path, segmenter_thread: SegmenterThread):
    taken = list(segmented(clip, segmenter_thread))
    assert [analysed.frame.index for analysed in taken] == list(range(CLIP_FRAMES))
    assert all(shows_square(analysed, analysed.frame.index) for analysed in taken)


def test_a_range_yields_exactly_its_frames(clip: Path, segmenter_thread: SegmenterThread):
    assert [analysed.frame.index for analysed in segmented(clip, segmenter_thread, 40, 43)] == [40, 41, 42]
    assert [analysed.frame.index for analysed in segmented(clip, segmenter_thread, 58)] == [58, 59]


def test_waiting_frames_are_run_as_batches(clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine):
    assert len(list(segmented(clip, segmenter_thread, 0, 12, ahead=12))) == 12
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


@pytest.mark.parametrize(("every_s", "place"), [(0.0, 0), (1e6, 7)])
def test_background_frames_get_a_small_share_of_a_busy_segmenter(
    clip: Path,
    segmenter_thread: SegmenterThread,
    engine: BrightnessEngine,
    monkeypatch: pytest.MonkeyPatch,
    every_s: float,
    place: int,
):
    monkeypatch.setattr("polyp_core.inference.segmenter_thread._BACKGROUND_EVERY_S", every_s)
    with open_source(clip) as source:
        frame = source.read(0)
    engine.may_answer.clear()
    served: list[Priority] = []
    futures = [segmenter_thread.submit(frame, Priority.PLAYHEAD)]
    assert engine.is_asked.wait(timeout=120)
    for priority in [Priority.BACKGROUND] * 2 + [Priority.PLAYHEAD] * 7:
        futures.append(segmenter_thread.submit(frame, priority))
        futures[-1].add_done_callback(lambda _, priority=priority: served.append(priority))
    engine.may_answer.set()
    for future in futures:
        future.result(timeout=120)
    assert served.index(Priority.BACKGROUND) == place


def test_cached_maps_are_not_computed_again(clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine):
    store = ProbabilityMapCache("key")
    for _ in range(2):
        frames = segmented(clip, segmenter_thread, 0, 10, store=store)
        assert all(analysed.prediction is not None for analysed in frames)
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
    with SegmenterThread(lambda: Segmenter(model, [Failing, BrightnessEngine])) as thread:
        frames = segmented(clip, thread, store=store)
        engines = [analysed.prediction.engine for analysed in frames if analysed.prediction is not None]
    assert set(engines) == {"failing", "brightness"} and len(engines) == CLIP_FRAMES
    assert store.analysed(CLIP_FRAMES).tolist() == [engine == "failing" for engine in engines]


@pytest.mark.parametrize("letterbox", [Letterbox(*CLIP_SIZE_PX), Letterbox(*CLIP_SIZE_PX[::-1])])
@pytest.mark.parametrize("marked_as", [None, 1])
def test_a_cached_map_of_another_image_is_not_used(
    clip: Path, segmenter_thread: SegmenterThread, letterbox: Letterbox, marked_as: int | None
):
    store = ProbabilityMapCache("key")
    store.put(Prediction(0, np.full((256, 256), 255, np.uint8), letterbox, picture_mark=marked_as))
    (analysed,) = segmented(clip, segmenter_thread, 0, 1, store=store)
    assert shows_square(analysed, 0)


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
        for analysed in segmented(folder, segmenter_thread, store=store):
            assert shows_square(analysed, first + analysed.frame.index)


def test_a_model_that_cannot_be_opened_raises_in_waiting_readers(clip: Path, tmp_path: Path):
    with (
        SegmenterThread(lambda: Segmenter.open(read_model_file(tmp_path / "none.safetensors"))) as thread,
        pytest.raises(ModelFileError),
    ):
        next(segmented(clip, thread))


def test_an_engine_that_fails_with_none_left_is_an_error_not_an_empty_mask(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine, monkeypatch: pytest.MonkeyPatch
):
    def fail(batch: object) -> None:
        raise DeviceError("The graphics card does not answer.")

    monkeypatch.setattr(engine, "run", fail)
    with pytest.raises(DeviceError, match="does not answer"):
        next(segmented(clip, segmenter_thread))


def test_closing_the_model_raises_in_waiting_readers(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    def close_while_running() -> None:
        assert engine.is_asked.wait(120)
        closer.start()
        while not segmenter_thread._closed:
            time.sleep(0.001)
        engine.may_answer.set()

    closer = threading.Thread(target=segmenter_thread.close)
    engine.may_answer.clear()
    threading.Thread(target=close_while_running).start()
    with pytest.raises(DeviceError, match="The model was closed"):
        list(segmented(clip, segmenter_thread, ahead=12))
    closer.join(10)


def test_a_closed_source_is_an_error(clip: Path, segmenter_thread: SegmenterThread):
    with open_source(clip) as source, closing(decode_ahead(source.frames())) as frames:
        source.close()
        with pytest.raises(SourceError):
            next(segment_frames(frames, segmenter_thread))


def test_cancelling_ends_at_once_and_drops_the_queued_frames(
    clip: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
):
    cancelled = threading.Event()
    engine.may_answer.clear()
    threading.Thread(target=lambda: (engine.is_asked.wait(120), cancelled.set())).start()
    assert list(segmented(clip, segmenter_thread, cancelled=cancelled)) == []
    engine.may_answer.set()
    with open_source(clip) as source:
        segmenter_thread.submit(source.read(0), Priority.BACKGROUND).result(120)
    assert sum(engine.batches) <= BrightnessEngine.batch_size + 1


def test_ending_early_leaves_no_thread(
    clip: Path, segmenter_thread: SegmenterThread, new_threads: Callable[[], list[str]]
):
    for _ in range(5):
        with closing(segmented(clip, segmenter_thread)) as frames:
            next(frames)
    while new_threads():
        time.sleep(0.001)
