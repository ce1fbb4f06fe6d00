"""CompareDialog: how far two readers of a recording agree, and where they do not."""

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from app.translation import tr, tr_n
from app.widgets.form_fields import ChoiceField
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.widgets.row_table import row_table
from app.workspaces.review.findings_panel.list_rows import STATE_LABELS
from polyp_core.review.agreement import Agreement, ComparedDecisions, compare_readers
from polyp_core.review.records import Decision
from polyp_core.review.review import Review
from polyp_core.time_text import format_clock

_FEW = 30
"""Below so many findings the interval of kappa is too narrow."""


class CompareDialog(QDialog):
    """Compares two of the `reviews`, by reader; a click on a disagreement goes there."""

    frame_chosen = Signal(int)

    def __init__(self, reviews: Mapping[str, Review], first: str, parent: QWidget | None = None) -> None:
        """`first` is the reader who is chosen at first, if he or she has a review."""
        super().__init__(parent)
        self.setWindowTitle(tr("Compare readers"))
        set_page(self, "reviewing.md#reviews-of-others")
        self.resize(560, 460)
        self._reviews = reviews
        self.first, self.second = (ChoiceField({name: name for name in reviews}) for _ in range(2))
        names = list(reviews)
        start = first if first in reviews else names[0]
        self.first.set_value(start)
        self.second.set_value(next((name for name in names if name != start), start))
        self.first.setAccessibleName(tr("First reader"))
        self.second.setAccessibleName(tr("Second reader"))
        self.summary = PlainLabel(wrap=True, selectable=True)
        self.heading = PlainLabel(role="heading")
        self.table = row_table(tr("Disagreements"), ("", "", "", ""))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.table.cellClicked.connect(lambda row, _: self._choose(row))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(
            vbox(
                hbox(stretched(self.first), PlainLabel(tr("and")), stretched(self.second), spacing=8),
                self.summary,
                4,
                self.heading,
                stretched(self.table),
                buttons,
                spacing=8,
                margins=(16, 14, 16, 12),
            )
        )
        for field in (self.first, self.second):
            field.edited.connect(self._compare)
        self._compare()

    def _compare(self) -> None:
        first, second = self.first.value(), self.second.value()
        agreement = compare_readers(self._reviews[first].decisions, self._reviews[second].decisions)
        self.summary.setText(format_agreement(agreement, first, second))
        shown = [each for each in agreement.findings if not agrees(each)]
        count = tr_n("{n} disagreement", "{n} disagreements", len(shown))
        self.heading.setText(count if shown else tr("No disagreement"))
        self.table.blockSignals(True)
        self.table.setHorizontalHeaderLabels([tr("Time"), tr("Length"), first, second])
        self.table.setRowCount(len(shown))
        for row, compared in enumerate(shown):
            extent = _either(compared).extent
            texts = (
                f"{format_clock(extent.start_s)} – {format_clock(extent.end_s)}",
                f"{extent.end_s - extent.start_s:.1f} s",
                _state(compared.first),
                _state(compared.second),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, extent.best_frame)
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(-1, -1)
        self.table.blockSignals(False)

    def _choose(self, row: int) -> None:
        if (item := self.table.item(row, 0)) is not None:
            self.frame_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def agrees(compared: ComparedDecisions) -> bool:
    """True if both readers marked a finding and said the same."""
    first, second = compared.first, compared.second
    return first is not None and second is not None and first.state == second.state


def format_agreement(agreement: Agreement, first: str, second: str) -> str:
    """The agreement in sentences, with the number of findings that each rests on."""
    kappa = agreement.kappa
    lines = []
    if kappa.count:
        decided = tr_n(
            "Both decided {n} finding and agree on {percent}% of them.",
            "Both decided {n} findings and agree on {percent}% of them.",
            kappa.count,
            percent=f"{100 * agreement.observed:.0f}",
        )
        lines.append(decided)
    else:
        lines.append(tr("There is no finding that both have decided."))
    if not math.isnan(kappa.value):
        text = (
            tr("Cohen's kappa {kappa}, 95 % interval {low} to {high} (too narrow with fewer than {few} findings).")
            if kappa.count < _FEW
            else tr("Cohen's kappa {kappa}, 95 % interval {low} to {high}.")
        )
        numbers = {"kappa": kappa.value, "low": kappa.low, "high": kappa.high}
        lines.append(text.format(few=_FEW, **{name: f"{number:.2f}" for name, number in numbers.items()}))
    elif kappa.count:
        lines.append(tr("Cohen's kappa is undefined, as both gave the same answer throughout."))
    if not math.isnan(agreement.positive):
        text = tr(
            "Confirmed by both: {both}; only by {first}: {first_count}; only by {second}: {second_count}. "
            "Positive agreement {percent}%."
        )
        confirmed = text.format(
            both=agreement.both_confirmed,
            first=first,
            first_count=agreement.only_first_confirmed,
            second=second,
            second_count=agreement.only_second_confirmed,
            percent=f"{100 * agreement.positive:.0f}",
        )
        lines.append(confirmed)
    return "\n".join(lines)


def _either(compared: ComparedDecisions) -> Decision:
    decision = compared.first or compared.second
    assert decision is not None
    return decision


def _state(decision: Decision | None) -> str:
    return tr(STATE_LABELS[decision.state]).lower() if decision is not None else tr("not marked")
