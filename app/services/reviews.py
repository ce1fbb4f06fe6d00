"""Lists the reviews of the user with the recordings that they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.services.source_history import find_recording
from app.services.tasks import TaskHandle
from polyp_core.review.review_folder import ReviewSummary, list_reviews
from resources import DEMO_CLIP


@dataclass(frozen=True, slots=True)
class FoundReview:
    """A review and the file of its recording, None if that is not found."""

    summary: ReviewSummary
    recording: Path | None


def find_reviews(handle: TaskHandle, recent: Iterable[Path]) -> list[FoundReview]:
    """Returns the reviews in the user's data folder, the latest first, with recordings in the folders of `recent`."""
    files = (*recent, DEMO_CLIP)
    found = []
    for summary in list_reviews():
        handle.raise_if_cancelled()
        found.append(FoundReview(summary, find_recording(summary.recording.key, files)))
    return found
