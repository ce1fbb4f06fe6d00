"""The bar above the pairs after reading the folders was stopped, which says what the pairs are from."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from app.translation import tr
from app.widgets.buttons import icon_label
from app.widgets.layouts import hbox, stretched
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession

_ICON_PX = 18


class StoppedBar(QWidget):
    """Visible while the latest reading was stopped; offers the action `read_again`."""

    def __init__(self, session: DatasetSession, read_again: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        symbol = icon_label("alert-outline", "text", _ICON_PX)
        self.message = PlainLabel(wrap=True)
        self.read_again = QToolButton()
        self.read_again.setDefaultAction(read_again)
        self.read_again.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayout(hbox(symbol, stretched(self.message), self.read_again, spacing=8, margins=(12, 8, 12, 0)))
        session.reading_stopped.connect(self._refresh)
        session.working.connect(self._refresh)
        session.table_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.setVisible(self._session.stopped)
        if self._session.stopped:
            self.message.setText(f"{tr('Reading the folders was stopped.')} {self._format_shown()}")

    def _format_shown(self) -> str:
        scanned = self._session.scanned
        if scanned is None:
            return tr("No pairs have been read yet.")
        if scanned.roots != self._session.roots:
            before = ", ".join(root.name for root in scanned.roots)
            return tr("The pairs are still those of the previous folders: {before}.").format(before=before)
        if not self._session.copies_known:
            return tr("The pairs are those that were last read, without their near copies.")
        return tr("The pairs are those that were last read.")
