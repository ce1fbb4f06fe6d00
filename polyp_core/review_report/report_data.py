"""ReviewReport: what goes into the report on a review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import Provenance
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import Image
from polyp_core.masks.regions import Mask
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Extent, Recording, State
from polyp_core.review.review import Review

PICTURED: tuple[State, ...] = ("confirmed", "unsure", "undecided")
"""The states of findings that a report describes one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class FramePicture:
    """A frame as it was read (H x W x 3), and the mask of its polyp (H x W), None if the model found none there."""

    image: Image
    mask: Mask | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """A review with what it was made from.

    `recording_name` is the file's name or a neutral name, as the user chose. `findings` are the reader's list, with the
    best frames in `pictures` by their extents; rejected findings need none. `times_s` (n,) are the times of all frames.
    `provenance` names the model and the settings of the masks, and `analysed_fraction` (0..1) is the part of the
    recording that the model has analysed. `privacy` is applied to every picture.
    `model_hidden` says that the reader has not seen what the model found, so that nothing of it is in `findings` and
    `pictures`. `with_notes` and `with_bookmarks` are false if the reader's own texts are left out.
    """

    recording_name: str
    recording: Recording
    review: Review
    findings: Sequence[ListedFinding]
    pictures: Mapping[Extent, FramePicture]
    times_s: NDArray[np.float64]
    provenance: Provenance
    model_sha256: str
    policy: AlarmPolicy
    analysed_fraction: float
    privacy: Privacy = field(default_factory=Privacy)
    model_hidden: bool = False
    with_notes: bool = True
    with_bookmarks: bool = True
