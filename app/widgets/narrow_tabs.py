"""Tabs that stay in sight in a narrow window."""

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget


class NarrowTabs(QTabWidget):
    """Leaves the icons of its tabs out where there is no room for all of them beside the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._icons: list[QIcon] = []

    def add_page(self, page: QWidget, icon: QIcon, text: str) -> None:
        """Appends a page, as `addTab` does."""
        self._icons.append(icon)
        self._show_icons(shown=True)
        self.addTab(page, icon, text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        # Measured anew each time: the theme may have changed since.
        self._show_icons(shown=True)
        self._show_icons(shown=self.tabBar().sizeHint().width() <= self.width())

    def _show_icons(self, *, shown: bool) -> None:
        for index in range(self.count()):
            if self.tabIcon(index).isNull() == shown:
                self.setTabIcon(index, self._icons[index] if shown else QIcon())
