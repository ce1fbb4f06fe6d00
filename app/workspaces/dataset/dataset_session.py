"""The state of the Dataset workspace: the folders, the table of pairs, the filter, the order and the scores."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr, tr_error, tr_value
from app.workspaces.dataset.pair_tags import PairTags
from app.workspaces.mask_answers import mask_answers
from polyp_core.errors import PolypViewerError
from polyp_core.label_formats.mask_labels import MaskReading
from training.browser.columns import DICE_A, DICE_B, GAIN
from training.browser.folder_scan import FolderScan, NoPairsError, scan_folders, with_near_copies
from training.browser.pair_filter import PairFilter, chosen_rows, join_values
from training.datasets.mask_answers import MaskAnswer, MaskAnswers
from training.datasets.mask_decision import MaskRefusal
from training.datasets.sample import Sample
from training.statistics.dataset_table import DatasetTable
from training.statistics.scan import Scan

Rows = NDArray[np.int64]


class DatasetSession(QObject):
    """The pairs below `roots`, filtered and sorted.

    Reading runs as tasks. `rows` are the positions in `table` of the chosen pairs, in order.
    """

    roots_changed = Signal()
    working = Signal(object)
    """A Task that was just started."""
    table_changed = Signal()
    """`table` has other pairs or columns."""
    rows_changed = Signal()
    """`rows` has other pairs or another order."""
    worst_first_set = Signal()
    """New scores have sorted the pairs, lowest Dice first."""
    files_changed = Signal(object)
    """The paths of images (a frozenset of str) whose files have changed since they were last read."""
    reading_stopped = Signal()
    """The user stopped reading the folders; the table is that of the last complete reading."""
    failed = Signal(str)
    """Why a folder could not be read."""

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self.scanned: FolderScan | None = None
        self.table = pd.DataFrame({"id": pd.Series(dtype=str)})
        self.filter = PairFilter()
        self.rows: Rows = np.empty(0, np.int64)
        self.sorted_by, self.ascending = "id", True
        self.refused: Mapping[Path, str] = {}
        """The folders without pairs, and why."""
        self.problem = ""
        """Why the latest reading found no pairs at all; "" if it did or is still running."""
        self.copies_known = False
        """Whether near copies have been searched for."""
        self.stopped = False
        """Whether the user stopped the latest reading."""
        self._stamps: dict[str, tuple[int, ...]] = {}
        self._sides: Mapping[str, str] | None = None
        """The sides of the split that is being edited by the pairs' ids; None without edits."""
        self.tags = PairTags(self)
        self.tags.changed.connect(self._on_tags)
        self._dice: dict[str, dict[str, float]] = {}
        """The Dice by column and image path: the ids of pairs may change with the folders."""
        self._task: Task | None = None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders in which pairs are searched."""
        return self._settings.dataset_roots

    @property
    def dataset_folders(self) -> tuple[Path, ...]:
        """The folders of the found datasets."""
        return tuple(dataset.folders.root for dataset in self.scanned.datasets) if self.scanned is not None else ()

    @property
    def dataset_table(self) -> DatasetTable | None:
        """The table of all pairs, with summaries of the datasets; None before the first scan."""
        return self.scanned.dataset_table if self.scanned is not None else None

    @property
    def stamps(self) -> Mapping[str, tuple[int, ...]]:
        """The version of each pair's files when last read, by image path."""
        return self._stamps

    @property
    def reading(self) -> bool:
        """Whether folders are being read."""
        return self._task is not None

    @property
    def chosen(self) -> pd.DataFrame:
        """The rows of the chosen pairs, those that pass the filter, in order."""
        return self.table.iloc[self.rows]

    def samples(self, rows: Sequence[int] | Rows) -> list[Sample]:
        """Returns the pairs of these rows of the table."""
        assert self.dataset_table is not None
        return [self.dataset_table.samples[row] for row in rows]

    # -- Masks whose polyp pixels the files do not determine -----------------------------------------------------------

    @property
    def mask_refusals(self) -> list[tuple[Path, MaskRefusal]]:
        """The folders of datasets whose masks may be misread, and why; their pairs are not in the table."""
        if self.scanned is None:
            return []
        folders = {dataset.name: dataset.folders.root for dataset in self.scanned.datasets}
        return [(folders[refusal.dataset], refusal) for refusal in self.scanned.scan.refusals]

    @property
    def answered_masks(self) -> list[tuple[Path, str, MaskReading]]:
        """Folder, name and mask reading of the datasets that the user has answered a question about."""
        if self.scanned is None:
            return []
        readings, answers = self.scanned.scan.readings, mask_answers(self._settings)
        return [
            (dataset.folders.root, dataset.name, readings[dataset.name])
            for dataset in self.scanned.datasets
            if dataset.name in readings and answers.of(dataset) is not None
        ]

    def answer_masks(self, folder: Path, answer: MaskAnswer | None) -> None:
        """Stores the answer about the masks of the dataset in `folder` (None removes it) and reads them again.

        Earlier answers to other questions, such as about inversion, stay.
        """
        answers = dict(self._settings.mask_answers)
        before = answers.pop(folder, None)
        if answer is not None:
            answers[folder] = str(MaskAnswer.parse(before).joined(answer) if before else answer)
        self._settings.mask_answers = answers
        self.reload()

    # -- Folders -------------------------------------------------------------------------------------------------------

    def add_roots(self, roots: Sequence[Path]) -> None:
        """Adds folders and reads them."""
        added = tuple(root.absolute() for root in roots)
        self._set_roots((*self.roots, *(root for root in added if root not in self.roots)))

    def remove_root(self, root: Path) -> None:
        """Removes a folder from the list."""
        self._set_roots(tuple(other for other in self.roots if other != root))

    def _set_roots(self, roots: tuple[Path, ...]) -> None:
        if roots != self.roots:
            self._settings.dataset_roots = roots
            self.roots_changed.emit()
            self.reload()

    def reload(self) -> None:
        """Reads the folders, using cached results of unchanged files; a newer call supersedes a running one."""
        self.stop()
        self.stopped, self.problem = False, ""
        if not self.roots:
            self.refused = {}
            self._take(None)
            return
        answers = mask_answers(self._settings)
        self._start(self._tasks.run(_scan, tr("Reading pairs"), self.roots, answers), self._on_scanned)

    def stop(self) -> None:
        """Stops the running task."""
        if self._task is not None:
            self._task.cancel()
            # It may have ended already, with its signal still queued.
            for signal in (self._task.completed, self._task.failed, self._task.cancelled):
                signal.disconnect()
            self._task = None

    def _start(self, task: Task, on_completed: Callable[[FolderScan], None]) -> None:
        self._task = task
        task.completed.connect(on_completed)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.ended.connect(self._on_ended)
        self.working.emit(task)

    @Slot(object)
    def _on_scanned(self, scanned: FolderScan) -> None:
        self._drop_changed_scores(scanned.scan)
        self.refused = scanned.refused
        self._take(scanned)
        for reason in scanned.refused.values():
            self.failed.emit(tr_value(reason))
        self._start(self._tasks.run(_find_copies, tr("Looking for near copies"), scanned), self._on_copies)

    @Slot(object)
    def _on_copies(self, scanned: FolderScan) -> None:
        self._take(scanned, copies_known=True)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.refused = error.refused if isinstance(error, NoPairsError) else {}
        self.problem = tr_error(error)
        self._take(None)
        self.failed.emit(tr_error(error))

    @Slot()
    def _on_cancelled(self) -> None:
        self.stopped = True
        self.reading_stopped.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._task is not None and not self._task.running:
            self._task = None

    def _drop_changed_scores(self, scan: Scan) -> None:
        """Drops the scores of pairs whose files have changed."""
        changed = frozenset(path for path, stamp in scan.stamps.items() if self._stamps.get(path, stamp) != stamp)
        self._stamps.update(scan.stamps)
        if changed:
            for dice in self._dice.values():
                for path in changed & dice.keys():
                    del dice[path]
            self.files_changed.emit(changed)

    def _take(self, scanned: FolderScan | None, *, copies_known: bool = False) -> None:
        self.scanned, self.copies_known = scanned, copies_known
        if scanned is None:
            self.table = pd.DataFrame({"id": pd.Series(dtype=str)})
        else:
            self.table = scanned.dataset_table.table.copy()
            # Near copies may still change the values of these columns.
            provisional = () if copies_known else ("group", "near_copy")
            self.filter = self.filter.without_missing_values(self.table, but=provisional)
        self._put_tags()
        self._put_sides()
        self._put_scores()
        self._update_rows()
        self.table_changed.emit()
        self.rows_changed.emit()

    # -- Filter and order ----------------------------------------------------------------------------------------------

    def set_filter(self, pair_filter: PairFilter) -> None:
        """Filters the pairs."""
        if pair_filter != self.filter:
            self.filter = pair_filter
            self._update_rows()
            self.rows_changed.emit()

    def sort_by(self, column: str, *, ascending: bool = True) -> None:
        """Sorts the pairs by a column; pairs without a value come last."""
        self.sorted_by, self.ascending = column, ascending
        self._update_rows()
        self.rows_changed.emit()

    def _update_rows(self) -> None:
        self.rows = chosen_rows(self.table, self.filter, self.sorted_by, ascending=self.ascending)

    # -- Tags ----------------------------------------------------------------------------------------------------------

    def toggle_tag(self, rows: Sequence[int], tag: str) -> None:
        """Sets a tag on these rows of the table, or removes it if all of them have it."""
        self.tags.toggle(self.table["image_path"].iloc[list(rows)].tolist(), tag)

    def _put_tags(self) -> None:
        if self.scanned is not None:
            self.table["tags"] = self.table["image_path"].map(lambda path: join_values(self.tags.of(path)))

    @Slot()
    def _on_tags(self) -> None:
        if self.scanned is not None:
            self._put_tags()
            self._update_rows()
            self.table_changed.emit()
            self.rows_changed.emit()

    # -- Split ---------------------------------------------------------------------------------------------------------

    def set_sides(self, sides: Mapping[str, str]) -> None:
        """Shows these sides of the pairs, by id, instead of the published ones."""
        self._sides = sides
        self._put_sides()
        self._update_rows()
        self.table_changed.emit()
        self.rows_changed.emit()

    def _put_sides(self) -> None:
        if self.scanned is not None and self._sides is not None:
            self.table["side"] = self.table["id"].map(lambda id: (self._sides or {}).get(id, ""))

    # -- Scores --------------------------------------------------------------------------------------------------------

    def set_scores(self, column: str, scores: pd.DataFrame, *, worst_first: bool = True) -> None:
        """Puts the Dice of `scores` (columns image_path and dice) into `column`; `worst_first` also sorts by it."""
        self._dice[column] = dict(zip(scores["image_path"], scores["dice"], strict=True))
        self._put_scores()
        if worst_first:
            self.sorted_by, self.ascending = column, True
        self._update_rows()
        self.table_changed.emit()
        self.rows_changed.emit()
        if worst_first:
            self.worst_first_set.emit()

    def hide_scores(self, column: str) -> None:
        """Removes a column of scores, with its filter condition and order."""
        if self._dice.pop(column, None) is None:
            return
        self.table = self.table.drop(columns=[column, GAIN], errors="ignore")
        self.filter = self.filter.without(column).without(GAIN)
        if self.sorted_by in (column, GAIN):
            self.sorted_by, self.ascending = "id", True
        self._update_rows()
        self.table_changed.emit()
        self.rows_changed.emit()

    def _put_scores(self) -> None:
        if self.scanned is None:
            return
        for column, dice in self._dice.items():
            self.table[column] = self.table["image_path"].map(dice)
        if DICE_A in self.table and DICE_B in self.table:
            self.table[GAIN] = self.table[DICE_B] - self.table[DICE_A]


def _scan(handle: TaskHandle, roots: Sequence[Path], answers: MaskAnswers) -> FolderScan:
    return scan_folders(roots, answers, partial(_report, handle), lambda: handle.cancelled)


def _find_copies(handle: TaskHandle, scanned: FolderScan) -> FolderScan:
    return with_near_copies(scanned, partial(_report, handle), lambda: handle.cancelled)


def _report(handle: TaskHandle, done: int, total: int) -> None:
    handle.progress(done / total)
