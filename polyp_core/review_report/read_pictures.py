"""Reads the best frames of a reader's findings for a report."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.frame_reader import FrameReader
from polyp_core.export.privacy import Privacy
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.masks.regions import Mask
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Box, Extent
from polyp_core.review_report.report_data import PICTURED, FramePicture


def read_pictures(
    reader: FrameReader, findings: Sequence[ListedFinding], style: OverlayStyle, keep_level: float
) -> dict[Extent, FramePicture]:
    """Returns the best frames of the findings that a report shows; `keep_level` is that of the policy.

    Raises CancelledError, SourceError, DeviceError.
    """
    extents: dict[int, list[Extent]] = defaultdict(list)
    for listed in findings:
        if listed.state in PICTURED:
            extents[listed.extent.best_frame].append(listed.extent)
    pictures = {}
    for read in reader.read([range(frame, frame + 1) for frame in sorted(extents)]):
        rendered = AnnotatedFrame(read.analysed, style, Privacy())
        for extent in extents[rendered.frame.index]:
            pictures[extent] = FramePicture(rendered.frame.image, _mask(rendered, extent.box, keep_level))
    return pictures


def _mask(rendered: AnnotatedFrame, box: Box | None, keep_level: float) -> Mask | None:
    """The mask of the finding in its best frame; None if the model found nothing where its box is."""
    if box is None:
        return rendered.mask
    mask, _ = rendered.finding_mask(box, keep_level)
    width_px, height_px = rendered.size_px
    left, top, right, bottom = np.rint(np.multiply(box, (width_px, height_px) * 2)).astype(int)
    return mask if mask[top:bottom, left:right].any() else None
