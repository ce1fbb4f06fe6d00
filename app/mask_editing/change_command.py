"""ChangeCommand: one change of a review on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from app.translation import mark, tr
from polyp_core.review.review import Change, ChangeKind, Edit

CHANGE_LABELS: dict[ChangeKind, str] = {
    "decide": mark("decision"),
    "note": mark("note"),
    "card": mark("lesion card"),
    "merge": mark("merging"),
    "split": mark("splitting"),
    "trim": mark("trimming"),
    "best_frame": mark("best frame"),
    "add": mark("added finding"),
    "remove": mark("removal"),
    "bookmark": mark("bookmark"),
    "mark": mark("mark"),
    "correct_mask": mark("mask"),
    "propagate_masks": mark("propagated masks"),
    "verify_empty": mark("polyp-free frame"),
    "clear_mask": mark("return to the prediction"),
    "point_masks": mark("masks pointed at"),
    "lesion": mark("choice of the lesion"),
    "bowel_preparation": mark("bowel preparation"),
    "sign_off": mark("completion"),
    "reopen": mark("reopening"),
    "import": mark("import"),
}
_TYPED_TEXT_ID = 1


class ChangeCommand(QUndoCommand):
    """Applies a change, and its inverse to undo it. Successive changes of one typed text are undone together."""

    def __init__(self, change: Change, apply: Callable[[Change], None]) -> None:
        super().__init__(tr(CHANGE_LABELS[change.kind]))
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
