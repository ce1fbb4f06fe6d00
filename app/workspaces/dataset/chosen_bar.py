"""The bar above the pages: search, the conditions of the filter as chips, the number of pairs, and Open in Review."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from training.browser.pair_filter import PairFilter

_SEARCH_AFTER_MS = 200
_CHIP_PX = 240


class ChosenBar(QWidget):
    """Shows and changes the session's filter."""

    review_requested = Signal()

    def __init__(self, session: DatasetSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search by name")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.setAccessibleName("Search by name")
        self._typed = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._typed.timeout.connect(self._on_typed)
        self.search.textEdited.connect(self._typed.start)
        self.search.returnPressed.connect(self._on_typed)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.chips: dict[str, QPushButton] = {}
        self.clear = QPushButton("Clear all")
        self.clear.setProperty("role", "link")
        self.clear.setToolTip("Remove all conditions")
        self.clear.clicked.connect(self._on_clear)
        self.count = PlainLabel(role="muted")
        self.review = QPushButton(icon("play-box-outline"), "Open in Review")
        self.review.setToolTip("Play the chosen pairs in Review, with the ground truth next to the prediction")
        self.review.clicked.connect(self.review_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addLayout(self._chips)
        row.addWidget(self.clear)
        row.addStretch(2)
        row.addWidget(self.count)
        row.addWidget(self.review)
        session.rows_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _on_typed(self) -> None:
        self._typed.stop()
        self._session.set_filter(self._session.filter.with_text(self.search.text()))

    @Slot()
    def _on_clear(self) -> None:
        self._typed.stop()
        self._session.set_filter(PairFilter())

    @Slot()
    def _refresh(self) -> None:
        chosen, total = len(self._session.rows), len(self._session.table)
        self.count.setText(f"{chosen:,} of {total:,} pairs" if total else "")
        self.review.setEnabled(chosen > 0)
        self.clear.setVisible(not self._session.filter.is_empty)
        # A text that is still being typed is not in the filter yet.
        if not self._typed.isActive() and self._session.filter.text != self.search.text().strip():
            self.search.setText(self._session.filter.text)
        self._show_chips({key: text for key, text in self._session.filter.describe().items() if key != "text"})

    def _show_chips(self, conditions: dict[str, str]) -> None:
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for column, text in conditions.items():
            short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _CHIP_PX)
            chip = QPushButton(icon("close", "muted"), control_text(short))
            chip.setToolTip(tooltip(f"{text}. Click to remove this condition."))
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(
                lambda _=False, column=column: self._session.set_filter(self._session.filter.without(column))
            )
            self.chips[column] = chip
            self._chips.addWidget(chip)
