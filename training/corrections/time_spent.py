"""How much of a reader's time the labels of datasets of corrected frames took."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from polyp_core.display_text import FilledText, filled
from polyp_core.review.records import MaskSource
from training.corrections.frame_table import FrameRow, is_correction_dataset, read_frame_table


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """The frames that readers labelled one by one, and of the `timed` ones all seconds and the median."""

    frames: int
    timed: int
    total_s: float
    median_s: float

    @property
    def text(self) -> FilledText:
        """How long it took, in a sentence."""
        frames = filled("1 frame") if self.frames == 1 else filled("{n} frames", n=self.frames)
        if not self.timed:
            return filled("{frames} were labelled; how long that took is unknown.", frames=frames)
        total = f"{self.total_s / 60:.0f} min" if self.total_s >= 120 else f"{self.total_s:.0f} s"
        values = {"frames": frames, "total": total, "median": f"{self.median_s:.0f} s"}
        if self.timed == self.frames:
            return filled("{frames} were labelled in {total}, the median frame in {median}.", **values)
        return filled(
            "{frames} were labelled ({timed} of them with a known time) in {total}, the median frame in {median}.",
            **values,
            timed=self.timed,
        )

    def __str__(self) -> str:
        return str(self.text)


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
