"""Scores of the chosen pairs: run in the background, kept by model, and put into the table as columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from PySide6.QtCore import QObject, Signal, Slot

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.tasks import Task, TaskHandle, Tasks
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile
from polyp_core.printable_names import printable
from training.browser.columns import DICE_A, DICE_B
from training.browser.score_cache import Stamps, cache_scores, cached_scores
from training.datasets.groups import group_of
from training.datasets.sample import Sample
from training.evaluation.predict import open_segmenter
from training.evaluation.scoring import Row, score_rows
from training.statistics.scan import Scan

COLUMN_OF = {"A": DICE_A, "B": DICE_B}


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """The rows of each model, by its SHA-256; what says why they are not all that were asked for.

    `unreadable` holds an error for each pair that was left out, `stopped_by` is what ended the run early.
    """

    tables: dict[str, pd.DataFrame]
    unreadable: tuple[PolypViewerError, ...] = ()
    stopped_by: PolypViewerError | CancelledError | None = None


class Scoring(QObject):
    """Runs the models in the slots over pairs, and keeps what each model scored on each picture.

    A model that comes back into a slot, or into another session, finds its scores again. Where a run is stopped they
    are kept too: the next one goes on with what is missing.
    """

    working = Signal(object)
    """A Task that has just started."""
    finished = Signal()
    """Scores have arrived for all that was asked and can be read."""
    ended = Signal()
    """No model runs any more, with or without scores."""
    failed = Signal(str)

    def __init__(
        self, session: DatasetSession, slots: ModelSlots, viewer: ModelChoice, tasks: Tasks, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._viewer, self._tasks = session, slots, viewer, tasks
        self._kept: dict[str, pd.DataFrame] = {}
        """By a model's SHA-256, the rows of `score_pairs` of every pair scored so far."""
        self._task: Task | None = None
        self._scan: Scan | None = None
        self._reading = LatestTask(tasks, "Read the scores", self)
        self._reading.arrived.connect(self._on_read)
        session.table_changed.connect(self._on_table)
        slots.changed.connect(self._on_model)
        session.files_changed.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether models are running over pairs."""
        return self._task is not None

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """By slot, the rows of `score_pairs` of every pair that its model has scored so far."""
        models = {slot: model for slot in SLOTS if (model := self._slots[slot]) is not None}
        return {slot: self._kept[model.sha256] for slot, model in models.items() if model.sha256 in self._kept}

    def keep(self, sha256: str, rows: pd.DataFrame) -> None:
        """Puts rows of `score_pairs` beside those of the model with this SHA-256, or in their place."""
        before = self._kept.get(sha256)
        known = [before[~before["image_path"].isin(rows["image_path"])]] if before is not None else []
        self._kept[sha256] = pd.concat([*known, rows], ignore_index=True)

    def score_chosen(self) -> None:
        """Scores the chosen pairs, those that are scored already left out."""
        if self.busy:
            return
        wanted: dict[str, tuple[ModelFile, Sequence[Sample]]] = {}
        for slot in SLOTS:
            model = self._slots[slot]
            if model is None:
                continue
            known = self._known(model.sha256)
            samples = [sample for sample in self._chosen() if printable(sample.image_path) not in known]
            wanted[model.sha256] = (model, samples)
        if not any(samples for _, samples in wanted.values()):
            self._put_into_table()
            self.finished.emit()
            return
        self._task = self._tasks.run(_score, "Scoring pairs", wanted, dict(self._session.stamps), self._viewer.device)
        self._task.completed.connect(self._on_scored)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.working.emit(self._task)

    def of_chosen(self) -> dict[str, pd.DataFrame]:
        """By slot, the scores of the chosen pairs, where there are any, with the names and groups that these have now.

        Other folders give other names, and near copies that were found since join groups.
        """
        now = pd.DataFrame(
            [(printable(sample.image_path), sample.id, sample.dataset, group_of(sample)) for sample in self._chosen()],
            columns=["image_path", "id", "dataset", "group"],
        )
        found = {
            slot: table.drop(columns=["id", "dataset", "group"]).merge(now, on="image_path")
            for slot, table in self.tables.items()
        }
        return {slot: table for slot, table in found.items() if len(table)}

    def _chosen(self) -> list[Sample]:
        return self._session.samples(self._session.rows) if len(self._session.rows) else []

    def _known(self, sha256: str) -> set[str]:
        """The pictures that the model with this SHA-256 has scored."""
        return set(self._kept[sha256]["image_path"]) if sha256 in self._kept else set()

    @Slot(object)
    def _on_scored(self, scored: _Scored) -> None:
        for sha256, rows in scored.tables.items():
            self.keep(sha256, rows)
        self._put_into_table()
        if scored.unreadable:
            count = len(scored.unreadable)
            pairs = f"{count:,} pairs have" if count > 1 else "One pair has"
            first = "The first: " if count > 1 else ""
            self.failed.emit(f"{pairs} no score, since they cannot be read. {first}{scored.unreadable[0]}")
        if scored.stopped_by is None:
            self.finished.emit()
        elif not isinstance(scored.stopped_by, CancelledError):
            self.failed.emit(str(scored.stopped_by))

    def _put_into_table(self) -> None:
        tables = self.tables
        for slot in reversed(SLOTS):  # A last: the worst of A come first
            if slot in tables:
                self._session.set_scores(COLUMN_OF[slot], tables[slot])

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug: what a person can mend comes with the scores

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self.ended.emit()

    @Slot(object)
    def _forget(self, image_paths: frozenset[str]) -> None:
        for sha256, rows in self._kept.items():
            self._kept[sha256] = rows[~rows["image_path"].isin(image_paths)]

    @Slot(str)
    def _on_model(self, slot: str) -> None:
        known = self.tables.get(slot)
        if known is None:
            self._session.hide_scores(COLUMN_OF[slot])
        else:
            self._session.set_scores(COLUMN_OF[slot], known, worst_first=False)
        self._read_kept()

    @Slot()
    def _on_table(self) -> None:
        scan = self._session.scanned.scan if self._session.scanned is not None else None
        if scan is not self._scan:
            self._scan = scan
            self._read_kept()

    def _read_kept(self) -> None:
        models = {model.sha256 for slot in SLOTS if (model := self._slots[slot]) is not None}
        if self._scan is not None and models:
            self._reading.ask(_read, models, self._scan.stamps)

    @Slot(object)
    def _on_read(self, found: dict[str, pd.DataFrame]) -> None:
        fresh = {sha256: rows[~rows["image_path"].isin(self._known(sha256))] for sha256, rows in found.items()}
        for sha256, rows in fresh.items():
            self.keep(sha256, rows)
        if any(len(rows) for rows in fresh.values()):
            for slot, table in self.tables.items():
                self._session.set_scores(COLUMN_OF[slot], table, worst_first=False)


def _read(handle: TaskHandle, models: set[str], stamps: Stamps) -> dict[str, pd.DataFrame]:
    found = {sha256: cached_scores(sha256, stamps) for sha256 in models}
    return {sha256: rows for sha256, rows in found.items() if len(rows)}


def _score(
    handle: TaskHandle, wanted: dict[str, tuple[ModelFile, Sequence[Sample]]], stamps: Stamps, device: DeviceChoice
) -> _Scored:
    total, done = sum(len(samples) for _, samples in wanted.values()), 0
    rows: dict[str, list[Row]] = {sha256: [] for sha256 in wanted}
    unreadable: dict[str, PolypViewerError] = {}
    stopped_by: PolypViewerError | CancelledError | None = None

    def tell_progress() -> None:
        nonlocal done
        done += 1
        handle.progress(done / total)

    def leave_out(error: PolypViewerError) -> None:
        unreadable[str(error)] = error  # the same for both models
        tell_progress()

    try:
        for sha256, (model, samples) in wanted.items():
            if not samples:
                continue
            with open_segmenter(model, device) as segmenter:
                for row in score_rows(
                    segmenter, samples, saliency=False, on_unreadable=leave_out, cancelled=lambda: handle.cancelled
                ):
                    rows[sha256].append(row)
                    tell_progress()
    except (PolypViewerError, CancelledError) as error:
        stopped_by = error
    tables = {sha256: pd.DataFrame(own) for sha256, own in rows.items() if own}
    for sha256, table in tables.items():
        cache_scores(sha256, table, stamps)
    return _Scored(tables, tuple(unreadable.values()), stopped_by)
