"""ChangeCommand: one change of a review on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from polyp_core.review.review import Change, Edit

_TYPED_TEXT_ID = 1


class ChangeCommand(QUndoCommand):
    """Applies a change, and its inverse to undo it. Successive changes of one typed text are undone together."""

    def __init__(self, change: Change, apply: Callable[[Change], None]) -> None:
        super().__init__()
        self.change, self._apply = change, apply

    def redo(self) -> None:
        self._apply(self.change)

    def undo(self) -> None:
        self._apply(self.change.inverse)

    def id(self) -> int:
        return _TYPED_TEXT_ID if self.change.kind == "note" else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangeCommand) or other.change.kind != self.change.kind:
            return False
        earlier, later = self.change.edits, other.change.edits
        if [edit.id for edit in earlier] != [edit.id for edit in later]:
            return False
        edits = (Edit(before=a.before, after=b.after) for a, b in zip(earlier, later, strict=True))
        self.change = Change(kind=self.change.kind, edits=tuple(edits))
        return True
