"""What stands in place of pictures and charts while there is no pair to show: why there is none, and what to do."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from training.browser.pair_filter import PairFilter

_WORDS_PX = 520


class NoPairs(QStackedWidget):
    """Shows `view` while pairs are chosen, and otherwise says why none is."""

    def __init__(self, session: DatasetSession, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.heading, self.words = PlainLabel(), PlainLabel()
        self.heading.setProperty("role", "heading")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setFixedWidth(_WORDS_PX)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.clear = QPushButton(icon("filter-remove-outline"), "Clear all filters")
        self.clear.clicked.connect(lambda: session.set_filter(PairFilter()))
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self.heading, self.words, self.clear):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.addWidget(view)
        self.addWidget(empty)
        session.rows_changed.connect(self._refresh)
        session.working.connect(self._refresh)
        session.reading_stopped.connect(self._refresh)
        self._refresh()

    @property
    def says_why(self) -> bool:
        """Whether the words are shown instead of the view."""
        return self.currentIndex() == 1

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        self.setCurrentIndex(0 if len(session.rows) else 1)
        narrowed = len(session.table) > 0
        self.clear.setVisible(narrowed)
        if narrowed:
            self._say("No pair matches", f"None of the {len(session.table):,} pairs fits all that is chosen.")
        elif session.trouble:
            self._say("No pairs", "\n\n".join(session.refused.values()) or session.trouble)
        elif session.mask_refusals:
            self._say("Which pixels are polyp?", "The masks do not tell. Answer above, and their pairs are shown.")
        elif session.reading:
            self._say("Reading the folders…", "Pairs are shown as soon as all of them are known.")
        else:
            self._say("Nothing has been read yet", "")

    def _say(self, heading: str, words: str) -> None:
        self.heading.setText(heading)
        self.words.setText(words)
