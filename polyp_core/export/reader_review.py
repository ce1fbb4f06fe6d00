"""Finds what a reader decided about a source, for exports without a window."""

from pathlib import Path

from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.display_text import filled, mark
from polyp_core.errors import ExportError
from polyp_core.review.masks import ReviewMasks
from polyp_core.review.picture_review import PictureFileMasks, picture_files, readers_of
from polyp_core.review.review_folder import path_of_review
from polyp_core.review.review_reading import read_content


def find_review(
    source: SourcePath, video_track: int | None, reader: str | None, *, with_masks: bool = False
) -> ReviewMasks | None:
    """Returns a review of `source` in the user's data folder, by default that of its only reader; None without any.

    With `with_masks`, only readers who have corrected masks are considered. Raises ExportError if the reader has no
    review (without `with_masks`), or if there are several and `reader` is None, ReviewError if it cannot be read,
    OSError or SourceError if the source cannot.
    """
    path = path_of_review(content_key(source), video_track)
    content = read_content(path) if path.exists() else None
    reviews = content.reviews if content is not None else {}
    if with_masks:
        reviews = {name: review for name, review in reviews.items() if review.masks.frames().size}
    elif reader is not None and reader not in reviews:
        raise ExportError(
            "{reader} has not reviewed {name}. Readers: {readers}.",
            reader=reader,
            name=_name(source),
            readers=", ".join(reviews) or filled("none"),
        )
    if reader is None and len(reviews) > 1:
        text = (
            mark("{name} was corrected by {readers}. Choose one of them (--reader).")
            if with_masks
            else mark("{name} was reviewed by {readers}. Choose one of them (--reader).")
        )
        raise ExportError(text, name=_name(source), readers=", ".join(reviews))
    found = reviews.get(reader) if reader is not None else next(iter(reviews.values()), None)
    return ReviewMasks(path, content.recording, found) if content is not None and found is not None else None


def find_picture_masks(source: SourcePath, reader: str | None) -> PictureFileMasks | None:
    """Returns the masks of unrelated pictures, by default of the only reader who has corrected some; None without any.

    Raises ExportError if there are several readers and `reader` is None, ReviewError, OSError, or SourceError.
    """
    found = {name: None for file in picture_files(source) for name in readers_of(file)}
    if reader is None and len(found) > 1:
        raise ExportError(
            "Pictures of {name} were corrected by {readers}. Choose one of them (--reader).",
            name=_name(source),
            readers=", ".join(found),
        )
    chosen = reader or next(iter(found), "")
    return PictureFileMasks(source, chosen) if chosen in found else None


def _name(source: SourcePath) -> str:
    return str(source if isinstance(source, Path) else source[0].parent)
