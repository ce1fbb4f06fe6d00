"""PolicySliders: the numbers of an alarm policy as sliders, which take effect while they are moved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSlider, QWidget

from app.translation import mark, tr
from app.widgets.form_fields import ChoiceField
from app.widgets.plain_text import PlainLabel
from polyp_core.findings.policy import PRESETS, AlarmPolicy, policy_name
from polyp_core.findings.region_table import LEVELS


@dataclass(frozen=True, slots=True)
class _Scale:
    """A slider from 0 to `steps`: the field's value is `low` plus a number of steps of `step`."""

    field: str
    label: str
    low: float
    step: float
    steps: int
    text: Callable[[float], str]

    def value(self, position: int) -> float:
        return round(self.low + position * self.step, 6)

    def position(self, value: float) -> int:
        return round((value - self.low) / self.step)


_SCALES = (
    _Scale("open_level", mark("Found from"), 0.2, 0.01, 80, lambda value: f"{value * 100:.0f} %"),
    _Scale("hold_back_s", mark("Held back for"), 0.0, 0.02, 100, lambda value: f"{value:.2f} s"),
    _Scale("join_gap_s", mark("Joined over"), 0.0, 0.1, 50, lambda value: f"{value:.1f} s"),
    _Scale("smallest_area_fraction", mark("Smallest area"), 0.0, 0.0005, 60, lambda value: f"{value * 100:.2f} %"),
)


class PolicySliders(QWidget):
    """Edits one policy; `changed` follows each movement of a slider."""

    changed = Signal(object)
    """The AlarmPolicy."""

    def __init__(self, policy: AlarmPolicy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.policy = policy
        self.preset = ChoiceField({name: tr(name.capitalize()) for name in PRESETS})
        self.preset.setPlaceholderText(tr("Own values"))
        self.preset.setAccessibleName(tr("Policy"))
        self.keep_level: QComboBox = ChoiceField({level: f"{level * 100:.0f} %" for level in LEVELS})
        self.keep_level.setAccessibleName(tr("Followed down to"))
        self.sliders: dict[str, QSlider] = {}
        self._values: dict[str, PlainLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.addWidget(PlainLabel(tr("Policy")), 0, 0)
        grid.addWidget(self.preset, 0, 1, 1, 2)
        grid.addWidget(PlainLabel(tr("Followed down to")), 1, 0)
        grid.addWidget(self.keep_level, 1, 1, 1, 2)
        for row, scale in enumerate(_SCALES, 2):
            slider = self.sliders[scale.field] = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(0, scale.steps)
            slider.setAccessibleName(tr(scale.label))
            slider.setToolTip(tr(AlarmPolicy.model_fields[scale.field].description or ""))
            slider.valueChanged.connect(self._edit)
            self._values[scale.field] = PlainLabel(role="muted")
            self._values[scale.field].setMinimumWidth(56)
            grid.addWidget(PlainLabel(tr(scale.label)), row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(self._values[scale.field], row, 2)
        self.preset.activated.connect(lambda index: self.set_policy(list(PRESETS.values())[index]))
        self.keep_level.activated.connect(self._edit)
        self._show()

    def set_policy(self, policy: AlarmPolicy) -> None:
        """Shows `policy` and reports it."""
        self.policy = policy
        self._show()
        self.changed.emit(policy)

    def _show(self) -> None:
        name = policy_name(self.policy)
        with QSignalBlocker(self.preset), QSignalBlocker(self.keep_level):
            self.preset.setCurrentIndex(-1 if name is None else list(PRESETS).index(name))
            self.keep_level.setCurrentIndex(LEVELS.index(self.policy.keep_level))
        for scale in _SCALES:
            value = getattr(self.policy, scale.field)
            with QSignalBlocker(self.sliders[scale.field]):
                self.sliders[scale.field].setValue(scale.position(value))
            self._values[scale.field].setText(scale.text(value))

    def _edit(self) -> None:
        values = {
            # A value between two positions of the slider stays until the slider is moved.
            scale.field: scale.value(slider.value())
            for scale, slider in zip(_SCALES, self.sliders.values(), strict=True)
            if slider.value() != scale.position(getattr(self.policy, scale.field))
        }
        keep_level = self.keep_level.currentData()
        open_level = max(values.get("open_level", self.policy.open_level), keep_level)
        values |= {"keep_level": keep_level, "open_level": open_level}
        self.set_policy(AlarmPolicy(**(self.policy.model_dump() | values)))
