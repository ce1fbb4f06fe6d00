"""ExportTarget: the folder that an export writes into, and whether its files are named after the source."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.translation import tr
from app.widgets.folder_line import FolderLine
from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.neutral_names import default_key_file
from polyp_core.export.output_folder import output_folder


class ExportTarget(QWidget):
    """Asks for a folder and for neutral names, and shows where an export of `source` is written."""

    changed = Signal()

    def __init__(self, source: SourcePath, folder: Path, *, neutral_names: bool = False) -> None:
        super().__init__()
        self._source = source
        self.folder = FolderLine(folder, tr("Folder to export to"), tr("Export into"))
        self.neutral_names = QCheckBox(tr("Neutral names, such as recording-001, instead of those of the source"))
        names = tr(
            "recording-001 and image-0001 in folders, files, tables and COCO, instead of the names of the source.\n"
            "The key that maps them to the source is stored in {path}"
        )
        self.neutral_names.setToolTip(names.format(path=default_key_file()))
        self.neutral_names.setChecked(neutral_names)
        self.where = PlainLabel(role="muted", wrap=True)
        self.setLayout(
            vbox(
                self.folder.row(),
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
        return self.folder.path

    @property
    def key_file(self) -> Path | None:
        """Key file of neutral names; None if outputs are named after the source."""
        return default_key_file() if self.neutral_names.isChecked() else None

    def _on_changed(self) -> None:
        folder = self.out_folder
        if folder is None:
            self.where.setText(tr("Choose a folder."))
        elif self.neutral_names.isChecked():
            text = tr("Written to {folder}, with its number from an earlier export or the next.")
            self.where.setText(text.format(folder=folder / "recording-…"))
        else:
            self.where.setText(tr("Written to {folder}").format(folder=output_folder(self._source, folder)))
        self.changed.emit()
