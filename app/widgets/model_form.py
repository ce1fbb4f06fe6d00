"""The rows of a form that is made from a pydantic model: label, input, description and problem of each field."""

from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.services.model_fields import Control, limits, number_kind
from app.translation import tr
from app.widgets.accessible import set_name
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
from app.widgets.layouts import aligned, container, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import colours

_PROBLEM_LINES = 2


class FieldRow(QWidget):
    """A label and its field; below them the field's description, or in red what is wrong with the value.

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
        self.name, self._description = name, tr(info.description or "")
        self.field = make_field(info, control, where_none)
        set_name(self.field, tr(control.label))
        self.field.edited.connect(self.edited)
        self.label = PlainLabel(tr(control.label))
        self.label.setBuddy(self.field)
        self.description = PlainLabel(self._description, role="muted", wrap=True)
        self.problem = _ProblemLabel()
        self.problem.hide()
        self._idle = ""
        self._sentences: tuple[str, ...] = ()
        self.explain()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.notes = self._notes()
        if label_in_row:
            line = hbox(stretched(self.label), self.field, spacing=12)
            self.setLayout(vbox(line, self.notes, spacer(), spacing=2, margins=0))
        else:
            self.setLayout(vbox(aligned(self.field, Qt.AlignmentFlag.AlignLeft), self.notes, spacing=2, margins=0))

    def _notes(self) -> QWidget:
        """Returns the place of the description, which a problem takes without changing its height."""
        policy = self.description.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.description.setSizePolicy(policy)
        self.description.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for label in (self.description, self.problem):
            grid.addWidget(label, 0, 0)
        notes = container(grid)
        notes.setMinimumHeight(_PROBLEM_LINES * self.problem.fontMetrics().lineSpacing())
        return notes

    def explain(self, *sentences: str) -> None:
        """Shows the description and then `sentences` in the tooltips."""
        self._sentences = sentences
        text = "\n".join(filter(None, (self._description, *sentences, self._idle)))
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
        self.problem.setToolTip(tooltip(reason))
        self.problem.setVisible(bool(reason))
        self.description.setVisible(not reason)
        if reason and self.field.isVisible():
            self.field.setFixedHeight(self.field.height())  # which the border would change
        border = f"QLineEdit, QComboBox {{ border: 1px solid {colours().danger}; }}"
        self.field.setStyleSheet(border if reason else "")

    def set_idle(self, reason: str) -> None:
        """Disables the field if its value has no effect, for `reason`, which the tooltips show; "" enables it."""
        if reason != self._idle:
            self._idle = reason
            self.field.setEnabled(not reason)
            self.label.setEnabled(not reason)
            self.explain(*self._sentences)


class _ProblemLabel(PlainLabel):
    """Takes the place that there is, so that a problem that appears shifts no field."""

    def __init__(self) -> None:
        super().__init__(role="error", wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return False


def make_field(info: FieldInfo, control: Control, where_none: float | None = None) -> FormField:
    """Returns the input that suits the field's type and control."""
    kinds = get_args(info.annotation) or (info.annotation,)
    optional = NoneType in kinds
    if control.choices or get_origin(info.annotation) is Literal:
        choices = {value: tr(label) for value, label in control.choices.items()}
        return ChoiceField(choices or {name: name for name in kinds})
    if control.suggestions:
        return ChoiceField({name: name for name in control.suggestions}, free=True, optional=optional)
    if control.kind == "colour":
        return ColourField()
    if control.kind == "folder":
        return FolderField(tr(control.none_label))
    if info.annotation is bool:
        return CheckField(tr(control.label))
    if Path in kinds:
        return ModelFileField()
    if control.decimals is not None:
        return NumberField(control, *limits(info), whole=info.annotation is int, where_none=where_none)
    several = tuple in (get_origin(info.annotation), *map(get_origin, kinds))
    return TextField(optional=optional, several=several, number=number_kind(info.annotation))
