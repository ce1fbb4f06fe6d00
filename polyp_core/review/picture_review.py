"""The reviews of single pictures, such as those of a dataset: the corrected mask of each, by the picture's content.

A picture's review is a review file with one frame (decision 0043). The files of the picture and of its mask are never
written.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.errors import ReviewError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.masks.regions import Mask
from polyp_core.review.masks import FrameMask, MaskLookup, MaskReader, StoredMask, check_mask_size, format_mask_count
from polyp_core.review.records import MaskLayer, Recording
from polyp_core.review.review import Change, Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import picture_review_path
from polyp_core.review.review_reading import read_content

FRAME = 0
"""The only frame of such a review."""


@dataclass(frozen=True, slots=True, eq=False)
class PictureReview:
    """What a reader has made of a picture, in the review file at `path`, which need not exist yet.

    `recording` identifies the picture. `stored` is the reader's mask, which counts instead of the dataset's; None
    without one.
    """

    path: Path
    recording: Recording
    review: Review
    stored: StoredMask | None = None

    def after(self, change: Change, pixels_of: Callable[[MaskLayer, tuple[int, int]], Mask]) -> "PictureReview":
        """Returns the review after `change`; `pixels_of` returns the mask of a layer of a height and a width.

        Raises ReviewError if the change does not fit.
        """
        review = self.review.apply(change)
        layer = review.masks.layer(FRAME)
        if layer is None:
            return replace(self, review=review, stored=None)
        mask = pixels_of(layer, (self.recording.height_px, self.recording.width_px))
        stored = StoredMask(
            FRAME, mask, layer.source, review.reader, layer.at, layer.model, layer.model_sha256, layer.lesion
        )
        return replace(self, review=review, stored=stored)


def read_picture_review(picture: Path, size_px: tuple[int, int], reader: str) -> PictureReview:
    """Returns the review by `reader` of a picture file of `size_px` (width, height); empty if there is none yet.

    Raises ReviewError if `picture` is not a file, or its review is damaged or has a mask of another size.
    """
    if not picture.is_file():
        raise ReviewError(
            "Only pictures that are files of their own are corrected here. Frames of recordings are corrected in "
            "Review."
        )
    try:
        key = content_key(picture)
    except OSError as error:
        raise ReviewError(
            "The picture {picture} cannot be read: {reason}.", picture=str(picture), reason=format_os_error(error)
        ) from error
    width_px, height_px = size_px
    recording = Recording(key=key, frame_count=1, duration_s=0, width_px=width_px, height_px=height_px)
    path = picture_review_path(key)
    if not _exists(path):
        return PictureReview(path, recording, Review(reader))
    content = read_content(path)
    check_mask_size(height_px, width_px, content.recording)
    review = content.reviews.get(reader) or Review(reader)
    with MaskReader(path, content.recording) as masks:
        return PictureReview(path, content.recording, review, masks.mask_of(review, FRAME))


@dataclass(frozen=True, slots=True)
class PictureFileMasks:
    """The masks of unrelated pictures by `reader`, for exports: those of a folder, a list or a single file.

    The files are read when they are asked for, in another thread than that of a window.
    """

    source: SourcePath
    reader: str

    @contextmanager
    def open(self) -> Iterator[MaskLookup]:
        """Yields a function that returns the mask of a frame. It raises ReviewError."""
        files = picture_files(self.source)
        yield lambda frame_index: _stored_mask(files[frame_index], self.reader)

    def label(self, ranges: Sequence[range] | None = None) -> str:
        """Returns whose masks there are in the frames of `ranges`, None for all, such as "12 frames by Ada", or ""."""
        files = picture_files(self.source)
        frames = {frame for each in ranges for frame in each} if ranges is not None else range(len(files))
        count = sum(_stored_mask(files[frame], self.reader) is not None for frame in frames)
        return format_mask_count(count, self.reader)


def picture_files(source: SourcePath) -> Sequence[Path]:
    """Returns the picture files of a source in the order of its frames, none of a video. Raises SourceError."""
    if isinstance(source, tuple):
        return source
    if source.is_dir():
        return images_in(source)
    return [source] if has_image_suffix(source) else []


def readers_of(picture: Path) -> tuple[str, ...]:
    """Returns the readers who have corrected a picture file. Raises ReviewError; OSError if it cannot be read."""
    path = picture_review_path(content_key(picture))
    reviews = read_content(path).reviews if _exists(path) else {}
    return tuple(name for name, review in reviews.items() if review.masks.frames().size)


def _stored_mask(picture: Path, reader: str) -> StoredMask | None:
    try:
        path = picture_review_path(content_key(picture))
    except OSError:  # the reader of the frames says what is wrong with the file
        return None
    if not _exists(path):
        return None
    content = read_content(path)
    with MaskReader(path, content.recording) as masks:
        return masks.mask_of(content.reviews.get(reader) or Review(reader), FRAME)


def _exists(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0  # a full disk leaves an empty file


def store_mask(picture: PictureReview, layer: str, mask: Mask) -> None:
    """Writes the pixels of a mask, which counts once `store_change` adds `layer`. Raises as `store_change`."""
    with ReviewFile(picture.path, picture.recording) as file:
        file.add_masks(layer, [FrameMask(FRAME, mask)])


def store_change(picture: PictureReview, change: Change) -> None:
    """Writes a change of a picture's review, which is that of `picture` so far, to its file.

    Raises ReviewError if another window or workspace has changed the review in the file since, if the file cannot be
    written, or if it was written by a newer version of the program.
    """
    with ReviewFile(picture.path, picture.recording) as file:
        if file.review(picture.review.reader).records != picture.review.records:
            raise ReviewError(
                "The mask of this picture was changed in another place since it was read. It is read again; repeat "
                "your change."
            )
        file.apply(picture.review.reader, change)
