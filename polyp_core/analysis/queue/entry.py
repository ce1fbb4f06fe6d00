"""QueueEntry: one recording of the queue, and its place among the others."""

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from uuid import uuid4

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.stored_text import StoredText

State = Literal["waiting", "analysing", "complete", "failed"]

T = TypeVar("T")


def _valid_or_none(value: object, validate: ValidatorFunctionWrapHandler) -> AlarmPolicy | None:
    """A policy of an earlier version that is not valid any more: findings are counted anew."""
    try:
        policy: AlarmPolicy | None = validate(value)
    except ValidationError:
        return None
    return policy


def _absolute(path: Path) -> Path:
    if "\0" in str(path) or not path.is_absolute():
        raise ValueError("not an absolute path")
    return path


class QueueEntry(BaseModel):
    """One recording of the queue and what is known of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(default_factory=lambda: uuid4().hex)
    paths: tuple[Annotated[Path, AfterValidator(_absolute)], ...] = Field(min_length=1)
    """A video or a folder of pictures; several paths are pictures that form one recording."""
    added: AwareDatetime
    content_key: str = ""
    """Content of the source when it was added, by which a renamed or moved file is found; "" if it was unreadable."""
    size_bytes: int = 0
    """Size of a video file."""
    group: str = ""
    """Name of the examination that the recording is a part of; "" for none."""
    state: State = "waiting"
    reason: StoredText = ""
    """Why the analysis failed, as a sentence."""
    missing: bool = False
    """No file is at `paths`."""
    duration_s: float | None = None
    frame_count: int | None = None
    """Number of frames, an estimate while `is_estimate`."""
    is_estimate: bool = False
    share_analysed: float = Field(0.0, ge=0, le=1)
    """Share of the frames that have been analysed."""
    finding_count: int | None = None
    """Findings in the analysed frames; None before any was analysed."""
    policy: Annotated[AlarmPolicy | None, WrapValidator(_valid_or_none)] = None
    """Policy of `finding_count`."""
    model_name: str = ""
    """Model of the analysis."""
    model_sha256: str = ""
    notes: tuple[StoredText, ...] = ()
    """Sentences about the recording, for example that it ends early."""

    @property
    def source(self) -> SourcePath:
        return self.paths[0] if len(self.paths) == 1 else self.paths

    @property
    def is_left(self) -> bool:
        """True if the recording is to be analysed and its file is there."""
        return self.state in ("waiting", "analysing") and not self.missing

    @property
    def frames_left(self) -> int | None:
        """Number of frames that are not analysed yet; None if the number of frames is unknown."""
        return None if self.frame_count is None else round(self.frame_count * (1 - self.share_analysed))


def blocks_of(entries: Sequence[QueueEntry]) -> list[list[QueueEntry]]:
    """Returns the entries in blocks: the parts of an examination, or a recording without one."""
    keyed = groupby(entries, key=lambda entry: ("group", entry.group) if entry.group else ("entry", entry.id))
    return [list(block) for _, block in keyed]


def in_groups(entries: Sequence[QueueEntry]) -> list[QueueEntry]:
    """Returns the entries in order, the parts of an examination together where its first part is."""
    first: dict[str, int] = {}
    for position, entry in enumerate(entries):
        if entry.group:
            first.setdefault(entry.group, position)
    at = [first[entry.group] if entry.group else position for position, entry in enumerate(entries)]
    return [entries[position] for position in sorted(range(len(entries)), key=lambda position: at[position])]


def moved(entries: Sequence[QueueEntry], ids: Collection[str], step: Literal[-1, 1]) -> list[QueueEntry]:
    """Returns the entries with those of `ids` one place earlier (-1) or later (1).

    A part of an examination moves among its parts; an examination moves as a whole.
    """

    def is_moved(entry: QueueEntry) -> bool:
        return entry.id in ids

    blocks = [block if all(map(is_moved, block)) else _shifted(block, is_moved, step) for block in blocks_of(entries)]
    blocks = _shifted(blocks, lambda block: all(map(is_moved, block)), step)
    return [entry for block in blocks for entry in block]


def _shifted(items: Sequence[T], is_moved: Callable[[T], bool], step: int) -> list[T]:
    items = list(items)
    for at in range(len(items)) if step < 0 else reversed(range(len(items))):
        to = at + step
        if is_moved(items[at]) and 0 <= to < len(items) and not is_moved(items[to]):
            items[at], items[to] = items[to], items[at]
    return items
