"""ExaminationPanel: the marks of the examination, the withdrawal time, and the bowel preparation."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.actions import MARKS, ActionTable
from app.translation import mark, tr
from app.widgets.buttons import wide_action_button
from app.widgets.form_fields import ChoiceField
from app.widgets.layouts import hbox, scrolled, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.marks.mark_actions import MarkActions
from polyp_core.review.records import MARK_LABELS, BowelPreparation, Mark
from polyp_core.review.withdrawal import withdrawal_time
from polyp_core.time_text import format_clock, format_span

SEGMENTS = {"right": mark("Right"), "transverse": mark("Transverse"), "left": mark("Left")}
_SCORES: dict[int | None, str] = {None: "–", 0: "0", 1: "1", 2: "2", 3: "3"}
_MARK = Qt.ItemDataRole.UserRole


class ExaminationPanel(QWidget):
    """Shows the marks of the reader's review; a click on one goes there, Del removes it."""

    frame_chosen = Signal(int)

    def __init__(self, controller: ReviewController, marks: MarkActions, actions: ActionTable) -> None:
        super().__init__()
        self._controller, self._marks = controller, marks
        self.withdrawal = PlainLabel(wrap=True)
        self.begun = PlainLabel(role="caution", wrap=True)
        self.list = _MarkList()
        self.list.setAccessibleName(tr("Marks of the examination"))
        self.list.setToolTip(tr("A click goes there, Del removes the mark"))
        self.list.itemClicked.connect(self._go_to)
        self.list.itemActivated.connect(self._go_to)
        self.list.removed.connect(lambda item: marks.remove(item.data(_MARK)))
        self.empty = PlainLabel(
            tr("Mark moments at the playhead, and stretches as a range or by their beginning and end.")
        )
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.segments: dict[str, ChoiceField] = {}
        self.total = PlainLabel(role="muted")
        scores = QGridLayout()
        for column, (name, label) in enumerate(SEGMENTS.items()):
            field = ChoiceField(_SCORES)
            field.setAccessibleName(tr("Bowel preparation, {segment} colon").format(segment=tr(label).lower()))
            field.setToolTip(tr("0: unprepared, 1: parts are not seen, 2: residue, all is seen, 3: clean"))
            field.edited.connect(self._on_scored)
            self.segments[name] = field
            scores.addWidget(PlainLabel(tr(label), role="muted"), 0, column)
            scores.addWidget(field, 1, column)
        buttons = QGridLayout()
        buttons.setHorizontalSpacing(4)
        for number, spec in enumerate(MARKS):
            buttons.addWidget(wide_action_button(actions[spec.name]), number // 2, number % 2)
        content = QWidget()
        content.setLayout(
            vbox(
                PlainLabel(tr("Withdrawal time"), role="heading"),
                self.withdrawal,
                6,
                PlainLabel(tr("Marks"), role="heading"),
                buttons,
                self.begun,
                stretched(self.list),
                self.empty,
                6,
                hbox(PlainLabel(tr("Bowel preparation"), role="heading"), spacer(), self.total),
                scores,
                spacing=6,
                margins=(8, 8, 8, 10),
            )
        )
        self.setLayout(vbox(scrolled(content), margins=0))  # in a small window there are more rows than fit
        marks.begun_changed.connect(self.refresh)
        controller.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Shows the review as it is now."""
        controller = self._controller
        review = controller.review
        self.withdrawal.setText(format_withdrawal(controller))
        begun = [
            tr("{mark} begins at {time}").format(mark=tr(MARK_LABELS[kind]), time=_clock(controller, frame))
            for kind, frame in self._marks.begun.items()
        ]
        self.begun.setText("\n".join(begun))
        self.begun.setVisible(bool(begun))
        self._list(review.marks)
        self.empty.setVisible(not review.marks)
        preparation = review.bowel_preparation
        for name, field in self.segments.items():
            field.blockSignals(True)
            field.set_value(getattr(preparation, name))
            field.blockSignals(False)
            field.setEnabled(controller.can_change)
        total = preparation.total
        self.total.setText("" if total is None else tr("BBPS {total} of 9").format(total=total))

    def _list(self, marks: tuple[Mark, ...]) -> None:
        shown = [self.list.item(row).data(_MARK) for row in range(self.list.count())]
        if shown == list(marks):
            return
        current = self.list.currentRow()
        self.list.clear()
        for each in marks:
            item = QListWidgetItem(mark_label(each))
            item.setData(_MARK, each)
            self.list.addItem(item)
        self.list.setCurrentRow(min(current, self.list.count() - 1))

    def _go_to(self, item: QListWidgetItem) -> None:
        self.frame_chosen.emit(item.data(_MARK).stretch.first_frame)

    @Slot()
    def _on_scored(self) -> None:
        scores = {name: field.value() for name, field in self.segments.items()}
        self._marks.set_bowel_preparation(BowelPreparation(**scores))


class _MarkList(QListWidget):
    """A list whose current row is removed by Del."""

    removed = Signal(QListWidgetItem)

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Small, as the list takes what other widgets leave."""
        return self.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        is_delete = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete
        if is_delete and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # otherwise it takes back the decision on a finding
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and (item := self.currentItem()) is not None:
            self.removed.emit(item)
        else:
            super().keyPressEvent(event)


def mark_label(mark: Mark) -> str:
    """Formats a mark with its time, such as "Washing  3:10 to 3:25"."""
    start, end = format_clock(mark.stretch.start_s), format_clock(mark.stretch.end_s)
    is_moment = mark.stretch.first_frame == mark.stretch.last_frame
    return f"{start if is_moment else f'{start} – {end}'}   {tr(MARK_LABELS[mark.mark])}"


def format_withdrawal(controller: ReviewController) -> str:
    """Formats the withdrawal time, or what is missing for it."""
    found = withdrawal_time(controller.review.marks, controller.times_s)
    if found is not None:
        text = tr("{total}, of which {inspection} inspection")
        return text.format(total=format_span(found.total_s), inspection=format_span(found.inspection_s))
    kinds = {mark.mark for mark in controller.review.marks}
    begins, ends = (kind in kinds for kind in ("withdrawal_begins", "withdrawal_ends"))
    if begins and ends:
        return tr("The withdrawal ends before it begins: correct the marks.")
    if not (begins or ends):
        return tr("Mark where it begins and ends.")
    return tr("Mark where the withdrawal ends.") if begins else tr("Mark where the withdrawal begins.")


def _clock(controller: ReviewController, frame: int) -> str:
    times_s = controller.times_s
    return format_clock(float(times_s[frame])) if frame < len(times_s) else ""
