"""ArchiveDialog: follows an archive that other machines annotate, and opens what is done."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle
from app.translation import format_count, tr, tr_n
from app.widgets.buttons import push_button
from app.widgets.dialog_sizing import fit_screen
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel, title, tooltip
from app.widgets.theme import Tint, icon
from app.workspaces.context import Context
from polyp_core.archive.status import ArchiveStatus, RecordingStatus, read_status
from polyp_core.display_text import one_line
from polyp_core.errors import SourceError
from polyp_core.time_text import format_about

_READ_EVERY_MS = 5_000
_NAME, _STATE, _WHERE = range(3)
_KEY = Qt.ItemDataRole.UserRole
_ICONS: dict[str, tuple[str, Tint]] = {
    "done": ("check-circle-outline", "good"),
    "running": ("progress-clock", "accent"),
    "failed": ("alert-circle-outline", "danger"),
    "waiting": ("clock-outline", "muted"),
}


class ArchiveDialog(QDialog):
    """Reads the state in an archive's output folder every few seconds, in a background thread."""

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._folder = context, folder
        self._status: ArchiveStatus | None = None
        self.setWindowTitle(title(tr("Archive: {name}").format(name=folder.name)))
        set_page(self, "scaling.md")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 480)
        self.summary = PlainLabel(tr("Reading {folder}…").format(folder=folder), wrap=True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels((tr("Recording"), tr("State"), tr("Where")))
        self.tree.setAccessibleName(tr("Recordings of the archive"))
        self.tree.setRootIsDecorated(False)
        self.tree.setProperty("role", "icons")
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self.tree.header().resizeSection(_NAME, 260)
        self.tree.header().setStretchLastSection(False)
        self.tree.itemActivated.connect(self._open_current)
        self.tree.currentItemChanged.connect(self._enable)
        self.open_button = push_button(
            tr("Open"), "play-box-outline", tr("Open the recording, or its annotated video if it is not here")
        )
        self.open_button.clicked.connect(self._open_current)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = hbox(self.open_button, spacer(), buttons, margins=0)
        self.setLayout(vbox(self.summary, stretched(self.tree), row, spacing=10, margins=(16, 14, 16, 14)))
        self._reading = LatestTask(context.tasks, tr("Read the state of the archive"), self)
        self._reading.completed.connect(self._show_status)
        self._reading.failed.connect(self.summary.setText)
        self._finding = LatestTask(context.tasks, tr("Look for the recording"), self)
        self._finding.completed.connect(self._open_found)
        self._finding.failed.connect(context.requests.notice)
        self._timer = QTimer(self, interval=_READ_EVERY_MS)
        self._timer.timeout.connect(self._read)
        self._timer.start()
        self._read()
        self._enable()
        fit_screen(self)

    def _read(self) -> None:
        if not self._reading.busy:  # a slow share
            self._reading.request(
                lambda handle, folder, earlier: read_status(folder, earlier), self._folder, self._status
            )

    @Slot(object)
    def _show_status(self, status: ArchiveStatus) -> None:
        self._status = status
        self.summary.setText(format_summary(status))
        for row, each in enumerate(status.recordings):
            item = self.tree.topLevelItem(row)
            if item is None:
                item = QTreeWidgetItem(self.tree)
            _show(item, each)
        while self.tree.topLevelItemCount() > len(status.recordings):
            self.tree.takeTopLevelItem(self.tree.topLevelItemCount() - 1)
        self._enable()

    def _current(self) -> RecordingStatus | None:
        item = self.tree.currentItem()
        if item is None or self._status is None:
            return None
        key = item.data(_NAME, _KEY)
        return next((each for each in self._status.recordings if each.recording.name == key), None)

    @Slot()
    def _enable(self) -> None:
        current = self._current()
        self.open_button.setEnabled(current is not None and current.state == "done")

    @Slot()
    def _open_current(self) -> None:
        current = self._current()
        if current is not None and current.state == "done" and self._status is not None:
            self._finding.request(find_openable, self._status.folder, current)

    @Slot(object)
    def _open_found(self, paths: tuple[Path, ...]) -> None:
        self._context.requests.open_requested.emit(paths)

    def done(self, result: int) -> None:
        self._timer.stop()
        self._reading.cancel()
        self._finding.cancel()
        super().done(result)


def find_openable(handle: TaskHandle, folder: Path, status: RecordingStatus) -> tuple[Path, ...]:
    """Returns the paths of a recording if they are on this machine, or else a video among its results.

    Raises SourceError if there is neither.
    """
    if all(path.exists() for path in status.recording.paths):
        return status.recording.paths
    assert status.done is not None
    results = folder / status.recording.name
    videos = [results / name for name in status.done.outputs if name.endswith(".mp4") and (results / name).is_file()]
    if not videos:
        raise SourceError(
            "{path} is not on this computer, and its results in {results} hold no video.",
            path=status.recording.paths[0],
            results=results,
        )
    return (videos[0],)


def format_summary(status: ArchiveStatus) -> str:
    """Returns how far the work is, as one sentence or two."""
    total, done, failed = len(status.recordings), len(status.of("done")), len(status.of("failed"))
    parts = [
        tr_n("{done} of {n} recordings done", "{done} of {n} recordings done", total, done=format_count(done)),
        tr("{count} running").format(count=format_count(len(status.of("running")))),
    ]
    if failed:
        parts.append(tr("{count} failed").format(count=format_count(failed)))
    if status.frames_per_s is not None:
        parts.append(tr("{rate} frames/s").format(rate=format_count(round(status.frames_per_s))))
    if status.remaining_s:
        parts.append(tr("about {time} left").format(time=format_about(status.remaining_s)))
    text = ", ".join(parts)
    if status.master is None and done + failed < total:
        return tr("{text}. No machine distributes the work at the moment.").format(text=text)
    return f"{text}."


def _show(item: QTreeWidgetItem, status: RecordingStatus) -> None:
    path = status.recording.paths[0]
    text, where = tr("Waiting"), ""
    if status.running is not None:
        text = tr("Running, {share}%").format(share=round(100 * status.running.fraction))
        where = status.running.host
    elif status.failure is not None:
        reason = status.failure.reason.replace(f"{path.parent}{os.sep}", "")  # the tooltip has the whole path
        text, where = tr("Failed: {reason}").format(reason=reason), status.failure.host
    elif status.done is not None:
        text, where = tr_n("Done, {n} frame", "Done, {n} frames", status.done.frames), status.done.host
    item.setData(_NAME, _KEY, status.recording.name)
    for column, shown in enumerate((path.name, text, where)):
        item.setText(column, one_line(shown))
        item.setToolTip(column, tooltip(f"{path}\n{text}"))
    item.setIcon(_STATE, icon(*_ICONS[status.state]))
