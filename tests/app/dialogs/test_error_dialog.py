from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.error_dialog import ErrorDialog, ErrorPresenter
from app.services.diagnostics import Failure

FAILURE = Failure("The drive was unplugged. Plug it in and open the file again.", "Traceback: line 1\nline 2")


def test_the_message_is_shown_whole_and_the_details_on_demand(qtbot: QtBot) -> None:
    long = Failure("Cannot read " + "a very long name " * 12 + ". Choose another file.", "details")
    dialog = ErrorDialog(long)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.message.height() >= dialog.message.heightForWidth(dialog.message.width())
    assert not dialog.details.isVisible()


def test_the_details_can_be_copied(qtbot: QtBot) -> None:
    dialog = ErrorDialog(FAILURE)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert FAILURE.message in copied
    assert FAILURE.details in copied


def test_failures_in_a_row_share_one_dialog(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    errors = ErrorPresenter(window)
    errors.show(FAILURE)
    first = errors.dialog
    assert first is not None
    errors.show(Failure("Second failure.", "second details"))
    assert errors.dialog is first
    assert "1 more failure" in first.more.text()
    assert "second details" in first.details.toPlainText()
    first.accept()
    assert errors.dialog is None
