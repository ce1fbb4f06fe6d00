"""Reads label files of every known format, which is recognised by content; the latest files stay in memory."""

import errno
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError, SourceError
from polyp_core.files.regular_files import decode_text, format_os_error, read_regular
from polyp_core.label_formats.label_format import POLYP_CATEGORIES, LabelFormat, LabelledImage
from polyp_core.label_formats.mask_paths import LabelPath
from polyp_core.label_formats.registry import LABEL_FORMATS
from polyp_core.label_formats.review_masks import REVIEW_SUFFIX, read_review_mask
from polyp_core.masks.regions import Mask

LABEL_SUFFIXES = frozenset(each.suffix for each in LABEL_FORMATS)


_LARGEST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class LabelFile:
    """A label file's images by a name that is unique in it: the file name, or the number of a recording's frame."""

    path: Path
    format: LabelFormat
    images: Mapping[str, LabelledImage]


def label_format_of(path: Path) -> LabelFormat | None:
    """Returns the format of a file, by its suffix and content, else by its name and place; None if it is no label file.

    Raises DatasetError if the file cannot be read and may be a label file.
    """
    candidates = [each for each in LABEL_FORMATS if each.suffix == path.suffix.lower()]
    named = (each for each in candidates if each.is_named is not None and each.is_named(path))
    try:
        data = _read_utf8(path) if candidates else b""
    except OSError as error:
        if any(each.is_named is None for each in candidates) or any(named):
            raise DatasetError(
                "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
            ) from error
        return None
    return next((each for each in candidates if each.recognise(data)), None) or next(named, None)


def read_label_file(path: Path) -> LabelFile:
    """Returns the content of a label file. Raises DatasetError."""
    try:
        status = path.stat()
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    return _read(path, status.st_size, status.st_mtime_ns)


def labelled_mask(label: LabelPath) -> Mask:
    """Returns the H x W mask of a picture in a label file, or of a frame in a review file. Raises SourceError."""
    if label.file.suffix == REVIEW_SUFFIX:
        return read_review_mask(label)
    try:
        image = read_label_file(label.file).images.get(label.picture)
    except DatasetError as error:
        raise SourceError(error.text) from error
    if image is None:
        raise SourceError("{file} has no picture {picture}.", file=label.file, picture=str(label.picture))
    categories = label.categories or POLYP_CATEGORIES
    if problem := image.problem_of(categories):
        raise SourceError(
            "{file} has {problem} for {picture}.", file=label.file, problem=problem, picture=str(label.picture)
        )
    return image.mask(categories)


def _read_utf8(path: Path) -> bytes:
    """Returns the content of a text file in UTF-8; as it is if it is no text. Raises OSError."""
    if path.stat().st_size > _LARGEST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    data = read_regular(path)
    try:
        return data if json.detect_encoding(data) == "utf-8" else decode_text(data).encode()
    except UnicodeDecodeError:
        return data


@lru_cache(maxsize=16)
def _read(path: Path, size_bytes: int, mtime_ns: int) -> LabelFile:
    found = label_format_of(path)
    if found is None:
        raise DatasetError(
            "{path} is no label file that is known ({formats}).",
            path=path,
            formats=", ".join(each.title for each in LABEL_FORMATS),
        )
    images: dict[str, LabelledImage] = {}
    all_images = found.read(path)
    times = Counter(image.file_name for image in all_images)
    for image in all_images:
        is_frame = times[image.file_name] > 1 and image.frame_index is not None
        name = str(image.frame_index) if is_frame else image.file_name
        images[name] = _joined(images[name], image) if name in images else image
    return LabelFile(path, found, images)


def _joined(first: LabelledImage, second: LabelledImage) -> LabelledImage:
    """Returns two entries of one picture as one, with a problem if they give it two sizes."""
    problem = first.problem or second.problem
    if (first.width_px, first.height_px) != (second.width_px, second.height_px):
        problem = problem or filled("two entries of different sizes")
    return replace(first, objects=[*first.objects, *second.objects], problem=problem)
