"""The bar with the models in the two slots and the button that scores the chosen pairs."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QToolButton, QWidget

from app.services.model_name import model_name
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.pair_drawing import MODELS, line_html
from app.workspaces.dataset.scoring import COLUMN_OF, Scoring
from training.browser.columns import AT_COMPARABLE, GAIN
from training.browser.pair_filter import Range

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
            label = QLabel(f"{line_html(style)} Model {slot}")
            button = self.buttons[slot] = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setAccessibleName(f"Model {slot}")
            button.setMenu(self._make_menu(slot, button))
            models.addWidget(label)
            models.addWidget(button)
            models.addSpacing(10)
        self.score = push_button(
            "Score pairs", "play-speed", "Run the models over all chosen pairs, in the background; the worst come first"
        )
        self.scored = PlainLabel(role="muted")
        self.score.clicked.connect(self.score_requested)
        self.worse = push_button(
            f"A worse than B by {_WORSE_BY:g}",
            tip=f"Only pairs on which A has a Dice lower than B by {_WORSE_BY:g} or more, both {AT_COMPARABLE}",
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
            menu.addAction("The viewer's model", self._slots.follow_viewer)
        else:
            menu.addAction("None", lambda: self._slots.clear(slot))
        menu.addAction("Choose a file…", lambda: self._ask(slot))
        return menu

    def _ask(self, slot: str) -> None:
        path, _ = QFileDialog.getOpenFileName(self, f"Choose model {slot}", "", "Model files (*.safetensors)")
        if path:
            self._slots.choose(slot, Path(path))

    def _on_worse(self, checked: bool) -> None:
        span = Range(_WORSE_BY, float("inf")) if checked else None
        self._session.set_filter(self._session.filter.with_range(GAIN, span))

    @Slot()
    def _refresh(self) -> None:
        for slot, button in self.buttons.items():
            model = self._slots[slot]
            name = model_name(model) if model is not None else "none"
            elided = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
            button.setText(control_text(elided))
            button.setToolTip(tooltip(str(model.path)) if model is not None else f"Choose model {slot}")
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
        more = " more" if 0 < rest < len(rows) else ""
        text = f"Score {rest:,}{more} pairs" if rest else f"All {len(rows):,} pairs scored"
        self.score.setText(text if len(rows) else "Score pairs")
        self.scored.setText(
            ", ".join(f"{count:,} of {len(rows):,} scored with {slot}" for slot, count in scored.items())
        )
