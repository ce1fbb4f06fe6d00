"""Finds what a reader decided about a source, for exports without a window."""

from pathlib import Path

from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.errors import ExportError
from polyp_core.review.review import Review
from polyp_core.review.review_folder import path_of_review
from polyp_core.review.review_reading import read_content


def find_review(source: SourcePath, video_track: int | None, reader: str | None) -> Review | None:
    """Returns a review of `source` in the user's data folder, by default that of its only reader; None without any.

    Raises ExportError if the reader has none, or if there are several and `reader` is None, ReviewError if it cannot be
    read, OSError or SourceError if the source cannot.
    """
    path = path_of_review(content_key(source), video_track)
    reviews = read_content(path).reviews if path.exists() else {}
    if reader is not None:
        if reader not in reviews:
            raise ExportError(f"{reader} has not reviewed {_name(source)}. Readers: {', '.join(reviews) or 'none'}.")
        return reviews[reader]
    if len(reviews) > 1:
        raise ExportError(f"{_name(source)} was reviewed by {', '.join(reviews)}. Choose one of them with --reader.")
    return next(iter(reviews.values()), None)


def _name(source: SourcePath) -> str:
    return str(source if isinstance(source, Path) else source[0].parent)
