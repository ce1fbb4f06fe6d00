"""The settings, one page for each subject, made from the fields themselves: their ranges, words and reasons."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.caches_page import CachesPage
from app.plain_text import PlainLabel
from app.setting_fields import ColourField, FolderField, NumberField, OptionalNumberField
from app.settings import Control, Settings, controls, limits
from app.tasks import Tasks
from app.workspaces.review.overlay_style import overlay_style
from polyp_core.cache import CAPS_SETTING
from polyp_core.model.card import ModelCard

Field = QCheckBox | QComboBox | NumberField | OptionalNumberField | ColourField | FolderField

_TITLE_HEIGHT_PX = 32


class SettingsDialog(QDialog):
    """Every change acts at once; Cancel takes all of them back.

    `card` is that of the model that runs: its values are shown where the settings leave them to the model.
    """

    def __init__(
        self,
        settings: Settings,
        card: ModelCard | None = None,
        parent: QWidget | None = None,
        *,
        tasks: Tasks | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.resize(760, 620)
        self._settings, self._card = settings, card
        self._before = {name: getattr(settings, name) for name in (*controls(), CAPS_SETTING)}
        self.fields: dict[str, Field] = {}

        self.pages = QStackedWidget()
        self.titles = QListWidget()
        self.titles.setFixedWidth(150)
        self.titles.setAccessibleName("Settings pages")
        self.titles.currentRowChanged.connect(self.pages.setCurrentIndex)
        forms: dict[str, QFormLayout] = {}
        for name, control in controls().items():
            if control.page not in forms:
                forms[control.page] = self._add_page(control.page)
            self._add_field(forms[control.page], name, control)
        self.caches = CachesPage(settings, tasks or Tasks(self))
        self._add_scrolled("Caches", self.caches)
        self.accepted.connect(self.caches.hold_caps)
        self.titles.setCurrentRow(0)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.defaults = buttons.addButton("Restore defaults", QDialogButtonBox.ButtonRole.ResetRole)
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(settings.restore_defaults)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.titles)
        body.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(14)
        layout.addLayout(body, 1)
        layout.addWidget(buttons)
        settings.changed.connect(self._show_value)

    def reject(self) -> None:
        """Takes every change back."""
        for name, value in self._before.items():
            setattr(self._settings, name, value)
        super().reject()

    def _add_page(self, title: str) -> QFormLayout:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 4, 0, 0)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._add_scrolled(title, page)
        return form

    def _add_scrolled(self, title: str, page: QWidget) -> None:
        item = QListWidgetItem(title, self.titles)
        item.setSizeHint(QSize(0, _TITLE_HEIGHT_PX))
        # A page may be higher than a small screen.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        self.pages.addWidget(scroll)

    def _add_field(self, form: QFormLayout, name: str, control: Control) -> None:
        field = self._make_field(name, control)
        reason = Settings.model_fields[name].description or ""
        field.setToolTip(reason)
        field.setAccessibleName(control.label)
        field.setAccessibleDescription(reason)
        self.fields[name] = field
        self._show_value(name)
        if isinstance(field, QCheckBox):
            field.toggled.connect(lambda value: self._set(name, value))
            form.addRow(_with_reason(field, reason))
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(lambda _: self._set(name, field.currentData()))
            form.addRow(_label(control, reason, field), _with_reason(field, reason))
        else:
            field.value_changed.connect(lambda value: self._set(name, value))
            form.addRow(_label(control, reason, field), _with_reason(field, reason))

    def _make_field(self, name: str, control: Control) -> Field:
        default = Settings.model_fields[name].default
        annotation = Settings.model_fields[name].annotation
        if control.choices:
            box = QComboBox()
            for value, words in control.choices.items():
                box.addItem(words, value)
            return box
        if isinstance(default, bool):
            return QCheckBox(control.label)
        if name == "colour":
            return ColourField()
        if annotation == Path | None:
            return FolderField(control.none_label)
        if default is None:
            return OptionalNumberField(control, *limits(name), getattr(overlay_style(Settings(), self._card), name))
        return NumberField(control, *limits(name), whole=isinstance(default, int))

    def _set(self, name: str, value: Any) -> None:
        setattr(self._settings, name, value)

    def _show_value(self, name: str) -> None:
        field, value = self.fields.get(name), getattr(self._settings, name)
        match field:
            case None:
                return
            case QCheckBox():
                field.setChecked(value)
            case QComboBox():
                field.setCurrentIndex(field.findData(value))
            case _:
                field.set_value(value)


def _label(control: Control, reason: str, field: QWidget) -> QLabel:
    label = PlainLabel(control.label)
    label.setToolTip(reason)
    label.setBuddy(field)
    label.setFixedHeight(field.sizeHint().height())
    return label


def _with_reason(field: QWidget, reason: str) -> QWidget:
    words = PlainLabel(reason)
    words.setProperty("role", "muted")
    words.setWordWrap(True)
    both = QWidget()
    both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(words)
    return both
