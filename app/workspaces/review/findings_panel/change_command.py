"""ChangeCommand: one change of a review on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from polyp_core.review.review import Change, ChangeKind, Edit

CHANGE_LABELS: dict[ChangeKind, str] = {
    "decide": "decision",
    "note": "note",
    "card": "lesion card",
    "merge": "merging",
    "split": "splitting",
    "trim": "trimming",
    "best_frame": "best frame",
    "add": "added finding",
    "remove": "removal",
    "bookmark": "bookmark",
    "mark": "mark",
    "correct_mask": "mask",
    "propagate_masks": "propagated masks",
    "verify_empty": "polyp-free frame",
    "clear_mask": "return to the prediction",
    "point_masks": "masks pointed at",
    "lesion": "choice of the lesion",
    "bowel_preparation": "bowel preparation",
    "sign_off": "completion",
    "reopen": "reopening",
    "import": "import",
}
_TYPED_TEXT_ID = 1


class ChangeCommand(QUndoCommand):
    """Applies a change, and its inverse to undo it. Successive changes of one typed text are undone together."""

    def __init__(self, change: Change, apply: Callable[[Change], None]) -> None:
        super().__init__(CHANGE_LABELS[change.kind])
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
