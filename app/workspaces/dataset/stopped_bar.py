"""The bar that stands over the pairs after the reading of the folders was stopped, and says what they are of."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession

_ICON_PX = 18


class StoppedBar(QWidget):
    """Follows the session; `read_again` mends what it tells."""

    def __init__(self, session: DatasetSession, read_again: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        symbol = PlainLabel()
        symbol.setPixmap(icon("alert-outline").pixmap(_ICON_PX, _ICON_PX))
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.read_again = QToolButton()
        self.read_again.setDefaultAction(read_again)
        self.read_again.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 0)
        row.setSpacing(8)
        row.addWidget(symbol)
        row.addWidget(self.words, 1)
        row.addWidget(self.read_again)
        session.reading_stopped.connect(self._refresh)
        session.working.connect(self._refresh)
        session.table_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.setVisible(self._session.stopped)
        if self._session.stopped:
            self.words.setText(f"The reading of the folders was stopped. {self._what_is_shown()}")

    def _what_is_shown(self) -> str:
        scanned = self._session.scanned
        if scanned is None:
            return "Nothing is known of them yet."
        if scanned.roots != self._session.roots:
            before = ", ".join(root.name for root in scanned.roots)
            return f"The pairs shown are still those of the folders before: {before}."
        without = "" if self._session.copies_known else ", without their near copies"
        return f"The pairs shown are those that were last read{without}."
