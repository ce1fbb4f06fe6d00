"""The input fields of a training config: each takes what the person writes, and says what is wrong with it below."""

from collections.abc import Sequence
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MultipleOf
from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.number_text import REFUSED, REFUSED_LIST, split_numbers, with_point
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import colours, icon
from app.workspaces.training.config_table import format_value
from polyp_core.model.network_spec import ARCHITECTURES
from training.config.encoders import COMMON_ENCODERS

FIELD_PX = 150
_LONG_FIELD_PX = 210
_LONG = (
    *("architecture", "encoder", "encoder_depth", "decoder_channels", "dropout", "side_px", "encoder_weights"),
    *("scales", "start_from", "teacher", "losses"),
)
"""Settings whose values are names or several numbers, and those that stand in one section with them."""


class ChoiceField(QComboBox):
    """One of a few words, or with `free` any other text too; with `optional` nothing or `none` stands for None."""

    edited = Signal()

    def __init__(self, choices: Sequence[str], *, free: bool = False, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        self.addItems(list(choices))
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A wheel that scrolls the page must not change what it passes over.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)
        self.currentTextChanged.connect(self.edited)

    def value(self) -> object:
        """What a config takes."""
        text = self.currentText().strip()
        return None if self._optional and text.lower() in ("", "none") else text

    def set_value(self, value: object) -> None:
        """Shows `value`."""
        self.setCurrentText(format_value(value))
        if (line := self.lineEdit()) is not None:
            line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


NumberKind = Literal["whole", "fraction"]


class TextField(QLineEdit):
    """Words, a number where `number` says so, or several; nothing or `none` stands for None where that is allowed."""

    edited = Signal()

    def __init__(self, *, optional: bool = False, several: bool = False, number: NumberKind | None = None) -> None:
        super().__init__()
        self._optional, self._several, self._number = optional, several, number
        if optional or several:
            self.setPlaceholderText("none")
        self.textChanged.connect(self.edited)

    def value(self) -> object:
        """What a config takes; numbers stay text, which it parses."""
        text = self.text().strip()
        nothing = text.lower() in ("", "none")
        if self._several and not (nothing and self._optional):
            return () if nothing else self._parts(text) or (text,)
        if self._optional and nothing:
            return None
        return text if self._number is None else with_point(text, whole=self._number == "whole") or text

    @property
    def problem(self) -> str:
        """Why the number in the field can be read in two ways; empty where there is one."""
        text = self.text().strip()
        if self._number is None:
            return ""
        if self._several:
            return REFUSED_LIST if self._parts(text) is None else ""
        return REFUSED if with_point(text, whole=self._number == "whole") is None else ""

    def _parts(self, text: str) -> tuple[str, ...] | None:
        if self._number is None:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return split_numbers(text, whole=self._number == "whole")

    def set_value(self, value: object) -> None:
        """Shows `value`."""
        self.setText("" if value is None else format_value(value))
        self.setCursorPosition(0)


class FileField(QWidget):
    """The path of a model file, or none."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = TextField(optional=True)
        self.line.edited.connect(self.edited)
        self.browse = QToolButton()
        self.browse.setIcon(icon("folder-open-outline"))
        self.browse.setToolTip("Choose a model file")
        self.browse.setAccessibleName("Choose a model file")
        self.browse.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)

    def value(self) -> object:
        """What a config takes."""
        return self.line.value()

    def set_value(self, value: object) -> None:
        """Shows `value`."""
        self.line.set_value(value)

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Choose a model file", "", "Model files (*.safetensors)")
        if path:
            self.line.setText(path)


Field = ChoiceField | TextField | FileField


class FieldRow(QWidget):
    """A label and its field, the setting's reason, and in red what is wrong with what stands in the field."""

    edited = Signal()

    def __init__(self, name: str, label: str, info: FieldInfo, width_px: int = FIELD_PX) -> None:
        super().__init__()
        self.name, self._info = name, info
        self.field = make_field(name, info)
        self.field.setAccessibleName(label)
        self.field.setFixedWidth(max(width_px, _LONG_FIELD_PX) if name in _LONG else width_px)
        self.field.edited.connect(self.edited)
        self.label = PlainLabel(label)
        self.label.setBuddy(self.field)
        self.reason = PlainLabel(info.description or "")
        self.reason.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.problem = PlainLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.reason)
        column.addWidget(self.problem)
        column.addStretch()

    def explain(self, preset: str, usual: object) -> None:
        """Says on hovering what the setting is for, its range, and the value that the preset has."""
        words = [self._info.description or "", format_range(self._info)]
        words.append(f"The preset {preset} has {format_value(usual) or 'none'}.")
        text = "\n".join(word for word in words if word)
        for widget in (self.label, self.field):
            widget.setToolTip(tooltip(text))
        self.field.setAccessibleDescription(text)

    def show_problem(self, reason: str) -> None:
        """Names what is wrong at the field; an empty reason takes that back."""
        if reason == self.problem.text():
            return
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        ink = colours().danger
        self.field.setStyleSheet(f"QLineEdit, QComboBox {{ border: 1px solid {ink}; }}" if reason else "")


def make_field(name: str, info: FieldInfo) -> Field:
    """The field that fits a setting's type."""
    kinds = get_args(info.annotation) or (info.annotation,)
    if get_origin(info.annotation) is Literal:
        return ChoiceField(get_args(info.annotation))
    if name == "architecture":
        return ChoiceField(ARCHITECTURES)
    if name == "encoder":
        return ChoiceField(("none", *COMMON_ENCODERS), free=True, optional=True)
    if name == "encoder_weights":
        return ChoiceField(("none", "imagenet"), free=True)
    if Path in kinds:
        return FileField()
    several = tuple in (get_origin(info.annotation), *map(get_origin, kinds))
    return TextField(optional=NoneType in kinds, several=several, number=_number_kind(info.annotation))


def _number_kind(annotation: Any) -> NumberKind | None:
    """What numbers a setting of this type holds, also within tuples and unions; None where it holds other things."""
    if annotation in (int, float):
        return "whole" if annotation is int else "fraction"
    kinds = [_number_kind(part) for part in get_args(annotation) if part not in (NoneType, Ellipsis)]
    # Of `Annotated` the first part is the type, and the limits behind it are none.
    kinds = kinds[:1] if get_origin(annotation) is Annotated else kinds
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else None


def format_range(info: FieldInfo) -> str:
    """Such as "From 0 to 1.", "Above 0, up to 1." or "1 or more."; empty where there is no range."""
    low = high = step = ""
    for limit in info.metadata:
        match limit:
            case Ge():
                low = f"from {_number(limit.ge)}"
            case Gt():
                low = f"above {_number(limit.gt)}"
            case Le():
                high = f"to {_number(limit.le)}"
            case Lt():
                high = f"to below {_number(limit.lt)}"
            case MultipleOf():
                step = f"in steps of {_number(limit.multiple_of)}"
    words = " ".join(part for part in (low, high) if part)
    words = ", ".join(part for part in (words, step) if part)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) or value < 1e6 else f"{value}"
