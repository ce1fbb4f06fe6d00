"""DecisionActions: what the keys, menus and buttons of the findings panel do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox

from app.actions import DECISIONS, ActionTable
from app.playback.playback_range import Loop
from app.playback.player import Player
from app.services.settings import Settings
from app.translation import tr, tr_n
from app.workspaces.review.findings_panel.findings_panel import FindingsPanel
from app.workspaces.review.findings_panel.list_rows import STATE_LABELS, FindingRow, Row, next_undecided
from app.workspaces.review.findings_panel.review_controller import ReviewController
from polyp_core.review import changes
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import Decision, State
from polyp_core.review.review import Change, Review

_STATES: dict[str, State] = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}
_WITHOUT_CHANGE = ("loop_finding", "next_undecided", "edit_note", "edit_card")
"""Those that need a review, but not that it can be changed."""
_CHANGING = tuple(spec.name for spec in DECISIONS if spec.name not in (*_WITHOUT_CHANGE, "undo", "redo", "hide_model"))


class DecisionActions(QObject):
    """Applies the actions to the current row of the panel, and moves on to the next undecided finding."""

    def __init__(
        self,
        actions: ActionTable,
        panel: FindingsPanel,
        controller: ReviewController,
        player: Player,
        settings: Settings,
    ) -> None:
        super().__init__(panel)
        self._actions, self._panel, self._controller = actions, panel, controller
        self._player, self._settings = player, settings
        self._is_asking = False
        for name, state in _STATES.items():
            actions.on(name, partial(self._decide, state))
        for name, slot in (
            ("take_back", self._take_back),
            ("next_undecided", self._go_to_next_undecided),
            ("loop_finding", self._loop),
            ("add_finding", self._add_finding),
            ("trim_finding", self._trim),
            ("split_finding", self._split),
            ("merge_findings", self._merge),
            ("best_frame", self._choose_best_frame),
            ("add_bookmark", self._add_bookmark),
            ("undo", self._undo),
            ("redo", self._redo),
            ("complete_review", self._complete),
        ):
            actions.on(name, lambda _=False, slot=slot: self._run(slot))
        actions.on("hide_model", lambda checked: setattr(settings, "hide_model", checked)).setChecked(
            settings.hide_model
        )
        settings.changed.hide_model.connect(actions["hide_model"].setChecked)
        actions.on("edit_note", lambda: panel.edit_note())
        actions.on("edit_card", lambda: panel.edit_card())
        panel.list.row_chosen.connect(self._go_to)
        panel.list.row_activated.connect(lambda _: self._loop())
        panel.details.note_edited.connect(self._set_note)
        panel.details.card_edited.connect(self._set_card)
        panel.set_aside_requested.connect(self._ask_to_set_aside)
        player.position_changed.connect(panel.follow)
        controller.closing.connect(panel.details.flush)
        controller.reopening_needed.connect(self._ask_to_reopen)
        controller.changed.connect(self._update)
        controller.undo_stack.indexChanged.connect(lambda _: self._update())
        self._update()

    def _run(self, slot: Callable[[], object]) -> None:
        self._panel.details.flush()
        slot()

    # -- Decisions -----------------------------------------------------------------------------------------------------

    def _decide(self, state: State, _: bool = False) -> None:
        self._panel.details.flush()
        row = self._finding()
        if row is None:
            return
        following = next_undecided(self._panel.list.rows, row)
        loops = self._loops(row)
        if not self._change(lambda review: changes.set_state(review, self._decision(row), state)):
            return
        if not row.extent.first_frame <= self._player.position <= row.extent.last_frame:
            text = tr("Finding {number}, which is not at the playhead, is now {state}. Ctrl+Z undoes this.")
            self._say(text.format(number=row.number, state=tr(STATE_LABELS[state]).lower()))
        if not self._settings.next_undecided:
            return
        if following is None:
            self._say_what_is_left()
            return
        if loops:
            self._player.set_loop(_loop_of(following))
        self._panel.list.set_current(following)
        self._go_to(following)

    def _say_what_is_left(self) -> None:
        if not any(each.state == "undecided" for each in self._controller.listed):
            self._controller.notice.emit(tr("All findings are decided. Complete the review when you are done."))

    def _take_back(self) -> None:
        records = [
            self._decision(row) if isinstance(row, FindingRow) else row.bookmark
            for row in self._panel.list.selected_rows
        ]
        self._change(lambda review: changes.remove(review, *records))

    def _trim(self) -> None:
        row, ends = self._finding(), self._player.loop.range
        if row is None:
            return
        if ends is None:
            self._say(tr("Mark the new ends with I and O first."))
            return
        times_s = self._controller.times_s
        self._change(lambda review: changes.trim(review, self._decision(row), *ends, times_s))

    def _split(self) -> None:
        if (row := self._finding()) is not None:
            frame, times_s = self._player.position, self._controller.times_s
            self._change(lambda review: changes.split(review, self._decision(row), frame, times_s))

    def _merge(self) -> None:
        rows = [row for row in self._panel.list.selected_rows if isinstance(row, FindingRow)]
        if len(rows) < 2:
            self._say(tr("Select two or more findings in the list to merge them."))
            return
        self._change(lambda review: changes.merge(review, [self._decision(row) for row in rows]))

    def _choose_best_frame(self) -> None:
        if (row := self._finding()) is not None:
            frame, times_s = self._player.position, self._controller.times_s
            self._change(lambda review: changes.set_best_frame(review, self._decision(row), frame, times_s))

    def _add_finding(self) -> None:
        if (ends := self._player.loop.range) is None:
            self._say(tr("Mark the beginning and the end of the finding with I and O first."))
            return
        times_s, position = self._controller.times_s, self._player.position
        best_frame = position if ends[0] <= position <= ends[1] else None
        if self._change(lambda review: changes.add_by_hand(review, *ends, times_s, best_frame=best_frame)):
            self._player.clear_loop()
            self._panel.follow(position)

    def _add_bookmark(self) -> None:
        frame, times_s = self._player.position, self._controller.times_s
        self._change(lambda review: changes.add_bookmark(review, frame, times_s))

    def _set_note(self, row: Row, note: str) -> None:
        if isinstance(row, FindingRow):
            self._change(lambda review: changes.set_note(review, self._decision(row), note))
        else:
            self._change(lambda review: changes.set_bookmark_text(review, row.bookmark, note))

    def _set_card(self, row: FindingRow, card: LesionCard) -> None:
        self._change(lambda review: changes.set_card(review, self._decision(row), card))

    def _undo(self) -> None:
        stack = self._controller.undo_stack
        stack.undo()
        self._panel.show_change(stack.command(stack.index()))

    def _redo(self) -> None:
        stack = self._controller.undo_stack
        stack.redo()
        self._panel.show_change(stack.command(stack.index() - 1))

    def _change(self, make: Callable[[Review], Change]) -> bool:
        return self._controller.change(make)

    def _decision(self, row: FindingRow) -> Decision:
        return self._controller.listing.decision_on(row.listed)

    def _finding(self) -> FindingRow | None:
        row = self._panel.list.current_row
        if isinstance(row, FindingRow):
            return row
        self._say(tr("Go to a finding, or choose one in the list."))
        return None

    # -- Moving --------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _go_to(self, row: Row) -> None:
        best = isinstance(row, FindingRow) and self._settings.finding_target == "best"
        self._player.seek(row.extent.best_frame if isinstance(row, FindingRow) and best else row.frame)

    def _go_to_next_undecided(self) -> None:
        following = next_undecided(self._panel.list.rows, self._panel.list.current_row)
        if following is None:
            self._say_what_is_left()
            return
        self._panel.list.set_current(following)
        self._go_to(following)

    def _loop(self) -> None:
        row = self._finding()
        if row is None:
            return
        if self._loops(row):
            self._player.clear_loop()
            return
        self._player.set_loop(_loop_of(row))
        self._player.seek(row.frame)
        self._player.play()

    def _loops(self, row: FindingRow) -> bool:
        return self._player.loop == _loop_of(row)

    # -- Completion, and questions -------------------------------------------------------------------------------------

    def _complete(self) -> None:
        controller = self._controller
        if controller.review.is_complete:
            controller.change(changes.reopen)
            return
        left = sum(each.state == "undecided" for each in controller.listed)
        if left == 0:
            controller.change(changes.sign_off)
            return
        question = tr_n(
            "{n} finding is undecided. Complete the review anyway?",
            "{n} findings are undecided. Complete the review anyway?",
            left,
        )
        self._ask(question, tr("Complete", "verb on a button"), changes.sign_off)

    @Slot(object)
    def _ask_to_reopen(self, make: Callable[[Review], Change]) -> None:
        if not self._is_asking:  # one key may store what was typed and decide
            self._ask(tr("This review is complete. Reopen it to change it?"), tr("Reopen"), changes.reopen, make)

    def _ask_to_set_aside(self) -> None:
        box = self._box(
            tr("The damaged file is renamed and kept, and a new review begins. What was decided so far is not in it."),
            tr("Set aside"),
        )
        box.accepted.connect(self._controller.set_damaged_file_aside)
        box.open()

    def _ask(self, question: str, yes: str, *makes: Callable[[Review], Change]) -> None:
        box = self._box(question, yes)
        box.accepted.connect(lambda: [self._change(make) for make in makes])
        box.rejected.connect(self._panel.refresh)  # what was typed is not stored
        box.finished.connect(lambda _: setattr(self, "_is_asking", False))
        self._is_asking = True
        box.open()

    def _box(self, text: str, yes: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, tr("Review"), text, QMessageBox.StandardButton.Cancel, self._panel)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setDefaultButton(box.addButton(yes, QMessageBox.ButtonRole.AcceptRole))
        return box

    def _say(self, text: str) -> None:
        self._controller.notice.emit(text)

    def _update(self) -> None:
        """Enables what is possible now."""
        controller, actions = self._controller, self._actions
        if self._panel.list.current_row is None:  # the playhead may be in a finding that is listed only now
            self._panel.follow(self._player.position)
        actions.set_enabled(_CHANGING, controller.can_change)
        actions.set_enabled(_WITHOUT_CHANGE, controller.is_open)
        stack = controller.undo_stack
        actions.set_enabled(("undo",), stack.canUndo())
        actions.set_enabled(("redo",), stack.canRedo())
        complete = actions["complete_review"]
        complete.setText(tr("Reopen the review") if controller.review.is_complete else tr("Complete the review"))


def _loop_of(row: FindingRow) -> Loop:
    return Loop(row.extent.first_frame, row.extent.last_frame)
