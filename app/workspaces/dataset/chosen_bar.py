"""The bar above the pages: search, the conditions of the filter as chips, the number of pairs, and Open in Review."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from app.services.settings import Settings
from app.translation import format_count, tr, tr_n, tr_value
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer, stretched
from app.widgets.plain_text import PlainLabel, control_text
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.export_button import ExportButton
from app.workspaces.dataset.views_button import ViewsButton
from training.browser.pair_filter import PairFilter

_SEARCH_AFTER_MS = 200
_CHIP_PX = 240


class ChosenBar(QWidget):
    """Shows and changes the session's filter."""

    review_requested = Signal()

    def __init__(self, session: DatasetSession, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = 0
        self.views = ViewsButton(session, settings)
        self.export = ExportButton()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search by name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.setAccessibleName(tr("Search by name"))
        self._typed = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._typed.timeout.connect(self._on_typed)
        self.search.textEdited.connect(self._typed.start)
        self.search.returnPressed.connect(self._on_typed)
        self._chips = hbox(spacing=6)
        self.chips: dict[str, QPushButton] = {}
        self.clear = push_button(tr("Clear filters"), tip=tr("Remove all conditions"), role="link")
        self.clear.clicked.connect(self._on_clear)
        self.count = PlainLabel(role="muted")
        self.review = push_button(
            tr("Open in Review"),
            "play-box-outline",
            tr("Play the selected pairs, or all chosen ones, in Review, with the ground truth next to the prediction"),
        )
        self.review.clicked.connect(self.review_requested)
        self.setLayout(
            hbox(
                stretched(self.search),
                self._chips,
                self.clear,
                spacer(2),
                self.count,
                self.views,
                self.export,
                self.review,
                spacing=8,
                margins=(12, 8, 12, 8),
            )
        )
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
        self.count.setText(
            tr_n("{chosen} of {n} pair", "{chosen} of {n} pairs", total, chosen=format_count(chosen)) if total else ""
        )
        self._show_review()
        self.clear.setVisible(not self._session.filter.is_empty)
        # A text that is still being typed is not in the filter yet.
        if not self._typed.isActive() and self._session.filter.text != self.search.text().strip():
            self.search.setText(self._session.filter.text)
        self._show_chips(
            {key: tr_value(text) for key, text in self._session.filter.describe().items() if key != "text"}
        )

    def set_selected(self, count: int) -> None:
        """Shows how many pairs are selected."""
        self._selected = count
        self._show_review()

    def _show_review(self) -> None:
        chosen = len(self._session.rows)
        self.review.setEnabled(chosen > 0)
        count = self._selected if self._selected > 1 else chosen
        self.review.setText(
            tr("Open {count} in Review").format(count=format_count(count)) if chosen else tr("Open in Review")
        )
        self.export.setEnabled(chosen > 0)

    def _show_chips(self, conditions: dict[str, str]) -> None:
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for column, text in conditions.items():
            short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _CHIP_PX)
            tip = tr("{text}. Click to remove this condition.").format(text=text)
            chip = push_button(control_text(short), "close", tip, tint="muted")
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(
                lambda _=False, column=column: self._session.set_filter(self._session.filter.without(column))
            )
            self.chips[column] = chip
            self._chips.addWidget(chip)
