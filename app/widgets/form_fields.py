"""The input fields of forms: each has a value, a setter for it, and a signal when it is edited."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, qGray
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.services.model_fields import Control, NumberKind, format_value
from app.translation import tr
from app.widgets.buttons import tool_button
from app.widgets.file_dialogs import ask_for_file, ask_for_folder
from app.widgets.layouts import hbox
from app.widgets.number_input import NumberBox
from app.widgets.number_text import REFUSED, REFUSED_LIST, split_numbers, with_point
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon


class CheckField(QCheckBox):
    """True or False."""

    edited = Signal()

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.toggled.connect(self.edited)

    def value(self) -> bool:
        """Returns whether the box is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        self.setChecked(value)


class ChoiceField(QComboBox):
    """One of a few values, shown by their labels; with `free` any other text too, where "" or `none` may be None."""

    edited = Signal()

    def __init__(self, choices: Mapping[Any, str], *, free: bool = False, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        for value, label in choices.items():
            self.addItem(label, value)
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A wheel that scrolls the page must not change the fields under the pointer.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)
        self.currentTextChanged.connect(self.edited)

    def value(self) -> Any:
        """Returns the chosen value or the typed text."""
        if not self.isEditable():
            return self.currentData()
        text = self.currentText().strip()
        if self._optional and text.lower() in ("", "none"):
            return None
        place = self.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        return self.itemData(place) if place >= 0 else text

    def set_value(self, value: object) -> None:
        if (line := self.lineEdit()) is None:
            self.setCurrentIndex(self.findData(value))
        else:
            place = -1 if value is None else self.findData(value)
            self.setCurrentText(self.itemText(place) if place >= 0 else format_value(value))
            line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class TextField(QLineEdit):
    """A text, a number or a list of them; "" or `none` stands for None where that is allowed."""

    edited = Signal()

    def __init__(self, *, optional: bool = False, several: bool = False, number: NumberKind | None = None) -> None:
        super().__init__()
        self._optional, self._several, self._number = optional, several, number
        if optional or several:
            self.setPlaceholderText(tr("none", "no value"))
        self.textChanged.connect(self.edited)

    def value(self) -> object:
        """Returns what a model validates; numbers stay text, which it parses."""
        text = self.text().strip()
        empty = text.lower() in ("", "none")
        if self._several and not (empty and self._optional):
            return () if empty else self._parts(text) or (text,)
        if self._optional and empty:
            return None
        return text if self._number is None else with_point(text, whole=self._number == "whole") or text

    @property
    def problem(self) -> str:
        """Why the typed number is ambiguous; "" if it is not."""
        text = self.text().strip()
        if self._number is None:
            return ""
        if self._several:
            return tr(REFUSED_LIST) if self._parts(text) is None else ""
        return tr(REFUSED) if with_point(text, whole=self._number == "whole") is None else ""

    def _parts(self, text: str) -> tuple[str, ...] | None:
        if self._number is None:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return split_numbers(text, whole=self._number == "whole")

    def set_value(self, value: object) -> None:
        self.setText("" if value is None else format_value(value))
        self.setCursorPosition(0)


FIELD_SPACING_PX = 8
"""Between a number and its unit."""


class NumberField(QWidget):
    """A number in the unit that the user reads, such as a fraction of 0 to 1 as a percentage.

    With `where_none` it may be None: while the box `none` is ticked, `where_none` is shown, the number that applies.
    """

    edited = Signal()

    def __init__(
        self, control: Control, low: float, high: float, *, whole: bool = False, where_none: float | None = None
    ) -> None:
        super().__init__()
        self._scale, self._whole, self._where_none = control.scale, whole, where_none
        self.none = QCheckBox(tr(control.none_label))
        self.box = NumberBox()
        self.box.setDecimals(control.decimals or 0)
        self.box.setRange(low * control.scale, high * control.scale)
        self.box.setSingleStep(control.step)
        self.box.setMinimumWidth(96)
        self.unit = PlainLabel(tr(control.unit), role="muted")
        parts = (*((self.none,) if where_none is not None else ()), self.box, self.unit)
        _row(self, *parts, spacing_px=FIELD_SPACING_PX).addStretch()
        self.none.toggled.connect(self._on_edited)
        self.box.valueChanged.connect(self._on_edited)

    @property
    def number(self) -> float | int:
        """The number that is shown, without the scale."""
        number = self.box.value() / self._scale
        return round(number) if self._whole else number

    def value(self) -> float | int | None:
        """Returns the number, or None."""
        return None if self.none.isChecked() else self.number

    def set_value(self, value: float | None) -> None:
        shown = self._where_none if value is None else value
        with QSignalBlocker(self.none), QSignalBlocker(self.box):
            self.none.setChecked(value is None)
            self.box.setValue((shown or 0) * self._scale)
        self.box.setEnabled(value is not None)

    def set_where_none(self, number: float) -> None:
        """Changes the number that applies where the value is None."""
        self._where_none = number
        self.set_value(self.value())

    def _on_edited(self) -> None:
        self.set_value(self.value())
        self.edited.emit()


class ColourField(QPushButton):
    """A colour as #rrggbb, chosen in the system's dialog."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value = "#000000"
        self.setAutoDefault(False)
        self.setFixedWidth(96)
        self.clicked.connect(self._choose)

    def value(self) -> str:
        """Returns the colour as #rrggbb."""
        return self._value

    def set_value(self, value: str) -> None:
        self._value = value
        text_colour = "#000000" if qGray(QColor(value).rgb()) > 110 else "#ffffff"
        self.setText(value.upper())
        self.setStyleSheet(f"background: {value}; color: {text_colour};")

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._value), self, tr("Colour of the overlay"))
        if chosen.isValid():
            self.set_value(chosen.name())
            self.edited.emit()


class FolderField(QWidget):
    """A folder, or None for the default one, which `none_label` names."""

    edited = Signal()

    def __init__(self, none_label: str) -> None:
        super().__init__()
        self._none_label = none_label
        self._value: Path | None = None
        self.button = QPushButton(icon("folder-open-outline"), "")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        self.reset = tool_button("restore", tr("Back to {default}").format(default=none_label))
        self.reset.clicked.connect(lambda: self._take(None))
        _row(self, self.button, self.reset).addStretch()

    def value(self) -> Path | None:
        """Returns the folder or None."""
        return self._value

    def set_value(self, value: Path | None) -> None:
        self._value = value
        text = self._none_label if value is None else str(value)
        elided = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, 280)
        self.button.setText(control_text(elided))
        self.button.setToolTip(tooltip(text))
        self.reset.setEnabled(value is not None)

    def _choose(self) -> None:
        if chosen := ask_for_folder(self, tr("Choose a folder"), self._value):
            self._take(chosen)

    def _take(self, value: Path | None) -> None:
        self.set_value(value)
        self.edited.emit()


class ModelFileField(QWidget):
    """The path of a model file, or None."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = TextField(optional=True)
        self.line.edited.connect(self.edited)
        self.browse = tool_button("folder-open-outline", tr("Choose a model file"))
        self.browse.clicked.connect(self._choose)
        _row(self, self.line, self.browse, spacing_px=4).setStretch(0, 1)

    def value(self) -> object:
        """Returns the path as text, or None."""
        return self.line.value()

    def set_value(self, value: object) -> None:
        self.line.set_value(value)

    def _choose(self) -> None:
        typed = self.line.value()
        start = Path(str(typed)).expanduser() if typed else None
        if path := ask_for_file(self, tr("Choose a model file"), tr("Model files (*.safetensors)"), start):
            self.line.setText(str(path))


FormField = CheckField | ChoiceField | TextField | NumberField | ColourField | FolderField | ModelFileField


def _row(field: QWidget, *parts: QWidget, spacing_px: int = -1) -> QHBoxLayout:
    """Lays `parts` out in `field`, the first of which takes the focus."""
    row = hbox(*parts, spacing=spacing_px, margins=0)
    field.setLayout(row)
    field.setFocusProxy(parts[0])
    return row
