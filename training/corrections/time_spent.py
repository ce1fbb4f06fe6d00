"""How much of a reader's time the labels of datasets of corrected frames took."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from polyp_core.review.records import MaskSource
from training.corrections.frame_table import FrameRow, is_correction_dataset, read_frame_table


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """The frames that readers labelled one by one, and of the `timed` ones all seconds and the median."""

    frames: int
    timed: int
    total_s: float
    median_s: float

    def __str__(self) -> str:
        frames = "1 frame" if self.frames == 1 else f"{self.frames} frames"
        if not self.timed:
            return f"{frames} were labelled; how long that took is unknown."
        of = "" if self.timed == self.frames else f" ({self.timed} of them with a known time)"
        total = f"{self.total_s / 60:.0f} min" if self.total_s >= 120 else f"{self.total_s:.0f} s"
        return f"{frames} were labelled{of} in {total}, the median frame in {self.median_s:.0f} s."


def time_spent(roots: Iterable[Path]) -> TimeSpent | None:
    """Returns the time for the datasets of corrected frames among `roots`; None without any. Raises DatasetError."""
    return time_of([row for root in roots if is_correction_dataset(root) for row in read_frame_table(root)])


def time_of(rows: Iterable[FrameRow]) -> TimeSpent | None:
    """Returns the time for the frames that readers labelled among `rows`; None without any."""
    labelled = [row for row in rows if row.source not in (MaskSource.PROPAGATED, MaskSource.POINTED)]
    if not labelled:
        return None
    seconds = [row.seconds for row in labelled if row.seconds is not None]
    return TimeSpent(len(labelled), len(seconds), sum(seconds), median(seconds) if seconds else 0.0)
