"""The recordings of the queue are analysed in order, each frame once, whatever ends the program meanwhile."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from polyp_core.analysis.queue.discovery import describe
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.analysis.queue.worker import AnalysisOptions, QueueWorker, Viewed
from polyp_core.cache import MAPS
from polyp_core.errors import DeviceError
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile

from ...conftest import CLIP_FRAMES, CLIP_RATE_FPS, CLIP_SIZE_PX, BrightnessEngine, clip_picture
from ...frames.test_shape_changes import PART_FRAMES, write_parts

WAIT_S = 60.0
LONG_FRAMES = 400  # more than the store keeps in memory before it writes


def write_clip(path: Path, frames: int = CLIP_FRAMES) -> Path:
    with VideoWriter(path, *CLIP_SIZE_PX, CLIP_RATE_FPS, comment=path.name, crf=8) as video:
        for index in range(frames):
            video.write(clip_picture(index), index / CLIP_RATE_FPS)
    return path


class Running:
    """A queue with its worker, and ways to wait for what it does."""

    def __init__(self, folder: Path, segmenter: SegmenterThread | None, **options: object) -> None:
        self._changed = threading.Condition()
        self.queue = RecordingQueue(folder, self._on_change)
        self.worker = QueueWorker(self.queue)
        self.worker.set_options(AnalysisOptions(**options))  # type: ignore[arg-type]
        if segmenter is not None:
            segmenter.opened.result()
            self.worker.set_segmenter(segmenter)
        self.worker.start()

    def _on_change(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def wait(self, is_reached: Callable[[tuple[QueueEntry, ...]], bool]) -> tuple[QueueEntry, ...]:
        self.worker.wake()
        with self._changed:
            if not self._changed.wait_for(lambda: is_reached(self.queue.entries), WAIT_S):
                pytest.fail(f"{self.queue.entries} {self.queue.problem}")
        return self.queue.entries

    def wait_for_states(self, *states: str) -> tuple[QueueEntry, ...]:
        return self.wait(lambda entries: tuple(entry.state for entry in entries) == states)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of each test for stored maps."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(folder))
    return folder


@pytest.fixture
def start(tmp_path: Path, engine: BrightnessEngine) -> Iterator[Callable[..., Running]]:
    """Starts queues in one folder."""
    started: list[Running] = []

    def start(segmenter: SegmenterThread | None, **options: object) -> Running:
        running = Running(tmp_path / "config", segmenter, **options)
        started.append(running)
        return running

    yield start
    engine.may_answer.set()
    for running in started:
        assert running.worker.close(WAIT_S)


def test_recordings_are_analysed_in_order_and_after_a_restart_nothing_is_analysed_twice(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    clips = [write_clip(tmp_path / name) for name in ("one.mp4", "two.mp4")]
    running = start(segmenter_thread)
    for clip in clips:
        running.queue.add(describe(clip))
    one, two = running.wait_for_states("complete", "complete")
    assert [entry.share_analysed for entry in (one, two)] == [1.0, 1.0]
    assert one.finding_count is not None and one.policy == AlarmPolicy()
    assert one.model_name and one.model_sha256
    assert sum(engine.batches) == 2 * CLIP_FRAMES
    running.worker.close()

    again = start(segmenter_thread)
    again.wait_for_states("complete", "complete")
    again.queue.retry([one.id, two.id])
    again.wait_for_states("complete", "complete")
    assert sum(engine.batches) == 2 * CLIP_FRAMES


def test_a_queue_that_is_closed_while_it_analyses_goes_on_where_it_was(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    running = start(segmenter_thread)
    for name in ("one.mp4", "two.mp4"):
        running.queue.add(describe(write_clip(tmp_path / name, 200)))
    running.wait(lambda entries: entries[0].share_analysed > 0.1)
    running.worker.close()
    again = start(segmenter_thread)
    again.wait(lambda entries: len(entries) == 2)
    again.wait_for_states("complete", "complete")
    # Of those under way at the end, a few have been segmented without being stored.
    assert 400 <= sum(engine.batches) <= 400 + 2 * BrightnessEngine.batch_size


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_queue_whose_process_is_killed_goes_on_with_what_is_not_stored(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    clip = write_clip(tmp_path / "one.mp4", LONG_FRAMES)
    script = textwrap.dedent(f"""
        import sys, threading, time
        from pathlib import Path
        from polyp_core.model.model_file import read_model_file
        from resources import MODEL_FILE
        from tests.polyp_core.conftest import BrightnessEngine
        from tests.polyp_core.analysis.queue.test_worker import Running, describe, Segmenter, SegmenterThread

        class Slow(BrightnessEngine):
            def run(self, batch):
                time.sleep(0.02 if sum(self.batches) < 300 else 600)
                return super().run(batch)

        model = read_model_file(MODEL_FILE)
        engine = Slow(model)
        segmenter = SegmenterThread(lambda: Segmenter(model, [lambda _: engine]))
        running = Running(Path({str(tmp_path / "config")!r}), segmenter)
        running.queue.add(describe(Path({str(clip)!r})))
        running.wait(lambda entries: entries[0].share_analysed > 0.6)
        running.queue.save(progress=True)
        print("well under way", flush=True)
        time.sleep(600)
    """)
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[4],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[4])},
    )
    assert child.stdout is not None and child.stdout.readline() == "well under way\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    (maps,) = MAPS.folder.glob("*.sqlite")
    stored = count_maps(maps)
    assert 0 < stored < LONG_FRAMES
    running = start(segmenter_thread)
    running.wait(lambda entries: len(entries) == 1)
    running.wait_for_states("complete")
    assert sum(engine.batches) == LONG_FRAMES - stored


def count_maps(path: Path) -> int:
    with sqlite3.connect(path) as database:
        (count,) = database.execute("SELECT count(*) FROM maps").fetchone()
    database.close()
    return int(count)


def test_a_recording_that_cannot_be_analysed_says_why_and_the_next_one_follows(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread
) -> None:
    bad, replaced, good = (tmp_path / name for name in ("bad.mp4", "replaced.mp4", "good.mp4"))
    bad.write_bytes(b"no video" * 100)
    running = start(None)
    entries = [describe(bad), describe(write_clip(replaced)), describe(write_clip(good))]
    write_clip(replaced, 20)
    for entry in entries:
        running.queue.add(entry)
    running.worker.set_segmenter(segmenter_thread)
    first, second, _ = running.wait_for_states("failed", "failed", "complete")
    assert "bad.mp4" in first.reason and "not the recording that was added" in second.reason
    shutil.copy(good, bad)
    running.queue.retry([first.id])
    first, *_ = running.wait_for_states("complete", "failed", "complete")
    assert first.content_key and first.reason == ""


def test_a_cut_recording_is_analysed_and_its_note_is_kept(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread
) -> None:
    whole = write_clip(tmp_path / "whole.mp4", 200)
    cut = tmp_path / "cut.mkv"
    copy_streams(whole, cut)
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 2 // 3])
    running = start(segmenter_thread)
    running.queue.add(describe(cut))
    (entry,) = running.wait_for_states("complete")
    assert entry.frame_count is not None and entry.frame_count < 200
    with open_source(cut) as source:
        assert entry.notes == source.wait_for_index().notes != ()


def test_recordings_with_a_gap_and_with_a_change_of_size_are_analysed_whole(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread
) -> None:
    with VideoWriter(tmp_path / "gap.mp4", *CLIP_SIZE_PX, CLIP_RATE_FPS, comment="", crf=8) as video:
        for index in range(CLIP_FRAMES):
            video.write(clip_picture(index), index / CLIP_RATE_FPS + (10 if index >= CLIP_FRAMES // 2 else 0))
    write_parts(tmp_path / "sizes.mkv", "libx264", [{}, {"size_px": (320, 240)}])
    running = start(segmenter_thread)
    for name in ("gap.mp4", "sizes.mkv"):
        running.queue.add(describe(tmp_path / name))
    entries = running.wait_for_states("complete", "complete")
    assert [(entry.frame_count, entry.share_analysed) for entry in entries] == [
        (CLIP_FRAMES, 1.0),
        (2 * PART_FRAMES, 1.0),
    ]
    assert "jumps ahead by 10 s" in entries[0].notes[0]
    (note,) = entries[1].notes  # that of Review, which is found while frames are read
    with open_source(tmp_path / "sizes.mkv") as source:
        list(source.frames())
        assert (note,) == source.info.notes
    assert "pictures are 320 x 240" in note


def copy_streams(source: Path, target: Path) -> None:
    import av

    with av.open(str(source)) as reader, av.open(str(target), "w") as writer:
        stream = reader.streams.video[0]
        copy = writer.add_stream_from_template(stream)
        for packet in reader.demux(stream):
            if packet.dts is not None:
                packet.stream = copy
                writer.mux(packet)


def test_a_missing_recording_is_left_out_until_it_is_back_and_found_under_another_name(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread
) -> None:
    clip, other = write_clip(tmp_path / "one.mp4"), write_clip(tmp_path / "two.mp4")
    entries = [describe(clip), describe(other)]
    away = tmp_path / "away"
    away.mkdir()
    shutil.move(clip, away / "renamed.mp4")
    running = start(segmenter_thread)
    for entry in entries:
        running.queue.add(entry)
    running.wait_for_states("waiting", "complete")
    running.wait(lambda entries: entries[0].missing)
    shutil.move(away / "renamed.mp4", tmp_path / "renamed.mp4")
    running.worker.check_files()
    found, _ = running.wait_for_states("complete", "complete")
    assert found.paths == (tmp_path / "renamed.mp4",) and not found.missing


def test_paused_nothing_is_analysed(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    running = start(None)
    running.queue.add(describe(write_clip(tmp_path / "one.mp4")))
    running.queue.set_paused(True)
    running.worker.set_segmenter(segmenter_thread)
    assert not engine.is_asked.wait(0.5)
    running.queue.set_paused(False)
    running.wait_for_states("complete")


def test_the_recording_in_the_viewer_is_left_to_it_and_playback_comes_first(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    clips = [write_clip(tmp_path / name) for name in ("one.mp4", "two.mp4")]
    running = start(None)
    for clip in clips:
        running.queue.add(describe(clip))
    running.worker.set_viewed(Viewed(clips[0], needs_processor=True))
    running.worker.set_segmenter(segmenter_thread)
    assert not engine.is_asked.wait(0.5)
    running.worker.set_viewed(Viewed(clips[0], needs_processor=False))
    running.wait_for_states("waiting", "complete")
    with open_source(clips[0]) as source:
        info = source.wait_for_index()
    running.worker.set_viewed(Viewed(clips[0], False, info, 0.5, 1))
    running.wait(lambda entries: entries[0].share_analysed == 0.5 and entries[0].finding_count == 1)
    running.worker.set_viewed(Viewed(clips[0], False, info, 1.0, 3, is_complete=True))
    first, _ = running.wait_for_states("complete", "complete")
    assert first.finding_count == 3
    assert sum(engine.batches) == CLIP_FRAMES


def test_opening_the_recording_under_way_in_the_viewer_ends_its_analysis_here(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    clip = write_clip(tmp_path / "one.mp4", 300)
    running = start(segmenter_thread)
    engine.may_answer.clear()  # or the analysis might end before it is interrupted
    running.queue.add(describe(clip))
    assert engine.is_asked.wait(WAIT_S)
    running.worker.set_viewed(Viewed(clip))
    engine.may_answer.set()
    running.wait_for_states("waiting")
    running.worker.set_viewed(None)
    running.wait_for_states("complete")
    assert sum(engine.batches) <= 300 + 2 * BrightnessEngine.batch_size


def test_another_policy_counts_the_findings_anew_without_the_model(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    running = start(segmenter_thread, policy=PRESETS["every region"])
    running.queue.add(describe(write_clip(tmp_path / "one.mp4")))
    (entry,) = running.wait_for_states("complete")
    assert entry.finding_count
    strict = AlarmPolicy(smallest_area_fraction=0.2)
    running.worker.set_options(AnalysisOptions(policy=strict))
    (entry,) = running.wait(lambda entries: entries[0].policy == strict)
    assert (entry.state, entry.finding_count) == ("complete", 0)
    assert sum(engine.batches) == CLIP_FRAMES


def test_a_model_that_fails_is_no_failure_of_the_recording(
    tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread, model: ModelFile
) -> None:
    class Failing(BrightnessEngine):
        def run(self, batch):  # type: ignore[no-untyped-def]
            raise DeviceError("The device failed.")

    running = start(None)
    running.queue.add(describe(write_clip(tmp_path / "one.mp4")))
    with SegmenterThread(lambda: Segmenter(model, [lambda _: Failing(model)])) as failing:
        failing.opened.result()
        running.worker.set_segmenter(failing)
        running.wait(lambda _: running.worker.model_sha256 == "")
        (entry,) = running.queue.entries
        assert entry.state == "waiting" and entry.reason == ""
    running.worker.set_segmenter(segmenter_thread)
    running.wait_for_states("complete")


def test_if_maps_cannot_be_stored_the_queue_pauses_and_says_so(
    home: Path, tmp_path: Path, start: Callable[..., Running], segmenter_thread: SegmenterThread
) -> None:
    cache = home / "cache"
    cache.write_text("in the way")
    running = start(segmenter_thread)
    running.queue.add(describe(write_clip(tmp_path / "one.mp4")))
    running.wait(lambda _: running.queue.paused)
    running.wait_for_states("waiting")
    assert "The queue is paused" in running.queue.problem and "cannot be saved" in running.queue.problem
    cache.unlink()
    running.queue.set_paused(False)
    running.wait_for_states("complete")
    assert running.queue.problem == ""
