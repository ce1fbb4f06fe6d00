"""Dialog with the frames to label next, whose rows lead to the frames."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QSpinBox,
    QTableWidgetItem,
    QWidget,
)

from app.services.source_history import source_name
from app.translation import mark, tr
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.widgets.row_table import row_table
from app.workspaces.review.frame_times import format_time
from polyp_core.display_text import visible
from polyp_core.labelling.frame_suggestions import Suggestion

_COLUMNS = (mark("Recording"), mark("Time"), mark("Frame"), mark("Why"))
_INTRODUCTION = mark(
    "Frames from whose masks the model would learn most, by what it found in them. They are spread over recordings, "
    "examinations and time; frames that have masks and recordings that are kept for the test are left out."
)


class SuggestionsDialog(QDialog):
    """Stays open next to the window while the frames are labelled."""

    requested = Signal(int, bool)
    """How many frames to suggest, and whether from all recordings of the list."""
    frame_chosen = Signal(object)
    """Suggestion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Frames to label next"))
        set_page(self, "reviewing.md#frames-to-label-next")
        self.resize(600, 460)
        self._suggestions: Sequence[Suggestion] = ()
        self.count = QSpinBox()
        self.count.setRange(1, 1000)
        self.count.setValue(20)
        self.count.setAccessibleName(tr("Number of frames"))
        self.all_recordings = QCheckBox()
        self.suggest = push_button(tr("Suggest"), "playlist-star", tint="on_accent", role="primary")
        self.suggest.clicked.connect(self._request)
        self.notes = PlainLabel(wrap=True, role="muted")
        self.table = row_table(tr("Suggested frames"), [tr(column) for column in _COLUMNS])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.cellClicked.connect(lambda row, _: self._go_to(row))
        self.table.cellActivated.connect(lambda row, _: self._go_to(row))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        choice = hbox(PlainLabel(tr("Frames")), self.count, self.all_recordings, spacer(), self.suggest, spacing=10)
        introduction = PlainLabel(tr(_INTRODUCTION), wrap=True, role="muted")
        parts = (introduction, choice, stretched(self.table), self.notes, buttons)
        self.setLayout(vbox(*parts, spacing=10, margins=(16, 14, 16, 12)))
        self.set_queue_length(0)
        self.show_notes([])

    def set_queue_length(self, count: int) -> None:
        """Offers the recordings of the list, if there are any."""
        text = tr("From all {count} recordings of the list").format(count=count)
        self.all_recordings.setText(text if count > 1 else tr("From the list"))
        self.all_recordings.setVisible(count > 0)

    def show_busy(self, busy: bool) -> None:
        self.suggest.setEnabled(not busy)
        self.suggest.setText(tr("Suggesting…") if busy else tr("Suggest"))

    def show_suggestions(self, suggestions: Sequence[Suggestion], notes: Sequence[str]) -> None:
        """Fills the table, the most valuable frames first; `notes` say what was left out, and why there are none."""
        self._suggestions = suggestions
        self.table.setRowCount(len(suggestions))
        for row, each in enumerate(suggestions):
            texts = (source_name(each.source), format_time(each.time_s), f"{each.frame_index}", tr(each.reason.label))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(visible(text))
                item.setToolTip(visible(text))
                self.table.setItem(row, column, item)
        self.show_notes(notes)

    def show_notes(self, notes: Sequence[str]) -> None:
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))

    @Slot()
    def _request(self) -> None:
        self.requested.emit(self.count.value(), self.all_recordings.isVisible() and self.all_recordings.isChecked())

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self._suggestions):
            self.frame_chosen.emit(self._suggestions[row])
