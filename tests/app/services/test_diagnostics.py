import gc
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from app.services.diagnostics import Failure, FailureReports, Hooks, describe, log_path, start_logging
from app.services.paths import log_dir
from polyp_core.errors import SourceError


@pytest.fixture
def logged() -> Iterator[None]:
    """The program's log, removed afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging()
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture
def failures(logged: None) -> Iterator[list[Failure]]:
    """The failures that the hooks report."""
    failures: list[Failure] = []
    hooks = Hooks(failures.append)
    hooks.install()
    yield failures
    hooks.remove()


def log_text() -> str:
    return log_path().read_text(encoding="utf-8")


def test_an_expected_error_is_reported_by_its_message() -> None:
    failure = describe(SourceError("Cannot open x.mp4: it is empty. Choose another file."))
    assert failure.message == "Cannot open x.mp4: it is empty. Choose another file."
    assert "SourceError" in failure.details


def test_a_bug_is_reported_with_its_traceback_in_the_details() -> None:
    try:
        raise KeyError("frame")
    except KeyError as error:
        failure = describe(error)
    assert "KeyError" in failure.message
    assert "Traceback" not in failure.message
    assert "test_diagnostics.py" in failure.details
    assert "Polyp Viewer" in failure.details


def test_an_exception_in_a_thread_is_logged_and_reported(failures: list[Failure]) -> None:
    def work() -> None:
        raise RuntimeError("lost in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert "lost in a thread" in log_text()
    assert "lost in a thread" in failures[0].details


def test_an_exception_in_a_slot_is_logged_and_reported(failures: list[Failure]) -> None:
    # Qt calls the interpreter's hook for a slot that raises; pytest-qt stands in its way while an event loop runs.
    try:
        raise RuntimeError("lost in a slot")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert "lost in a slot" in log_text()
    assert "lost in a slot" in failures[0].details


def test_an_exception_nobody_can_catch_is_logged_without_a_dialog(failures: list[Failure]) -> None:
    class Broken:
        def __del__(self) -> None:
            raise RuntimeError("lost in a destructor")

    broken = Broken()
    del broken
    gc.collect()
    assert "lost in a destructor" in log_text()
    assert failures == []


def test_qt_messages_reach_the_log(failures: list[Failure]) -> None:
    qWarning("a widget is unhappy")
    assert "a widget is unhappy" in log_text()
    assert failures == []


def test_reports_from_any_thread_arrive_in_the_gui_thread(qtbot: QtBot) -> None:
    reports = FailureReports()
    gui_thread = threading.get_ident()
    heard: list[int] = []
    reports.failed.connect(lambda failure: heard.append(threading.get_ident()))
    with qtbot.waitSignal(reports.failed, timeout=5000):
        threading.Thread(target=lambda: reports.failed.emit(Failure("x", "y"))).start()
    qtbot.waitUntil(lambda: heard == [gui_thread])


def test_a_crash_below_python_leaves_a_trace(home: object) -> None:
    code = (
        "import ctypes; from app.services.diagnostics import Hooks, start_logging;"
        "start_logging(); Hooks(print).install(); ctypes.string_at(0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=400, check=False)
    assert ended.returncode != 0
    trace = (log_dir() / "crash.log").read_text(encoding="utf-8")
    assert "Current thread" in trace


def test_a_log_folder_that_cannot_be_made_does_not_stop_the_start(home: object, tmp_path: object) -> None:
    log_dir().parent.mkdir(parents=True)
    log_dir().write_text("in the way")
    code = (
        "from app.services.diagnostics import Hooks, start_logging;start_logging(); Hooks(print).install(); print('on')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=400, check=False)
    assert ended.stdout.strip() == "on"
    assert "cannot be written" in ended.stderr
