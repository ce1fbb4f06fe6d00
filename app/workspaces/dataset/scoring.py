"""Scores the chosen pairs in the background, stores the scores by model, and adds them to the session's table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from PySide6.QtCore import QObject, Signal, Slot

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr, tr_n
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.masks.regions import Mask
from polyp_core.model.model_file import ModelFile
from polyp_core.printable_names import printable
from training.browser.columns import DICE_A, DICE_B
from training.browser.prediction_cache import PredictionCache
from training.browser.score_cache import Stamps, cache_scores, cached_scores
from training.datasets.groups import group_of
from training.datasets.sample import Sample
from training.evaluation.predict import open_segmenter
from training.evaluation.scoring import Row, score_rows
from training.statistics.scan import Scan

COLUMN_OF = {"A": DICE_A, "B": DICE_B}


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """The rows of each model by its SHA-256.

    `unreadable` has the error of each omitted pair, `stopped_by` the error that ended the run early.
    """

    tables: dict[str, pd.DataFrame]
    unreadable: tuple[PolypViewerError, ...] = ()
    stopped_by: PolypViewerError | CancelledError | None = None


class Scoring(QObject):
    """Runs the models in the slots on pairs and stores the scores of each model and picture.

    A model that is chosen again, in this or a later session, reuses its scores, also those of a run that was stopped.
    """

    working = Signal(object)
    """A Task that was just started."""
    finished = Signal()
    """All requested pairs that can be read are scored."""
    ended = Signal()
    """The models have stopped running, with or without scores."""
    failed = Signal(str)
    wanted_changed = Signal()
    """Other scores are wanted, so that other pairs count as scored."""
    masks_cached = Signal(object)
    """The paths of images (a frozenset of str) whose predicted masks are in the cache now."""

    def __init__(
        self, session: DatasetSession, slots: ModelSlots, viewer: ModelChoice, tasks: Tasks, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._viewer, self._tasks = session, slots, viewer, tasks
        self._rows: dict[str, pd.DataFrame] = {}
        """The rows of `score_pairs` of every scored pair, by the model's SHA-256."""
        self._with_saliency = False
        self._task: Task | None = None
        self._scan: Scan | None = None
        self._reading = LatestTask(tasks, "Read the scores", self)
        self._reading.completed.connect(self._on_read)
        session.table_changed.connect(self._on_table)
        slots.changed.connect(self._on_model)
        session.files_changed.connect(self._drop)

    @property
    def busy(self) -> bool:
        """Whether models are running on pairs."""
        return self._task is not None

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The rows of `score_pairs` of every pair that the slot's model has scored, by slot."""
        models = {slot: model for slot in SLOTS if (model := self._slots[slot]) is not None}
        return {slot: self._rows[model.sha256] for slot, model in models.items() if model.sha256 in self._rows}

    def add(self, sha256: str, rows: pd.DataFrame) -> None:
        """Adds rows of `score_pairs` of the model with this SHA-256, replacing those of the same pictures."""
        before = self._rows.get(sha256)
        others = [before[~before["image_path"].isin(rows["image_path"])]] if before is not None else []
        self._rows[sha256] = pd.concat([*others, rows], ignore_index=True)

    @property
    def with_saliency(self) -> bool:
        """Whether S-measure, E-measure, weighted F and MAE are computed too, which takes several times as long."""
        return self._with_saliency

    def set_with_saliency(self, wanted: bool) -> None:
        """Sets `with_saliency`; pairs without these scores then count as not scored."""
        self._with_saliency = wanted
        self.wanted_changed.emit()

    def count_unscored(self) -> int:
        """Returns how many of the chosen pairs at least one of the models has not scored."""
        chosen = {printable(sample.image_path) for sample in self._chosen()}
        models = [model for slot in SLOTS if (model := self._slots[slot]) is not None]
        return max((len(chosen - self._scored_images(model.sha256)) for model in models), default=len(chosen))

    def score_chosen(self) -> None:
        """Scores those of the chosen pairs that are not scored yet."""
        if self.busy:
            return
        work: dict[str, tuple[ModelFile, Sequence[Sample]]] = {}
        for slot in SLOTS:
            model = self._slots[slot]
            if model is None:
                continue
            scored = self._scored_images(model.sha256)
            samples = [sample for sample in self._chosen() if printable(sample.image_path) not in scored]
            work[model.sha256] = (model, samples)
        if not any(samples for _, samples in work.values()):
            self._put_into_table()
            self.finished.emit()
            return
        self._task = self._tasks.run(
            _score, tr("Scoring pairs"), work, dict(self._session.stamps), self._viewer.device, self._with_saliency
        )
        self._task.completed.connect(self._on_scored)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.working.emit(self._task)

    def chosen_scores(self) -> dict[str, pd.DataFrame]:
        """Returns the scores of the chosen pairs by slot, if there are any, with the pairs' current ids and groups.

        Ids change with the list of folders, and groups with near copies that were found later.
        """
        current = pd.DataFrame(
            [(printable(sample.image_path), sample.id, sample.dataset, group_of(sample)) for sample in self._chosen()],
            columns=["image_path", "id", "dataset", "group"],
        )
        found = {
            slot: table.drop(columns=["id", "dataset", "group"]).merge(current, on="image_path")
            for slot, table in self.tables.items()
        }
        return {slot: table for slot, table in found.items() if len(table)}

    def _chosen(self) -> list[Sample]:
        return self._session.samples(self._session.rows) if len(self._session.rows) else []

    def _scored_images(self, sha256: str) -> set[str]:
        """Returns the paths of the images that the model with this SHA-256 has scored with all wanted scores."""
        rows = self._rows.get(sha256)
        if rows is None:
            return set()
        if self._with_saliency:
            rows = rows[rows["s_measure"].notna()] if "s_measure" in rows else rows[:0]
        return set(rows["image_path"])

    @Slot(object)
    def _on_scored(self, scored: _Scored) -> None:
        for sha256, rows in scored.tables.items():
            self.add(sha256, rows)
            self.masks_cached.emit(frozenset(rows["image_path"]))
        self._put_into_table()
        if scored.unreadable:
            count = len(scored.unreadable)
            reason = tr_n(
                "One pair has no score, because it cannot be read. {error}",
                "{n} pairs have no score, because they cannot be read. The first: {error}",
                count,
                error=scored.unreadable[0],
            )
            self.failed.emit(reason)
        if scored.stopped_by is None:
            self.finished.emit()
        elif not isinstance(scored.stopped_by, CancelledError):
            self.failed.emit(str(scored.stopped_by))

    def _put_into_table(self) -> None:
        tables = self.tables
        for slot in reversed(SLOTS):  # A last, so that the order is that of A
            if slot in tables:
                self._session.set_scores(COLUMN_OF[slot], tables[slot])

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        raise error  # a bug: expected errors are in the _Scored

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self.ended.emit()

    @Slot(object)
    def _drop(self, image_paths: frozenset[str]) -> None:
        for sha256, rows in self._rows.items():
            self._rows[sha256] = rows[~rows["image_path"].isin(image_paths)]

    @Slot(str)
    def _on_model(self, slot: str) -> None:
        table = self.tables.get(slot)
        if table is None:
            self._session.hide_scores(COLUMN_OF[slot])
        else:
            self._session.set_scores(COLUMN_OF[slot], table, worst_first=False)
        self._read_cached()

    @Slot()
    def _on_table(self) -> None:
        scan = self._session.scanned.scan if self._session.scanned is not None else None
        if scan is not self._scan:
            self._scan = scan
            self._read_cached()

    def _read_cached(self) -> None:
        models = {model.sha256 for slot in SLOTS if (model := self._slots[slot]) is not None}
        if self._scan is not None and models:
            self._reading.request(_read, models, self._scan.stamps)

    @Slot(object)
    def _on_read(self, found: dict[str, pd.DataFrame]) -> None:
        known = {sha256: set(self._rows[sha256]["image_path"]) if sha256 in self._rows else set() for sha256 in found}
        added = {sha256: rows[~rows["image_path"].isin(known[sha256])] for sha256, rows in found.items()}
        for sha256, rows in added.items():
            self.add(sha256, rows)
        if any(len(rows) for rows in added.values()):
            for slot, table in self.tables.items():
                self._session.set_scores(COLUMN_OF[slot], table, worst_first=False)


def _read(handle: TaskHandle, models: set[str], stamps: Stamps) -> dict[str, pd.DataFrame]:
    found = {sha256: cached_scores(sha256, stamps) for sha256 in models}
    return {sha256: rows for sha256, rows in found.items() if len(rows)}


def _cache_mask(cache: PredictionCache, sha256: str, sample: Sample, mask: Mask) -> None:
    cache.put(sample.image_path, sha256, mask)


def _score(
    handle: TaskHandle,
    work: dict[str, tuple[ModelFile, Sequence[Sample]]],
    stamps: Stamps,
    device: DeviceChoice,
    saliency: bool,
) -> _Scored:
    total, done = sum(len(samples) for _, samples in work.values()), 0
    rows: dict[str, list[Row]] = {sha256: [] for sha256 in work}
    unreadable: dict[str, PolypViewerError] = {}
    stopped_by: PolypViewerError | CancelledError | None = None

    def report_progress() -> None:
        nonlocal done
        done += 1
        handle.progress(done / total)

    def on_unreadable(error: PolypViewerError) -> None:
        unreadable[str(error)] = error  # the same for both models
        report_progress()

    try:
        for sha256, (model, samples) in work.items():
            if not samples:
                continue
            with open_segmenter(model, device) as segmenter:
                for row in score_rows(
                    segmenter,
                    samples,
                    saliency=saliency,
                    on_unreadable=on_unreadable,
                    on_mask=partial(_cache_mask, PredictionCache(), sha256),
                    cancelled=lambda: handle.cancelled,
                ):
                    rows[sha256].append(row)
                    report_progress()
    except (PolypViewerError, CancelledError) as error:
        stopped_by = error
    tables = {sha256: pd.DataFrame(own) for sha256, own in rows.items() if own}
    for sha256, table in tables.items():
        cache_scores(sha256, table, stamps)
    return _Scored(tables, tuple(unreadable.values()), stopped_by)
