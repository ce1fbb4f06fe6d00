"""The input fields of the settings dialog, each with `value_changed` and `set_value` for a value of the settings."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, qGray
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.services.settings import Control
from app.widgets.number_input import NumberBox
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon


class NumberField(QWidget):
    """A number in the unit the person reads, such as a share of 0..1 as a percentage."""

    value_changed = Signal(object)

    def __init__(self, control: Control, low: float, high: float, *, whole: bool = False) -> None:
        super().__init__()
        self._scale, self._whole = control.scale, whole
        self.box = NumberBox()
        self.box.setDecimals(control.decimals)
        self.box.setRange(low * control.scale, high * control.scale)
        self.box.setSingleStep(control.step)
        self.box.setMinimumWidth(96)
        self.box.valueChanged.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        if control.unit:
            unit = PlainLabel(control.unit)
            unit.setProperty("role", "muted")
            row.addWidget(unit)
        row.addStretch()
        self.setFocusProxy(self.box)

    def value(self) -> float | int:
        """The value of the setting."""
        value = self.box.value() / self._scale
        return round(value) if self._whole else value

    def set_value(self, value: float) -> None:
        """Shows `value`."""
        self.box.blockSignals(True)
        self.box.setValue(value * self._scale)
        self.box.blockSignals(False)

    def _on_changed(self) -> None:
        self.value_changed.emit(self.value())


class OptionalNumberField(QWidget):
    """A number, or None where the box beside it is ticked; `where_none` is the number that counts then."""

    value_changed = Signal(object)

    def __init__(self, control: Control, low: float, high: float, where_none: float) -> None:
        super().__init__()
        self._where_none = where_none
        self.none = QCheckBox(control.none_label)
        self.number = NumberField(control, low, high)
        self.none.toggled.connect(self._on_changed)
        self.number.value_changed.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.none)
        row.addWidget(self.number)
        self.setFocusProxy(self.none)

    def value(self) -> float | None:
        """The value of the setting."""
        return None if self.none.isChecked() else self.number.value()

    def set_value(self, value: float | None) -> None:
        """Shows `value`."""
        self.none.blockSignals(True)
        self.none.setChecked(value is None)
        self.none.blockSignals(False)
        self.number.set_value(self._where_none if value is None else value)
        self.number.setEnabled(value is not None)

    def _on_changed(self) -> None:
        self.set_value(self.value())
        self.value_changed.emit(self.value())


class ColourField(QPushButton):
    """A colour as #rrggbb, chosen in the system's dialog."""

    value_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._value = "#000000"
        self.setAutoDefault(False)
        self.setFixedWidth(96)
        self.clicked.connect(self._choose)

    def set_value(self, value: str) -> None:
        """Shows `value`."""
        self._value = value
        ink = "#000000" if qGray(QColor(value).rgb()) > 110 else "#ffffff"
        self.setText(value.upper())
        self.setStyleSheet(f"background: {value}; color: {ink};")

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._value), self, "Colour of the overlay")
        if chosen.isValid():
            self.value_changed.emit(chosen.name())


class FolderField(QWidget):
    """A folder, or None for the usual one."""

    value_changed = Signal(object)

    def __init__(self, none_label: str) -> None:
        super().__init__()
        self._none_label = none_label
        self._value: Path | None = None
        self.button = QPushButton(icon("folder-open-outline"), "")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._choose)
        self.usual = QToolButton()
        self.usual.setIcon(icon("restore"))
        self.usual.setToolTip(f"Back to {none_label}")
        self.usual.setAccessibleName(f"Back to {none_label}")
        self.usual.clicked.connect(lambda: self.value_changed.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.usual)
        row.addStretch()
        self.setFocusProxy(self.button)

    def set_value(self, value: Path | None) -> None:
        """Shows `value`."""
        self._value = value
        words = self._none_label if value is None else str(value)
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, 280)
        self.button.setText(control_text(elided))
        self.button.setToolTip(tooltip(words))
        self.usual.setEnabled(value is not None)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder", str(self._value or ""))
        if chosen:
            self.value_changed.emit(Path(chosen))
