"""ExportTarget: the folder that an export writes into, and whether its files are named after the source."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton, QWidget

from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.neutral_names import default_key_file
from polyp_core.export.output_folder import output_folder


class ExportTarget(QWidget):
    """Asks for a folder and for neutral names, and shows where an export of `source` is written."""

    changed = Signal()

    def __init__(self, source: SourcePath, folder: Path, *, neutral_names: bool = False) -> None:
        super().__init__()
        self._source = source
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName("Folder to export to")
        browse = QPushButton(icon("folder-open-outline"), "Browse…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.neutral_names = QCheckBox("Neutral names, such as recording-001, instead of those of the source")
        self.neutral_names.setToolTip(
            "recording-001 and image-0001 in folders, files, tables and COCO, instead of the names of the source.\n"
            f"The key that maps them to the source is stored in {default_key_file()}"
        )
        self.neutral_names.setChecked(neutral_names)
        self.where = PlainLabel(role="muted", wrap=True)
        self.setLayout(
            vbox(
                hbox(stretched(self.folder), browse),
                self.where,
                self.neutral_names,
                spacing=8,
                margins=0,
            )
        )
        self.neutral_names.toggled.connect(self._on_changed)
        self.folder.textChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def out_folder(self) -> Path | None:
        """The output folder; None while the field is empty."""
        text = self.folder.text().strip()
        return Path(text).expanduser().absolute() if text else None

    @property
    def key_file(self) -> Path | None:
        """Key file of neutral names; None if outputs are named after the source."""
        return default_key_file() if self.neutral_names.isChecked() else None

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Export into", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _on_changed(self) -> None:
        folder = self.out_folder
        if folder is None:
            self.where.setText("Choose a folder.")
        elif self.neutral_names.isChecked():
            self.where.setText(
                f"Written to {folder / 'recording-…'}, with its number from an earlier export or the next."
            )
        else:
            self.where.setText(f"Written to {output_folder(self._source, folder)}")
        self.changed.emit()
