"""A model's scores on the chosen pairs, as `polyp-train evaluate` gives them, and scored in other people's ways."""

import math

import pandas as pd
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.latest_task import LatestTask
from app.services.model_name import model_name
from app.services.tasks import TaskHandle, Tasks
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.scoring import Scoring
from polyp_core.errors import DatasetError
from polyp_core.model.model_file import ModelFile
from training.browser.columns import format_settings
from training.evaluation.averaging import AveragingScheme, score_by_all_schemes
from training.evaluation.compare import compare
from training.evaluation.evaluate import Scores, summarise
from training.evaluation.intervals import MeanInterval
from training.evaluation.scoring import COMPARABLE, MaskSettings

_AT_HALF, _AT_CARD, _WAYS = "Threshold 0.5, every region", "As the viewer shows it", "Four ways of averaging"
_WAY_HEADS = ("", "Dice", "95 % interval", "IoU", "95 % interval", "What it is")
_SCORE_HEADS = (
    ("Dataset", "", ""),
    ("Images", "n", ""),
    ("Dice", "dice", "Mean of the images with a polyp, with its 95 % interval over groups"),
    ("IoU", "iou", "Mean of the images with a polyp, with its 95 % interval over groups"),
    ("Pooled Dice", "pooled_dice", "All pixels of these images as one"),
    ("Pooled IoU", "pooled_iou", "All pixels of these images as one"),
    ("Precision", "precision", "How much of what is claimed is polyp"),
    ("Recall", "recall", "How much of the polyp is found"),
    ("Empty", "empty_n", "Full frames without a polyp"),
    (
        "False alarms",
        "empty_false_positive_rate",
        "Share of the full frames without a polyp on which something is claimed, with its 95 % interval",
    ),
)

_NOT_SCORED = "No chosen pair is scored yet. Choose pairs, then score them: it runs in the background."
_NO_EMPTY = "no polyp-free pair"

Rows = list[tuple[str, ...]]


class ScoresPage(QWidget):
    """One table for each model in a slot, and with two of them which is better, with the interval."""

    failed = Signal(str)

    def __init__(
        self,
        session: DatasetSession,
        slots: ModelSlots,
        scoring: Scoring,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._scoring = session, slots, scoring
        self._work = LatestTask(tasks, "Averaging scores", self)
        self._work.arrived.connect(self._on_rows)
        self._work.failed.connect(self.failed)
        self.way = QComboBox()
        self.way.addItems([_AT_HALF, _AT_CARD, _WAYS])
        self.way.setAccessibleName("How the scores are counted")
        self.way.currentTextChanged.connect(self.refresh)
        self.score_button = QPushButton(icon("play-speed"), "Score all chosen pairs")
        self.score_button.clicked.connect(scoring.score_chosen)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.verdict = PlainLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tables: dict[str, QTableWidget] = {}
        self.names: dict[str, QLabel] = {}
        top = QHBoxLayout()
        top.addWidget(self.way)
        top.addStretch()
        top.addWidget(self.score_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.words)
        for slot in SLOTS:
            self.names[slot] = PlainLabel()
            self.names[slot].setProperty("role", "heading")
            self.tables[slot] = _make_table()
            layout.addWidget(self.names[slot])
            layout.addWidget(self.tables[slot])
        layout.addWidget(self.verdict)
        layout.addStretch()
        for told in (scoring.working, scoring.finished, scoring.ended):
            told.connect(self.refresh)
        session.rows_changed.connect(self.refresh)
        slots.changed.connect(self._on_model)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Counts again, of the chosen pairs that are scored; while hidden it waits until it is seen."""
        if not self.isVisible():
            return
        chosen = len(self._session.rows)
        scored = self._scoring.of_chosen()
        counted = ", ".join(f"{len(table):,} of {chosen:,} scored with model {slot}" for slot, table in scored.items())
        none = "The chosen pairs are being scored…" if self._scoring.busy else _NOT_SCORED
        self.words.setText(f"Of the chosen pairs {counted}." if scored else none)
        self.score_button.setEnabled(chosen > 0 and any(self._slots[slot] is not None for slot in SLOTS))
        for slot in SLOTS:
            self.names[slot].setVisible(slot in scored)
            self.tables[slot].setVisible(slot in scored)
            model = self._slots[slot]
            if model is not None:
                self.names[slot].setText(f"Model {slot}: {model_name(model)}, {self._settings_of(model)}")
        self.verdict.setVisible(len(scored) == len(SLOTS))
        if scored:
            self._work.ask(_averages, scored, self.way.currentText())

    def _settings_of(self, model: ModelFile) -> str:
        at_card = MaskSettings.of_card(model.card)
        return format_settings(at_card if self.way.currentText() == _AT_CARD else COMPARABLE)

    @Slot(str)
    def _on_model(self, slot: str) -> None:
        # What is being averaged is of the model before.
        self._work.forget()
        self.tables[slot].setRowCount(0)
        self.verdict.clear()
        self.refresh()

    @Slot(object)
    def _on_rows(self, result: tuple[dict[str, Rows], tuple[tuple[str, str], ...], str]) -> None:
        rows, heads, verdict = result
        for slot, own in rows.items():
            _fill(self.tables[slot], heads, own)
        self.verdict.setText(verdict)


def _averages(
    handle: TaskHandle, scored: dict[str, pd.DataFrame], way: str
) -> tuple[dict[str, Rows], tuple[tuple[str, str], ...], str]:
    """The rows of each slot's table, the heads with their tips, and the sentence on both models."""
    if way == _WAYS:
        heads = tuple((head, "") for head in _WAY_HEADS)
        rows = {slot: [_way_row(own) for own in score_by_all_schemes(table)] for slot, table in scored.items()}
    else:
        heads = tuple((head, tip) for head, _, tip in _SCORE_HEADS)
        prefix = "" if way == _AT_HALF else "shown_"
        rows = {slot: _score_rows(table, prefix) for slot, table in scored.items()}
    handle.raise_if_cancelled()
    return rows, heads, _verdict(scored, "shown_dice" if way == _AT_CARD else "dice")


def _verdict(scored: dict[str, pd.DataFrame], column: str) -> str:
    if len(scored) < len(SLOTS):
        return ""
    try:
        comparison = compare(scored["A"], scored["B"], column)
    except DatasetError as error:
        return str(error)
    return (
        f"{comparison.reading} On {comparison.n:,} images A is better on {comparison.wins_a:,}, B on "
        f"{comparison.wins_b:,}, and {comparison.ties:,} are ties."
    )


def _score_rows(table: pd.DataFrame, prefix: str) -> Rows:
    parts = {str(name): own for name, own in table.groupby("dataset", sort=True)}
    if len(parts) > 1:
        parts["all"] = table
    return [(name, *_score_cells(summarise(own, prefix))) for name, own in parts.items()]


def _score_cells(scores: Scores) -> list[str]:
    cells = []
    for _, field, _ in _SCORE_HEADS[1:]:
        value = getattr(scores, field)
        if field in ("n", "empty_n"):
            cells.append(f"{value:,}")
        elif field in ("dice", "iou"):
            cells.append(f"{_number(value)}{_interval(*getattr(scores, f'{field}_interval'))}")
        elif field == "empty_false_positive_rate" and not scores.empty_n:
            cells.append(_NO_EMPTY)
        elif field == "empty_false_positive_rate":
            cells.append(f"{_number(value)}{_interval(*scores.empty_interval)}")
        else:
            cells.append(_number(value))
    return cells


def _way_row(way: AveragingScheme) -> tuple[str, ...]:
    def cells(score: MeanInterval) -> tuple[str, str]:
        return _number(score.mean), _interval(score.low, score.high).strip(" ()")

    return way.title, *cells(way.dice), *cells(way.iou), way.explanation


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"


def _interval(low: float, high: float) -> str:
    return "" if math.isnan(low) else f" ({low:.3f} to {high:.3f})"


def _make_table() -> QTableWidget:
    table = QTableWidget()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return table


def _fill(table: QTableWidget, heads: tuple[tuple[str, str], ...], rows: Rows) -> None:
    table.setColumnCount(len(heads))
    table.setRowCount(len(rows))
    for place, (head, tip) in enumerate(heads):
        item = QTableWidgetItem(head)
        item.setToolTip(tip)
        table.setHorizontalHeaderItem(place, item)
    for row, cells in enumerate(rows):
        for place, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(tooltip(words))
            table.setItem(row, place, item)
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    height = table.horizontalHeader().sizeHint().height() + sum(table.rowHeight(row) for row in range(len(rows)))
    table.setFixedHeight(height + 2 * table.frameWidth() + 12)
