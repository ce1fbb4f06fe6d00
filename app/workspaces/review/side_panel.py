"""SidePanel: the column next to the picture, with tabs for findings, the examination and the overlay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from app.translation import tr
from app.widgets.manual_pages import set_page

_WIDTH_PX = 364


class SidePanel(QTabWidget):
    """Shows one of three pages."""

    def __init__(
        self, findings: QWidget, examination: QWidget, overlay: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH_PX)
        self.setDocumentMode(True)
        self.tabBar().setExpanding(True)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_page(findings, "reviewing.md#findings")
        set_page(examination, "reviewing.md#marks-of-the-examination")
        set_page(overlay, "reviewing.md#masks")
        self.addTab(findings, tr("Findings"))
        self.addTab(examination, tr("Examination"))
        self.addTab(overlay, tr("Overlay"))
