"""Frames of a recording that a reader has labelled, and their pictures and masks as a dataset shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.privacy import Privacy
from polyp_core.frames.frame import Frame, FrameSource, Image
from polyp_core.masks.regions import Mask
from polyp_core.review.records import Recording


@dataclass(frozen=True, slots=True)
class LabelledFrame:
    """A frame that a reader has labelled.

    `source` is a MaskSource, `model` the model whose prediction was corrected, `labelled_at` a UTC time in ISO 8601.
    `seconds` is the time that the reader spent on the frame, None if unknown.
    """

    frame: int
    source: str
    reader: str
    model: str
    labelled_at: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFrames:
    """Labelled frames of one recording.

    `open_frames` opens the recording. `read_mask` returns the mask of a frame, H x W bool at the size of its picture;
    one without any pixel says that the frame shows no polyp. `privacy` is applied to pictures and masks.
    """

    path: SourcePath
    open_frames: Callable[[], FrameSource]
    recording: Recording
    frames: Sequence[LabelledFrame]
    read_mask: Callable[[LabelledFrame], Mask]
    privacy: Privacy = field(default_factory=Privacy)


@dataclass(frozen=True, slots=True, eq=False)
class RedactedPair:
    """The picture of a frame (H x W x 3 uint8 RGB) and its mask (H x W bool), redacted and cropped."""

    image: Image
    mask: Mask


class LeftOutError(Exception):
    """Why a frame cannot be part of a dataset, as a clause."""


def redacted_pair(frame: Frame, mask: Mask, privacy: Privacy) -> RedactedPair:
    """Raises LeftOutError if the mask does not fit the picture, or if redactions hide the polyp or do not fit."""
    height_px, width_px = frame.image.shape[:2]
    if mask.shape != (height_px, width_px):
        raise LeftOutError(
            f"the mask has {mask.shape[1]} x {mask.shape[0]} pixels, and the picture {width_px} x {height_px}"
        )
    if privacy.withholds(width_px, height_px):
        raise LeftOutError("a redaction or the crop lies outside the picture")
    shown = privacy.crop_only(privacy.clear_hidden(mask))
    if mask.any() and not shown.any():
        raise LeftOutError("a redaction hides the polyp")
    return RedactedPair(np.ascontiguousarray(privacy.redact_and_crop(frame.image)), np.ascontiguousarray(shown))
