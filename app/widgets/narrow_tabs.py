"""Tabs that stay visible in a narrow window."""

from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget


class NarrowTabs(QTabWidget):
    """Omits the icons of its tabs if the tab bar is too narrow for icons and texts."""

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
        # Measured each time, since the theme may have changed.
        self._show_icons(shown=True)
        self._show_icons(shown=self.tabBar().sizeHint().width() <= self.width())

    def _show_icons(self, *, shown: bool) -> None:
        for index in range(self.count()):
            if self.tabIcon(index).isNull() == shown:
                self.setTabIcon(index, self._icons[index] if shown else QIcon())
