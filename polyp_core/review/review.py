"""Review: the records of one reader, and the changes that lead from one state to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from polyp_core.errors import ReviewError
from polyp_core.review.mask_index import MaskIndex
from polyp_core.review.records import Bookmark, BowelPreparation, Decision, Mark, MaskLayer, Record, SignOff

ChangeKind = Literal[
    "decide",
    "note",
    "card",
    "merge",
    "split",
    "trim",
    "best_frame",
    "add",
    "remove",
    "bookmark",
    "mark",
    "correct_mask",
    "propagate_masks",
    "verify_empty",
    "clear_mask",
    "point_masks",
    "lesion",
    "bowel_preparation",
    "sign_off",
    "reopen",
    "import",
]

_Kind = TypeVar("_Kind", Decision, Bookmark, Mark, MaskLayer)


class Edit(BaseModel):
    """One record before and after a change; None if it did not exist, or does no longer."""

    model_config = ConfigDict(frozen=True)

    before: Record | None
    after: Record | None

    @model_validator(mode="after")
    def _is_about_one_record(self) -> Self:
        known = [record for record in (self.before, self.after) if record is not None]
        if not known or len({(record.kind, record.id) for record in known}) > 1:
            raise ValueError("an edit must be about one record")
        return self

    @property
    def id(self) -> str:
        record = self.after or self.before
        assert record is not None
        return record.id


class Change(BaseModel):
    """One step of a review, which is applied and undone as a whole."""

    model_config = ConfigDict(frozen=True)

    kind: ChangeKind
    edits: tuple[Edit, ...]
    undoes: bool = False
    """True for the inverse of a change."""

    @property
    def inverse(self) -> "Change":
        """The change that leads back to the state before this one."""
        edits = tuple(Edit(before=edit.after, after=edit.before) for edit in reversed(self.edits))
        return Change(kind=self.kind, edits=edits, undoes=not self.undoes)


@dataclass(frozen=True)
class Review:
    """The records of one reader by id."""

    reader: str
    records: Mapping[str, Record] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """In order of their starts."""
        return tuple(
            sorted(self._of(Decision), key=lambda each: (each.extent.first_frame, each.extent.last_frame, each.id))
        )

    @cached_property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return tuple(sorted(self._of(Bookmark), key=lambda each: (each.frame, each.id)))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(sorted(self._of(Mark), key=lambda each: (each.stretch.first_frame, each.mark, each.id)))

    @cached_property
    def masks(self) -> MaskIndex:
        """Which frames have a mask that counts instead of the prediction; the file has the pixels."""
        return MaskIndex(self._of(MaskLayer))

    @property
    def bowel_preparation(self) -> BowelPreparation:
        found = self.records.get("bowel_preparation")
        return found if isinstance(found, BowelPreparation) else BowelPreparation()

    @property
    def sign_off(self) -> SignOff | None:
        found = self.records.get("sign_off")
        return found if isinstance(found, SignOff) else None

    @property
    def is_complete(self) -> bool:
        """True if the reader has signed the review off; until then reports say that it is a draft."""
        return self.sign_off is not None

    def apply(self, change: Change) -> "Review":
        """Returns the review after `change`.

        Raises ReviewError if the review is signed off and the change does not reopen it, or if a record is not as the
        change expects it.
        """
        if self.is_complete and not any(isinstance(edit.before, SignOff) for edit in change.edits):
            raise ReviewError("The review of {reader} is complete. Reopen it to change it.", reader=self.reader)
        records = dict(self.records)
        for edit in change.edits:
            if records.get(edit.id) != edit.before:
                raise ReviewError("The review of {reader} has changed since. Try again.", reader=self.reader)
            if edit.after is None:
                del records[edit.id]
            else:
                records[edit.id] = edit.after
        return replace(self, records=MappingProxyType(records))

    def put(self, kind: ChangeKind, *records: Record) -> Change:
        """Returns the change that stores `records`, which may replace earlier ones of their ids."""
        return self.change(kind, put=records)

    def change(self, kind: ChangeKind, *, put: Iterable[Record] = (), remove: Iterable[Record] = ()) -> Change:
        """Returns the change that stores the records `put` and removes `remove`, which need not be stored."""
        edits = [Edit(before=self.records.get(record.id), after=record) for record in put]
        edits += [Edit(before=self.records[record.id], after=None) for record in remove if record.id in self.records]
        return Change(kind=kind, edits=tuple(edits))

    def _of(self, kind: type[_Kind]) -> list[_Kind]:
        return [record for record in self.records.values() if isinstance(record, kind)]
