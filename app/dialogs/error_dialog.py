"""The dialog for unexpected failures: a message, with the details on demand, and one dialog at a time."""

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.diagnostics import Failure, log_path
from app.widgets.dialog_sizing import fit_height
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon


def show_log() -> None:
    """Opens the folder of the log in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path().parent)))


class ErrorDialog(QDialog):
    """Shows one failure. Further ones that occur while it is open are counted."""

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setFixedWidth(600)
        self._failure = failure
        self._more = 0

        picture = PlainLabel()
        picture.setPixmap(icon("alert-circle-outline", "warning").pixmap(36, 36))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message = PlainLabel(failure.message, wrap=True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = PlainLabel(role="muted")
        self.more.hide()

        self.details = QPlainTextEdit(failure.details)
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(180)
        self.details.hide()

        show_details = QPushButton("Details")
        show_details.setCheckable(True)
        show_details.toggled.connect(self._show_details)
        self.copy = QPushButton(icon("content-copy"), "Copy details")
        self.copy.setToolTip("For a report to the developers. The details can contain names of files and folders.")
        self.copy.clicked.connect(self._copy_details)
        log = QPushButton(icon("text-box-outline"), "Show log")
        log.setToolTip(tooltip(f"The log is {log_path()}"))
        log.clicked.connect(show_log)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        for button in (show_details, self.copy, log):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(close)

        texts = QVBoxLayout()
        texts.addWidget(self.message)
        texts.addWidget(self.more)
        texts.addStretch()
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture)
        top.addLayout(texts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(self.details, 1)
        layout.addLayout(buttons)
        close.setFocus()
        fit_height(self)

    def add(self, failure: Failure) -> None:
        """Counts a further failure and adds it to the details."""
        self._more += 1
        times = "failure" if self._more == 1 else "failures"
        self.more.setText(f"{self._more} more {times} since: see the details or the log.")
        self.more.show()
        self.details.appendPlainText(f"\n{failure.message}\n{failure.details}")
        fit_height(self)

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        fit_height(self)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._failure.message}\n\n{self.details.toPlainText()}")
        self.copy.setText("Copied")


class ErrorPresenter(QObject):
    """Shows failures over `window`, one dialog at a time, without blocking the event loop."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ErrorDialog | None = None

    def show(self, failure: Failure) -> None:
        """Opens the dialog, or adds to the one that is open."""
        if self.dialog is not None:
            self.dialog.add(failure)
            return
        self.dialog = ErrorDialog(failure, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None
