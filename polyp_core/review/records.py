"""The records of a review: decisions on findings, bookmarks, marks, masks, bowel preparation, sign off.

Records are immutable. Frames count from 0 in display order, times are seconds after the first frame, and a stretch
includes its first and its last frame. A new field or a new kind of record needs a new schema version
(`review_schema.py`), because earlier versions of the program would drop it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self, get_args
from uuid import uuid4

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import ReviewError
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import SourceInfo
from polyp_core.review.lesion_card import LesionCard

State = Literal["undecided", "confirmed", "rejected", "unsure"]
STATES: tuple[State, ...] = get_args(State)

MarkKind = Literal[
    "caecum_reached", "withdrawal_begins", "withdrawal_ends", "instrument", "washing", "outside_the_body"
]
MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
MARK_LABELS: Mapping[MarkKind, str] = {
    "caecum_reached": "Caecum reached",
    "withdrawal_begins": "Withdrawal begins",
    "withdrawal_ends": "Withdrawal ends",
    "instrument": "Instrument",
    "washing": "Washing",
    "outside_the_body": "Outside the body",
}
SINGLE_MARKS: tuple[MarkKind, ...] = ("caecum_reached", "withdrawal_begins", "withdrawal_ends")
"""Marks of one moment, which a review has once; the others cover stretches."""


class MaskSource(StrEnum):
    """Where the mask of a frame comes from."""

    PREDICTED = "predicted"
    """The model; a layer of this source takes back what lies below it."""
    CORRECTED = "corrected"
    """The reader drew it."""
    PROPAGATED = "propagated"
    """Carried over from corrected masks of other frames."""
    POINTED = "pointed"
    """The region of the model's map at which the reader pointed while the recording played."""
    VERIFIED_EMPTY = "verified_empty"
    """The reader says that the frame shows no polyp."""

    @property
    def has_pixels(self) -> bool:
        """Whether the pixels of each mask are stored."""
        return self in (MaskSource.CORRECTED, MaskSource.PROPAGATED, MaskSource.POINTED)


RelativeBox = tuple[float, float, float, float]
"""Left, top, right and bottom as fractions (0..1) of the picture's width and height."""

RecordId = Annotated[str, Field(pattern=r"^[0-9a-z_]{1,40}$")]
_Frame = Annotated[int, Field(ge=0, le=2**31 - 1)]
_Seconds = Annotated[float, Field(ge=0)]
_Fraction = Annotated[float, Field(ge=0, le=1)]
_Text = Annotated[str, Field(max_length=20_000)]


def new_id() -> str:
    """Returns an id for a new record: 32 hexadecimal digits."""
    return uuid4().hex


def stretches_of(frames: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Returns the first and the last frame of each stretch of successive `frames`, which may be in any order."""
    ordered = np.unique(np.fromiter(frames, np.int64))
    parts = np.split(ordered, np.flatnonzero(np.diff(ordered) > 1) + 1) if ordered.size else []
    return tuple((int(part[0]), int(part[-1])) for part in parts)


def format_first_problem(error: ValidationError) -> str:
    """Formats what is wrong with the first invalid field, as a clause."""
    first = error.errors(include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    def replaced(self, **fields: object) -> Self:
        """Returns a copy with other `fields`. Raises ReviewError if a value is not allowed, such as too long a text."""
        try:
            return type(self).model_validate(dict(self) | fields)
        except ValidationError as error:
            raise ReviewError("This cannot be stored: {problem}.", problem=format_first_problem(error)) from error


class Recording(_Value):
    """The recording that a review is about: the key of its content, and its measures to compare with.

    File names are left out, as they may name a patient. `video_track` is the track chosen by the user, None for the
    default one: each track has frames of its own.
    """

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    video_track: int | None = None
    frame_count: Annotated[int, Field(ge=0)]
    duration_s: _Seconds
    width_px: int
    height_px: int

    @classmethod
    def of(cls, key: str, info: SourceInfo, video_track: int | None = None) -> Self:
        """Returns the recording with the content `key` (hexadecimal SHA-256) whose index is complete."""
        return cls(
            key=key,
            video_track=video_track,
            frame_count=info.frame_count,
            duration_s=info.duration_s,
            width_px=info.width_px,
            height_px=info.height_px,
        )

    def format_difference(self, other: "Recording") -> str:
        """Formats why `other` is not this recording, as a sentence; "" if it is."""
        if (self.key, self.video_track) == (other.key, other.video_track):
            return ""
        if self.key == other.key:
            return filled("It is of another video track of this recording.")
        if self.frame_count == other.frame_count:
            frames = filled_n("{n} frame", "{n} frames", self.frame_count)
            return filled("It is of a recording with other content, though it has {frames} too.", frames=frames)
        frames = filled_n("{n} frame", "{n} frames", other.frame_count)
        return filled("It is of another recording: {frames} instead of {own}.", frames=frames, own=self.frame_count)


class Stretch(_Value):
    """Successive frames of a recording."""

    first_frame: _Frame
    last_frame: _Frame
    start_s: _Seconds
    end_s: _Seconds

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.first_frame > self.last_frame or self.start_s > self.end_s:
            raise ValueError("a stretch must not end before it starts")
        return self


class Extent(Stretch):
    """Where a lesion is seen: a stretch, the frame that shows it best, and where it lies in that frame, if known."""

    best_frame: _Frame
    best_s: _Seconds
    box: RelativeBox | None = None

    @model_validator(mode="after")
    def _contains_best_frame(self) -> Self:
        if not self.first_frame <= self.best_frame <= self.last_frame:
            raise ValueError("the best frame must lie in the stretch")
        if self.box is not None and not (0 <= self.box[0] < self.box[2] <= 1 and 0 <= self.box[1] < self.box[3] <= 1):
            raise ValueError("a box must be left, top, right, bottom as fractions of the picture")
        return self

    @classmethod
    def of(cls, finding: Finding) -> Self:
        return cls(
            first_frame=finding.first_frame,
            last_frame=finding.last_frame,
            start_s=finding.start_s,
            end_s=finding.end_s,
            best_frame=finding.best_frame,
            best_s=finding.best_s,
            box=finding.best_box,
        )


class Origin(_Value):
    """What proposed a finding: the model with its SHA-256 and the values of the policy; all empty if by hand."""

    model: str = ""
    model_sha256: str = ""
    policy: Mapping[str, bool | float | str | None] = Field(default_factory=dict)

    @classmethod
    def of(cls, model: str, model_sha256: str, policy: AlarmPolicy) -> Self:
        return cls(model=model, model_sha256=model_sha256, policy=policy.model_dump())

    @property
    def is_by_hand(self) -> bool:
        return self == Origin()


class Decision(_Value):
    """What a reader decided about a finding, and the extent that he or she gave it.

    `proposals` are the extents that a model proposed and that this decision answers: several after merging, one that
    is shared with another decision after splitting, none for a finding added by hand. `peak_area_fraction` and
    `confidence` are those of the proposal, None if unknown. Decisions with the same `lesion` are views of one lesion;
    with None it is in no other.
    """

    kind: Literal["decision"] = "decision"
    id: RecordId = Field(default_factory=new_id)
    extent: Extent
    state: State = "undecided"
    note: _Text = ""
    card: LesionCard = LesionCard()
    origin: Origin = Origin()
    proposals: tuple[Extent, ...] = ()
    peak_area_fraction: _Fraction | None = None
    confidence: _Fraction | None = None
    lesion: RecordId | None = None

    @classmethod
    def on(cls, finding: Finding, origin: Origin) -> Self:
        """Returns a new, still undecided decision on a proposed finding."""
        extent = Extent.of(finding)
        return cls(
            extent=extent,
            origin=origin,
            proposals=(extent,),
            peak_area_fraction=finding.peak_area_fraction,
            confidence=finding.confidence,
        )

    @property
    def answers(self) -> tuple[Extent, ...]:
        """The extents of proposals that this decision answers; its own if it was added by hand."""
        return self.proposals or (self.extent,)

    @property
    def lesion_id(self) -> str:
        """The same for all views of one lesion."""
        return self.lesion or self.id


class Bookmark(_Value):
    """A moment to return to."""

    kind: Literal["bookmark"] = "bookmark"
    id: RecordId = Field(default_factory=new_id)
    frame: _Frame
    time_s: _Seconds
    text: _Text = ""


class Mark(_Value):
    """A moment or stretch of the examination; the id of a mark in SINGLE_MARKS is its `mark`."""

    kind: Literal["mark"] = "mark"
    id: RecordId
    mark: MarkKind
    stretch: Stretch


class BowelPreparation(_Value):
    """Boston Bowel Preparation Scale: 0 to 3 for each segment (Lai et al. 2009), None if not scored."""

    kind: Literal["bowel_preparation"] = "bowel_preparation"
    id: Literal["bowel_preparation"] = "bowel_preparation"
    right: Literal[0, 1, 2, 3] | None = None
    transverse: Literal[0, 1, 2, 3] | None = None
    left: Literal[0, 1, 2, 3] | None = None

    @property
    def total(self) -> int | None:
        """The sum of the three segments, 0 to 9; None unless all are scored."""
        segments = [score for score in (self.right, self.transverse, self.left) if score is not None]
        return sum(segments) if len(segments) == 3 else None


class SignOff(_Value):
    """The reader's statement that the review is complete; `at` is a UTC time in ISO 8601."""

    kind: Literal["sign_off"] = "sign_off"
    id: Literal["sign_off"] = "sign_off"
    at: str


class MaskLayer(_Value):
    """Masks that were stored in one step, such as a stroke or a propagation; the pixels are in the review file.

    `frames` are stretches (first and last frame, both included), in order. Of several layers with a frame, the one with
    the highest `number` counts. `at` is a UTC time in ISO 8601, `model` and `model_sha256` are the model whose
    prediction the masks started from, "" without one. `lesion` identifies the lesion in the masks, if known.
    """

    kind: Literal["masks"] = "masks"
    id: RecordId
    number: Annotated[int, Field(ge=1)]
    source: MaskSource
    frames: Annotated[tuple[tuple[_Frame, _Frame], ...], Field(min_length=1)]
    at: str
    model: str = ""
    model_sha256: str = ""
    lesion: RecordId | None = None

    @model_validator(mode="after")
    def _has_ordered_frames(self) -> Self:
        ends = [frame for stretch in self.frames for frame in stretch]
        if any(first > last for first, last in self.frames) or ends != sorted(ends):
            raise ValueError("the frames of masks must be stretches in order")
        return self

    @property
    def frame_count(self) -> int:
        return sum(last - first + 1 for first, last in self.frames)


Record = Annotated[Decision | Bookmark | Mark | MaskLayer | BowelPreparation | SignOff, Field(discriminator="kind")]
