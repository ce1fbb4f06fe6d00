"""Finds the labelled frames of recordings and of pictures in their review files, without a window."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from polyp_core.analysis.source_identity import content_key
from polyp_core.display_text import filled
from polyp_core.errors import DatasetError, ExportError, SourceError
from polyp_core.export.privacy import Privacy
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.review.records import MaskSource
from polyp_core.review.review import Review
from polyp_core.review.review_folder import path_of_review, picture_review_path
from polyp_core.review.review_reading import ReviewContent, read_content
from training.corrections.labelled_frames import LabelledFrames, frames_of, group_key_of, seconds_by_frame

LABELLED = (MaskSource.CORRECTED, MaskSource.VERIFIED_EMPTY)
"""The masks that a reader looked at one by one."""


def read_labelled(
    source: Path,
    *,
    sources: tuple[MaskSource, ...] = LABELLED,
    review_file: Path | None = None,
    reader: str | None = None,
    video_track: int | None = None,
    preset: RedactionPreset | None = None,
    on_picture: Callable[[float], None] = lambda done: None,
) -> list[LabelledFrames]:
    """As `read_labelled_frames`, also of a picture, or of the pictures in a folder that are corrected one by one.

    A folder that has both gives its own frames first, in the group of the pictures, without the pictures' own frames.
    Before each picture, `on_picture` is called with the share (0..1) that is done; it may raise.
    """
    pictures: list[Path] = []
    if review_file is None and video_track is None:
        pictures = _pictures_of(source)
    found = _read_each(pictures, sources, reader, preset, on_picture)
    if found and not (source.is_dir() and _is_labelled(path_of_review(content_key(source), None), sources, reader)):
        return found
    whole = read_labelled_frames(
        source, sources=sources, review_file=review_file, reader=reader, video_track=video_track, preset=preset
    )
    return _joined(whole, pictures, found)


def with_pictures(
    whole: LabelledFrames, sources: tuple[MaskSource, ...], on_picture: Callable[[float], None] = lambda done: None
) -> list[LabelledFrames]:
    """Returns `whole`, of a recording or a folder, as `read_labelled` does with the pictures of its folder."""
    folder = whole.path
    if not isinstance(folder, Path) or not folder.is_dir() or whole.recording.video_track is not None:
        return [whole]
    pictures = _pictures_of(folder)
    return _joined(whole, pictures, _read_each(pictures, sources, whole.review.reader, None, on_picture))


def _pictures_of(source: Path) -> list[Path]:
    return images_in(source) if source.is_dir() else [source] if has_image_suffix(source) else []


def _read_each(
    pictures: Sequence[Path],
    sources: tuple[MaskSource, ...],
    reader: str | None,
    preset: RedactionPreset | None,
    on_picture: Callable[[float], None],
) -> list[LabelledFrames]:
    found = []
    for done, picture in enumerate(pictures):
        on_picture(done / len(pictures))
        found += read_labelled_pictures([(picture, "")], sources=sources, reader=reader, preset=preset)
    return found


def _joined(
    whole: LabelledFrames, pictures: Sequence[Path], corrected: Sequence[LabelledFrames]
) -> list[LabelledFrames]:
    """Returns the frames of a folder and its `corrected` pictures as one group; each picture has one mask, its own."""
    if not corrected:
        return [whole]
    own = {each.path for each in corrected}
    frames = [frame for frame in whole.frames if pictures[frame] not in own]
    return [replace(whole, frames=frames, group_key=corrected[0].group_key), *corrected] if frames else [*corrected]


def read_labelled_pictures(
    pictures: Iterable[tuple[Path, str]],
    *,
    sources: tuple[MaskSource, ...] = LABELLED,
    reader: str | None = None,
    preset: RedactionPreset | None = None,
) -> list[LabelledFrames]:
    """Returns those of the pictures that have masks of `sources` in their own reviews.

    Each comes with the key of its group (`group_key_of`), "" for that of its folder. Pictures that cannot be read are
    left out, as are those that only other readers than `reader` have corrected. Raises DatasetError if several readers
    have corrected a picture and `reader` is None, ExportError if the redactions do not fit, ReviewError.
    """
    found = []
    for picture, group_key in pictures:
        try:
            path = picture_review_path(content_key(picture))
        except OSError:
            continue
        if not _is_labelled(path, sources, reader):
            continue
        content = read_content(path)
        review = _review_of(content, picture, sources, reader)
        found.append(
            LabelledFrames(
                path=picture,
                open_frames=partial(open_source, (picture,)),
                recording=content.recording,
                review_file=path,
                review=review,
                frames=frames_of(review, sources),
                seconds=seconds_by_frame(event for event in content.events if event.reader == review.reader),
                privacy=_privacy_of(preset, content, picture),
                picture=picture.name,
                group_key=group_key or group_key_of(str(picture.parent.resolve())),
            )
        )
    return found


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
        raise SourceError(
            "The recording {source} cannot be read: {reason}.", source=source, reason=format_os_error(error)
        ) from error
    path = review_file or path_of_review(key, video_track)
    if not path.exists():
        if review_file is not None:
            raise DatasetError("There is no review {path}.", path=path)
        raise DatasetError(
            "{source} has no review with corrected masks. If the file was changed since, name its review (--review).",
            source=source,
        )
    content = read_content(path)
    if content.recording.key != key or content.recording.video_track != video_track:
        raise DatasetError(
            "The review {path} is of a recording with other content than {source}, whose frames may differ. Open "
            "that recording in the window, which offers to take the masks over.",
            path=path,
            source=source,
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
        privacy=_privacy_of(preset, content, source),
    )


def _is_labelled(review_file: Path, sources: tuple[MaskSource, ...], reader: str | None) -> bool:
    """Returns whether there is such a review, with masks of `sources` by `reader`, or by anyone for None."""
    if not review_file.exists():
        return False
    reviews = read_content(review_file).reviews
    return any(frames_of(each, sources) for name, each in reviews.items() if reader in (None, name))


def _privacy_of(preset: RedactionPreset | None, content: ReviewContent, source: Path) -> Privacy:
    if preset is None:
        return Privacy()
    size_px = (content.recording.width_px, content.recording.height_px)
    if not preset.fits(size_px):
        raise ExportError(
            "The redactions are for pictures of {width_px} x {height_px}, and {source} has {own_width_px} x "
            "{own_height_px}.",
            width_px=str(preset.width_px),
            height_px=str(preset.height_px),
            source=source,
            own_width_px=str(size_px[0]),
            own_height_px=str(size_px[1]),
        )
    return preset.privacy


def _review_of(content: ReviewContent, source: Path, sources: tuple[MaskSource, ...], reader: str | None) -> Review:
    found = {name: review for name, review in content.reviews.items() if frames_of(review, sources)}
    if reader is not None:
        found = {name: review for name, review in found.items() if name == reader}
    if not found:
        raise DatasetError(
            "{who} has corrected no frame of {source}, or verified that it shows no polyp.",
            who=reader or filled("Nobody"),
            source=source,
        )
    if len(found) > 1:
        raise DatasetError(
            "Frames of {source} were corrected by {readers}. Choose one of them (--reader).",
            source=source,
            readers=", ".join(found),
        )
    return next(iter(found.values()))
