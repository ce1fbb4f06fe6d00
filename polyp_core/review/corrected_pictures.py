"""CorrectedPictures: what a reader's masks show in unrelated pictures, where each region is a finding.

The regions of a corrected picture, and that it is polyp-free, count instead of the model's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding
from polyp_core.masks.regions import Mask, find_regions, outlines
from polyp_core.review.mask_index import MaskAreas, MaskIndex
from polyp_core.review.masks import StoredMask
from polyp_core.review.picture_review import PictureFileMasks, picture_files
from polyp_core.review.records import MaskLayer, MaskSource, RelativeBox
from polyp_core.review.review_folder import has_picture_reviews


@dataclass(frozen=True, slots=True, eq=False)
class CorrectedRegion:
    """A region of a reader's mask: its box and its area (0..1) as fractions of the picture, and its outline.

    The outline is polygons of k corners (k, 2): x and y as fractions of the picture's width and height.
    """

    box: RelativeBox
    area_fraction: float
    outline: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True, eq=False)
class CorrectedPicture:
    """The regions of a reader's mask of a picture, largest first; none if it is polyp-free."""

    source: MaskSource
    regions: tuple[CorrectedRegion, ...] = ()

    @classmethod
    def of(cls, stored: StoredMask) -> "CorrectedPicture":
        return cls(stored.source, measure_corrected(stored.mask))

    def findings(self, frame: int, time_s: float) -> tuple[Finding, ...]:
        """Returns a finding for each region; `frame` is the number of the picture."""
        return tuple(_finding(each, frame, time_s) for each in self.regions)


def measure_corrected(mask: Mask) -> tuple[CorrectedRegion, ...]:
    """Returns the regions of a reader's mask (H x W bool), largest first, whatever their size."""
    size_px = np.array(mask.shape[::-1])
    found = []
    for region in find_regions(mask):
        x, y, width, height = region.box_xywh
        left, top, right, bottom = np.divide((x, y, x + width, y + height), np.tile(size_px, 2)).tolist()
        polygons = tuple(
            (corners.reshape(-1, 2) + np.array([x + 0.5, y + 0.5])) / size_px
            for corners in outlines(np.ascontiguousarray(region.pixels))
        )
        found.append(CorrectedRegion((left, top, right, bottom), region.area_fraction, polygons))
    return tuple(found)


def corrected_findings(mask: Mask, frame: int, time_s: float) -> tuple[Finding, ...]:
    """Returns a finding for each region of a reader's mask (H x W bool) of a picture."""
    return CorrectedPicture(MaskSource.CORRECTED, measure_corrected(mask)).findings(frame, time_s)


def replace_findings(findings: Sequence[Finding], corrected: Mapping[int, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Returns the `findings` of unrelated pictures, in order, with those of the `corrected` ones by their frames."""
    kept = [each for each in findings if each.first_frame not in corrected]
    kept += [finding for each in corrected.values() for finding in each]
    return tuple(sorted(kept, key=lambda each: each.first_frame))


@dataclass(frozen=True)
class CorrectedPictures:
    """The pictures of a folder or a list that a reader has corrected, by their frames."""

    by_frame: Mapping[int, CorrectedPicture] = field(default_factory=dict)

    def findings(self, time_s: NDArray[np.float64]) -> dict[int, tuple[Finding, ...]]:
        """Returns the findings of each corrected picture; `time_s` (n,) are the times of all."""
        return {
            frame: picture.findings(frame, float(time_s[frame]))
            for frame, picture in self.by_frame.items()
            if frame < len(time_s)
        }

    def region(self, frame: int, box: RelativeBox | None) -> CorrectedRegion | None:
        """Returns the region of a picture that has this box; None if it has none."""
        picture = self.by_frame.get(frame)
        return next((each for each in picture.regions if each.box == box), None) if picture is not None else None

    @cached_property
    def areas(self) -> MaskAreas:
        """How large the masks are."""
        frames = sorted(self.by_frame)
        fractions = [sum(each.area_fraction for each in self.by_frame[frame].regions) for frame in frames]
        return MaskAreas(np.array(frames, np.intp), np.array(fractions, np.float64))

    @cached_property
    def masks(self) -> MaskIndex:
        """Which pictures have masks, and of which source."""
        frames: dict[MaskSource, list[tuple[int, int]]] = {}
        for frame in sorted(self.by_frame):
            frames.setdefault(self.by_frame[frame].source, []).append((frame, frame))
        return MaskIndex(
            MaskLayer(id=source.value, number=number, source=source, frames=tuple(each), at="")
            for number, (source, each) in enumerate(frames.items(), 1)
        )


def read_corrected_pictures(
    masks: PictureFileMasks, check_cancelled: Callable[[], None] = lambda: None
) -> dict[int, CorrectedPicture]:
    """Returns the corrected ones of all pictures of a source, by frame; calls `check_cancelled` before each.

    Reads every picture file if the user has corrected any picture at all. Raises ReviewError.
    """
    if not has_picture_reviews():
        return {}
    found = {}
    with masks.open() as mask_of:
        for frame in range(len(picture_files(masks.source))):
            check_cancelled()
            if (stored := mask_of(frame)) is not None:
                found[frame] = CorrectedPicture.of(stored)
    return found


def _finding(region: CorrectedRegion, frame: int, time_s: float) -> Finding:
    return Finding(
        first_frame=frame,
        last_frame=frame,
        best_frame=frame,
        start_s=time_s,
        end_s=time_s,
        best_s=time_s,
        peak_area_fraction=region.area_fraction,
        confidence=None,
        best_box=region.box,
    )
