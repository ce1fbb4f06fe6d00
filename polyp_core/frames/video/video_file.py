"""VideoFile: a frame source that reads video files with exact random access."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled
from polyp_core.errors import SourceError, unexpected_source_error
from polyp_core.frames.frame import Deinterlace, Frame, Image, SourceInfo, check_index
from polyp_core.frames.video.decoder import Picture
from polyp_core.frames.video.deinterlace import deinterlace
from polyp_core.frames.video.display import Display
from polyp_core.frames.video.index import NO_FRAME, FrameIndex
from polyp_core.frames.video.indexer import IndexState
from polyp_core.frames.video.picture_reader import Content, PictureReader
from polyp_core.frames.video.picture_shape import PictureShape, ShapeChange
from polyp_core.frames.video.shared_index import SharedIndex
from polyp_core.frames.video.video_tracks import tracks_note, video_tracks

_SHORT_FILE_S = 0.25
"""Opening waits this long for the index, so that short clips open with a complete one."""

_PROGRESSIVE_OR_UNKNOWN = (0, 1)  # AVFieldOrder


class VideoFile(ContextManagerMixin):
    """Any video that FFmpeg decodes. Raises SourceError if it cannot be opened or no frame can be decoded.

    Frames are numbered in display order. The index is built in the background; `read` waits for frames it does not
    contain yet. Sources of one file share the index. `deinterlace` "auto" affects frames marked interlaced. `track` is
    the number of the video track, by default the main recording.
    """

    def __init__(self, path: Path | str, *, deinterlace: Deinterlace = "auto", track: int | None = None) -> None:
        self._path = Path(path)
        self._deinterlace = deinterlace
        self._closed = False
        self._other_shape: tuple[int, PictureShape] | None = None  # packet and shape of the first differing picture
        self._reading = threading.Lock()
        self._reader = PictureReader(self._path, lambda: self._closed, track)
        try:
            self._reader.decode_first(self._make_converter)
        except Exception as error:  # noqa: BLE001 - codecs raise any exception for damaged files
            self._reader.close()
            raise unexpected_source_error(filled("The pictures of {path} cannot be shown", path=self._path), error)  # noqa: B904
        stream = self._reader.stream
        self._tracks = video_tracks(self._reader.container)
        self._tracks_note = tracks_note(self._tracks, self._reader.track)
        self._declared_fps = float(stream.guessed_rate or stream.average_rate or 25)
        try:
            self._index = SharedIndex(self._path, self._declared_fps, self._reader.track)
        except SourceError:
            self._reader.close()
            raise
        self._index.wait_briefly(_SHORT_FILE_S)

    @property
    def info(self) -> SourceInfo:
        state = self._index.state
        timing = state.index.timing
        return SourceInfo(
            path=self._path,
            kind="video",
            width_px=self._display.width_px,
            height_px=self._display.height_px,
            frame_count=len(state.index),
            rate_fps=timing.rate_fps,
            duration_s=timing.duration_s,
            variable_rate=timing.variable_rate,
            interlaced=self._interlaced,
            indexing=not state.complete,
            index_fraction=state.fraction,
            notes=(*self._tracks_note, *state.notes, *self._shape_notes(state)),
            clock_jumps=timing.clock_jumps,
            video_tracks=self._tracks,
            video_track=self._reader.track,
        )

    def read(self, index: int) -> Frame:
        if index < 0:
            check_index(index, 0)
        known = self._index.wait_for_frame(index)
        check_index(index, len(known))
        with self._reading:
            if self._closed:
                raise SourceError("{path} is closed.", path=self._path)
            try:
                picture = self._reader.picture(known, index)
                image = self._display.placeholder() if picture is None else self._to_image(index, picture.content)
            except Exception as error:  # noqa: BLE001 - codecs raise any exception for damaged files
                what = filled("Frame {index} of {path} cannot be shown", index=str(index), path=self._path)
                raise unexpected_source_error(what, error)  # noqa: B904 - is `error` or has it as its cause
        damaged = picture is None or picture.damaged or bool(known.damaged[index])
        return Frame(index, float(known.timing.time_s[index]), image, damaged)

    def _make_converter(self, first: Picture) -> Callable[[Picture], Content]:
        stream = self._reader.stream
        self._display = Display(first, stream.sample_aspect_ratio)
        fields = stream.codec_context.field_order
        self._interlaced = first.frame.interlaced_frame or fields not in _PROGRESSIVE_OR_UNKNOWN
        return self._convert

    def _convert(self, picture: Picture) -> Content:
        frame = picture.frame
        self._interlaced |= frame.interlaced_frame
        if self._deinterlace == "on" or (self._deinterlace == "auto" and frame.interlaced_frame):
            return picture  # deinterlacing needs its neighbours
        return self._to_rgb(frame, picture)

    def _to_rgb(self, frame: VideoFrame, picture: Picture) -> Image:
        """Converts `frame`, which is the picture's own frame or its deinterlaced version."""
        shape = self._display.shape_of(picture)
        if shape != self._display.shape and self._other_shape is None:
            self._other_shape = (picture.packet, shape)
        return self._display.to_rgb(frame, shape)

    def _to_image(self, index: int, content: Content) -> Image:
        if not isinstance(content, Picture):
            return content
        known = self._index.wait_for_frame(index + 1)
        before = self._interlaced_neighbour(known, index - 1, content.frame) if index > 0 else None
        after = self._interlaced_neighbour(known, index + 1, content.frame) if index + 1 < len(known) else None
        return self._to_rgb(deinterlace(before, content.frame, after), content)

    def _interlaced_neighbour(self, known: FrameIndex, index: int, like: VideoFrame) -> VideoFrame | None:
        """Returns a neighbouring frame; None if it is not interlaced, of another format, or cannot be decoded."""
        picture = self._reader.picture(known, index)
        if picture is None or not isinstance(picture.content, Picture):
            return None
        frame = picture.content.frame
        is_same_format = (frame.width, frame.height, frame.format.name) == (like.width, like.height, like.format.name)
        return frame if is_same_format else None

    def _shape_notes(self, state: IndexState) -> tuple[str, ...]:
        """Returns a note about a shape change that was found while reading frames and is not in the index."""
        if self._other_shape is None or not state.complete or state.index.shape_change is not None:
            return ()
        packet, shape = self._other_shape
        frame = state.index.frame_of(packet)
        if frame == NO_FRAME:
            return ()
        change = ShapeChange(frame, self._display.shape, shape, is_first=False)
        return (change.note(float(state.index.timing.time_s[frame])),)

    def time_s(self, index: int) -> float:
        timing = self._index.state.index.timing
        check_index(index, len(timing.time_s))
        return float(timing.time_s[index])

    def times_s(self) -> NDArray[np.float64]:
        return self._index.state.index.timing.time_s

    def keyframes(self) -> NDArray[np.intp] | None:
        index = self._index.state.index
        found = [index.frame_of(mark.number) for mark in index.keyframes]
        return np.array(sorted(frame for frame in found if frame != NO_FRAME), np.intp)

    def index_at(self, time_s: float) -> int:
        times = self._index.state.index.timing.time_s
        return max(int(np.searchsorted(times, time_s + 1e-6, side="right")) - 1, 0)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        index = start
        while stop is None or index < stop:
            try:
                yield self.read(index)
            except IndexError:
                return
            index += 1

    def wait_for_index(self) -> SourceInfo:
        self._index.wait_until_complete()
        return self.info

    def close(self) -> None:
        self._closed = True
        self._index.close()
        with self._reading:
            self._reader.close()
