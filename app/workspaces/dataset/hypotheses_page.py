"""The hypothesis tests on the chosen pairs, as cards; scipy.stats is imported in the task, since it takes long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, tr, tr_n
from app.widgets.focus_frame import FocusFrame
from app.widgets.layouts import container, hbox, scrolled, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.no_pairs import NoPairs

if TYPE_CHECKING:
    from training.statistics.differences import PropertyDifference
    from training.statistics.hypotheses import Answer, Hypothesis

    Results = tuple[list[Hypothesis], list[PropertyDifference]]


class HypothesesPage(QScrollArea):
    """One card per question; tested again in the background when the filter changes."""

    failed = Signal(str)

    def __init__(self, session: DatasetSession, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusFrame(self)
        self._session = session
        self._stale = True
        self.cards: list[HypothesisCard] = []
        self.differences: DifferencesCard | None = None
        self._work = LatestTask(tasks, "Testing hypotheses", self)
        self._work.completed.connect(self._on_answers)
        self._work.failed.connect(self.failed)
        self.setWidgetResizable(True)
        self.intro = PlainLabel(role="muted", wrap=True)
        self.with_empty = QCheckBox(tr("Include empty masks"))
        self.with_empty.setToolTip(
            tr("Test all chosen pairs, those without a polyp with a coverage of 0, instead of those that show a polyp")
        )
        self.with_empty.toggled.connect(self._refresh)
        self.cautions = _text("", "warning")
        top = hbox(stretched(self.intro), self.with_empty, spacing=16)
        self._column = vbox(top, self.cautions, spacer(), spacing=12, margins=16)
        self.no_pairs = NoPairs(session, container(self._column))
        self.setWidget(self.no_pairs)
        session.rows_changed.connect(self._refresh)
        session.reading_stopped.connect(self._show_message)
        session.working.connect(self._show_message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        # The cards of other pairs must not stay visible.
        self._stale = True
        self._work.cancel()
        self._show_cards([], [])
        self.intro.setText(
            tr("Testing…") if self._session.dataset_table is not None else tr("No pairs have been read yet.")
        )
        if self.isVisible() and len(self._session.rows):
            self._stale = False
            self._work.request(_answers, self._session.chosen, with_empty=self.with_empty.isChecked())

    @Slot(object)
    def _on_answers(self, results: Results) -> None:
        self._show_cards(*results)
        self._show_message()

    @Slot()
    def _show_message(self) -> None:
        if self.cards:
            self.intro.setText(
                tr_n(
                    "Of the {n} chosen pair, {date}. Choose the pairs before you look at the results: testing many "
                    "selections until one is below 0.05 finds chance results.",
                    "Of the {n} chosen pairs, {date}. Choose the pairs before you look at the results: testing many "
                    "selections until one is below 0.05 finds chance results.",
                    len(self._session.rows),
                    date=Date.today().isoformat(),
                )
                + self._caution_about_groups()
            )

    def _caution_about_groups(self) -> str:
        if self._session.copies_known:
            return ""
        if self._session.stopped:
            return " " + tr("Near copies were not searched for: pairs that belong together may count as independent.")
        return " " + tr("Near copies are still being searched for; groups may still change.")

    def _show_cards(self, answers: list[Hypothesis], differences: list[PropertyDifference]) -> None:
        for old in (*self.cards, self.differences):
            if old is not None:
                old.hide()
                old.deleteLater()
        # Notes of every answer are shown once, above them.
        shared = [note for note in answers[0].notes if all(note in other.notes for other in answers)] if answers else []
        self.cautions.setText("\n".join(map(tr, shared)))
        self.cautions.setVisible(bool(shared))
        self.cards = [HypothesisCard(answer, omitted=shared) for answer in answers]
        self.differences = DifferencesCard(differences) if differences else None
        for card in (*self.cards, self.differences):
            if card is not None:
                self._column.insertWidget(self._column.count() - 1, card)


class HypothesisCard(QFrame):
    """The question, result in words, numbers by frame and by group, and notes except those in `omitted`."""

    def __init__(self, hypothesis: Hypothesis, omitted: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        question = hypothesis.question
        best = hypothesis.by_group or hypothesis.by_frame
        self.reading = _text(tr(best.reading))
        column = vbox(
            _text(tr(question.question), "heading"),
            self.reading,
            _numbers(hypothesis),
            spacing=8,
            margins=(18, 14, 18, 16),
        )
        self.setLayout(column)
        for note in hypothesis.notes:
            if note not in omitted:
                column.addWidget(_text(tr(note), "warning"))
        column.addWidget(
            _text(
                tr("Null hypothesis: {null} Alternative: {alternative}").format(
                    null=tr(question.null), alternative=tr(question.alternative)
                ),
                "muted",
            )
        )


def _numbers(hypothesis: Hypothesis) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(3)
    from training.statistics.hypotheses import format_empty_choice

    def choice(*, with_empty: bool) -> str:
        return f", {tr(format_empty_choice(with_empty=with_empty))}" if hypothesis.empty else ""

    chosen = choice(with_empty=hypothesis.with_empty)
    answers = {f"{tr('By frame')}{chosen}": hypothesis.by_frame}
    if hypothesis.by_group is not None:
        answers[f"{tr('By group')}{chosen}"] = hypothesis.by_group
    if hypothesis.by_frame_otherwise is not None:
        answers[f"{tr('By frame')}{choice(with_empty=not hypothesis.with_empty)}"] = hypothesis.by_frame_otherwise
    question = hypothesis.question
    effect = tr("{effect} (95 % interval)").format(effect=tr(question.effect))
    heads = ("", "n", tr(question.test), "p", effect)
    for place, head in enumerate(heads):
        grid.addWidget(_text(head, "muted", wrap=False), 0, place)
    for row, (name, answer) in enumerate(answers.items(), 1):
        for place, text in enumerate((name, *_cells(answer))):
            grid.addWidget(_text(text, wrap=False), row, place)
    grid.setColumnStretch(len(heads), 1)
    return grid


class DifferencesCard(QFrame):
    """The medians of every dataset, and the largest difference of each property in words."""

    def __init__(self, differences: Sequence[PropertyDifference], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(3)
        names = list(differences[0].datasets)
        heads = (
            "",
            *(f"{name}, n = {format_count(differences[0].datasets[name].n)}" for name in names),
            tr("Cliff's delta"),
            "",
        )
        self.texts = [heads] + [
            (
                f"{tr(each.title)} ({tr(each.unit)})",
                *(tr(each.format(name)) for name in names),
                "" if each.delta is None else f"{each.delta:.2f}",
                tr(each.reading),
            )
            for each in differences
        ]
        for row, texts in enumerate(self.texts):
            for place, text in enumerate(texts):
                grid.addWidget(_text(text, "" if row and place else "muted", wrap=False), row, place)
        grid.setColumnStretch(len(heads), 1)
        grid.setContentsMargins(0, 0, 0, 0)
        # Many datasets are wider than the card, which then scrolls.
        inside = container(grid)
        self.area = scrolled(inside)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFixedHeight(inside.sizeHint().height() + self.area.horizontalScrollBar().sizeHint().height())
        title = _text(tr("How do the datasets differ?"), "heading")
        note = _text(
            tr(
                "Median of each dataset, with its quartiles in brackets. Cliff's delta is that of the two datasets "
                "that differ most: 0 if they are alike, 1 or -1 if they do not overlap."
            ),
            "muted",
        )
        self.setLayout(vbox(title, self.area, note, spacing=8, margins=(18, 14, 18, 16)))


def _cells(answer: Answer) -> tuple[str, ...]:
    from training.statistics.estimates import Undefined
    from training.statistics.hypotheses import format_p

    outcome = answer.outcome
    n = tr(" and ", "between two counts").join(map(format_count, outcome.n))
    if isinstance(outcome, Undefined):
        return n, tr("not possible"), "", ""
    interval = _format_interval(outcome.interval)
    return (
        n,
        f"{outcome.statistic_name} = {outcome.statistic:.3f}",
        format_p(outcome.p),
        f"{outcome.effect:.3f} ({interval})",
    )


def _format_interval(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return tr("no interval")
    low, high = (f"{end:.3f}" for end in interval)
    return tr("{low} to {high}").format(low=low, high=high)


def _text(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    return PlainLabel(text, role=role, wrap=wrap, selectable=True)


def _answers(handle: TaskHandle, chosen: pd.DataFrame, *, with_empty: bool) -> Results:
    from training.statistics.differences import differences
    from training.statistics.hypotheses import answer_questions

    handle.raise_if_cancelled()
    answers = answer_questions(chosen, with_empty=with_empty) if len(chosen) else []
    handle.raise_if_cancelled()
    return answers, differences(chosen) if len(chosen) and chosen["dataset"].nunique() > 1 else []
