"""Opens a video file with PyAV, and demuxes one of its video tracks."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Disposition
from av.video.stream import VideoStream

from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import check_regular, format_os_error, open_regular
from polyp_core.frames.file_kinds import is_dicom, read_head
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.video.video_tracks import has_one_picture, is_still, tracks_by_preference

if TYPE_CHECKING:
    VideoPacket = Packet[VideoStream]
else:
    VideoPacket = Packet  # generic for the type checker only

# A playlist inside a file must not make the demuxer open other files or network connections.
_OPTIONS = {"protocol_whitelist": "file"}

_DICOM_BUFFER_BYTES = 1 << 18  # each read calls Python

_TEXT_CODECS = frozenset({"ansi", "bintext", "idf", "xbin"})  # FFmpeg renders plain text files as video


def open_container(path: Path, track: int | None = None) -> tuple[InputContainer, VideoStream]:
    """Opens `path` and returns the container and the stream of its video `track`, set up for one decoding thread.

    Tracks are numbered from 1; None selects the main recording. Raises SourceError.
    """
    container = _open(path)
    try:
        if track is None:
            container, stream = _main_track(container, path)
        else:
            stream = _track_by_number(container, track, path)
        refuse_too_large(stream.codec_context.width, stream.codec_context.height, path)
    except SourceError:
        container.close()
        raise
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all
    # With one thread, FFmpeg logs on the calling thread, so each error message can be assigned to a packet.
    stream.codec_context.thread_count = 1
    stream.codec_context.copy_opaque = True
    return container, stream


def track_of(container: InputContainer, stream: VideoStream) -> int:
    """Returns the number of `stream` among the video tracks, counted from 1."""
    return 1 + [each.index for each in container.streams.video].index(stream.index)


def demux(container: InputContainer, stream: VideoStream) -> Iterator[VideoPacket]:
    """Yields the non-empty packets of `stream`; ends without an error where the file can no longer be read."""
    try:
        for packet in container.demux(stream):
            if packet.size:
                yield packet
    except av.error.FFmpegError:
        return


def _open(path: Path) -> InputContainer:
    try:
        check_regular(path)
        if path.stat().st_size == 0:
            raise SourceError("{path} is empty: nothing was recorded or copied into it.", path=path)
        if is_dicom(read_head(path), path):
            return _open_dicom(path)
        return av.open(str(path.absolute()), mode="r", options=_OPTIONS, metadata_errors="replace")
    except FileNotFoundError as error:
        raise SourceError(
            "{path} does not exist. Check whether it was moved or its drive unplugged.", path=path
        ) from error
    except (av.error.FFmpegError, OSError) as error:
        raise _open_error(path, error) from error


def _open_dicom(path: Path) -> InputContainer:
    """Opens the video stream in a DICOM file, whose header has the frame rate if the stream has none."""
    from polyp_core.frames.dicom.video_stream import open_video_stream  # imports pydicom

    stream, header = open_video_stream(path)
    rate = {} if header.rate_fps is None else {"framerate": str(header.rate_fps)}
    try:
        return av.open(
            stream, mode="r", options=_OPTIONS | rate, metadata_errors="replace", buffer_size=_DICOM_BUFFER_BYTES
        )
    except (av.error.FFmpegError, OSError) as error:
        stream.close()
        raise SourceError("{path} is a DICOM file whose video cannot be read, or it is damaged.", path=path) from error


def _main_track(container: InputContainer, path: Path) -> tuple[InputContainer, VideoStream]:
    """Returns the main video track, and its container, which may have been reopened."""
    streams = [each for each in container.streams.video if not each.disposition & Disposition.attached_pic]
    if any(each.codec_context is not None and each.codec_context.name in _TEXT_CODECS for each in streams):
        raise SourceError("{path} is not a video but a text file.", path=path)
    if not streams:
        if container.streams.audio:
            raise SourceError("{path} holds sound but no picture.", path=path)
        raise SourceError("{path} contains no video.", path=path)
    moving = [each for each in streams if not is_still(each)]
    if all(each.codec_context is None for each in moving or streams):
        raise _unsupported_codec_error(path)
    # A cover or thumbnail is used only where there is no other track.
    candidates = [track_of(container, each) for each in tracks_by_preference(container) if each in moving or not moving]
    while len(candidates) > 1:
        first, *others = (container.streams.video[track - 1] for track in candidates)
        if first.frames > 1:
            break
        is_still_track = has_one_picture(container, first, others)
        container.close()
        container = _open(path)
        if not is_still_track:
            break
        del candidates[0]
    return container, container.streams.video[candidates[0] - 1]


def _track_by_number(container: InputContainer, track: int, path: Path) -> VideoStream:
    streams = container.streams.video
    if not 1 <= track <= len(streams):
        tracks = filled("{n} video tracks", n=len(streams)) if len(streams) != 1 else filled("one video track")
        raise SourceError("{path} has {tracks}: there is no track {track}.", path=path, tracks=tracks, track=str(track))
    stream = streams[track - 1]
    if stream.codec_context is None:
        raise _unsupported_codec_error(path)
    return stream


def _unsupported_codec_error(path: Path) -> SourceError:
    return SourceError(
        "{path} uses a video codec that this program cannot decode. Convert it to MP4 (H.264).", path=path
    )


def _open_error(path: Path, error: Exception) -> SourceError:
    if isinstance(error, PermissionError):
        return SourceError("Cannot read {path}: no permission.", path=path)
    if isinstance(error, OSError) and not isinstance(error, av.error.FFmpegError):
        return SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error))
    try:
        with open_regular(path) as file:
            head = file.read(12)
    except OSError as reading:
        return SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(reading))
    if head[4:8] in (b"ftyp", b"mdat", b"moov", b"free", b"wide", b"skip"):
        return SourceError(
            "{path} cannot be opened: its index is missing, so the recording was probably cut off or only partly "
            "copied. Copy it again from the recorder, or repair it with a video repair tool.",
            path=path,
        )
    return SourceError("{path} is not a video that this program can read, or it is damaged.", path=path)
