"""The button that exports the chosen pairs, and what it writes in the background."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.services.model_name import model_name
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import filled, mark, tr, tr_error, tr_n
from app.widgets.file_dialogs import ask_where_to_save
from app.widgets.plain_text import control_text
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession, Rows
from app.workspaces.dataset.model_slots import ModelSlots
from app.workspaces.dataset.scoring import Scoring
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version
from polyp_core.files.input_protection import refuse_overlap
from training.browser.export_choice import (
    LABEL_EXPORTS,
    export_copy,
    export_labels,
    export_list,
    export_scores,
    export_split,
    export_table,
)

FILES: Mapping[str, tuple[str, str, str]] = {
    "table": (mark("Table of the pairs (CSV)…"), "pairs.csv", mark("Tables (*.csv)")),
    "scores": (mark("Scores of the pairs (CSV)…"), "scores.csv", mark("Tables (*.csv)")),
    "list": (mark("List of names (TXT)…"), "pairs.txt", mark("Lists (*.txt)")),
    "split": (mark("Split file (JSON)…"), "split.json", mark("Split files (*.json)")),
}
"""The exports of a single file: text of the menu, proposed name, and kind of file."""
FOLDERS: Mapping[str, str] = {
    **{name: filled("Pictures with {title} labels…", title=each.title) for name, each in LABEL_EXPORTS.items()},
    "copy": mark("Copy of the pairs in a new folder…"),
}


class ExportButton(QToolButton):
    """A menu of the exports."""

    requested = Signal(str, Path)
    """The export and the file or folder."""
    corrections_requested = Signal()
    """The corrected pairs are to be added to a dataset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Export"))
        self.setIcon(icon("export-variant"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tr("Export the selected pairs, or all chosen ones"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for kind, (text, _, _) in FILES.items():
            menu.addAction(control_text(tr(text)), partial(self._ask_file, kind))
        menu.addSeparator()
        for kind, text in FOLDERS.items():
            menu.addAction(control_text(tr(text)), partial(self._ask_folder, kind))
        menu.addSeparator()
        menu.addAction(tr("Corrected pairs into a dataset…"), self.corrections_requested.emit)
        self.setMenu(menu)

    def _ask_file(self, kind: str) -> None:
        _, name, filter_text = FILES[kind]
        suffix = Path(name).suffix
        if path := ask_where_to_save(self, tr("Export the pairs"), name, tr(filter_text), suffix):
            self.requested.emit(kind, path)

    def _ask_folder(self, kind: str) -> None:
        if path := ask_where_to_save(self, tr("Name of the new folder"), f"pairs-{kind}", "", ""):
            self.requested.emit(kind, path)


class PairExport(QObject):
    """Writes the exports of pairs, one at a time."""

    working = Signal(object)
    """A Task that was just started."""
    finished = Signal(str)
    """A sentence on what was written."""
    failed = Signal(str)

    def __init__(
        self, session: DatasetSession, scoring: Scoring, slots: ModelSlots, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._scoring, self._slots, self._tasks = session, scoring, slots, tasks

    def export(self, kind: str, path: Path, rows: Rows) -> None:
        """Writes the pairs in these rows of the table to `path`; `finished` or `failed` follows."""
        samples = self._session.samples(rows)
        table = self._session.table.iloc[rows]
        export: Callable[..., None]
        content: tuple[Any, ...] = (samples,)
        match kind:
            case "table":
                export, content = export_table, (table,)
            case "scores":
                scores = self._scores(table)
                if not scores:
                    self.failed.emit(tr("None of these pairs is scored yet. Score them first."))
                    return
                names = {slot: model_name(model) for slot in scores if (model := self._slots[slot]) is not None}
                export, content = export_scores, (scores, names)
            case "list":
                export = export_list
            case "split":
                export, content = export_split, (samples, dict(zip(table["id"], table["side"], strict=True)))
            case "copy":
                export = export_copy
            case _:
                comment = f"{program_version()}. {RESEARCH_USE_ONLY}"
                export, content = export_labels, (samples, LABEL_EXPORTS[kind], comment)
        write = _write_folder if kind in FOLDERS else _write
        task: Task = self._tasks.run(
            write, tr("Exporting pairs"), export, path, self._session.dataset_folders, *content
        )
        task.completed.connect(lambda _: self.finished.emit(_format_exported(len(samples), path)))
        task.failed.connect(self._on_failed)
        self.working.emit(task)

    def _scores(self, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
        kept = {slot: own[own["id"].isin(table["id"])] for slot, own in self._scoring.chosen_scores().items()}
        return {slot: own for slot, own in kept.items() if len(own)}

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        if not isinstance(error, CancelledError):
            self.failed.emit(tr_error(error))


def _format_exported(count: int, path: Path) -> str:
    return tr_n("{n} pair was exported to {path}.", "{n} pairs were exported to {path}.", count, path=path)


def _write(handle: TaskHandle, export: Callable[..., None], path: Path, folders: Sequence[Path], *content: Any) -> None:
    refuse_overlap([path], folders)
    export(path, *content)


def _write_folder(
    handle: TaskHandle, export: Callable[..., None], path: Path, folders: Sequence[Path], *content: Any
) -> None:
    refuse_overlap([path], folders)
    export(path, *content, handle.progress, lambda: handle.cancelled)
