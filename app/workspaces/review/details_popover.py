"""DetailsPopover: technical facts about playback and the model, and the colours of the time line."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QGridLayout, QWidget

from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import colours
from app.workspaces.review.time_line_painting import LEGEND, legend_swatch


class DetailsPopover(QFrame):
    """A small window that a click outside or Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.rate, self.inference, self.device = PlainLabel(), PlainLabel(), PlainLabel()
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        for title, label in (("Frame rate", self.rate), ("Network", self.inference), ("Device", self.device)):
            facts.addRow(PlainLabel(title, role="muted"), label)
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(10)
        for row, (_, text) in enumerate(LEGEND):
            self._legend.addWidget(PlainLabel(), row, 0)
            self._legend.addWidget(PlainLabel(text), row, 1)
        self._legend.addWidget(
            PlainLabel("Diagonal lines: not analysed. Muted, without lines: single frames analysed.", role="muted"),
            len(LEGEND), 0, 1, 2,
        )  # fmt: skip
        self._legend.setColumnStretch(1, 1)
        legend_title = PlainLabel("Time line", role="section")
        self.setLayout(vbox(facts, 4, legend_title, self._legend, spacing=8, margins=(14, 12, 14, 12)))

    def show_above(self, button: QWidget) -> None:
        """Shows the popover with its lower right corner at the upper right one of `button`."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        area = button.screen().availableGeometry()
        self.move(max(area.left(), corner.x() - self.width()), max(area.top(), corner.y() - self.height() - 4))
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        theme = colours()
        for row, (role, _) in enumerate(LEGEND):
            item = self._legend.itemAtPosition(row, 0)
            label = item.widget() if item is not None else None
            assert isinstance(label, PlainLabel)
            label.setPixmap(legend_swatch(getattr(theme, role)))
        super().showEvent(event)
