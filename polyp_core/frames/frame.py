"""What every source of frames gives, and the one function that opens them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError

Image = NDArray[np.uint8]
"""H x W x 3 uint8, RGB, never written to after it is made."""

Deinterlace = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a source.

    `index` counts from 0 in display order; `time_s` starts at 0 with the first frame. `name` is the file's name where
    each frame is a file of its own. A damaged frame is shown but may not be trusted.
    """

    index: int
    time_s: float
    image: Image
    damaged: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ClockJump:
    """A pause in a recording: after `frame` the next one is shown only `gap_s` seconds later."""

    frame: int
    gap_s: float


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """One of the video tracks of a file; `number` counts from 1, `description` is such as "H.264, 320 x 240"."""

    number: int
    description: str
    decodable: bool = True


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source.

    While `indexing` is true the frame index is still being built in the background: `frame_count` and `duration_s` are
    what is known so far and only grow. `kind` is "images" where each frame is a file, "stack" where one file that is no
    video holds them all. `notes` are sentences for the person (such as how the index was made).
    `clock_jumps` are in the order of their frames; times of frames include the pauses.
    `video_tracks` are those of a video file, and `video_track` the number of the one that is shown.
    """

    path: Path
    kind: Literal["video", "images", "stack"]
    width_px: int
    height_px: int
    frame_count: int
    rate_fps: float
    duration_s: float
    variable_rate: bool = False
    mixed_sizes: bool = False
    interlaced: bool = False
    indexing: bool = False
    index_fraction: float = 1.0
    notes: tuple[str, ...] = ()
    clock_jumps: tuple[ClockJump, ...] = ()
    video_tracks: tuple[VideoTrack, ...] = ()
    video_track: int | None = None


class FrameSource(Protocol):
    """Frames in display order, each exactly reproducible by its index.

    One thread owns a source and makes all its calls, except `info`, `time_s`, `times_s`, `index_at` and `close`, which
    any thread may use at any time.
    """

    @property
    def info(self) -> SourceInfo:
        """What is known now; a fresh value while the index grows."""

    def read(self, index: int) -> Frame:
        """The frame at `index`, the same whatever was read before. Waits where the index has not reached it yet.

        Raises IndexError outside the source, SourceError where the file can no longer be read or is closed meanwhile.
        """

    def time_s(self, index: int) -> float:
        """When the frame is shown, in seconds after the first; later for each frame than for the one before.

        While the index grows it may still be corrected slightly, where timestamps are missing. Raises IndexError
        outside what is indexed so far.
        """

    def times_s(self) -> NDArray[np.float64]:
        """`time_s` of each frame that is indexed so far, float64 (n,): an array that is never written to."""

    def index_at(self, time_s: float) -> int:
        """The index of the frame on screen at `time_s`, clamped to what is indexed so far. Never waits."""

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Frames from `start` up to (not including) `stop`, by default to the end."""

    def wait_for_index(self) -> SourceInfo:
        """Waits until the index is complete and gives the final info."""

    def close(self) -> None:
        """Lets go of files and threads. May be called twice."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def check_index(index: int, frame_count: int) -> None:
    """Raises IndexError where `index` is not a frame; negative indices do not count from the end."""
    if not 0 <= index < frame_count:
        raise IndexError(f"frame {index} of {frame_count}")


def _refuse_track(source_has: str, video_track: int | None) -> None:
    if video_track is not None:
        raise SourceError(f"{source_has} no video tracks. Leave --video-stream out.")
