"""Of several requests only the latest result is emitted."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle, Tasks
from polyp_core.errors import SourceError


def test_only_the_latest_answer_arrives(qtbot: QtBot) -> None:
    parent = QObject()
    latest = LatestTask(Tasks(parent), "count", parent)
    answers: list[int] = []
    latest.completed.connect(answers.append)
    gate = threading.Event()

    def work(handle: TaskHandle, number: int) -> int:
        gate.wait(120)
        return number

    for number in range(4):
        latest.request(work, number)
    gate.set()
    qtbot.waitUntil(lambda: not latest.busy, timeout=10_000)
    assert answers == [3]
    latest.request(work, 9)
    latest.cancel()
    latest.cancel()
    qtbot.waitUntil(lambda: not latest.busy, timeout=10_000)
    assert answers == [3]


def test_results_that_are_kept_arrive_while_newer_requests_come_faster(qtbot: QtBot) -> None:
    parent = QObject()
    latest = LatestTask(Tasks(parent), "read", parent, keeps_results=True)
    answers: list[int] = []

    def work(handle: TaskHandle, number: int) -> int:
        handle.raise_if_cancelled()
        return number

    def on_completed(number: int) -> None:
        answers.append(number)

    latest.completed.connect(on_completed)
    for number in range(3):
        latest.request(work, number)
    qtbot.waitUntil(lambda: not latest.busy, timeout=10_000)
    assert answers == [0, 2]  # each that ran, and the latest
    latest.request(work, 9)
    latest.cancel()
    qtbot.waitUntil(lambda: not latest.busy, timeout=10_000)
    assert answers == [0, 2]


def test_an_expected_error_is_emitted_as_its_message(qtbot: QtBot) -> None:
    parent = QObject()
    latest = LatestTask(Tasks(parent), "read", parent)

    def work(handle: TaskHandle) -> None:
        raise SourceError("The drive is gone.")

    with qtbot.waitSignal(latest.failed, timeout=10_000) as message:
        latest.request(work)
    assert message.args == ["The drive is gone."]
