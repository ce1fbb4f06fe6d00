"""Reads the best frames of a reader's findings for a report."""

from collections import defaultdict
from collections.abc import Sequence

from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.frame_reader import FrameReader
from polyp_core.export.privacy import Privacy
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Extent
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
            mask, _ = rendered.finding_mask(extent.box, keep_level)
            pictures[extent] = FramePicture(rendered.frame.image, mask if mask.any() else None)
    return pictures
