import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.ordered_worker import OrderedWorker


def test_functions_run_in_order_in_one_thread_and_report_in_the_gui_thread(qtbot: QtBot, qapp: QApplication) -> None:
    worker = OrderedWorker("worker")
    threads: set[int] = set()
    heard: list[object] = []

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        if number == 3:
            raise OSError("full")
        return number

    def hear(result: object) -> None:
        assert QThread.currentThread() is qapp.thread()
        heard.append(result)

    for number in range(5):
        worker.run(lambda number=number: work(number), hear, lambda error: hear(str(error)))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(heard) == 5)
    assert heard == [0, 1, 2, "full", 4] and len(threads) == 1
    assert worker.shutdown(5.0)


def test_shutdown_waits_and_is_silent(qtbot: QtBot) -> None:
    worker = OrderedWorker("worker")
    done, heard = threading.Event(), []
    worker.run(done.set, heard.append)
    assert worker.shutdown(5.0) and done.is_set()
    QApplication.processEvents()
    assert heard == []


def test_shutdown_gives_up_on_a_function_that_hangs(qtbot: QtBot) -> None:
    worker, released = OrderedWorker("worker"), threading.Event()
    worker.run(released.wait)
    assert not worker.shutdown(0.05)
    released.set()
