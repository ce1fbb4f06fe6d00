"""The dialog for unexpected failures: a message, with the details on demand, and one dialog at a time."""

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from app.services.diagnostics import Failure, log_path
from app.translation import tr, tr_n
from app.widgets.buttons import icon_label, push_button
from app.widgets.dialog_sizing import fit_height
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel


def show_log() -> None:
    """Opens the folder of the log in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path().parent)))


class ErrorDialog(QDialog):
    """Shows one failure. Further ones that occur while it is open are counted."""

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        set_page(self, "index.md#settings-keys-and-errors")
        self.setFixedWidth(600)
        self._failure = failure
        self._more = 0

        picture = icon_label("alert-circle-outline", "warning", 36)
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message = PlainLabel(failure.message, wrap=True, selectable=True)
        self.more = PlainLabel(role="muted")
        self.more.hide()

        self.details = QPlainTextEdit(failure.details)
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(180)
        self.details.hide()

        show_details = QPushButton(tr("Details"))
        show_details.setCheckable(True)
        show_details.toggled.connect(self._show_details)
        self.copy = push_button(
            tr("Copy details"),
            "content-copy",
            tr("For a report to the developers. The details can contain names of files and folders."),
        )
        self.copy.clicked.connect(self._copy_details)
        log = push_button(tr("Show log"), "text-box-outline", tr("The log is {path}").format(path=log_path()))
        log.clicked.connect(show_log)
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        for button in (show_details, self.copy, log):
            button.setAutoDefault(False)
        buttons = hbox(show_details, self.copy, log, spacer(), close)
        texts = vbox(self.message, self.more, spacer())
        top = hbox(picture, stretched(texts), spacing=16)
        self.setLayout(vbox(top, stretched(self.details), buttons, spacing=16, margins=(20, 20, 20, 16)))
        close.setFocus()
        fit_height(self)

    def add(self, failure: Failure) -> None:
        """Counts a further failure and adds it to the details."""
        self._more += 1
        self.more.setText(
            tr_n(
                "{n} more failure since: see the details or the log.",
                "{n} more failures since: see the details or the log.",
                self._more,
            )
        )
        self.more.show()
        self.details.appendPlainText(f"\n{failure.message}\n{failure.details}")
        fit_height(self)

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        fit_height(self)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._failure.message}\n\n{self.details.toPlainText()}")
        self.copy.setText(tr("Copied"))


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
