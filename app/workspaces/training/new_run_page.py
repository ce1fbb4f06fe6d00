"""The form of a new run: folders, preset, settings and a preview of the augmentation."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.translation import mark, tr
from app.widgets.buttons import push_button
from app.widgets.form_fields import TextField
from app.widgets.layouts import container, hbox, scrolled, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.mask_answers import mask_options
from app.workspaces.training.augment_preview import AugmentPreview
from app.workspaces.training.config_form import ConfigForm
from app.workspaces.training.data_panel import DataPanel
from app.workspaces.training.folder_list import FolderList
from training.config.presets import PRESETS, PresetName

_MARGIN_PX = 16
_FOOT_LINES = 4
_PRESET_DESCRIPTIONS: Mapping[PresetName, str] = {
    "baseline": mark("A plain U-Net with random initial weights."),
    "enhanced": mark("A ResNet34 encoder with ImageNet weights, which are downloaded the first time."),
    "light": mark("A small encoder with ImageNet weights from an installed package, and a presence head. For a CPU."),
    "shipped": mark("The settings of the shipped model: 200 passes, much augmentation. For a GPU: a CPU takes days."),
}


class NewRunPage(QWidget):
    """Training can be started if there is a folder and every value is valid."""

    start_requested = Signal(object, object)
    """The folders (a tuple of Path) and the FitConfig of the run to start; `data.split_file` is its split file."""
    cancelled = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.folders = FolderList(
            tr("Folders of images and masks"),
            tr("Any depth: Kvasir-SEG, CVC-ClinicDB, MPSD, or folders “images” and “masks”."),
            tr("Add a folder of training pairs."),
        )
        self.folders.add(*(settings.training_roots or settings.dataset_roots))
        self.polyp_free = FolderList(
            tr("Folders of polyp-free pictures"),
            tr("Optional, without masks. “upper” or “patch” in a folder's name sets the kind; others are full frames."),
        )
        self.polyp_free.add(*settings.training_polyp_free)
        self.data = DataPanel(tasks)
        self.data.set_split_file(settings.training_split)
        self.preset = QComboBox()
        self.preset.setAccessibleName(tr("Preset"))
        self.preset.setToolTip(tr("Sets every setting below to the value of the preset"))
        for name in PRESETS:
            self.preset.addItem(name.capitalize(), name)
        self._preset_description = PlainLabel(role="muted", wrap=True)
        self.form = ConfigForm()
        self.preset.setCurrentIndex(self.preset.findData(self.form.preset))
        self.preview = AugmentPreview(tasks)
        self.form.augmentation_row.addWidget(self.preview, 1)
        self.problem = PlainLabel(role="error", wrap=True)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.note = PlainLabel(role="warning", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        """What the run needs that is not on this machine."""
        self.cancel = push_button(tr("Discard new run"), tip=tr("Back to the runs; the settings are not kept"))
        self.cancel.clicked.connect(self.cancelled)
        self.start = push_button(tr("Start training"), "play", tint="on_accent", role="primary")
        self.start.clicked.connect(self._on_start)
        self._lay_out()
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.form.changed.connect(self._refresh)
        self.folders.changed.connect(self._on_folders)
        self.polyp_free.changed.connect(self._on_polyp_free)
        self.preview.requested.connect(self._on_preview)
        self.data.held_out_changed.connect(self._on_held_out)
        self.data.changed.connect(self._on_data)
        self._on_preset()

    def _lay_out(self) -> None:
        heading = PlainLabel(tr("New run"), role="heading")
        top = hbox(
            heading,
            12,
            PlainLabel(tr("Preset")),
            self.preset,
            stretched(self._preset_description),
            spacing=12,
            margins=(16, 16, 16, 0),
        )
        inside = container(
            vbox(
                *(self.folders, self.polyp_free, self.data, self.form),
                spacing=16,
                margins=(_MARGIN_PX, 12, _MARGIN_PX, _MARGIN_PX),
            )
        )
        self.area = scrolled(inside)
        foot = QFrame()
        foot.setProperty("role", "footer")
        texts = vbox(self.problem, self.note)
        # As high as two lines, so that a text that appears does not shift the fields.
        foot.setFixedHeight(_FOOT_LINES * self.fontMetrics().lineSpacing() + 24)
        foot.setLayout(hbox(stretched(texts), self.cancel, self.start, spacing=10, margins=(16, 10, 16, 10)))
        self.setLayout(vbox(top, stretched(self.area), foot, spacing=8, margins=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins_px = 2 * _MARGIN_PX + self.area.verticalScrollBar().sizeHint().width()
        self.form.fit_to(self.width() - margins_px)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._settings.training_roots:  # the Dataset workspace may have set folders and a split
            self.folders.set_folders(self._settings.training_roots)
        self.data.set_split_file(self._settings.training_split)
        self._search()

    def close_preview(self) -> None:
        """Ends the process of the preview."""
        self.preview.close_process()

    @Slot()
    def _on_preset(self) -> None:
        name: PresetName = self.preset.currentData()
        self._preset_description.setText(tr(_PRESET_DESCRIPTIONS[name]))
        self.form.set_preset(name)

    @Slot()
    def _on_folders(self) -> None:
        self._settings.training_roots = self.folders.folders
        self._search()
        self._refresh()

    @Slot()
    def _on_polyp_free(self) -> None:
        self._settings.training_polyp_free = self.polyp_free.folders
        self._search()

    def _search(self) -> None:
        if self.isVisible():
            self.data.search(self.folders.folders, self.polyp_free.folders)

    @Slot(object)
    def _on_held_out(self, names: tuple[str, ...]) -> None:
        field = self.form.rows["hold_out"].field
        assert isinstance(field, TextField)
        # A published list of a dataset can be held out too, which has no box.
        parts = [name for name in self.form.config.hold_out if ":" in name] if self.form.config is not None else []
        field.set_value((*names, *parts))

    @Slot()
    def _on_data(self) -> None:
        self._settings.training_split = self.data.split_file
        found = self.data.data
        known = found is not None and bool(found.datasets)
        self.form.set_data(
            has_split_file=self.data.split_file is not None,
            datasets=sum(not each.polyp_free for each in found.datasets) if found is not None and known else None,
            has_polyp_free=found.has_polyp_free if found is not None and known else None,
        )

    @Slot()
    def _refresh(self) -> None:
        possible = self.form.config is not None and bool(self.folders.folders)
        self.data.show_config(self.form.config)
        self.start.setEnabled(possible and not self.form.missing)
        self.preview.button.setEnabled(possible)
        problem = self.form.problem or " ".join(self.form.missing.values())
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.note.setText(self.form.note)
        self.note.setVisible(bool(self.form.note))

    @Slot()
    def _on_preview(self) -> None:
        if self.form.config is not None:
            self.preview.make(self.folders.folders, self.form.config, mask_options(self._settings))

    @Slot()
    def _on_start(self) -> None:
        if self.form.config is not None:
            self.start_requested.emit(self.folders.folders, self.form.config)
