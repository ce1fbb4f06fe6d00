"""The frames of a recording that a reader has labelled in a review, and how they look in a dataset."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import FilledText, filled
from polyp_core.export.privacy import Privacy
from polyp_core.frames.frame import Frame, FrameSource, Image
from polyp_core.masks.regions import Mask
from polyp_core.review.records import MaskLayer, MaskSource, Recording
from polyp_core.review.review import Review
from polyp_core.review.review_reading import Event

LONGEST_STEP_S = 120.0
"""A longer time between two changes of a reader is a break, in which no frame was labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFrames:
    """Frames of one recording whose masks a reader has drawn, accepted or verified to be empty.

    `open_frames` opens the recording at `path`, `review_file` has the masks of `review`. `frames` are in order;
    `seconds` is the time that the reader spent on each, where it is known. `privacy` is applied to pictures and masks.
    A single picture is a recording of one frame: `picture` is its file name, "" for recordings. What has the same
    `group_key` (`group_key_of`) is not independent; it is "" for recordings without pictures that were corrected one by
    one.
    """

    path: SourcePath
    open_frames: Callable[[], FrameSource]
    recording: Recording
    review_file: Path
    review: Review
    frames: Sequence[int]
    seconds: Mapping[int, float] = field(default_factory=dict)
    privacy: Privacy = field(default_factory=Privacy)
    picture: str = ""
    group_key: str = ""


def group_key_of(*names: str) -> str:
    """Returns a key of what pictures have in common, such as a dataset and a patient, without their names."""
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def frames_of(review: Review, sources: Iterable[MaskSource]) -> tuple[int, ...]:
    """Returns the frames of a review whose masks are of `sources`, in order."""
    chosen = tuple(sources)
    return tuple(map(int, review.masks.frames(*chosen))) if chosen else ()


def seconds_by_frame(events: Iterable[Event]) -> dict[int, float]:
    """Returns the seconds that a reader spent on the masks of each frame, from all events of that reader, in order.

    A change of masks took the time since the reader's change before it, which includes the search for the frame; one
    that is about several frames is shared by them. Propagated masks took the program's time, not the reader's.
    """
    spent: defaultdict[int, float] = defaultdict(float)
    before: datetime | None = None
    for event in events:
        at = datetime.fromisoformat(event.at)
        step_s = (at - before).total_seconds() if before is not None else LONGEST_STEP_S
        before = at
        for record in (edit.after or edit.before for edit in event.change.edits):
            if (
                isinstance(record, MaskLayer)
                and record.source not in (MaskSource.PROPAGATED, MaskSource.POINTED)
                and step_s < LONGEST_STEP_S
            ):
                for first, last in record.frames:
                    for frame in range(first, last + 1):
                        spent[frame] += step_s / record.frame_count
    return dict(spent)


@dataclass(frozen=True, slots=True, eq=False)
class RedactedPair:
    """The picture of a frame (H x W x 3 uint8 RGB) and its mask (H x W bool), redacted and cropped."""

    image: Image
    mask: Mask


class LeftOutError(Exception):
    """A frame that cannot be part of a dataset; `reason` says why, as a clause."""

    def __init__(self, reason: FilledText) -> None:
        super().__init__(reason)
        self.reason = reason


def redacted_pair(frame: Frame, mask: Mask, privacy: Privacy) -> RedactedPair:
    """Raises LeftOutError if the mask does not fit the picture, or if redactions hide the polyp or do not fit."""
    height_px, width_px = frame.image.shape[:2]
    if mask.shape != (height_px, width_px):
        raise LeftOutError(
            filled(
                "the mask has {own_width_px} x {own_height_px} pixels, and the picture {width_px} x {height_px}",
                own_width_px=str(mask.shape[1]),
                own_height_px=str(mask.shape[0]),
                width_px=str(width_px),
                height_px=str(height_px),
            )
        )
    if privacy.withholds(width_px, height_px):
        raise LeftOutError(filled("a redaction or the crop lies outside the picture"))
    shown = privacy.crop_only(privacy.clear_hidden(mask))
    if mask.any() and not shown.any():
        raise LeftOutError(filled("a redaction hides the polyp"))
    return RedactedPair(np.ascontiguousarray(privacy.redact_and_crop(frame.image)), np.ascontiguousarray(shown))
