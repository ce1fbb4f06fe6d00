"""The page shown instead of pictures and charts while there are no pairs: the reason, and what to do."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.translation import tr, tr_n, tr_value
from app.widgets.buttons import push_button
from app.widgets.layouts import aligned, container, spacer, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession
from training.browser.pair_filter import PairFilter

_TEXT_PX = 520


class NoPairs(QStackedWidget):
    """Shows `view` if there are chosen pairs, otherwise the reason why there are none."""

    def __init__(self, session: DatasetSession, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.heading, self.message = PlainLabel(role="heading"), PlainLabel(role="muted", wrap=True)
        self.message.setFixedWidth(_TEXT_PX)
        self.message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.clear = push_button(tr("Clear all filters"), "filter-remove-outline")
        self.clear.clicked.connect(lambda: session.set_filter(PairFilter()))
        empty = container(
            vbox(
                spacer(2),
                aligned(self.heading, Qt.AlignmentFlag.AlignHCenter),
                aligned(self.message, Qt.AlignmentFlag.AlignHCenter),
                aligned(self.clear, Qt.AlignmentFlag.AlignHCenter),
                spacer(3),
                spacing=12,
            )
        )
        self.addWidget(view)
        self.addWidget(empty)
        session.rows_changed.connect(self._refresh)
        session.working.connect(self._refresh)
        session.reading_stopped.connect(self._refresh)
        self._refresh()

    @property
    def is_empty(self) -> bool:
        """Whether the reason is shown instead of the view."""
        return self.currentIndex() == 1

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        self.setCurrentIndex(0 if len(session.rows) else 1)
        filtered = len(session.table) > 0
        self.clear.setVisible(filtered)
        if filtered:
            self._show(
                tr("No pair matches"),
                tr_n(
                    "The one pair does not meet all conditions.",
                    "None of the {n} pairs meets all conditions.",
                    len(session.table),
                ),
            )
        elif session.problem:
            self._show(tr("No pairs"), "\n\n".join(map(tr_value, session.refused.values())) or session.problem)
        elif session.mask_refusals:
            self._show(tr("Which pixels are polyp?"), tr("Answer the question above to see the pairs."))
        elif session.reading:
            self._show(tr("Reading the folders…"), tr("The pairs are shown when all of them are read."))
        else:
            self._show(tr("No pairs have been read yet"), "")

    def _show(self, heading: str, message: str) -> None:
        self.heading.setText(heading)
        self.message.setText(message)
