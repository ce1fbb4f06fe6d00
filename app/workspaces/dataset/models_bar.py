"""The bar with the models in the two slots and the button that scores the chosen pairs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from app.services.model_name import model_name
from app.translation import format_count, tr, tr_n
from app.widgets.buttons import push_button
from app.widgets.file_dialogs import ask_for_file
from app.widgets.layouts import hbox, spacer
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.pair_drawing import MODELS, line_html
from app.workspaces.dataset.scoring import COLUMN_OF, Scoring
from training.browser.columns import GAIN
from training.browser.pair_filter import Range
from training.evaluation.scoring import COMPARABLE

_NAME_PX = 190
_WORSE_BY = 0.1


class ModelsBar(QWidget):
    """Chooses models, requests scores, and filters the pairs on which A is worse than B."""

    score_requested = Signal()

    def __init__(
        self, session: DatasetSession, slots: ModelSlots, scoring: Scoring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._slots, self._scoring = session, slots, scoring
        self.buttons: dict[str, QToolButton] = {}
        models = hbox(spacing=8)
        for slot, style in zip(SLOTS, MODELS, strict=True):
            label = QLabel(f"{line_html(style)} {_format_slot(slot)}")
            button = self.buttons[slot] = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setAccessibleName(_format_slot(slot))
            button.setMenu(self._make_menu(slot, button))
            models.addWidget(label)
            models.addWidget(button)
            models.addSpacing(10)
        self.score = push_button(
            tr("Score pairs"),
            "play-speed",
            tr("Run the models over all chosen pairs, in the background; the worst come first"),
        )
        self.scored = PlainLabel(role="muted")
        self.score.clicked.connect(self.score_requested)
        self.worse = push_button(
            tr("A worse than B by {difference:g}").format(difference=_WORSE_BY),
            tip=tr(
                "Only pairs on which A has a Dice lower than B by {difference:g} or more, both at {threshold:g}"
            ).format(difference=_WORSE_BY, threshold=COMPARABLE.threshold),
        )
        self.worse.setCheckable(True)
        self.worse.clicked.connect(self._on_worse)
        self.setLayout(hbox(models, self.score, self.scored, self.worse, spacer(), spacing=8, margins=(12, 0, 12, 8)))
        slots.changed.connect(self._refresh)
        session.rows_changed.connect(self._refresh)
        scoring.wanted_changed.connect(self._refresh)
        self._refresh()

    def _make_menu(self, slot: str, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        if slot == "A":
            menu.addAction(tr("The viewer's model"), self._slots.follow_viewer)
        else:
            menu.addAction(tr("None"), lambda: self._slots.clear(slot))
        menu.addAction(tr("Choose a file…"), lambda: self._ask(slot))
        return menu

    def _ask(self, slot: str) -> None:
        title = tr("Choose model {slot}").format(slot=slot)
        if path := ask_for_file(self, title, tr("Model files (*.safetensors)")):
            self._slots.choose(slot, path)

    def _on_worse(self, checked: bool) -> None:
        span = Range(_WORSE_BY, float("inf")) if checked else None
        self._session.set_filter(self._session.filter.with_range(GAIN, span))

    @Slot()
    def _refresh(self) -> None:
        for slot, button in self.buttons.items():
            model = self._slots[slot]
            name = model_name(model) if model is not None else tr("none", "no model")
            elided = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
            button.setText(control_text(elided))
            button.setToolTip(
                tooltip(str(model.path)) if model is not None else tr("Choose model {slot}").format(slot=slot)
            )
        self.score.setEnabled(len(self._session.rows) > 0 and any(self._slots[slot] is not None for slot in SLOTS))
        self._show_scored()
        self.worse.setVisible(GAIN in self._session.table)
        self.worse.setChecked(GAIN in self._session.filter.ranges)

    def _show_scored(self) -> None:
        table, rows = self._session.table, self._session.rows
        scored = {
            slot: int(table[column].iloc[rows].notna().sum()) for slot, column in COLUMN_OF.items() if column in table
        }
        rest = self._scoring.count_unscored()
        self.score.setText(_format_to_score(rest, len(rows)))
        self.scored.setText(
            ", ".join(
                tr("{count} of {total} scored with {slot}").format(
                    count=format_count(count), total=format_count(len(rows)), slot=slot
                )
                for slot, count in scored.items()
            )
        )


def _format_slot(slot: str) -> str:
    return tr("Model {slot}").format(slot=slot)


def _format_to_score(rest: int, count: int) -> str:
    if not count:
        return tr("Score pairs")
    if not rest:
        return tr_n("{n} pair scored", "All {n} pairs scored", count)
    if rest < count:
        return tr_n("Score {n} more pair", "Score {n} more pairs", rest)
    return tr_n("Score {n} pair", "Score {n} pairs", rest)
