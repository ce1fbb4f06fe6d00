"""The form of a new run: folders, preset, settings and a preview of the augmentation."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.mask_answers import mask_options
from app.workspaces.training.augment_preview import AugmentPreview
from app.workspaces.training.config_form import ConfigForm
from app.workspaces.training.folder_list import FolderList
from training.config.presets import PRESETS, PresetName

_MARGIN_PX = 16
_PRESET_DESCRIPTIONS: Mapping[PresetName, str] = {
    "baseline": "A plain U-Net with random initial weights.",
    "enhanced": "A ResNet34 encoder with ImageNet weights, which are downloaded the first time.",
    "light": "A small encoder with ImageNet weights from an installed package, and a presence head. For a CPU.",
    "shipped": "The settings of the shipped model: 200 passes, much augmentation. For a GPU: a CPU takes days.",
}


class NewRunPage(QWidget):
    """Training can be started if there is a folder and every value is valid."""

    start_requested = Signal(object, object)
    """The folders (a tuple of Path) and the FitConfig of the run to start."""
    cancelled = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.folders = FolderList(
            "Folders of images and masks",
            "Any depth: Kvasir-SEG, CVC-ClinicDB, MPSD, or folders “images” and “masks”.",
            "Add a folder of training pairs.",
        )
        self.folders.add(*(settings.training_roots or settings.dataset_roots))
        self.polyp_free = FolderList(
            "Folders of polyp-free pictures",
            "Optional, without masks. “upper” or “patch” in a folder's name sets the kind; others are full frames.",
        )
        self.polyp_free.add(*settings.training_polyp_free)
        self.preset = QComboBox()
        self.preset.setAccessibleName("Preset")
        self.preset.setToolTip("Sets every setting below to the value of the preset")
        for name in PRESETS:
            self.preset.addItem(name.capitalize(), name)
        self._preset_description = PlainLabel(role="muted", wrap=True)
        self.form = ConfigForm()
        self.preset.setCurrentIndex(self.preset.findData(self.form.preset))
        self.preview = AugmentPreview(tasks)
        self.form.augmentation_row.addWidget(self.preview, 1)
        self.problem = PlainLabel(role="error", wrap=True)
        self.note = PlainLabel()
        """What the run needs that is not on this machine."""
        self.note.setProperty("role", "warning")
        self.note.setWordWrap(True)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.start = QPushButton(icon("play", "on_accent"), "Start training")
        self.start.setProperty("role", "primary")
        self.start.clicked.connect(self._on_start)
        self._lay_out()
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.form.changed.connect(self._refresh)
        self.folders.changed.connect(self._on_folders)
        self.polyp_free.changed.connect(self._on_polyp_free)
        self.preview.requested.connect(self._on_preview)
        self._on_preset()

    def _lay_out(self) -> None:
        heading = PlainLabel("New run", role="heading")
        top = QHBoxLayout()
        top.setContentsMargins(16, 16, 16, 0)
        top.setSpacing(12)
        for widget in (heading, PlainLabel("Preset"), self.preset):
            top.addWidget(widget)
        top.addWidget(self._preset_description, 1)
        top.insertSpacing(1, 12)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(_MARGIN_PX, 12, _MARGIN_PX, _MARGIN_PX)
        body.setSpacing(16)
        body.addWidget(self.folders)
        body.addWidget(self.polyp_free)
        body.addWidget(self.form)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        foot = QFrame()
        foot.setProperty("role", "footer")
        bottom = QHBoxLayout(foot)
        bottom.setContentsMargins(16, 10, 16, 10)
        bottom.setSpacing(10)
        texts = QVBoxLayout()
        texts.addWidget(self.problem)
        texts.addWidget(self.note)
        bottom.addLayout(texts, 1)
        bottom.addWidget(self.cancel)
        bottom.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        column.addWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins_px = 2 * _MARGIN_PX + self.area.verticalScrollBar().sizeHint().width()
        self.form.fit_to(self.width() - margins_px)

    def close_preview(self) -> None:
        """Ends the process of the preview."""
        self.preview.close_process()

    @Slot()
    def _on_preset(self) -> None:
        name: PresetName = self.preset.currentData()
        self._preset_description.setText(_PRESET_DESCRIPTIONS[name])
        self.form.set_preset(name)

    @Slot()
    def _on_folders(self) -> None:
        self._settings.training_roots = self.folders.folders
        self._refresh()

    @Slot()
    def _on_polyp_free(self) -> None:
        self._settings.training_polyp_free = self.polyp_free.folders

    @Slot()
    def _refresh(self) -> None:
        possible = self.form.config is not None and bool(self.folders.folders)
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
