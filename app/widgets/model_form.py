"""The rows of a form that is made from a pydantic model: label, input, description and problem of each field."""

from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.model_fields import Control, limits, number_kind
from app.widgets.form_fields import (
    CheckField,
    ChoiceField,
    ColourField,
    FolderField,
    FormField,
    ModelFileField,
    NumberField,
    TextField,
)
from app.widgets.layouts import aligned, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import colours


class FieldRow(QWidget):
    """A label and its field; below them the field's description, and in red what is wrong with the value.

    `where_none` is the number that applies where an optional number is None. Without `label_in_row` the form places
    `label` itself.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        info: FieldInfo,
        control: Control,
        *,
        where_none: float | None = None,
        label_in_row: bool = True,
    ) -> None:
        super().__init__()
        self.name, self._description = name, info.description or ""
        self.field = make_field(info, control, where_none)
        self.field.setAccessibleName(control.label)
        self.field.edited.connect(self.edited)
        self.label = PlainLabel(control.label)
        self.label.setBuddy(self.field)
        self.description = PlainLabel(self._description, role="muted", wrap=True)
        self.problem = PlainLabel(role="error", wrap=True)
        self.problem.hide()
        self.explain()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        notes = (self.description, self.problem)
        if label_in_row:
            line = hbox(stretched(self.label), self.field, spacing=12)
            self.setLayout(vbox(line, *notes, spacer(), spacing=2, margins=0))
        else:
            self.setLayout(vbox(aligned(self.field, Qt.AlignmentFlag.AlignLeft), *notes, spacing=2, margins=0))

    def explain(self, *sentences: str) -> None:
        """Shows the description and then `sentences` in the tooltips."""
        text = "\n".join(filter(None, (self._description, *sentences)))
        for widget in (self.label, self.field):
            widget.setToolTip(tooltip(text))
        self.field.setAccessibleDescription(text)

    def show_value(self, value: Any) -> None:
        """Shows `value` without emitting `edited`."""
        with QSignalBlocker(self.field):
            self.field.set_value(value)

    def show_problem(self, reason: str) -> None:
        """Shows `reason` in red at the field; "" removes it."""
        if reason == self.problem.text():
            return
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        border = f"QLineEdit, QComboBox {{ border: 1px solid {colours().danger}; }}"
        self.field.setStyleSheet(border if reason else "")


def make_field(info: FieldInfo, control: Control, where_none: float | None = None) -> FormField:
    """Returns the input that suits the field's type and control."""
    kinds = get_args(info.annotation) or (info.annotation,)
    optional = NoneType in kinds
    if control.choices or get_origin(info.annotation) is Literal:
        return ChoiceField(control.choices or {name: name for name in kinds})
    if control.suggestions:
        return ChoiceField({name: name for name in control.suggestions}, free=True, optional=optional)
    if control.kind == "colour":
        return ColourField()
    if control.kind == "folder":
        return FolderField(control.none_label)
    if info.annotation is bool:
        return CheckField(control.label)
    if Path in kinds:
        return ModelFileField()
    if control.decimals is not None:
        return NumberField(control, *limits(info), whole=info.annotation is int, where_none=where_none)
    several = tuple in (get_origin(info.annotation), *map(get_origin, kinds))
    return TextField(optional=optional, several=several, number=number_kind(info.annotation))
