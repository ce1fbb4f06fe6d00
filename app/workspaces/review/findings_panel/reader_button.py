"""ReaderButton: shows under which name decisions are stored, and changes it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QToolButton, QWidget

from app.services.settings import Settings
from app.translation import tr
from app.widgets.plain_text import control_text
from app.widgets.theme import icon
from polyp_core.review.review_file import LONGEST_READER_NAME

_SHOWN_CHARACTERS = 18


class ReaderButton(QToolButton):
    """Shows the reader; a click asks for another name."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setIcon(icon("account-outline"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._ask)
        settings.changed.reader_name.connect(self._show)
        self._show()

    def _show(self) -> None:
        name = self._settings.reader
        shown = name if len(name) <= _SHOWN_CHARACTERS else f"{name[: _SHOWN_CHARACTERS - 1]}…"
        self.setText(control_text(shown))
        self.setToolTip(tr("Decisions are stored as those of {name}. Click to change the reader.").format(name=name))
        self.setAccessibleName(tr("Reader: {name}").format(name=name))

    def _ask(self) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Reader"))
        dialog.setLabelText(tr("Name of the reader. Each reader has a review of their own."))
        dialog.setTextValue(self._settings.reader)
        for line in dialog.findChildren(QLineEdit):
            line.setMaxLength(LONGEST_READER_NAME)
        dialog.textValueSelected.connect(lambda name: setattr(self._settings, "reader_name", name))
        dialog.open()
