"""The last lines that a run logged."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LogView(QPlainTextEdit):
    """Follows the end of the text, unless the person has scrolled up to read."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    def show_text(self, text: str) -> None:
        """Shows `text`, where it is another than before."""
        if text == self.toPlainText():
            return
        bar = self.verticalScrollBar()
        at_end, before = bar.value() == bar.maximum(), bar.value()
        self.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else before)
