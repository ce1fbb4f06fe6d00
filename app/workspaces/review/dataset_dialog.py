"""Dialog that adds corrected frames of recordings, or corrected pictures, to a dataset."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.services.latest_task import LatestTask
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, mark, tr, tr_error, tr_n
from app.widgets.dialog_sizing import fit_height
from app.widgets.folder_line import FolderLine
from app.widgets.layouts import container, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.export_task_dialog import ExportTaskDialog
from app.workspaces.review.privacy_editor import format_privacy
from polyp_core.errors import PolypViewerError
from polyp_core.export.privacy import Privacy
from polyp_core.export.staging import ExistingOutputs
from polyp_core.files.regular_files import format_os_error
from polyp_core.review.records import MaskSource
from training.corrections.add_frames import AddedFrames, Known, add_frames
from training.corrections.frame_table import rows_in
from training.corrections.labelled_frames import LabelledFrames, frames_of
from training.corrections.read_review import LABELLED
from training.datasets.description import Description, read_description
from training.datasets.layouts import DESCRIPTION_FILE

_SOURCES = (MaskSource.CORRECTED, MaskSource.VERIFIED_EMPTY, MaskSource.PROPAGATED, MaskSource.POINTED)
_KNOWN: Mapping[Known, str] = {
    "keep": mark("Keep the one that is there"),
    "replace": mark("Replace it"),
    "both": mark("Add it as another pair"),
}
_SHOWN_ROWS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A recording, or pictures, whose frames can be added; `labelled` has the frames with masks of all sources.

    `content_key` is that of a recording or a folder, "" for other pictures.
    """

    name: str
    labelled: tuple[LabelledFrames, ...]
    is_chosen: bool = True
    content_key: str = ""

    def count(self, *sources: MaskSource) -> int:
        """Returns how many frames have masks of `sources`."""
        return sum(len(each.frames) for each in self.of(sources))

    def of(self, sources: Iterable[MaskSource]) -> list[LabelledFrames]:
        """Returns the frames with masks of `sources`."""
        chosen = tuple(sources)
        return [
            replace(each, frames=sorted(set(each.frames).intersection(frames_of(each.review, chosen))))
            for each in self.labelled
        ]


@dataclass(frozen=True, slots=True)
class _FolderState:
    """What the chosen folder holds, as a sentence; `description` is that of a dataset, None if it can have one."""

    text: str
    is_usable: bool
    description: Description | None = None


class DatasetForm(QWidget):
    """Which frames are added, to which folder, and under which terms."""

    changed = Signal()
    where_changed = Signal()
    """The text below the folder needs another height."""

    def __init__(self, subjects: Sequence[Subject], settings: Settings, tasks: Tasks) -> None:
        super().__init__()
        self._subjects = tuple(subjects)
        self._is_usable = False
        self.list = _list_of(subjects)
        self.sources: dict[MaskSource, QCheckBox] = {}
        for source in _SOURCES:
            box = QCheckBox()
            box.setChecked(source in LABELLED)
            box.toggled.connect(self.changed)
            self.sources[source] = box
        self.folder = FolderLine(settings.corrections_dir, tr("Folder of the dataset"), tr("Add to the dataset in"))
        self.folder.setPlaceholderText(tr("A new folder, or one to which you added frames"))
        self.where = PlainLabel(role="muted", wrap=True)
        self.known = QComboBox()
        for known, label in _KNOWN.items():
            self.known.addItem(tr(label), known)
        self.licence, self.note = QLineEdit(), QLineEdit()
        details = QFormLayout()
        details.setContentsMargins(0, 0, 0, 0)
        details.addRow(tr("A frame that is there with another mask"), self.known)
        details.addRow(tr("Licence"), self.licence)
        details.addRow(tr("Note"), self.note)
        self.privacy = PlainLabel(role="muted", wrap=True)
        recordings = container(vbox(PlainLabel(tr("Recordings"), role="heading"), self.list, spacing=8, margins=0))
        recordings.setVisible(len(subjects) > 1)
        self.setLayout(
            vbox(
                recordings,
                PlainLabel(tr("Frames"), role="heading"),
                *self.sources.values(),
                6,
                PlainLabel(tr("Dataset"), role="heading"),
                self.folder.row(),
                self.where,
                container(details),
                6,
                PlainLabel(tr("Privacy"), role="heading"),
                self.privacy,
                spacing=8,
                margins=0,
            )
        )
        self._looking = LatestTask(tasks, "Read the dataset", self)
        self._looking.completed.connect(self._on_state)
        self.folder.textChanged.connect(self._on_folder)
        self.list.itemChanged.connect(self._on_subjects)
        self._on_subjects()

    @property
    def chosen_subjects(self) -> list[Subject]:
        checked = Qt.CheckState.Checked
        return [each for row, each in enumerate(self._subjects) if self.list.item(row).checkState() is checked]

    @property
    def labelled(self) -> list[LabelledFrames]:
        """The chosen frames."""
        found = [each for subject in self.chosen_subjects for each in subject.of(self.chosen)]
        return [each for each in found if each.frames]

    @property
    def chosen(self) -> tuple[MaskSource, ...]:
        """The sources of the masks that are added."""
        return tuple(source for source, box in self.sources.items() if box.isChecked() and box.isEnabled())

    @property
    def is_complete(self) -> bool:
        """True if frames are chosen and the folder can take them."""
        return bool(self.labelled) and self._is_usable

    @Slot()
    def _on_subjects(self) -> None:
        subjects = self.chosen_subjects
        for source, box in self.sources.items():
            count = sum(each.count(source) for each in subjects)
            box.setText(_format_source(source, count))
            box.setEnabled(count > 0)
            box.setVisible(source in LABELLED or count > 0)
        self.privacy.setText(_format_privacy([each for subject in subjects for each in subject.labelled]))
        self._on_folder()

    @Slot()
    def _on_folder(self) -> None:
        self._is_usable = False
        if self.folder.path is None:
            self._on_state(_FolderState(tr("Choose a folder."), False))
        else:
            keys = {
                (each.recording.key, each.recording.video_track)
                for subject in self.chosen_subjects
                for each in subject.labelled
            }
            self._looking.request(_look_at, self.folder.path, keys)
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
        self, subjects: Sequence[Subject], settings: Settings, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        self._settings = settings
        self.form = DatasetForm(subjects, settings, tasks)
        name = tr("Add frames of {name} to a dataset").format(name=subjects[0].name)
        super().__init__(name if len(subjects) == 1 else tr("Add frames to a dataset"), self.form, tasks, parent)
        set_page(self, "training.md#learning-from-corrections")
        self.start.setText(tr("Add to dataset"))
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
        return partial(_add, folder, form.labelled, known, form.licence.text(), form.note.text())


def _list_of(subjects: Sequence[Subject]) -> QListWidget:
    """Returns a list of check boxes with the number of frames of each recording, as high as its rows, up to a limit."""
    widget = QListWidget()
    widget.setAccessibleName(tr("Recordings"))
    for subject in subjects:
        item = QListWidgetItem(f"{subject.name}   {tr_n('{n} frame', '{n} frames', subject.count(*_SOURCES))}")
        item.setCheckState(Qt.CheckState.Checked if subject.is_chosen else Qt.CheckState.Unchecked)
        widget.addItem(item)
    widget.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the number stays in sight
    widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.ensurePolished()
    margins = widget.contentsMargins()
    rows_px = min(len(subjects), _SHOWN_ROWS) * widget.sizeHintForRow(0)
    widget.setFixedHeight(rows_px + margins.top() + margins.bottom() + 2 * widget.frameWidth())
    return widget


def _format_source(source: MaskSource, count: int) -> str:
    match source:
        case MaskSource.CORRECTED:
            return tr_n("{n} frame corrected", "{n} frames corrected", count)
        case MaskSource.VERIFIED_EMPTY:
            return tr_n("{n} frame verified to show no polyp", "{n} frames verified to show no polyp", count)
        case MaskSource.PROPAGATED:
            return tr_n(
                "{n} frame carried over from corrected ones (propagated)",
                "{n} frames carried over from corrected ones (propagated)",
                count,
            )
        case _:
            return tr_n(
                "{n} frame only pointed at while watching (pointed)",
                "{n} frames only pointed at while watching (pointed)",
                count,
            )


def _format_privacy(labelled: Sequence[LabelledFrames]) -> str:
    hidden = {each.privacy for each in labelled}
    if len(hidden) > 1:
        privacy = tr("Each recording has the redactions and the crop that were set for it.")
    else:
        privacy = format_privacy(hidden.pop() if hidden else Privacy())
    if labelled and all(each.picture for each in labelled):
        return (
            f"{privacy} {tr('The new files have neutral names, and the table frames.csv names those they come from.')}"
        )
    names = tr("The files have neutral names such as recording-001; which recording that is stays on this computer.")
    return f"{privacy} {tr('Change this under Export > Privacy.')} {names}"


def _look_at(handle: TaskHandle, folder: Path, keys: set[tuple[str, int | None]]) -> _FolderState:
    try:
        rows = rows_in(folder)
        if not rows:
            return _FolderState(tr("A new dataset in {folder}.").format(folder=folder), True)
        path = folder / DESCRIPTION_FILE
        description = read_description(path) if path.exists() else None
    except OSError as error:
        text = tr("{folder} cannot be read: {reason}.").format(folder=folder, reason=format_os_error(error))
        return _FolderState(text, False)
    except PolypViewerError as error:
        return _FolderState(tr_error(error), False)
    pairs = sum(bool(row.mask) for row in rows)
    there = sum((row.recording_key, row.video_track) in keys for row in rows)
    text = tr("It holds {pairs} and {pictures}, of {recordings}.").format(
        pairs=tr_n("{n} pair", "{n} pairs", pairs),
        pictures=tr_n("{n} picture without a polyp", "{n} pictures without a polyp", len(rows) - pairs),
        recordings=tr_n("{n} recording", "{n} recordings", len({row.recording for row in rows})),
    )
    own = tr_n("{n} of them is of the chosen recordings.", "{n} of them are of the chosen recordings.", there)
    return _FolderState(f"{text} {own}", True, description)


def _add(
    folder: Path, labelled: Sequence[LabelledFrames], known: Known, licence: str, note: str, handle: TaskHandle
) -> AddedFrames:
    def report(done: int, total: int) -> None:
        handle.raise_if_cancelled()
        text = tr("Frame {done} of {total}").format(done=format_count(done), total=format_count(total))
        handle.progress(done / total, text)

    return add_frames(folder, labelled, known=known, licence=licence, note=note, on_progress=report)
