"""Frame, SourceInfo and the FrameSource protocol that all readers implement."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import SourceError

Image = NDArray[np.uint8]
"""H x W x 3 uint8 RGB; treated as immutable."""

Deinterlace = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a source.

    `index` counts from 0 in display order; `time_s` is 0 for the first frame. `name` is the file name if each frame is
    a file. `damaged` marks frames with decoding errors, whose content is unreliable.
    """

    index: int
    time_s: float
    image: Image
    damaged: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ClockJump:
    """A forward jump of the timestamps: the frame after `frame` follows `gap_s` seconds later."""

    frame: int
    gap_s: float


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """A video track of a file; `number` counts from 1, `description` is for example "H.264, 320 x 240"."""

    number: int
    description: str
    decodable: bool = True


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Properties of a source.

    While `indexing`, the frame index is being built in the background, and `frame_count` and `duration_s` may still
    grow. `kind` is "images" if each frame is a file, "frames" if these files are known to be those of a recording, and
    "stack" for a multi-page image or animation. `notes` are sentences
    for the user. `clock_jumps` are in frame order; frame times include the pauses. `video_track` is the number of the
    track shown among `video_tracks`. `frame_names` are the file names of all frames if they are unrelated pictures.
    """

    path: Path
    kind: Literal["video", "images", "frames", "stack"]
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
    frame_names: tuple[str, ...] = ()

    @property
    def is_recording(self) -> bool:
        """False if the frames are unrelated images, which do not follow one another in time."""
        return self.kind != "images"


class FrameSource(Protocol):
    """Random access to frames in display order; `read(i)` always returns the same frame.

    One thread makes all calls, except for `info`, `time_s`, `times_s`, `keyframes`, `index_at` and `close`, which are
    thread-safe.
    """

    @property
    def info(self) -> SourceInfo:
        """The current properties; they change while the index is being built."""

    def read(self, index: int) -> Frame:
        """Returns the frame at `index`; waits until it is indexed.

        Raises IndexError outside the source, SourceError if the file can no longer be read or the source is closed.
        """

    def time_s(self, index: int) -> float:
        """Returns the frame's time in seconds after the first frame; strictly increasing.

        May be corrected slightly during indexing if timestamps are missing. Raises IndexError if not indexed yet.
        """

    def times_s(self) -> NDArray[np.float64]:
        """Returns `time_s` of all frames indexed so far, float64 (n,); the array is never modified."""

    def index_at(self, time_s: float) -> int:
        """Returns the index of the frame shown at `time_s`, clamped to the frames indexed so far. Never waits."""

    def keyframes(self) -> NDArray[np.intp] | None:
        """Returns the frames indexed so far that decode without any other, ascending; None if all do. Thread-safe."""

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Yields the frames from `start` to `stop` (exclusive), by default to the end."""

    def wait_for_index(self) -> SourceInfo:
        """Waits until the index is complete and returns the final info."""

    def close(self) -> None:
        """Closes files and stops threads. Idempotent."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def check_index(index: int, frame_count: int) -> None:
    """Raises IndexError unless 0 <= `index` < `frame_count`."""
    if not 0 <= index < frame_count:
        raise IndexError(f"frame {index} of {frame_count}")


def refuse_track(source_has: str, video_track: int | None) -> None:
    """Raises SourceError if a video track was requested; the message begins with `source_has`."""
    if video_track is not None:
        raise SourceError("{source_has} no video tracks. Leave --video-stream out.", source_has=source_has)
