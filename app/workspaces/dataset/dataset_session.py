"""What is behind the Dataset workspace: the folders, the table of pairs, the one filter, and the scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.workspaces.mask_answers import mask_answers
from polyp_core.errors import DatasetError, PolypViewerError
from polyp_core.label_formats.mask_labels import MaskReading
from training.browser.columns import DICE_A, DICE_B, GAIN, sort_keys
from training.browser.pair_filter import PairFilter
from training.datasets.discovery import FoundDataset, find_datasets
from training.datasets.mask_answers import MaskAnswer, MaskAnswers
from training.datasets.mask_decision import MaskRefusal
from training.datasets.near_copies import find_near_copies
from training.datasets.sample import Sample
from training.statistics.dataset_table import DatasetTable, make_dataset_table
from training.statistics.scan import Scan, scan, thumbnails

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """What the first pass over the folders gave; near copies follow.

    `refused` are the folders that were left out, and why.
    """

    roots: tuple[Path, ...]
    datasets: tuple[FoundDataset, ...]
    scan: Scan
    survey: DatasetTable
    refused: Mapping[Path, str] = field(default_factory=dict)


class _NothingFound(DatasetError):
    """No folder has any pairs; `refused` says of each why."""

    def __init__(self, refused: Mapping[Path, str]) -> None:
        super().__init__(next(iter(refused.values())))
        self.refused = refused


class DatasetSession(QObject):
    """The pairs below `roots`, what of them is chosen, and in which order.

    Everything that takes time runs as a task. `rows` are positions in `table`, filtered and sorted.
    """

    roots_changed = Signal()
    working = Signal(object)
    """A Task that has just started."""
    table_changed = Signal()
    """Other pairs, or more is known of them."""
    rows_changed = Signal()
    """Other pairs are chosen, or in another order."""
    worst_come_first = Signal()
    """Scores have arrived and put the pairs in their order."""
    files_changed = Signal(object)
    """The paths of the images (a frozenset of str) whose pair is another one on disk since it was last read."""
    reading_stopped = Signal()
    """The person stopped the reading of the folders: what is shown is what was known before."""
    failed = Signal(str)
    """Why a folder could not be read."""

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self.scanned: Scanned | None = None
        self.table = pd.DataFrame({"id": pd.Series(dtype=str)})
        self.filter = PairFilter()
        self.rows: Rows = np.empty(0, np.int64)
        self.sorted_by, self.ascending = "id", True
        self.refused: Mapping[Path, str] = {}
        """The folders that were left out when they were last read, and why."""
        self.trouble = ""
        """Why the latest reading of the folders gave no pairs at all; empty where it did, or has not ended."""
        self.copies_known = False
        """Whether near copies have been looked for."""
        self.stopped = False
        """Whether the person stopped the latest reading of the folders."""
        self._stamps: dict[str, tuple[int, ...]] = {}
        self._dice: dict[str, dict[str, float]] = {}
        """By column, the Dice of each picture by its path: what a pair is called may change with the folders."""
        self._task: Task | None = None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders that are searched for pairs."""
        return self._settings.dataset_roots

    @property
    def dataset_folders(self) -> tuple[Path, ...]:
        """The folders of the datasets that were found."""
        return tuple(dataset.folders.root for dataset in self.scanned.datasets) if self.scanned is not None else ()

    @property
    def survey(self) -> DatasetTable | None:
        """The pairs and what is known of them together."""
        return self.scanned.survey if self.scanned is not None else None

    @property
    def stamps(self) -> Mapping[str, tuple[int, ...]]:
        """By image path, which version of each pair's files was last read."""
        return self._stamps

    @property
    def reading(self) -> bool:
        """Whether folders are being read."""
        return self._task is not None

    @property
    def chosen(self) -> pd.DataFrame:
        """The rows of the table that the filter passes, in their order."""
        return self.table.iloc[self.rows]

    def samples(self, rows: Sequence[int] | Rows) -> list[Sample]:
        """The pairs of these rows, their groups joined with near copies."""
        assert self.survey is not None
        return [self.survey.samples[row] for row in rows]

    # -- Masks of which the files do not tell what is a polyp ----------------------------------------------------------

    @property
    def mask_refusals(self) -> list[tuple[Path, MaskRefusal]]:
        """The folders of datasets whose masks may be misread, and why; their pairs are left out."""
        if self.scanned is None:
            return []
        folders = {dataset.name: dataset.folders.root for dataset in self.scanned.datasets}
        return [(folders[refusal.dataset], refusal) for refusal in self.scanned.scan.refusals]

    @property
    def answered_masks(self) -> list[tuple[Path, str, MaskReading]]:
        """The folders and names of datasets whose masks are read as someone said, and how."""
        if self.scanned is None:
            return []
        readings, answers = self.scanned.scan.readings, mask_answers(self._settings)
        return [
            (dataset.folders.root, dataset.name, readings[dataset.name])
            for dataset in self.scanned.datasets
            if dataset.name in readings and answers.of(dataset) is not None
        ]

    def answer_masks(self, folder: Path, answer: MaskAnswer | None) -> None:
        """Remembers what was said of the masks of the dataset in `folder`, None to forget it, and reads them again.

        What was said before of something else, such as of inversion, stays.
        """
        kept = dict(self._settings.mask_answers)
        before = kept.pop(folder, None)
        if answer is not None:
            kept[folder] = str(MaskAnswer.parse(before).joined(answer) if before else answer)
        self._settings.mask_answers = kept
        self.reload()

    # -- Folders -------------------------------------------------------------------------------------------------------

    def add_roots(self, roots: Sequence[Path]) -> None:
        """Reads these folders too."""
        fresh = tuple(root.absolute() for root in roots)
        self._set_roots((*self.roots, *(root for root in fresh if root not in self.roots)))

    def remove_root(self, root: Path) -> None:
        """Leaves this folder out."""
        self._set_roots(tuple(other for other in self.roots if other != root))

    def _set_roots(self, roots: tuple[Path, ...]) -> None:
        if roots != self.roots:
            self._settings.dataset_roots = roots
            self.roots_changed.emit()
            self.reload()

    def reload(self) -> None:
        """Reads the folders, of files that did not change what is known already. Of several calls the latest counts."""
        self.stop()
        self.stopped, self.trouble = False, ""
        if not self.roots:
            self.refused = {}
            self._take(None)
            return
        answers = mask_answers(self._settings)
        self._start(self._tasks.run(_scan, "Reading pairs", self.roots, answers), self._on_scanned)

    def stop(self) -> None:
        """Stops the reading that is under way."""
        if self._task is not None:
            self._task.cancel()
            # It may have ended already, with its answer on the way.
            for told in (self._task.completed, self._task.failed, self._task.cancelled):
                told.disconnect()
            self._task = None

    def _start(self, task: Task, on_completed: Callable[[Scanned], None]) -> None:
        self._task = task
        task.completed.connect(on_completed)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.ended.connect(self._on_ended)
        self.working.emit(task)

    @Slot(object)
    def _on_scanned(self, scanned: Scanned) -> None:
        self._forget_changed(scanned.scan)
        self.refused = scanned.refused
        self._take(scanned)
        for reason in scanned.refused.values():
            self.failed.emit(reason)
        self._start(self._tasks.run(_look_for_copies, "Looking for near copies", scanned), self._on_copies)

    @Slot(object)
    def _on_copies(self, scanned: Scanned) -> None:
        self._take(scanned, copies_known=True)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.refused = error.refused if isinstance(error, _NothingFound) else {}
        self.trouble = str(error)
        self._take(None)
        self.failed.emit(str(error))

    @Slot()
    def _on_cancelled(self) -> None:
        self.stopped = True
        self.reading_stopped.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._task is not None and not self._task.running:
            self._task = None

    def _forget_changed(self, scan: Scan) -> None:
        """Scores of a picture or mask that has been replaced on disk are not of the one that is there now."""
        known = self._stamps
        changed = frozenset(path for path, stamp in scan.stamps.items() if known.get(path, stamp) != stamp)
        known.update(scan.stamps)
        if changed:
            for dice in self._dice.values():
                for path in changed & dice.keys():
                    del dice[path]
            self.files_changed.emit(changed)

    def _take(self, scanned: Scanned | None, *, copies_known: bool = False) -> None:
        self.scanned, self.copies_known = scanned, copies_known
        if scanned is None:
            self.table = pd.DataFrame({"id": pd.Series(dtype=str)})
        else:
            self.table = scanned.survey.table.copy()
            # Without near copies it is not known yet which values these columns will have.
            unsettled = () if copies_known else ("group", "near_copy")
            self.filter = self.filter.without_missing_values(self.table, but=unsettled)
        self._put_scores()
        self._choose()
        self.table_changed.emit()
        self.rows_changed.emit()

    # -- Filter and order ----------------------------------------------------------------------------------------------

    def set_filter(self, wanted: PairFilter) -> None:
        """Chooses other pairs."""
        if wanted != self.filter:
            self.filter = wanted
            self._choose()
            self.rows_changed.emit()

    def sort_by(self, column: str, *, ascending: bool = True) -> None:
        """Puts the pairs in the order of a column; pairs without a value come last."""
        self.sorted_by, self.ascending = column, ascending
        self._choose()
        self.rows_changed.emit()

    def _choose(self) -> None:
        rows = np.flatnonzero(self.filter.mask(self.table))
        if self.sorted_by in self.table and len(rows):
            keys = sort_keys(self.table.iloc[rows], self.sorted_by).reset_index(drop=True)
            by = keys.columns.tolist()
            order = keys.sort_values(by, ascending=self.ascending, kind="stable", na_position="last").index
            rows = rows[order.to_numpy()]
        self.rows = rows

    # -- Scores --------------------------------------------------------------------------------------------------------

    def set_scores(self, column: str, scores: pd.DataFrame, *, worst_first: bool = True) -> None:
        """Puts the Dice of `scores` (columns image_path and dice) into `column`, and where wanted the worst first."""
        self._dice[column] = dict(zip(scores["image_path"], scores["dice"], strict=True))
        self._put_scores()
        if worst_first:
            self.sorted_by, self.ascending = column, True
        self._choose()
        self.table_changed.emit()
        self.rows_changed.emit()
        if worst_first:
            self.worst_come_first.emit()

    def hide_scores(self, column: str) -> None:
        """Takes a column of scores away, with what is filtered and sorted by it: its model is no longer chosen."""
        if self._dice.pop(column, None) is None:
            return
        self.table = self.table.drop(columns=[column, GAIN], errors="ignore")
        self.filter = self.filter.without(column).without(GAIN)
        if self.sorted_by in (column, GAIN):
            self.sorted_by, self.ascending = "id", True
        self._choose()
        self.table_changed.emit()
        self.rows_changed.emit()

    def _put_scores(self) -> None:
        if self.scanned is None:
            return
        for column, dice in self._dice.items():
            self.table[column] = self.table["image_path"].map(dice)
        if DICE_A in self.table and DICE_B in self.table:
            self.table[GAIN] = self.table[DICE_B] - self.table[DICE_A]


def _scan(handle: TaskHandle, roots: Sequence[Path], answers: MaskAnswers) -> Scanned:
    datasets, refused = _find(roots)
    scanned = scan(
        datasets,
        answers,
        on_progress=lambda done, total: handle.progress(done / total),
        cancelled=lambda: handle.cancelled,
    )
    return Scanned(tuple(roots), tuple(datasets), scanned, make_dataset_table(datasets, scanned), refused)


def _find(roots: Sequence[Path]) -> tuple[list[FoundDataset], dict[Path, str]]:
    """The datasets below those roots that have any, and why the others have none.

    Raises _NothingFound where no root has any. One folder on an unplugged drive does not hide the others.
    """
    readable: list[Path] = []
    refused: dict[Path, str] = {}
    for root in roots:
        try:
            find_datasets([root])
        except DatasetError as error:
            refused[root] = str(error)
        else:
            readable.append(root)
    if refused and not readable:
        raise _NothingFound(refused)
    return find_datasets(readable), refused


def _look_for_copies(handle: TaskHandle, scanned: Scanned) -> Scanned:
    copies = find_near_copies(
        thumbnails(scanned.scan.table),
        on_progress=lambda done, total: handle.progress(done / total),
        cancelled=lambda: handle.cancelled,
    )
    return replace(scanned, survey=make_dataset_table(scanned.datasets, scanned.scan, copies))
