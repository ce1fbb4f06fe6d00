"""The view of a run's log."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LogView(QPlainTextEdit):
    """Stays at the end of the text, unless the user has scrolled up."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    def show_text(self, text: str) -> None:
        """Shows `text`, if it has changed."""
        if text == self.toPlainText():
            return
        bar = self.verticalScrollBar()
        at_end, before = bar.value() == bar.maximum(), bar.value()
        self.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else before)
