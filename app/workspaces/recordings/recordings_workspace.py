"""The Recordings workspace: fills, orders and shows the queue of recordings."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.actions import RECORDINGS_ACTIONS, ActionTable
from app.services.deadline import Deadline
from app.translation import tr, tr_error, tr_n, tr_value
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.empty_page import EmptyPage
from app.widgets.file_dialogs import ask_for_file, ask_for_files, ask_for_folder
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.context import Context
from app.workspaces.recordings.archive_dialog import ArchiveDialog
from app.workspaces.recordings.labels import Situation, format_summary, is_of_another_model
from app.workspaces.recordings.recording_tree import RecordingTree
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.errors import QueueError
from polyp_core.frames.file_kinds import VIDEO_SUFFIXES

_VIDEO_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
_OF_SELECTION = ("queue_group", "queue_up", "queue_down", "queue_remove")
_MENU = "queue_open queue_retry queue_locate add_to_dataset - queue_group queue_up queue_down - queue_remove"

P = ParamSpec("P")


class RecordingsWorkspace(QWidget):
    """A table of the recordings in the queue, with buttons and keys to change it. Files can be dropped anywhere."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._service, self._queue = context, context.queue, context.queue.queue
        self._removed: list[list[tuple[int, QueueEntry]]] = []  # the latest removal last
        self.setAcceptDrops(True)
        self.actions_table = ActionTable(self, RECORDINGS_ACTIONS)
        self.tree = RecordingTree()
        self.empty = EmptyPage(
            tr("No recordings in the list"),
            tr(
                "Add recordings, or drop files and folders here: they are analysed one after the other, and open in "
                "Review with their findings. The list goes on after a restart, and waits while you watch a recording."
            ),
            tr("Add recordings…"),
            "plus",
        )
        self.summary = PlainLabel(role="muted")
        self.problem = PlainLabel(role="warning", wrap=True)
        self.pause = QPushButton()
        self.group_dialog: QInputDialog | None = None
        self._undo = QWidget()
        self._undo_text = PlainLabel(role="muted")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        add = [self._button(self.actions_table[name]) for name in ("queue_add", "queue_add_folder", "queue_archive")]
        self.pause.setToolTip(self.actions_table["queue_pause"].toolTip())
        bar = hbox(*add, 8, stretched(self.summary), self.pause, spacing=8)
        button = QPushButton(tr("Undo"))
        button.setProperty("role", "link")
        button.setToolTip(self.actions_table["queue_undo"].toolTip())
        button.clicked.connect(self.actions_table["queue_undo"].trigger)
        self._undo.setLayout(hbox(self._undo_text, button, spacer(), margins=0))
        page = vbox(bar, self.problem, stretched(self.tree), self._undo, spacing=10, margins=(16, 12, 16, 12))
        follow = hbox(spacer(), self._button(self.actions_table["queue_archive"]), margins=(16, 12, 16, 12))
        self._pages.addWidget(container(vbox(stretched(self.empty), follow, spacing=0, margins=0)))
        self._pages.addWidget(container(page))
        self.setLayout(vbox(self._pages, margins=0))

    @staticmethod
    def _button(action: QAction) -> QPushButton:
        button = QPushButton(action.icon(), action.text())
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _connect(self) -> None:
        on = self.actions_table.on
        on("queue_add", self._ask_for_files)
        on("queue_add_folder", self._ask_for_folder)
        on("queue_archive", self._ask_for_archive)
        on("queue_pause", self._toggle_pause)
        on("queue_open", self._open_selected)
        on("queue_retry", lambda: self._edit(self._queue.retry, self.tree.selected_ids))
        on("queue_locate", self._locate)
        on("queue_group", self._ask_for_group)
        on("queue_up", lambda: self._edit(self._queue.move, self.tree.selected_ids, -1))
        on("queue_down", lambda: self._edit(self._queue.move, self.tree.selected_ids, 1))
        on("queue_remove", self._remove)
        on("queue_undo", self._restore)
        self.empty.clicked.connect(self._ask_for_files)
        self.pause.clicked.connect(self.actions_table["queue_pause"].trigger)
        self.tree.opened.connect(self._open)
        self.tree.itemSelectionChanged.connect(self._enable_actions)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self._service.changed.connect(self._show)
        self._context.settings.changed.hide_model.connect(lambda _: self._show())

    # -- Shown state ---------------------------------------------------------------------------------------------------

    @property
    def situation(self) -> Situation:
        """What the states of the entries depend on."""
        worker, viewed = self._service.worker, self._service.worker.viewed
        return Situation(
            paused=self._queue.paused or worker.is_live,
            waits_for_viewer=viewed is not None and viewed.needs_processor,
            viewed=viewed.source if viewed is not None else None,
            model_sha256=worker.model_sha256,
            policy=self._context.settings.alarm_policy,
            remaining_s=worker.remaining_s,
            model_hidden=self._context.settings.hide_model,
        )

    @property
    def selected(self) -> list[QueueEntry]:
        """The selected entries in order."""
        ids = set(self.tree.selected_ids)
        return [entry for entry in self._queue.entries if entry.id in ids]

    @Slot()
    def _show(self) -> None:
        entries, situation, paused = self._queue.entries, self.situation, self._queue.paused
        problem = tr_value(self._queue.problem)
        self._pages.setCurrentIndex(1 if entries or problem or self._removed else 0)
        self.tree.show_entries(entries, situation)
        self.summary.setText(format_summary(entries, situation) if entries else "")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.pause.setText(tr("Resume") if paused else tr("Pause"))
        self.pause.setIcon(icon("play" if paused else "pause"))
        count = len(self._removed[-1]) if self._removed else 0
        self._undo.setVisible(bool(count))
        self._undo_text.setText(tr_n("{n} recording removed from the list.", "{n} recordings removed.", count))
        self._enable_actions()

    @Slot()
    def _enable_actions(self) -> None:
        enable, selected, situation = self.actions_table.set_enabled, self.selected, self.situation
        self._service.selected = tuple(selected) if self.isVisible() else ()
        own = self._queue.access == "own"
        one = selected[0] if len(selected) == 1 else None
        enable(("queue_add", "queue_add_folder", "queue_pause"), own)
        self.pause.setEnabled(own)
        enable(_OF_SELECTION, own and bool(selected))
        enable(("queue_open",), one is not None and not one.missing)
        enable(("queue_locate",), own and one is not None and one.missing and len(one.paths) == 1)
        can_retry = [entry for entry in selected if entry.state == "failed" or is_of_another_model(entry, situation)]
        enable(("queue_retry",), own and bool(can_retry))
        enable(("queue_undo",), own and bool(self._removed))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.actions_table.set_suspended([spec.name for spec in RECORDINGS_ACTIONS], False)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._service.selected = ()
        # Review has some of these keys.
        self.actions_table.set_suspended([spec.name for spec in RECORDINGS_ACTIONS], True)

    @Slot(QPoint)
    def _show_menu(self, position: QPoint) -> None:
        if not self.tree.selectedItems():
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name in _MENU.split():
            if name == "-":
                menu.addSeparator()
            elif name == "add_to_dataset":
                menu.addAction(self._context.actions[name])
            else:
                menu.addAction(self.actions_table[name])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(position))

    @property
    def notice_place(self) -> QWidget:
        """The rows of the table, below the buttons and the headings."""
        return self.tree.viewport()

    # -- Changes -------------------------------------------------------------------------------------------------------

    def _edit(self, change: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            change(*args, **kwargs)
        except QueueError as error:
            self._context.requests.notice.emit(tr_error(error))
        self._service.worker.wake()

    def _ask_for_files(self) -> None:
        if paths := ask_for_files(self, tr("Add recordings"), _video_filter(), self._folder()):
            self._service.add(paths)

    def _ask_for_folder(self) -> None:
        if path := ask_for_folder(self, tr("Add the recordings in a folder"), self._folder()):
            self._service.add([path])

    def _ask_for_archive(self) -> None:
        if path := ask_for_folder(self, tr("Follow the archive in the output folder"), self._folder()):
            self.follow_archive(path)

    def follow_archive(self, folder: Path) -> ArchiveDialog:
        """Shows the state of the archive with the output folder `folder`."""
        dialog = ArchiveDialog(self._context, folder, self)
        dialog.show()
        return dialog

    def _folder(self) -> Path | None:
        recent = self._context.settings.recent_files
        last = self._queue.entries[-1].paths[0] if self._queue.entries else recent[0] if recent else None
        return last.parent if last is not None else None

    def _toggle_pause(self) -> None:
        self._edit(self._queue.set_paused, not self._queue.paused)

    @Slot(str)
    def _open(self, entry_id: str) -> None:
        entry = self._queue.entry(entry_id)
        if entry is None:
            return
        if entry.missing:
            self._locate()
        else:
            self._context.requests.open_requested.emit(entry.paths)

    def _open_selected(self) -> None:
        for entry in self.selected[:1]:
            self._open(entry.id)

    def _locate(self) -> None:
        for entry in self.selected[:1]:
            name = entry.paths[0].name
            if entry.paths[0].suffix:
                title = tr("Where is {name}?").format(name=name)
                path = ask_for_file(self, title, _video_filter(), self._folder())
            else:
                path = ask_for_folder(self, tr("Where is the folder {name}?").format(name=name), self._folder())
            if path is not None:
                self._service.locate(entry, path)

    def _ask_for_group(self) -> None:
        selected = self.selected
        if not selected:
            return
        ids = [entry.id for entry in selected]
        dialog = self.group_dialog = QInputDialog(self)
        dialog.setWindowTitle(tr("Examination"))
        dialog.setLabelText(
            tr_n(
                "Examination that the selected {n} recording is a part of. Leave it empty for none.",
                "Examination that the selected {n} recordings are parts of. Leave it empty for none.",
                len(selected),
            )
        )
        dialog.setTextValue(selected[0].group or selected[0].paths[0].parent.name)
        dialog.textValueSelected.connect(lambda name: self._edit(self._queue.set_group, ids, name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _remove(self) -> None:
        ids = self.tree.selected_ids
        if ids:
            self._edit(lambda: self._removed.append(self._queue.remove(ids)))
            self._show()

    def _restore(self) -> None:
        if self._removed:
            removed = self._removed.pop()
            self._edit(self._queue.restore, removed)
            self._show()
            self.tree.select([entry.id for _, entry in removed])

    # -- Dropped files -------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_as_copy(event)
        self._service.add(dropped_paths(event.mimeData()))

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Nothing to stop: the queue belongs to the window."""
        self._service.changed.disconnect(self._show)


def _video_filter() -> str:
    return f"{tr('Videos')} ({_VIDEO_PATTERNS});;{tr('All files')} (*)"
