"""MarkActions: sets marks of the examination by keys and buttons, and removes them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from app.actions import MARKS, ActionTable
from app.playback.player import Player
from app.translation import tr
from app.workspaces.review.findings_panel.review_controller import ReviewController
from polyp_core.review import changes
from polyp_core.review.records import MARK_KINDS, MARK_LABELS, SINGLE_MARKS, BowelPreparation, Mark, MarkKind


class MarkActions(QObject):
    """Moments are marked at the playhead. Stretches are the range, or begin and end with one press of the key each."""

    begun_changed = Signal()
    """`begun` has changed."""
    notice_outdated = Signal(str)
    """A notice of the controller that no longer holds."""

    def __init__(self, actions: ActionTable, controller: ReviewController, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._controller, self._player = actions, controller, player
        self._begun: dict[MarkKind, int] = {}
        self._hints: dict[MarkKind, str] = {}
        """The notices that say how the begun stretches end."""
        for kind in MARK_KINDS:
            actions.on(kind, self._setter(kind))
        controller.changed.connect(self._update)
        player.loop_changed.connect(lambda _: self._update())
        self._update()

    @property
    def begun(self) -> Mapping[MarkKind, int]:
        """The first frames of stretches whose ends are not marked yet."""
        return self._begun

    def remove(self, mark: Mark) -> None:
        """Removes a mark."""
        self._controller.change(lambda review: changes.remove(review, mark))

    def set_bowel_preparation(self, preparation: BowelPreparation) -> None:
        """Stores the scores of the segments."""
        self._controller.change(lambda review: changes.set_bowel_preparation(review, preparation))

    def _setter(self, kind: MarkKind) -> Callable[[], None]:
        return lambda: self._set(kind)

    def _set(self, kind: MarkKind) -> None:
        position, ends = self._player.position, self._player.loop.range
        if kind in SINGLE_MARKS:
            ends = (position, position)
        elif ends is None and kind in self._begun:
            first, last = sorted((self._begun.pop(kind), position))
            ends = (first, last)
            self.begun_changed.emit()
            self.notice_outdated.emit(self._hints.pop(kind))
        elif ends is None:
            self._begun[kind] = position
            self.begun_changed.emit()
            key = self._actions[kind].shortcut().toString()
            text = tr("{mark} begins here. Press {key} again where it ends.")
            self._hints[kind] = text.format(mark=tr(MARK_LABELS[kind]), key=key)
            self._controller.notice.emit(self._hints[kind])
            return
        times_s = self._controller.times_s
        self._controller.change(lambda review: changes.set_mark(review, kind, *ends, times_s))

    def _update(self) -> None:
        self._actions.set_enabled([spec.name for spec in MARKS], self._controller.can_change)
        if not self._controller.is_open and self._begun:
            self._begun.clear()
            self.begun_changed.emit()
            for hint in self._hints.values():
                self.notice_outdated.emit(hint)
            self._hints.clear()
