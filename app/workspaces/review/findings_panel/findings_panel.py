"""FindingsPanel: the findings and bookmarks of the open recording with what the reader decides about them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QUndoCommand
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QMenu, QPushButton, QScrollArea, QToolButton

from app.actions import ActionTable
from app.mask_editing.change_command import ChangeCommand
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.translation import mark, tr
from app.widgets.buttons import push_button, wide_action_button
from app.widgets.focus_frame import FocusFrame
from app.widgets.form_fields import ChoiceField
from app.widgets.layouts import container, hbox, scrolled, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from app.workspaces.review.findings_panel.finding_details import FindingDetails
from app.workspaces.review.findings_panel.finding_list import FindingList
from app.workspaces.review.findings_panel.finding_outlines import FindingOutlines
from app.workspaces.review.findings_panel.list_rows import (
    NAME_LABEL,
    ORDER_LABELS,
    SHOWN_LABELS,
    BookmarkRow,
    arrange,
    row_at,
    rows_of,
    same_row,
)
from app.workspaces.review.findings_panel.reader_button import ReaderButton
from app.workspaces.review.findings_panel.review_controller import ReviewController, Situation
from app.workspaces.review.findings_panel.sign_off_bar import SignOffBar
from app.workspaces.review.review_session import ReviewSession
from polyp_core.findings.curve import Curve

_DECIDE = ("confirm", "unsure", "reject")
_MORE = (
    *("add_finding", "add_bookmark", "", "trim_finding", "split_finding", "merge_findings", "best_frame", ""),
    *("take_back", "", "loop_finding", "next_undecided", "", "undo", "redo", "", "hide_model"),
)
_DETAILS_SHARE = 0.5  # of the panel's height that note and lesion card may take
_LEAST_DETAILS_PX = 44
_PICTURES = mark("Decisions are kept for recordings only, not for pictures that do not follow one another.")
_HIDDEN = mark("The model is hidden. Mark what you see with I and O, and add it with Shift+A.")
_EMPTY: dict[Situation, str] = {
    "closed": mark("Open a recording to see its findings here."),
    "pictures": _PICTURES,
    "indexing": mark("The review opens as soon as the length of the recording is known."),
    "opening": mark("Opening the review…"),
}


class FindingsPanel(QScrollArea):
    """Shows what `controller` lists. Its `list` has the current row, which follows the playhead."""

    set_aside_requested = Signal()
    edit_requested = Signal()
    """Note or lesion card is about to be edited, and has to be on screen."""

    def __init__(
        self, controller: ReviewController, session: ReviewSession, settings: Settings, actions: ActionTable
    ) -> None:
        super().__init__()
        FocusFrame(self)
        self._controller, self._session, self._settings = controller, session, settings
        self.reader = ReaderButton(settings)
        self.progress = PlainLabel(role="muted")
        self.problem = PlainLabel(role="warning", wrap=True)
        self.hidden = PlainLabel(tr(_HIDDEN), role="muted", wrap=True)
        self.show_model = push_button(tr("Show what the model found"), "eye-outline")
        self.set_aside = push_button(tr("Set the file aside…"), "file-move-outline")
        self.set_aside.clicked.connect(self.set_aside_requested)
        self.shown = _choice(SHOWN_LABELS, tr("Shown"))
        self.order = _choice(ORDER_LABELS, tr("Order"))
        self._outlines = FindingOutlines(session, controller, settings, self)
        self.list = FindingList(session.thumbnail_at_leisure, self._outlines.at, lambda: settings.colour)
        self.empty = PlainLabel(role="muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_all = push_button(tr("Show all"), "filter-remove-outline")
        self.show_all.clicked.connect(self._show_all)
        self.analyse = push_button(tr("Analyse the recording"), "play-speed")
        self.analyse.clicked.connect(lambda: setattr(settings, "analyse_whole_clip", True))
        settings.changed.analyse_whole_clip.connect(self._show_empty)
        self.details = FindingDetails()
        self.details.resized.connect(self._fit_details)
        self.details.left.connect(self.list.setFocus)
        self.sign_off = SignOffBar(controller, actions["complete_review"])
        self._lay_out(actions)
        self.list.current_row_changed.connect(lambda: self.details.show_row(self.list.current_row))
        for choice in (self.shown, self.order):
            choice.edited.connect(self.refresh)
        controller.changed.connect(self.refresh)
        session.model_hidden_changed.connect(self.refresh)
        session.curve_changed.connect(self._on_curve)
        session.thumbnail_arrived.connect(lambda _: self.list.viewport().update())
        self._outlines.arrived.connect(self.list.viewport().update)
        settings.changed.colour.connect(lambda _: self.list.viewport().update())
        self.refresh()

    @Slot(int)
    def follow(self, frame: int) -> None:
        """Makes the finding at the playhead current, unless the user is writing or has selected several."""
        current, rows = self.list.current_row, self.list.rows
        if isinstance(current, BookmarkRow) and current.frame == frame:
            return
        focus = QApplication.focusWidget()
        if (focus is not None and self.details.isAncestorOf(focus)) or len(self.list.selected_rows) > 1:
            return
        row = row_at(rows, frame, current)
        if row is not None and (current is None or row.id != current.id):
            self.list.set_current(row)

    def shutdown(self, deadline: Deadline) -> None:
        self._outlines.shutdown(deadline)

    @Slot()
    def refresh(self) -> None:
        """Shows the review as it is now."""
        controller, info = self._controller, self._session.player.info
        names = info.frame_names if info is not None else ()
        with QSignalBlocker(self.order):
            label = tr(NAME_LABEL) if names else tr(ORDER_LABELS["time"])
            self.order.setItemText(self.order.findData("time"), label)
        rows = arrange(controller.listed, controller.review.bookmarks, self.order.value(), self.shown.value(), names)
        self.list.set_rows(rows)
        progress = controller.progress
        text = tr("{decided} of {total} decided").format(decided=progress.decided, total=progress.total)
        shows_progress = controller.is_open and progress.total > 0
        self.progress.setText(text if shows_progress else "")
        for widget in (self.hidden, self.show_model):
            widget.setVisible(self._session.model_hidden)
        self.details.set_editable(controller.can_change)
        problem = tr(_PICTURES) if controller.situation == "pictures" and rows else controller.problem
        # The path has long words, at which no line can end.
        self.problem.setText(problem.replace(str(controller.path), tr("of this recording")))
        self.problem.setToolTip(tooltip(problem))
        self.problem.setVisible(bool(problem))
        self.details_area.setVisible(controller.is_open)
        self.sign_off.setVisible(controller.is_open)
        self.set_aside.setVisible(controller.situation == "damaged")
        self._show_empty()
        self._fit_details()

    def show_change(self, command: QUndoCommand | None) -> None:
        """Makes the row current that was changed, undone or redone by `command`."""
        if isinstance(command, ChangeCommand):
            found = [same_row(self.list.rows, row) for row in rows_of(command.change)]
            self.list.set_current(next((row for row in found if row is not None), self.list.current_row))

    def edit_note(self) -> None:
        """Moves the focus to the note."""
        if self.details.isEnabled():
            self.edit_requested.emit()
            self.details.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.details_area.ensureWidgetVisible(self.details.note)

    def edit_card(self) -> None:
        """Moves the focus to the first field of the lesion card."""
        if self.details.isEnabled():
            self.edit_requested.emit()
            self.details.open_card()
            # Once the card has its place in the area.
            QTimer.singleShot(0, lambda: self.details_area.ensureWidgetVisible(self.details.card))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_details()

    def _fit_details(self) -> None:
        """Gives note and lesion card the height that they need, as far as the list keeps a row."""
        area, layout, height_px = self.details_area, self._column, self.viewport().height()
        total_px = layout.heightForWidth(self.viewport().width()) if layout.hasHeightForWidth() else 0
        others_px = max(total_px, layout.sizeHint().height()) - area.minimumHeight()
        needed_px = min(self.details.sizeHint().height() + 2, round(_DETAILS_SHARE * height_px))
        area.setFixedHeight(max(_LEAST_DETAILS_PX, min(needed_px, height_px - others_px)))

    @Slot(object)
    def _on_curve(self, curve: Curve) -> None:
        if not self.list.rows:
            self._show_empty()

    def _show_empty(self) -> None:
        """Shows the list, or says why there is nothing in it."""
        text, remedy = ("", None) if self.list.rows else self._why_empty()
        self.empty.setText(text)
        for button in (self.show_all, self.analyse):
            button.setVisible(button is remedy)
        self.empty.setVisible(not self.list.rows)
        self.list.setVisible(bool(self.list.rows))

    @Slot()
    def _show_all(self) -> None:
        self.shown.set_value("all")
        self.refresh()

    def _why_empty(self) -> tuple[str, QPushButton | None]:
        """Returns why nothing is listed, and the button that does something about it."""
        controller, curve = self._controller, self._session.curve
        if not controller.is_open:
            return tr(_EMPTY.get(controller.situation, "")), None
        if self._session.model_hidden:
            return tr("You have added nothing yet."), None
        if controller.listed or controller.review.bookmarks:
            return tr("No finding has this state."), self.show_all
        is_whole = self._settings.analyse_whole_clip
        if not curve.analysed.any():
            text = tr("Nothing is analysed yet. Findings appear here as they are found.")
            return text, None if is_whole else self.analyse
        if curve.analysed_share < 1:
            return tr("Nothing found in what has been analysed so far."), None if is_whole else self.analyse
        return tr("Nothing found. What the model missed is added with I, O and Shift+A."), None

    def _lay_out(self, actions: ActionTable) -> None:
        buttons = [stretched(wide_action_button(actions[name])) for name in _DECIDE]
        menu = QMenu(self)
        for name in _MORE:
            if name:
                menu.addAction(actions[name])
                self.list.addAction(actions[name])
            else:
                menu.addSeparator()
        more = QToolButton()
        more.setIcon(icon("dots-horizontal"))
        more.setToolTip(tr("More"))
        more.setAccessibleName(tr("More"))
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # The dots say that there is a menu.
        more.setStyleSheet("QToolButton { padding-right: 4px; } QToolButton::menu-indicator { image: none; }")
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.details_area = details = scrolled(self.details)
        details.setFixedHeight(_LEAST_DETAILS_PX)
        details.setFrameShape(QFrame.Shape.NoFrame)
        details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = vbox(
            hbox(self.reader, spacer(), self.progress, spacing=6),
            self.problem,
            self.set_aside,
            self.hidden,
            self.show_model,
            hbox(stretched(self.shown), stretched(self.order), spacing=6),
            stretched(self.list),
            stretched(self.empty),
            self.show_all,
            self.analyse,
            container(hbox(*buttons, more, spacing=4, margins=0)),
            details,
            self.sign_off,
            spacing=6,
            margins=(10, 8, 10, 8),
        )
        self.setWidget(container(self._column))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _choice(labels: Mapping[Any, str], name: str) -> ChoiceField:
    field = ChoiceField({value: tr(label) for value, label in labels.items()})
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field
