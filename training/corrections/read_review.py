"""Finds the labelled frames of a recording in its review file, without a window."""

from functools import partial
from pathlib import Path

from polyp_core.analysis.source_identity import content_key
from polyp_core.errors import DatasetError, ExportError, SourceError
from polyp_core.export.privacy import Privacy
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.open import open_source
from polyp_core.review.records import MaskSource
from polyp_core.review.review import Review
from polyp_core.review.review_folder import path_of_review
from polyp_core.review.review_reading import ReviewContent, read_content
from training.corrections.labelled_frames import LabelledFrames, frames_of, seconds_by_frame

LABELLED = (MaskSource.CORRECTED, MaskSource.VERIFIED_EMPTY)
"""The masks that a reader looked at one by one."""


def read_labelled_frames(
    source: Path,
    *,
    sources: tuple[MaskSource, ...] = LABELLED,
    review_file: Path | None = None,
    reader: str | None = None,
    video_track: int | None = None,
    preset: RedactionPreset | None = None,
) -> LabelledFrames:
    """Returns the frames of the recording `source` whose masks in its review are of `sources`.

    The review is `review_file`, by default that in the user's data folder. Raises DatasetError if there is none, it is
    of another recording, or it has no such frame; or if several readers have some and `reader` is None. Raises
    ExportError if the redactions do not fit, ReviewError or SourceError if the files cannot be read.
    """
    try:
        key = content_key(source)
    except OSError as error:
        raise SourceError(f"The recording {source} cannot be read: {format_os_error(error)}.") from error
    path = review_file or path_of_review(key, video_track)
    if not path.exists():
        raise DatasetError(
            f"{source} has no review with corrected masks. If it was changed since, give the review with --review."
            if review_file is None
            else f"There is no review {path}."
        )
    content = read_content(path)
    if content.recording.key != key or content.recording.video_track != video_track:
        raise DatasetError(
            f"The review {path} is of a recording with other content than {source}, whose frames may differ. Open that "
            "recording in the window, which offers to take the masks over."
        )
    size_px = (content.recording.width_px, content.recording.height_px)
    if preset is not None and not preset.fits(size_px):
        raise ExportError(
            f"The redactions are for pictures of {preset.width_px} x {preset.height_px}, and {source} has "
            f"{size_px[0]} x {size_px[1]}."
        )
    review = _review_of(content, source, sources, reader)
    return LabelledFrames(
        path=source,
        open_frames=partial(open_source, source, video_track=video_track),
        recording=content.recording,
        review_file=path,
        review=review,
        frames=frames_of(review, sources),
        seconds=seconds_by_frame(event for event in content.events if event.reader == review.reader),
        privacy=preset.privacy if preset is not None else Privacy(),
    )


def _review_of(content: ReviewContent, source: Path, sources: tuple[MaskSource, ...], reader: str | None) -> Review:
    found = {name: review for name, review in content.reviews.items() if frames_of(review, sources)}
    if reader is not None:
        found = {name: review for name, review in found.items() if name == reader}
    if not found:
        who = reader or "Nobody"
        raise DatasetError(f"{who} has corrected no frame of {source}, or verified that it shows no polyp.")
    if len(found) > 1:
        raise DatasetError(f"Frames of {source} were corrected by {', '.join(found)}. Choose one with --reader.")
    return next(iter(found.values()))
