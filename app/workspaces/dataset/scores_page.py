"""The models' scores on the chosen pairs, as `polyp-train evaluate` gives them, by three ways of counting."""

import math
from datetime import date as Date

import pandas as pd
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.services.latest_task import LatestTask
from app.services.model_name import model_name
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, mark, tr, tr_error, tr_n, tr_value
from app.widgets.layouts import container, hbox, spacer, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.no_pairs import NoPairs
from app.workspaces.dataset.score_table import ColumnsButton, Header, ScoreTable
from app.workspaces.dataset.scoring import Scoring
from polyp_core.errors import DatasetError
from polyp_core.model.model_file import ModelFile
from training.browser.columns import column_of, format_settings
from training.evaluation.averaging import AveragingScheme, score_by_all_schemes
from training.evaluation.compare import compare
from training.evaluation.evaluate import Scores, count_alarms, strata, summarise
from training.evaluation.false_alarms import KIND_TITLES, format_share
from training.evaluation.intervals import MeanInterval
from training.evaluation.scoring import COMPARABLE, MaskSettings

_AT_HALF, _AT_CARD, _SCHEMES = (
    mark("Threshold 0.5, every region"),
    mark("As the viewer shows it"),
    mark("Four ways of averaging"),
)
_STRATA = mark("By kind of picture")
_STRATA_HEADERS = (
    mark("Property"),
    mark("Class"),
    mark("From"),
    mark("To"),
    mark("Images"),
    mark("Dice at 0.5 with its 95 % interval over groups"),
)
_ALARMS = mark("False alarms by kind")
_ALARM_HEADERS = (
    mark("Polyp-free pictures"),
    mark("Settings"),
    mark("Number"),
    mark("With a prediction (95 % interval)"),
)
_MEASURES = ("brightness", "contrast", "specular_share")
_SCHEME_HEADERS = ("", mark("Dice"), mark("95 % interval"), mark("IoU"), mark("95 % interval"), mark("Definition"))
_SCORE_HEADERS = (
    (mark("Dataset"), "", ""),
    (mark("Images"), "n", ""),
    (mark("Dice"), "dice", mark("Mean of the images with a polyp, with its 95 % interval over groups")),
    (mark("IoU"), "iou", mark("Mean of the images with a polyp, with its 95 % interval over groups")),
    (mark("Pooled Dice"), "pooled_dice", mark("From the pixels of all these images as if they were one")),
    (mark("Pooled IoU"), "pooled_iou", mark("From the pixels of all these images as if they were one")),
    (mark("Precision"), "precision", mark("Share of the predicted pixels that are polyp")),
    (mark("Recall"), "recall", mark("Share of the polyp pixels that are predicted")),
    (mark("Empty"), "empty_n", mark("Full frames without a polyp")),
    (
        mark("False alarms"),
        "empty_false_positive_rate",
        mark("Share of the full frames without a polyp with a prediction, with its 95 % interval"),
    ),
    (mark("Accuracy"), "accuracy", mark("Share of the pixels that are predicted correctly")),
    (mark("S-measure"), "s_measure", mark("Fan et al. 2017. Of the probability map, without a threshold")),
    (
        mark("E-measure"),
        "e_measure",
        mark("Fan et al. 2018, mean over thresholds. Of the probability map, without a threshold"),
    ),
    (mark("Weighted F"), "weighted_f", mark("Margolin et al. 2014. Of the probability map, without a threshold")),
    (mark("MAE"), "mae", mark("Mean absolute error. Of the probability map, without a threshold")),
)

_ON_REQUEST = frozenset({"s_measure", "e_measure", "weighted_f", "mae"})
"""Measures that are scored only where the user asks for them."""

_NOT_SCORED = mark("None of the chosen pairs is scored yet. The button above scores them in the background.")
_NO_EMPTY = mark("no polyp-free pair")

Rows = list[tuple[str, ...]]


class ScoresPage(QWidget):
    """One table per model, and a comparison of two models with its interval."""

    failed = Signal(str)

    def __init__(
        self,
        session: DatasetSession,
        slots: ModelSlots,
        scoring: Scoring,
        tasks: Tasks,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._scoring, self._settings = session, slots, scoring, settings
        self._work = LatestTask(tasks, "Average the scores", self)
        self._work.completed.connect(self._on_rows)
        self._work.failed.connect(self.failed)
        self.scheme = QComboBox()
        for scheme in (_AT_HALF, _AT_CARD, _SCHEMES, _STRATA, _ALARMS):
            self.scheme.addItem(tr(scheme), scheme)
        self.scheme.setAccessibleName(tr("How the scores are counted"))
        self.scheme.currentTextChanged.connect(self.refresh)
        self.message = PlainLabel(role="muted", wrap=True)
        self.comparison = PlainLabel(wrap=True, selectable=True)
        self.tables = {slot: ScoreTable() for slot in SLOTS}
        self.columns = ColumnsButton(settings, _score_headers())
        self.columns.changed.connect(self._hide_columns)
        self.names = {slot: PlainLabel(role="heading") for slot in SLOTS}
        self.saliency = QCheckBox(tr("S-measure, E-measure, weighted F, MAE"))
        self.saliency.setToolTip(tr("Score these too, which takes several times as long"))
        self.saliency.toggled.connect(scoring.set_with_saliency)
        top = hbox(self.scheme, self.columns, 12, self.saliency, spacer())
        tables = (part for slot in SLOTS for part in (self.names[slot], self.tables[slot]))
        view = vbox(top, self.message, *tables, self.comparison, spacer(), spacing=10, margins=16)
        self.setLayout(vbox(NoPairs(session, container(view)), margins=0))
        for signal in (scoring.working, scoring.finished, scoring.ended):
            signal.connect(self.refresh)
        session.rows_changed.connect(self.refresh)
        slots.changed.connect(self._on_model)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Computes the tables of the chosen pairs that are scored; if hidden, when it is shown."""
        if not self.isVisible():
            return
        self.columns.setEnabled(self.scheme.currentData() in (_AT_HALF, _AT_CARD))
        chosen = len(self._session.rows)
        scored = self._scoring.chosen_scores()
        counted = ", ".join(
            tr("{count} of {total} scored with model {slot}").format(
                count=format_count(len(table)), total=format_count(chosen), slot=slot
            )
            for slot, table in scored.items()
        )
        none = tr("The chosen pairs are being scored…") if self._scoring.busy else tr(_NOT_SCORED)
        self.message.setText(
            tr("Of the chosen pairs: {counts}. {date}.").format(counts=counted, date=Date.today().isoformat())
            if scored
            else none
        )
        for slot in SLOTS:
            self.names[slot].setVisible(slot in scored)
            self.tables[slot].setVisible(slot in scored)
            model = self._slots[slot]
            if model is not None:
                self.names[slot].setText(
                    tr("Model {slot}: {model}, {settings}").format(
                        slot=slot, model=model_name(model), settings=self._settings_of(model)
                    )
                )
        self.comparison.setVisible(len(scored) == len(SLOTS))
        if scored:
            measures = self._session.table[["image_path", *_MEASURES]]
            self._work.request(_averages, scored, measures, self.scheme.currentData())

    def _settings_of(self, model: ModelFile) -> str:
        at_card = MaskSettings.of_card(model.card)
        return tr(format_settings(at_card if self.scheme.currentData() == _AT_CARD else COMPARABLE))

    @Slot(str)
    def _on_model(self, slot: str) -> None:
        # The running task averages the scores of the previous model.
        self._work.cancel()
        self.tables[slot].setRowCount(0)
        self.comparison.clear()
        self.refresh()

    @Slot()
    def _hide_columns(self) -> None:
        for table in self.tables.values():
            table.hide_columns(self._settings.score_hidden_columns)

    @Slot(object)
    def _on_rows(self, result: tuple[dict[str, Rows], tuple[Header, ...], str]) -> None:
        rows, headers, comparison = result
        for slot, own in rows.items():
            self.tables[slot].fill(headers, own, self._settings.score_hidden_columns)
        self.comparison.setText(comparison)


def _averages(
    handle: TaskHandle, scored: dict[str, pd.DataFrame], measures: pd.DataFrame, scheme: str
) -> tuple[dict[str, Rows], tuple[Header, ...], str]:
    """Returns the rows of each slot's table, the headers, and the comparison of both models."""
    if scheme == _SCHEMES:
        headers = tuple(Header(tr(title)) for title in _SCHEME_HEADERS)
        rows = {slot: [_scheme_row(own) for own in score_by_all_schemes(table)] for slot, table in scored.items()}
    elif scheme == _STRATA:
        headers = tuple(Header(tr(title)) for title in _STRATA_HEADERS)
        rows = {slot: _stratum_rows(table.merge(measures, on="image_path")) for slot, table in scored.items()}
    elif scheme == _ALARMS:
        headers = tuple(Header(tr(title)) for title in _ALARM_HEADERS)
        rows = {slot: _alarm_rows(table) for slot, table in scored.items()}
    else:
        headers = _score_headers()
        prefix = "" if scheme == _AT_HALF else "shown_"
        rows = {slot: _score_rows(table, prefix) for slot, table in scored.items()}
    handle.raise_if_cancelled()
    return rows, headers, _format_comparison(scored, "shown_dice" if scheme == _AT_CARD else "dice")


def _score_headers() -> tuple[Header, ...]:
    return tuple(Header(tr(title), tr(tip), key, key in _ON_REQUEST) for title, key, tip in _SCORE_HEADERS)


def _format_comparison(scored: dict[str, pd.DataFrame], column: str) -> str:
    if len(scored) < len(SLOTS):
        return ""
    try:
        comparison = compare(scored["A"], scored["B"], column)
    except DatasetError as error:
        return tr_error(error)
    return tr_n(
        "{reading} On {n} image A is better on {wins_a}, B on {wins_b}, and {ties} are ties.",
        "{reading} On {n} images A is better on {wins_a}, B on {wins_b}, and {ties} are ties.",
        comparison.n,
        reading=tr(comparison.reading),
        wins_a=format_count(comparison.wins_a),
        wins_b=format_count(comparison.wins_b),
        ties=format_count(comparison.ties),
    )


def _score_rows(table: pd.DataFrame, prefix: str) -> Rows:
    parts = {str(name): own for name, own in table.groupby("dataset", sort=True)}
    if len(parts) > 1:
        parts[tr("all")] = table
    return [(name, *_score_cells(summarise(own, prefix))) for name, own in parts.items()]


def _score_cells(scores: Scores) -> list[str]:
    cells = []
    for _, field, _ in _SCORE_HEADERS[1:]:
        value = getattr(scores, field)
        if field in ("n", "empty_n"):
            cells.append(format_count(value))
        elif field in ("dice", "iou"):
            cells.append(_two_lines(value, *getattr(scores, f"{field}_interval")))
        elif field == "empty_false_positive_rate" and not scores.empty_n:
            cells.append(tr(_NO_EMPTY))
        elif field == "empty_false_positive_rate":
            cells.append(_two_lines(value, *scores.empty_interval))
        else:
            cells.append(_number(value))
    return cells


def _scheme_row(scheme: AveragingScheme) -> tuple[str, ...]:
    def cells(score: MeanInterval) -> tuple[str, str]:
        return _number(score.mean), _interval(score.low, score.high).strip(" ()")

    return tr(scheme.title), *cells(scheme.dice), *cells(scheme.iou), tr(scheme.explanation)


def _stratum_rows(table: pd.DataFrame) -> Rows:
    """Returns a row for each class of coverage, brightness, contrast and specular share."""
    rows: Rows = []
    for kind, found in strata(table).items():
        column = column_of("coverage" if kind == "size" else kind)
        for place, each in enumerate(found):
            title = "" if place else tr(column.title)
            dice = f"{_number(each.dice.mean)}{_interval(each.dice.low, each.dice.high)}"
            rows.append(
                (title, tr(each.label), column.show(each.low), column.show(each.high), format_count(each.n), dice)
            )
    return rows


def _alarm_rows(table: pd.DataFrame) -> Rows:
    """Returns a row for each kind of polyp-free picture and setting."""
    found = [
        (tr(KIND_TITLES[each.kind]), tr(scheme), format_count(each.n), tr_value(format_share(each.rate, each.interval)))
        for scheme, prefix in ((_AT_HALF, ""), (_AT_CARD, "shown_"))
        for each in count_alarms(table, prefix)
    ]
    return [*found] or [(tr(_NO_EMPTY), "", "", "")]


def _number(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"


def _two_lines(value: float, low: float, high: float) -> str:
    return "\n".join(filter(None, (_number(value), _interval(low, high).strip(" ()"))))


def _interval(low: float, high: float) -> str:
    return "" if math.isnan(low) else f" ({tr('{low} to {high}').format(low=f'{low:.3f}', high=f'{high:.3f}')})"
