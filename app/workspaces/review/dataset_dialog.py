"""Dialog that adds the corrected frames of the open recording to a dataset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from app.services.latest_task import LatestTask
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.widgets.dialog_sizing import fit_height
from app.widgets.folder_line import FolderLine
from app.widgets.layouts import container, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.export_task_dialog import ExportTaskDialog
from app.workspaces.review.privacy_editor import format_privacy
from polyp_core.errors import PolypViewerError
from polyp_core.export.staging import ExistingOutputs
from polyp_core.files.regular_files import format_os_error
from polyp_core.review.records import MaskSource
from training.corrections.add_frames import AddedFrames, Known, add_frames
from training.corrections.frame_table import rows_in
from training.corrections.labelled_frames import LabelledFrames, frames_of
from training.datasets.description import Description, read_description
from training.datasets.layouts import DESCRIPTION_FILE

_SOURCES: Mapping[MaskSource, str] = {
    MaskSource.CORRECTED: "corrected",
    MaskSource.VERIFIED_EMPTY: "verified to show no polyp",
    MaskSource.PROPAGATED: "carried over from corrected ones (propagated)",
}
_KNOWN: Mapping[Known, str] = {
    "keep": "Keep the one that is there",
    "replace": "Replace it",
    "both": "Add it as another pair",
}


@dataclass(frozen=True, slots=True)
class _FolderState:
    """What the chosen folder holds, as a sentence; `description` is that of a dataset, None if it can have one."""

    text: str
    is_usable: bool
    description: Description | None = None


class DatasetForm(QWidget):
    """Which frames are added, to which folder, and under which terms. `labelled` has the whole review."""

    changed = Signal()
    where_changed = Signal()
    """The text below the folder needs another height."""

    def __init__(self, labelled: LabelledFrames, settings: Settings, tasks: Tasks) -> None:
        super().__init__()
        self._labelled = labelled
        self._is_usable = False
        self.sources: dict[MaskSource, QCheckBox] = {}
        for source, label in _SOURCES.items():
            count = len(frames_of(labelled.review, [source]))
            box = QCheckBox(f"{count:,} frame{'' if count == 1 else 's'} {label}")
            box.setEnabled(count > 0)
            box.setChecked(count > 0 and source is not MaskSource.PROPAGATED)
            box.toggled.connect(self.changed)
            self.sources[source] = box
        self.folder = FolderLine(settings.corrections_dir, "Folder of the dataset", "Add to the dataset in")
        self.folder.setPlaceholderText("A new folder, or one to which you added frames")
        self.where = PlainLabel(role="muted", wrap=True)
        self.known = QComboBox()
        for known, label in _KNOWN.items():
            self.known.addItem(label, known)
        self.licence, self.note = QLineEdit(), QLineEdit()
        details = QFormLayout()
        details.setContentsMargins(0, 0, 0, 0)
        details.addRow("A frame that is there with another mask", self.known)
        details.addRow("Licence", self.licence)
        details.addRow("Note", self.note)
        privacy = f"{format_privacy(labelled.privacy)} Change this under Export > Privacy."
        names = "The files have neutral names such as recording-001; which recording that is stays on this computer."
        self.setLayout(
            vbox(
                PlainLabel("Frames", role="heading"),
                *self.sources.values(),
                6,
                PlainLabel("Dataset", role="heading"),
                self.folder.row(),
                self.where,
                container(details),
                6,
                PlainLabel("Privacy", role="heading"),
                PlainLabel(f"{privacy} {names}", role="muted", wrap=True),
                spacing=8,
                margins=0,
            )
        )
        self._looking = LatestTask(tasks, "Read the dataset", self)
        self._looking.completed.connect(self._on_state)
        self.folder.textChanged.connect(self._on_folder)
        self._on_folder()

    @property
    def chosen(self) -> tuple[MaskSource, ...]:
        return tuple(source for source, box in self.sources.items() if box.isChecked())

    @property
    def is_complete(self) -> bool:
        """True if frames are chosen and the folder can take them."""
        return bool(self.chosen) and self._is_usable

    @Slot()
    def _on_folder(self) -> None:
        self._is_usable = False
        if self.folder.path is None:
            self._on_state(_FolderState("Choose a folder.", False))
        else:
            self._looking.request(_look_at, self.folder.path, self._labelled)
        self.changed.emit()

    @Slot(object)
    def _on_state(self, state: _FolderState) -> None:
        self._is_usable = state.is_usable
        self.where.setText(state.text)
        self.where.setProperty("role", "muted" if state.is_usable or self.folder.path is None else "error")
        self.where.style().polish(self.where)
        if state.description is not None:
            self.licence.setText(state.description.licence)
            self.note.setText(state.description.note)
            self.note.setCursorPosition(0)
        self.changed.emit()
        self.where_changed.emit()


class DatasetDialog(ExportTaskDialog):
    """Adds frames to a dataset; `export_completed` passes AddedFrames."""

    def __init__(
        self, name: str, labelled: LabelledFrames, settings: Settings, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        self._labelled, self._settings = labelled, settings
        self.form = DatasetForm(labelled, settings, tasks)
        super().__init__(f"Add frames of {name} to a dataset", self.form, tasks, parent)
        set_page(self, "training.md#learning-from-corrections")
        self.start.setText("Add to dataset")
        self.form.changed.connect(self.update_start)
        self.form.where_changed.connect(lambda: fit_height(self))
        self.update_start()

    @property
    def can_start(self) -> bool:
        return self.form.is_complete

    def _find_existing(self) -> Callable[[TaskHandle], ExistingOutputs]:
        return lambda handle: ExistingOutputs(())  # the form asks what happens to frames that are there

    def _export(self, *, overwrite: bool, keep_both: bool) -> Callable[[TaskHandle], AddedFrames]:
        form, folder = self.form, self.form.folder.path
        assert folder is not None
        self._settings.corrections_dir = folder
        known: Known = form.known.currentData()
        return partial(_add, folder, self._labelled, form.chosen, known, form.licence.text(), form.note.text())


def _look_at(handle: TaskHandle, folder: Path, labelled: LabelledFrames) -> _FolderState:
    try:
        rows = rows_in(folder)
        if not rows:
            return _FolderState(f"A new dataset in {folder}.", True)
        path = folder / DESCRIPTION_FILE
        description = read_description(path) if path.exists() else None
    except OSError as error:
        return _FolderState(f"{folder} cannot be read: {format_os_error(error)}.", False)
    except PolypViewerError as error:
        return _FolderState(str(error), False)
    pairs, own = sum(bool(row.mask) for row in rows), labelled.recording
    there = sum((row.recording_key, row.video_track) == (own.key, own.video_track) for row in rows)
    recordings = len({row.recording for row in rows})
    text = (
        f"It holds {pairs} pairs and {len(rows) - pairs} pictures without a polyp, of {recordings} "
        f"recording{'' if recordings == 1 else 's'}; {there or 'none'} of them are of this recording."
    )
    return _FolderState(text, True, description)


def _add(
    folder: Path,
    labelled: LabelledFrames,
    sources: tuple[MaskSource, ...],
    known: Known,
    licence: str,
    note: str,
    handle: TaskHandle,
) -> AddedFrames:
    def report(done: int, total: int) -> None:
        handle.raise_if_cancelled()
        handle.progress(done / total, f"Frame {done:,} of {total:,}")

    chosen = replace(labelled, frames=frames_of(labelled.review, sources))
    return add_frames(folder, [chosen], known=known, licence=licence, note=note, on_progress=report)
