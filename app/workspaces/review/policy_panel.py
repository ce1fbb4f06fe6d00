"""The part of the side panel in which the policy that decides on findings is chosen, with what it finds."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from superqt import QDoubleSlider

from app.services.model_fields import Control
from app.services.settings import Settings
from app.translation import mark, tr, tr_n
from app.widgets.form_fields import FIELD_SPACING_PX, ChoiceField, NumberField
from app.widgets.model_form import FieldRow
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.number_keys import NumberKeys
from polyp_core.findings.curve import Curve
from polyp_core.findings.policy import PRESETS, AlarmPolicy, policy_name
from polyp_core.findings.region_table import LEVELS

_CONTROLS = {
    "open_level": Control(label=mark("Found from"), unit="%", scale=100, step=5, decimals=0),
    "keep_level": Control(label=mark("Followed down to"), choices={level: f"{level * 100:.0f} %" for level in LEVELS}),
    "hold_back_s": Control(label=mark("Held back for"), unit="s", step=0.1, decimals=1),
    "join_gap_s": Control(label=mark("Joined over"), unit="s", step=0.1, decimals=1),
    "smallest_area_fraction": Control(label=mark("Smallest area"), unit="%", scale=100, step=0.1, decimals=1),
    "presence_level": Control(
        label=mark("Presence from"), unit="%", scale=100, step=5, decimals=0, none_label=mark("the model's")
    ),
    "ignore_bad_frames": Control(label=mark("Leave out unusable frames")),
}
_SLIDERS = {
    "open_level": (20, 100),
    "hold_back_s": (0, 2),
    "join_gap_s": (0, 5),
    "smallest_area_fraction": (0, 3),
}
"""Ranges of the sliders in the units of the controls; what lies beyond can be typed."""
_UNIT_PX = 14


class PolicyPanel(QWidget):
    """Edits `settings.alarm_policy` and shows how many findings it gives. Holds no state of its own."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.preset = ChoiceField({name: tr(name.capitalize()) for name in PRESETS})
        self.preset.setPlaceholderText(tr("Own values"))
        self.preset.setAccessibleName(tr("Policy for findings"))
        self.preset.activated.connect(self._choose)
        self.counts = PlainLabel(role="muted", wrap=True)
        self.details = QToolButton()
        self.details.setText(tr("Details"))
        self.details.setCheckable(True)
        self.rows = {
            name: FieldRow(
                name,
                info,
                _CONTROLS[name],
                where_none=0.0 if info.default is None else None,
                # A check box has a label of its own, and there is no room for one left of two inputs.
                label_in_row=info.annotation is not bool and info.default is not None,
            )
            for name, info in AlarmPolicy.model_fields.items()
        }
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.sliders: dict[str, QDoubleSlider] = {}
        for row in self.rows.values():
            row.notes.hide()
            row.edited.connect(partial(self._edit, row.name))
            if row.name == "presence_level":
                column.addWidget(row.label)
            column.addWidget(row)
            if row.name in _SLIDERS:
                column.addWidget(self._slider(row))
        self._align_fields()
        self._form.hide()
        self.details.toggled.connect(self._form.setVisible)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Policy for findings"), role="heading"))
        head.addStretch()
        head.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.preset)
        column.addWidget(self.counts)
        column.addWidget(self._form)
        settings.changed.alarm_policy.connect(self.refresh)
        self.refresh()
        self.show_curve(Curve.empty(0), 0.0)

    def _slider(self, row: FieldRow) -> QDoubleSlider:
        """Makes the slider of a number; both take effect while they are moved."""
        assert isinstance(row.field, NumberField)
        box = row.field.box
        slider = self.sliders[row.name] = QDoubleSlider(Qt.Orientation.Horizontal)  # type: ignore[no-untyped-call]
        slider.setRange(*_SLIDERS[row.name])
        slider.setSingleStep(box.singleStep())
        slider.setAccessibleName(row.label.text())
        slider.setToolTip(row.label.toolTip())
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a drag must not move the focus away from the picture
        slider.valueChanged.connect(box.setValue)
        return slider

    def _align_fields(self) -> None:
        """Gives all inputs one column and all units another, and their keys to the shortcuts."""
        keys = NumberKeys(self)
        boxes = [row.field.box for row in self.rows.values() if isinstance(row.field, NumberField)]
        for widget in (*boxes, *self.sliders.values()):
            widget.installEventFilter(keys)
        for row in self.rows.values():
            if isinstance(row.field, NumberField):
                row.field.unit.setFixedWidth(_UNIT_PX)
        self.rows["keep_level"].field.setFixedWidth(boxes[0].minimumWidth() + FIELD_SPACING_PX + _UNIT_PX)
        presence = self.rows["presence_level"]
        layout = presence.layout()
        assert layout is not None
        layout.setAlignment(presence.field, Qt.AlignmentFlag.AlignRight)

    def refresh(self) -> None:
        """Updates the controls from the settings."""
        policy = self._settings.alarm_policy
        name = policy_name(policy)
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(-1 if name is None else list(PRESETS).index(name))
        for field, row in self.rows.items():
            row.show_value(getattr(policy, field))
        for field, slider in self.sliders.items():
            box = self.rows[field].field
            assert isinstance(box, NumberField)
            with QSignalBlocker(slider):
                slider.setValue(box.box.value())

    def set_model_presence_level(self, level: float) -> None:
        """Sets the presence that the model itself asks for, which applies where the policy sets none."""
        field = self.rows["presence_level"].field
        assert isinstance(field, NumberField)
        field.set_where_none(level)

    def show_curve(self, curve: Curve | None, analysed_s: float) -> None:
        """Shows what the policy finds in the `analysed_s` seconds that have been analysed; None if it is hidden."""
        self.counts.setText(tr("The model is hidden") if curve is None else format_counts(curve, analysed_s))

    def _choose(self, index: int) -> None:
        self._settings.alarm_policy = list(PRESETS.values())[index]

    def _edit(self, edited: str) -> None:
        values: dict[str, Any] = {name: row.field.value() for name, row in self.rows.items()}
        if values["open_level"] < values["keep_level"]:  # the other one follows
            if edited == "keep_level":
                values["open_level"] = values["keep_level"]
            else:
                values["keep_level"] = max(level for level in LEVELS if level <= values["open_level"])
        self._settings.alarm_policy = AlarmPolicy(**values)


def format_counts(curve: Curve, analysed_s: float) -> str:
    """Returns the numbers of findings, of regions to be checked and of held back ones, and findings a minute.

    >>> format_counts(Curve.empty(0), 0.0)
    'Nothing analysed yet'
    """
    if analysed_s <= 0:
        return tr("Nothing analysed yet")
    count = len(curve.findings)
    counts = [tr_n("{n} finding", "{n} findings", count)]
    if curve.to_check:
        counts.append(tr("{n} to be checked").format(n=len(curve.to_check)))
    if curve.held_back:
        counts.append(tr("{n} held back").format(n=len(curve.held_back)))
    rate = f"{60 * count / analysed_s:.1f}"
    return tr("{counts}; {rate} a minute").format(counts=", ".join(counts), rate=rate)
