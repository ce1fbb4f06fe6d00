"""The form of a training run, made from the fields of its config."""

from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from app.services.model_fields import Control, format_problem, format_range, format_value
from app.translation import mark, tr, tr_error
from app.widgets.form_fields import TextField
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.model_form import FieldRow
from app.widgets.plain_text import PlainLabel
from app.workspaces.training.config_table import flat_values
from app.workspaces.training.setting_labels import AUGMENT, label_of
from polyp_core.model.network_spec import ARCHITECTURES
from training.config.encoders import COMMON_ENCODERS, encoder_problem
from training.config.fit_config import AugmentConfig, FitConfig
from training.config.idle_settings import idle_settings
from training.config.make_config import ConfigError, checked_config, make_config
from training.config.presets import PresetName
from training.config.start_problems import start_problems

LEFT: Mapping[str, tuple[str, ...]] = {
    mark("Division of the pairs"): ("split", "validation_fraction", "hold_out", "balance", "seed"),
    mark("Polyp-free pictures"): ("polyp_free_share", "polyp_free_kinds", "polyp_free_validation"),
    mark("Network"): (
        *("architecture", "encoder", "encoder_depth", "decoder_channels", "dropout", "side_px", "scales"),
        *("encoder_weights", "start_from"),
    ),
    mark("Teacher"): ("teacher", "teacher_weight", "teacher_temperature"),
    mark("Loss"): (
        *("losses", "bce_weight", "positive_weight", "dice_weight", "edge_weight", "dice_smoothing_px"),
        "presence_weight",
    ),
}
RIGHT: Mapping[str, tuple[str, ...]] = {
    mark("Training"): (
        *("epochs", "passes", "batch_size", "optimiser", "learning_rate", "encoder_rate", "weight_decay"),
        *("gradient_clip", "ema_decay", "patience"),
    ),
    mark("Learning rate over the run"): (
        *("schedule", "warmup", "plateau_epochs", "step_epochs", "rate_factor", "rate_power"),
    ),
    mark("Computer"): ("device", "devices", "nodes", "precision", "workers", "logger"),
}
_CHOICES = {
    "architecture": {name: name for name in ARCHITECTURES},
    # Not manual: that is what a split file says.
    "split": {name: name for name in ("published", "grouped", "random")},
}
_SUGGESTIONS = {"encoder": ("none", *COMMON_ENCODERS), "encoder_weights": ("none", "imagenet")}
_FIELD_PX = 150
_LONG_FIELD_PX = 210
_LONG = (
    *("architecture", "encoder", "encoder_depth", "decoder_channels", "dropout", "side_px", "encoder_weights"),
    *("scales", "start_from", "teacher", "losses"),
)
"""Settings whose values are names or several numbers, and the others of their section."""
_AUGMENT_COLUMNS = 2
_AUGMENT_FIELD_PX = 72
_COLUMN_SPACING_PX = 28


class ConfigForm(QWidget):
    """Every field of a FitConfig except `preset`, which is chosen with `set_preset`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FieldRow] = {}
        """By the setting's name, such as `epochs` or `augment.blur`."""
        self.preset: PresetName = "enhanced"
        self.config: FitConfig | None = None
        """The config in the fields; None while a value is invalid."""
        self._last_config = make_config(self.preset)
        """The last config that was valid."""
        self.problem = ""
        """The invalid settings in a sentence; "" if there are none."""
        self.missing: dict[str, str] = {}
        """What the run cannot start without and this machine lacks, by setting."""
        self.note = ""
        """What the run needs and may obtain at its start, such as a download; "" if nothing."""
        self._has_split_file = False
        self._datasets: int | None = None
        self._has_polyp_free: bool | None = None
        left, right = (
            vbox(*(self._section(title, names) for title, names in sections.items()), spacer(), spacing=16)
            for sections in (LEFT, RIGHT)
        )
        columns = hbox(stretched(left), stretched(right), spacing=16)
        names = tuple(AUGMENT + name for name in AugmentConfig.model_fields)
        self.augmentation_row = hbox(stretched(self._section(tr("Augmentation"), names, _AUGMENT_COLUMNS)), spacing=16)
        """The last section, to which a preview can be added."""
        self.setLayout(vbox(columns, self.augmentation_row, spacing=16, margins=0))
        self._rows_of_two = (columns, self.augmentation_row)
        self.set_preset(self.preset)

    def fit_to(self, width_px: int) -> None:
        """Lays the sections out in two columns if they fit into `width_px`, else in one."""
        for row in self._rows_of_two:
            fits = _width_side_by_side(row) <= width_px
            row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def set_preset(self, preset: PresetName) -> None:
        """Sets every field to the preset's value."""
        self.preset = preset
        values = flat_values(make_config(preset))
        for name, row in self.rows.items():
            default = format_value(values[name]) or tr("none", "no value")
            row.explain(
                format_range(_field_info(name)),
                tr("The preset {preset} has {default}.").format(preset=preset, default=default),
            )
            row.show_value(values[name])
        self._check()

    def set_data(self, *, has_split_file: bool, datasets: int | None, has_polyp_free: bool | None) -> None:
        """Disables the settings that have no effect with these data; None if they are not known."""
        self._has_split_file, self._datasets, self._has_polyp_free = has_split_file, datasets, has_polyp_free
        self._show_idle()

    def _show_idle(self) -> None:
        # While a value is invalid, the others stay as they were.
        idle = idle_settings(
            self.config or self._last_config,
            has_split_file=self._has_split_file,
            datasets=self._datasets,
            has_polyp_free=self._has_polyp_free,
        )
        for name, row in self.rows.items():
            row.set_idle("" if row.problem.text() else tr(idle.get(name, "")))

    def values(self) -> dict[str, Any]:
        """Returns what is in the fields, as `checked_config` takes it."""
        values: dict[str, Any] = {"preset": self.preset, "augment": {}}
        for name, row in self.rows.items():
            section = values["augment"] if name.startswith(AUGMENT) else values
            section[name.removeprefix(AUGMENT)] = row.field.value()
        return values

    @Slot()
    def _check(self) -> None:
        reasons: dict[str, str] = {}
        unnamed = ""
        try:
            self.config = checked_config(self.values())
        except ConfigError as error:
            self.config, unnamed = None, tr_error(error)
            for problem in error.problems:
                # A conflict between settings is shown at each of them.
                named = [problem.field] if problem.field else [name for name in self.rows if name in problem.reason]
                reasons |= dict.fromkeys(named, format_problem(problem.reason))
        encoder = self.rows["encoder"].field.value()
        if encoder and (wrong_name := encoder_problem(str(encoder))):
            self.config, reasons["encoder"] = None, tr(wrong_name)
        for name, row in self.rows.items():
            if isinstance(row.field, TextField) and row.field.problem:
                self.config, reasons[name] = None, row.field.problem
        self.note, self.missing = "", {}
        if self.config is not None:
            for missing in start_problems(self.config):
                if missing.certain:
                    self.missing[missing.field] = tr(missing.reason)
                else:
                    self.note = tr(missing.reason)
        for name, row in self.rows.items():
            row.show_problem(reasons.get(name, "") or self.missing.get(name, ""))
        if self.config is not None:
            self._last_config = self.config
        self._show_idle()
        wrong = [self.rows[name].label.text() for name in reasons]
        self.problem = tr("To be corrected: {settings}.").format(settings=", ".join(wrong)) if wrong else unnamed
        self.changed.emit()

    def _section(self, title: str, names: tuple[str, ...], columns: int = 1) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "panel")
        heading = PlainLabel(tr(title), role="section")
        grid = QGridLayout()
        grid.setHorizontalSpacing(_COLUMN_SPACING_PX)
        grid.setVerticalSpacing(12)
        rows = -(-len(names) // columns)
        for place, name in enumerate(names):
            grid.addWidget(self._row(name), place % rows, place // rows)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        panel.setLayout(vbox(heading, grid, spacer(), spacing=10, margins=(16, 14, 16, 14)))
        return panel

    def _row(self, name: str) -> FieldRow:
        control = Control(label=label_of(name), choices=_CHOICES.get(name, {}), suggestions=_SUGGESTIONS.get(name, ()))
        row = FieldRow(name, _field_info(name), control)
        long_px = _LONG_FIELD_PX if name in _LONG else _FIELD_PX
        row.field.setFixedWidth(_AUGMENT_FIELD_PX if name.startswith(AUGMENT) else long_px)
        row.edited.connect(self._check)
        self.rows[name] = row
        return row


def _field_info(name: str) -> FieldInfo:
    """Returns the field of the setting `name`, such as `epochs` or `augment.blur`."""
    model = AugmentConfig if name.startswith(AUGMENT) else FitConfig
    return model.model_fields[name.removeprefix(AUGMENT)]


def _width_side_by_side(row: QBoxLayout) -> int:
    parts = [part for place in range(row.count()) if (part := row.itemAt(place)) is not None]
    # All parts are as wide as the widest.
    return max(part.minimumSize().width() for part in parts) * len(parts) + row.spacing() * (len(parts) - 1)
