"""ElidedCheckBox: a check box whose text may be longer than its place, such as a name from a dataset."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.widgets.plain_text import control_text, tooltip


class ElidedCheckBox(QCheckBox):
    """Shows its text elided in the middle if it is too narrow, and whole as its tooltip and to screen readers."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(control_text(text), parent)
        self.setToolTip(tooltip(text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """Returns the text as it is drawn, `&` doubled."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, place.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)
