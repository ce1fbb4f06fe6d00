"""The settings dialog: one page per subject, made from the fields of `Settings`."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from app.dialogs.caches_page import CachesPage
from app.services.overlay_style import overlay_style
from app.services.settings import Settings, controls
from app.services.tasks import Tasks
from app.translation import tr
from app.widgets.form_fields import CheckField
from app.widgets.layouts import hbox, scrolled, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.model_form import FieldRow
from polyp_core.cache import CAPS_SETTING
from polyp_core.model.card import ModelCard

_TITLE_HEIGHT_PX = 32


class SettingsDialog(QDialog):
    """Changes apply at once; Cancel reverts all of them.

    `card` is the loaded model's: its values are shown for settings that are left to the model.
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
        self.setWindowTitle(tr("Settings"))
        set_page(self, "index.md#settings-keys-and-errors")
        self.resize(840, 620)
        self._settings = settings
        self._before = {name: getattr(settings, name) for name in (*controls(), CAPS_SETTING)}
        self.rows: dict[str, FieldRow] = {}

        self.pages = QStackedWidget()
        self.titles = QListWidget()
        self.titles.setFixedWidth(150)
        self.titles.setAccessibleName(tr("Settings pages"))
        self.titles.currentRowChanged.connect(self.pages.setCurrentIndex)
        forms: dict[str, QFormLayout] = {}
        model_values = overlay_style(Settings(), card)
        for name, control in controls().items():
            if control.page not in forms:
                forms[control.page] = self._add_page(tr(control.page))
            where_none = getattr(model_values, name) if control.none_label and control.kind != "folder" else None
            info = Settings.model_fields[name]
            self.rows[name] = FieldRow(name, info, control, where_none=where_none, label_in_row=False)
            self._add_row(forms[control.page], self.rows[name])
        self.caches = CachesPage(settings, tasks or Tasks(self))
        self._add_scrolled(tr("Caches"), self.caches)
        self.accepted.connect(self.caches.enforce_caps)
        self.titles.setCurrentRow(0)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.defaults = buttons.addButton(tr("Restore defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(settings.restore_defaults)
        body = hbox(self.titles, stretched(self.pages), spacing=20)
        self.setLayout(vbox(stretched(body), buttons, spacing=14, margins=(16, 16, 16, 14)))

    def reject(self) -> None:
        """Reverts every change."""
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
        self.pages.addWidget(scrolled(page))

    def _add_row(self, form: QFormLayout, row: FieldRow) -> None:
        if isinstance(row.field, CheckField):
            form.addRow(row)
        else:
            row.label.setFixedHeight(row.field.sizeHint().height())
            form.addRow(row.label, row)
        row.show_value(getattr(self._settings, row.name))
        row.edited.connect(lambda: setattr(self._settings, row.name, row.field.value()))
        getattr(self._settings.changed, row.name).connect(row.show_value)
