import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.tasks import TaskHandle, TaskProgress, Tasks
from polyp_core.errors import ExportError


@pytest.fixture
def tasks(qtbot: QtBot) -> Tasks:
    return Tasks()


def test_progress_and_result_arrive_in_the_gui_thread(qtbot: QtBot, qapp: QApplication, tasks: Tasks) -> None:
    heard: list[tuple[str, object]] = []

    def hear(name: str, value: object = None) -> None:
        assert QThread.currentThread() is qapp.thread()
        heard.append((name, value))

    def work(handle: TaskHandle, factor: int) -> int:
        assert QThread.currentThread() is not qapp.thread()
        handle.progress(0.5, "halfway")
        handle.progress(1.0, "done")
        return 21 * factor

    task = tasks.run(work, "work", 2)
    task.progressed.connect(lambda progress: hear("progressed", progress.fraction))
    task.completed.connect(lambda result: hear("completed", result))
    with qtbot.waitSignal(task.ended, timeout=5000):
        pass
    assert heard == [("progressed", 0.5), ("progressed", 1.0), ("completed", 42)]
    assert tasks.running == ()


def test_a_failure_is_emitted_once_with_its_exception(qtbot: QtBot, tasks: Tasks) -> None:
    def work(handle: TaskHandle) -> None:
        raise ExportError("Cannot write x: the disk is full.")

    task = tasks.run(work, "work")
    with qtbot.waitSignal(task.failed, timeout=5000) as failed, qtbot.assertNotEmitted(task.completed):
        pass
    assert str(failed.args[0]) == "Cannot write x: the disk is full."


def test_cancelling_ends_the_work_without_a_result(qtbot: QtBot, tasks: Tasks) -> None:
    entered = threading.Event()

    def work(handle: TaskHandle) -> str:
        entered.set()
        handle.cancel_event.wait(120)
        handle.raise_if_cancelled()
        return "not cancelled"

    task = tasks.run(work, "work")
    assert entered.wait(120)
    with qtbot.waitSignal(task.cancelled, timeout=5000), qtbot.assertNotEmitted(task.completed):
        task.cancel()
    assert tasks.running == ()


def test_shutdown_stops_every_thread(tasks: Tasks, new_threads: Callable[[], list[str]]) -> None:
    def work(handle: TaskHandle) -> None:
        handle.cancel_event.wait(120)
        handle.raise_if_cancelled()

    for number in range(3):
        tasks.run(work, f"work {number}")
    assert len(new_threads()) == 3
    assert tasks.shutdown(timeout_s=5.0)
    assert new_threads() == []


def test_no_signal_follows_a_shutdown_not_even_a_queued_one(qtbot: QtBot, tasks: Tasks) -> None:
    task = tasks.run(lambda handle: 42, "work")
    task.join(5.0)
    assert tasks.shutdown()
    with qtbot.assertNotEmitted(task.completed, wait=100), qtbot.assertNotEmitted(task.ended):
        pass


def test_a_task_that_reports_every_frame_does_not_flood_the_gui(qtbot: QtBot, tasks: Tasks) -> None:
    def work(handle: TaskHandle) -> None:
        for frame_index in range(20_000):
            handle.progress(frame_index / 20_000)
        handle.progress(1.0)

    heard: list[TaskProgress] = []
    task = tasks.run(work, "work")
    task.progressed.connect(heard.append)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        pass
    assert heard[-1].fraction == 1.0
    assert len(heard) < 200


def test_the_time_left_comes_from_the_pace_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([105.0, 105.5, 115.0])
    monkeypatch.setattr("app.services.tasks.time.monotonic", lambda: next(clock))
    heard: list[TaskProgress] = []
    handle = TaskHandle(threading.Event(), heard.append)
    handle.progress(0.1)
    handle.progress(0.12)
    handle.progress(0.3)
    assert [progress.remaining_s for progress in heard[:2]] == [None, None]
    assert heard[2].remaining_s == pytest.approx(10.0 * 0.7 / 0.2)
