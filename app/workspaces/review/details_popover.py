"""DetailsPopover: technical facts about playback and the model, and the colours of the time line."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QGridLayout, QWidget

from app.translation import tr
from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import colours, icon
from app.workspaces.review.findings_panel.list_rows import STATE_LABELS
from app.workspaces.review.findings_panel.row_painting import STATE_ICONS
from app.workspaces.review.mask_editor.mask_painting import MASK_COLOURS, mask_swatch
from app.workspaces.review.time_line_painting import LEGEND, legend_swatch
from polyp_core.review.records import State

_DECIDED: tuple[State, ...] = ("confirmed", "unsure", "rejected")


class DetailsPopover(QFrame):
    """A small window that a click outside or Esc closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "panel")
        self.rate, self.inference, self.device = PlainLabel(), PlainLabel(), PlainLabel()
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        for title, label in (
            (tr("Frame rate"), self.rate),
            (tr("Network"), self.inference),
            (tr("Device"), self.device),
        ):
            facts.addRow(PlainLabel(title, role="muted"), label)
        legend = QGridLayout()
        legend.setHorizontalSpacing(10)
        texts = [
            *(tr(text) for _, text in LEGEND),
            *(tr("{state} by the reader").format(state=tr(STATE_LABELS[state])) for state in _DECIDED),
            *(tr(text) for _, _, text in MASK_COLOURS),
        ]
        self._samples = [PlainLabel() for _ in texts]
        for row, (sample, text) in enumerate(zip(self._samples, texts, strict=True)):
            legend.addWidget(sample, row, 0, Qt.AlignmentFlag.AlignCenter)
            legend.addWidget(PlainLabel(text), row, 1)
        legend.addWidget(
            PlainLabel(tr("Diagonal lines: not analysed. Muted, without lines: single frames analysed."), role="muted"),
            len(texts), 0, 1, 2,
        )  # fmt: skip
        legend.setColumnStretch(1, 1)
        legend_title = PlainLabel(tr("Time line"), role="section")
        self.setLayout(vbox(facts, 4, legend_title, legend, spacing=8, margins=(14, 12, 14, 12)))

    def show_above(self, button: QWidget) -> None:
        """Shows the popover with its lower right corner at the upper right one of `button`."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        area = button.screen().availableGeometry()
        self.move(max(area.left(), corner.x() - self.width()), max(area.top(), corner.y() - self.height() - 4))
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        theme = colours()
        pictures = [legend_swatch(role, theme) for role, _ in LEGEND]
        pictures += [icon(*STATE_ICONS[state]).pixmap(14) for state in _DECIDED]
        pictures += [mask_swatch(source) for source, _, _ in MASK_COLOURS]
        for sample, picture in zip(self._samples, pictures, strict=True):
            sample.setPixmap(picture)
        super().showEvent(event)
