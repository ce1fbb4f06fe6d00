"""What a format of label files is: the images it describes, its reader and its writer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from polyp_core.masks.regions import Region


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """An image with the regions that are polyp, each with its score as `max_probability`; None for drawn regions.

    For a frame of a source, `frame_index` and `time_s` are those of the source, `exported_name` is the file name of its
    exported picture, and `presence` the model's probability of a polyp in the whole frame.
    """

    file_name: str
    width_px: int
    height_px: int
    regions: Sequence[Region]
    frame_index: int | None = None
    time_s: float | None = None
    exported_name: str = ""
    presence: float | None = None


LabelWriter = Callable[[LabelledImage], None]
"""Adds an image to a label file. Raises OSError on write failures."""


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """A format of label files that is read and written.

    `file_name` is the name of the file or folder that an export writes. `read(path)` returns its images and raises
    DatasetError. `open_writer(path, comment, rate_fps)` creates it; leaving the context without an exception completes
    it. `comment` says what made the labels, `rate_fps` is the frame rate of the source.
    """

    name: str
    title: str
    description: str
    file_name: str
    read: Callable[[Path], list[LabelledImage]]
    open_writer: Callable[[Path, str, float], AbstractContextManager[LabelWriter]]
