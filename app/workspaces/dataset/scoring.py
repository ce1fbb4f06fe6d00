"""Scores of the chosen pairs: run in the background, kept by model, and put into the table as columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from PySide6.QtCore import QObject, Signal, Slot

from app.shell.model_choice import ModelChoice
from app.tasks import Task, TaskHandle, Tasks
from app.workspaces.dataset.columns import DICE_A, DICE_B
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile
from training.datasets.groups import group_of
from training.datasets.samples import Sample
from training.scores.predict import open_segmenter
from training.scores.scoring import Row, score_rows

COLUMN_OF = {"A": DICE_A, "B": DICE_B}


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """By slot, a model and its rows; what says why they are not all that were asked for.

    `unreadable` holds an error for each pair that was left out, `stopped_by` is what ended the run early.
    """

    tables: dict[str, tuple[ModelFile, pd.DataFrame]]
    unreadable: tuple[PolypViewerError, ...] = ()
    stopped_by: PolypViewerError | None = None


class Scoring(QObject):
    """Runs the models in the slots over pairs; what one pair scored is kept until its model is another one.

    That holds where the run is stopped, too: the next one goes on with what is missing.
    """

    working = Signal(object)
    """A Task that has just started."""
    finished = Signal()
    """Scores have arrived for all that was asked and can be read."""
    failed = Signal(str)

    def __init__(
        self, session: DatasetSession, slots: ModelSlots, viewer: ModelChoice, tasks: Tasks, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._viewer, self._tasks = session, slots, viewer, tasks
        self.tables: dict[str, pd.DataFrame] = {}
        """By slot, the rows of `score_pairs` of every pair scored so far."""
        self._task: Task | None = None
        slots.changed.connect(self._on_model)
        session.files_changed.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether models are running over pairs."""
        return self._task is not None

    def score_chosen(self) -> None:
        """Scores the chosen pairs, those that are scored already left out."""
        if self.busy:
            return
        wanted: dict[str, tuple[ModelFile, Sequence[Sample]]] = {}
        for slot in SLOTS:
            model = self._slots[slot]
            if model is None:
                continue
            known = set(self.tables[slot]["image_path"]) if slot in self.tables else set()
            samples = [sample for sample in self._chosen() if str(sample.image_path) not in known]
            wanted[slot] = (model, samples)
        if not any(samples for _, samples in wanted.values()):
            self._put_into_table()
            self.finished.emit()
            return
        self._task = self._tasks.run(_score, "Scoring pairs", wanted, self._viewer.device)
        self._task.completed.connect(self._on_scored)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.working.emit(self._task)

    def of_chosen(self) -> dict[str, pd.DataFrame]:
        """By slot, the scores of the chosen pairs, where there are any, with the names and groups that these have now.

        Other folders give other names, and near copies that were found since join groups.
        """
        now = pd.DataFrame(
            [(str(sample.image_path), sample.id, sample.dataset, group_of(sample)) for sample in self._chosen()],
            columns=["image_path", "id", "dataset", "group"],
        )
        found = {
            slot: table.drop(columns=["id", "dataset", "group"]).merge(now, on="image_path")
            for slot, table in self.tables.items()
        }
        return {slot: table for slot, table in found.items() if len(table)}

    def _chosen(self) -> list[Sample]:
        return self._session.samples(self._session.rows) if len(self._session.rows) else []

    @Slot(object)
    def _on_scored(self, scored: _Scored) -> None:
        for slot, (model, table) in scored.tables.items():
            now = self._slots[slot]
            if now is not None and now.sha256 == model.sha256:
                before = [self.tables[slot]] if slot in self.tables else []
                self.tables[slot] = pd.concat([*before, table], ignore_index=True)
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
        for slot in reversed(SLOTS):  # A last: the worst of A come first
            if slot in self.tables:
                self._session.set_scores(COLUMN_OF[slot], self.tables[slot])

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug: what a person can mend comes with the scores

    @Slot()
    def _on_ended(self) -> None:
        self._task = None

    @Slot(object)
    def _forget(self, image_paths: frozenset[str]) -> None:
        for slot, table in self.tables.items():
            self.tables[slot] = table[~table["image_path"].isin(image_paths)]

    @Slot(str)
    def _on_model(self, slot: str) -> None:
        self.tables.pop(slot, None)
        self._session.drop_scores(COLUMN_OF[slot])


def _score(handle: TaskHandle, wanted: dict[str, tuple[ModelFile, Sequence[Sample]]], device: DeviceChoice) -> _Scored:
    total, done = sum(len(samples) for _, samples in wanted.values()), 0
    rows: dict[str, list[Row]] = {slot: [] for slot in wanted}
    unreadable: dict[str, PolypViewerError] = {}
    stopped_by: PolypViewerError | None = None

    def tell_progress() -> None:
        nonlocal done
        done += 1
        handle.progress(done / total)

    def leave_out(error: PolypViewerError) -> None:
        unreadable[str(error)] = error  # the same for both models
        tell_progress()

    try:
        for slot, (model, samples) in wanted.items():
            if not samples:
                continue
            with open_segmenter(model, device) as segmenter:
                for row in score_rows(
                    segmenter, samples, saliency=False, on_unreadable=leave_out, cancelled=lambda: handle.cancelled
                ):
                    rows[slot].append(row)
                    tell_progress()
    except PolypViewerError as error:
        stopped_by = error
    tables = {slot: (wanted[slot][0], pd.DataFrame(own)) for slot, own in rows.items() if own}
    return _Scored(tables, tuple(unreadable.values()), stopped_by)
