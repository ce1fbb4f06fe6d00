"""Propagating a corrected mask in the window: progress, undo, drift and why it stopped."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.tasks import Task
from app.shell.notices import Notice
from app.widgets.task_row import TaskRow
from app.workspaces.review.labelling.propagator import format_stop
from polyp_core.labelling.propagation import Stop, StopReason
from polyp_core.masks.prediction import picture_mark
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource, new_id
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import STRONG, write_green_model, write_recording

WAIT_MS = 60_000
pytestmark = pytest.mark.usefixtures("share_analyses")
COUNT = 90
POLYP = range(20, 60)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    recording = write_recording(tmp_path / "short.mp4", COUNT, {POLYP: STRONG})
    window = open_window(model_path=write_green_model(tmp_path / "green.safetensors"), reader_name="Ada")
    window.open([recording])
    qtbot.waitUntil(lambda: window.review.decisions.is_open and window.review.analysed_whole, timeout=WAIT_MS)
    return window


def go_to(window: MainWindow, frame: int, qtbot: QtBot) -> None:
    window.review.player.seek(frame)
    qtbot.waitUntil(lambda: (now := window.review.current_frame()) is not None and now.frame.index == frame)


def correct(window: MainWindow, frame: int, qtbot: QtBot) -> None:
    """Stores the model's mask of a frame as a corrected one."""
    go_to(window, frame, qtbot)
    review, shown = window.review, window.review.current_frame()
    assert shown is not None and shown.prediction is not None
    layer = new_id()
    mask = shown.prediction.mask_at(0.5)
    review.decisions.add_masks(layer, [FrameMask(frame, mask, picture_mark(shown.frame.image))])
    assert review.decisions.put_masks(MaskSource.CORRECTED, [frame], layer=layer)


def propagated(window: MainWindow) -> list[int]:
    return [int(frame) for frame in window.review.decisions.review.masks.frames(MaskSource.PROPAGATED)]


def notices(window: MainWindow) -> str:
    return " ".join(each.text for each in window.findChildren(Notice))


def test_a_corrected_mask_is_propagated_and_undone_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    review, act = window.review, window.review.actions_table
    act["propagate"].trigger()
    assert "Correct the mask of a frame first" in notices(window)

    correct(window, 40, qtbot)
    steps = review.decisions.undo_stack.count()
    with qtbot.waitSignal(review.propagator.started, timeout=WAIT_MS):
        act["propagate"].trigger()
    [row] = window.footer.findChildren(TaskRow)
    assert row.name.text() == "Propagate masks"
    qtbot.waitUntil(lambda: not review.propagator.is_running, timeout=WAIT_MS)
    frames = propagated(window)
    assert len(frames) > 10 and 40 not in frames
    assert frames == [frame for frame in range(frames[0], frames[-1] + 1) if frame != 40]
    assert POLYP.start - 12 <= frames[0] <= POLYP.start and POLYP.stop - 1 <= frames[-1] <= POLYP.stop + 12
    assert review.decisions.undo_stack.count() == steps + 1
    assert f"{len(frames)} frames got a propagated mask." in notices(window)
    assert "Propagation forward stopped at frame" in notices(window)
    assert review.player.position == frames[-1] + 1  # where it stopped
    drift = review.time_line._drift
    assert np.flatnonzero(np.isfinite(drift)).tolist() == frames

    found: list[object] = []
    review.decisions.use_file(lambda file: file.mask_of("Ada", frames[0]), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    assert found[0].source is MaskSource.PROPAGATED and found[0].mask.any()  # type: ignore[attr-defined]

    act["undo"].trigger()
    assert propagated(window) == []
    assert review.decisions.review.masks.frames(MaskSource.CORRECTED).tolist() == [40]


def test_a_range_and_corrected_frames_limit_it_and_cancelling_stores_nothing(window: MainWindow, qtbot: QtBot) -> None:
    review, act = window.review, window.review.actions_table
    correct(window, 30, qtbot)
    correct(window, 45, qtbot)
    go_to(window, 38, qtbot)
    act["propagate"].trigger()
    qtbot.waitUntil(lambda: propagated(window) == [*range(31, 45)], timeout=WAIT_MS)
    act["undo"].trigger()

    go_to(window, 30, qtbot)
    review.player.set_loop_start()
    go_to(window, 35, qtbot)
    review.player.set_loop_end()
    act["propagate_forward"].trigger()
    qtbot.waitUntil(lambda: propagated(window) == [*range(31, 36)], timeout=WAIT_MS)
    act["undo"].trigger()

    qtbot.waitUntil(lambda: not review.propagator.is_running, timeout=WAIT_MS)
    review.propagator.started.connect(lambda task: task.cancel())
    act["propagate"].trigger()
    assert review.propagator.is_running
    qtbot.waitUntil(lambda: not review.propagator.is_running, timeout=WAIT_MS)
    assert propagated(window) == []


def test_masks_that_the_reader_makes_meanwhile_win(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    correct(window, 40, qtbot)

    def correct_two() -> None:
        recording, layer = review.decisions.recording, new_id()
        assert recording is not None
        mask = np.zeros((recording.height_px, recording.width_px), np.bool_)
        mask[:3, :3] = True
        review.decisions.add_masks(layer, [FrameMask(45, mask)])
        assert review.decisions.put_masks(MaskSource.CORRECTED, [45], layer=layer)
        assert review.decisions.put_masks(MaskSource.VERIFIED_EMPTY, [50])

    review.propagator.started.connect(correct_two)
    review.actions_table["propagate"].trigger()
    qtbot.waitUntil(lambda: bool(propagated(window)), timeout=WAIT_MS)
    masks = review.decisions.review.masks
    assert masks.frames(MaskSource.CORRECTED).tolist() == [40, 45]
    assert masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == [50]
    assert f"{len(propagated(window))} frames got a propagated mask." in notices(window)
    assert np.flatnonzero(np.isfinite(review.time_line._drift)).tolist() == propagated(window)


def test_a_change_of_the_reader_ends_it_and_stores_nothing(window: MainWindow, qtbot: QtBot) -> None:
    review = window.review
    correct(window, 40, qtbot)
    tasks: list[Task] = []
    review.propagator.started.connect(tasks.append)
    review.propagator.started.connect(lambda _: setattr(window.settings, "reader_name", "Bob"))
    review.actions_table["propagate"].trigger()
    qtbot.waitUntil(lambda: bool(tasks) and not tasks[0].running, timeout=WAIT_MS)
    assert not review.propagator.is_running and "because the reader was changed" in notices(window)
    assert {reader: each.masks.frames().tolist() for reader, each in review.decisions.reviews.items()} == {"Ada": [40]}


def test_a_stop_is_a_sentence() -> None:
    assert format_stop(Stop(1234, StopReason.DAMAGED, forward=False)) == (
        "Propagation backward stopped at frame 1,234: the frame is damaged."
    )
