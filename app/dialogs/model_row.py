"""One model in the list of models: a frame with a radio button, the name and the facts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QWidget

from app.dialogs.model_facts import TITLES, format_weak_points, model_facts
from app.translation import mark, tr
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.plain_text import ElidedLabel, PlainLabel, tooltip
from polyp_core.inference.speed import ModelSpeed
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelHeader

_IN_USE, _RECOMMENDED = mark("In use"), mark("Recommended for this computer")


class ModelRow(QFrame):
    """A click anywhere on it selects it. Without a model it is the automatic choice."""

    double_clicked = Signal()

    def __init__(self, name: str, model: ModelHeader | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.setProperty("role", "panel")
        self.radio = QRadioButton()
        self.radio.setAccessibleName(name)
        self.name = ElidedLabel(name)
        self.name.setProperty("role", "heading")
        self.name.setToolTip(tooltip(name))
        self.badge = PlainLabel(role="good")
        self.badge.hide()
        heading = hbox(self.radio, stretched(self.name), self.badge, spacing=8)
        self.text = _note()
        column = vbox(heading, spacing=6, margins=(12, 8, 12, 10))
        self.values: tuple[PlainLabel, ...] = ()
        self.notes: tuple[PlainLabel, ...] = ()
        if model is not None:
            self.setToolTip(tooltip(str(model.path)))
            self.values = tuple(PlainLabel(role="heading") for _ in TITLES)
            self.notes = tuple(_note() for _ in TITLES)
            table = QGridLayout()
            table.setHorizontalSpacing(14)
            table.setVerticalSpacing(0)
            for place, (title, value, note) in enumerate(zip(TITLES, self.values, self.notes, strict=True)):
                table.addWidget(PlainLabel(tr(title), role="section"), 0, place)
                table.addWidget(value, 1, place)
                table.addWidget(note, 2, place)
                table.setColumnStretch(place, 1)
            column.addLayout(table)
            self.text.setText(format_weak_points(model.card))
        column.addWidget(self.text)
        self.setLayout(column)

    def show_text(self, text: str) -> None:
        """Shows `text` below the name."""
        self.text.setText(text)
        self.radio.setAccessibleDescription(text)

    def show_facts(self, card: ModelCard, speed: ModelSpeed | None, speed_note: str) -> None:
        """Shows scores, false alarms and the measured speed."""
        facts = model_facts(card, speed, speed_note)
        for fact, value, note in zip(facts, self.values, self.notes, strict=True):
            value.setText(fact.value)
            note.setText(fact.note)
        said = [f"{tr(title)}: {fact}" for title, fact in zip(TITLES, facts, strict=True)]
        self.radio.setAccessibleDescription(". ".join([*said, format_weak_points(card)]))

    def show_state(self, *, is_in_use: bool, is_recommended: bool) -> None:
        """Shows whether it is the model that runs, and the one for this computer."""
        texts = [tr(text) for text, is_so in ((_IN_USE, is_in_use), (_RECOMMENDED, is_recommended)) if is_so]
        self.badge.setText("  ·  ".join(texts))
        self.badge.setVisible(bool(texts))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()


def _note() -> PlainLabel:
    label = PlainLabel(role="muted", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label
