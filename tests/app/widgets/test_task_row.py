import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.tasks import TaskHandle, TaskProgress, Tasks
from app.shell.footer import Footer
from app.widgets.layouts import container, stretched, vbox
from app.widgets.task_row import TaskRow, TaskStrip, format_progress


def test_the_remaining_time_is_shown_once_it_is_known() -> None:
    assert format_progress(TaskProgress(0.05, "", None)) == "5 %"
    assert format_progress(TaskProgress(0.5, "", 80.0)) == "50 %, 1 min 20 s left"


def test_the_footer_follows_a_task_and_can_stop_it(qtbot: QtBot) -> None:
    def work(handle: TaskHandle) -> None:
        handle.progress(0.25)
        handle.cancel_event.wait(120)
        handle.raise_if_cancelled()

    footer, tasks = Footer(QLabel()), Tasks()
    qtbot.addWidget(footer)
    footer.show()
    task = tasks.run(work, "Export clip.mp4")
    row = footer.follow(task)
    qtbot.waitUntil(lambda: row.remaining.text() == "25 %", timeout=5000)
    assert row.name.text() == "Export clip.mp4"
    with qtbot.waitSignal(task.cancelled, timeout=5000):
        qtbot.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    assert not row.isVisible()


def test_the_caution_is_always_in_the_footer(qtbot: QtBot) -> None:
    footer = Footer(QLabel())
    qtbot.addWidget(footer)
    footer.show()
    assert footer.caution.isVisible()
    assert footer.caution.text() == "Research use only. Not for diagnosis."


def test_a_task_that_starts_or_ends_moves_nothing(qtbot: QtBot) -> None:
    ended = threading.Event()
    page, strip, tasks = QWidget(), TaskStrip(), Tasks()
    window = container(vbox(stretched(page), strip))
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    before = page.geometry()
    task = tasks.run(lambda _: ended.wait(10), name="Measuring speed")
    strip.follow(task)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in strip.findChildren(TaskRow)))
    assert page.geometry() == before
    ended.set()
    qtbot.waitUntil(lambda: not strip.findChildren(TaskRow))
    assert page.geometry() == before
    tasks.shutdown()
