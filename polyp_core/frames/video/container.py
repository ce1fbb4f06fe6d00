"""Opening a video file with PyAV, and the sentences for files that cannot be opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Disposition
from av.video.stream import VideoStream

from polyp_core.errors import SourceError
from polyp_core.files.regular_files import check_regular, open_regular, reason_of
from polyp_core.frames.size_limit import refuse_too_large
from polyp_core.frames.video.video_tracks import gives_one_picture, is_still, recordings_first

if TYPE_CHECKING:
    VideoPacket = Packet[VideoStream]
else:
    VideoPacket = Packet  # generic to the type checker alone

# A playlist inside a file must not make the demuxer fetch other files or reach for the network.
_OPTIONS = {"protocol_whitelist": "file"}

_TEXT_AS_PICTURES = frozenset({"ansi", "bintext", "idf", "xbin"})  # FFmpeg plays plain text as terminal art


def open_container(path: Path, track: int | None = None) -> tuple[InputContainer, VideoStream]:
    """The container and the stream of its video `track`, ready to decode on the calling thread alone.

    Tracks are numbered from 1; by default it is the one that is the recording. Raises SourceError.
    """
    container = _open(path)
    try:
        if track is None:
            container, stream = _recording(container, path)
        else:
            stream = _numbered(container, track, path)
        refuse_too_large(stream.codec_context.width, stream.codec_context.height, path)
    except SourceError:
        container.close()
        raise
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all
    # One thread: the decoder's messages then arrive on the thread that decodes, so each belongs to a known frame.
    stream.codec_context.thread_count = 1
    stream.codec_context.copy_opaque = True
    return container, stream


def track_of(container: InputContainer, stream: VideoStream) -> int:
    """The number of a stream among the video tracks, from 1."""
    return 1 + [each.index for each in container.streams.video].index(stream.index)


def demux(container: InputContainer, stream: VideoStream) -> Iterator[VideoPacket]:
    """The stream's packets up to the end of what can be read: a file that is cut ends there, without an error."""
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
            raise SourceError(f"{path} is empty: nothing was recorded or copied into it.")
        return av.open(str(path.absolute()), mode="r", options=_OPTIONS, metadata_errors="replace")
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist. Check whether it was moved or its drive unplugged.") from error
    except (av.error.FFmpegError, OSError) as error:
        raise SourceError(_why_not_opened(path, error)) from error


def _recording(container: InputContainer, path: Path) -> tuple[InputContainer, VideoStream]:
    """The track that is the recording, in this container or in one that was opened anew."""
    streams = [each for each in container.streams.video if not each.disposition & Disposition.attached_pic]
    if any(each.codec_context is not None and each.codec_context.name in _TEXT_AS_PICTURES for each in streams):
        raise SourceError(f"{path} is not a video but a text.")
    if not streams:
        if container.streams.audio:
            raise SourceError(f"{path} holds sound but no picture.")
        raise SourceError(f"{path} holds no video.")
    films = [each for each in streams if not is_still(each)]
    if all(each.codec_context is None for each in films or streams):
        raise _undecodable(path)
    # The picture that goes with a recording is not shown in its place.
    candidates = [track_of(container, each) for each in recordings_first(container) if each in films or not films]
    while len(candidates) > 1:
        first, *others = (container.streams.video[track - 1] for track in candidates)
        if first.frames > 1:
            break
        is_one_picture = gives_one_picture(container, first, others)
        container.close()
        container = _open(path)
        if not is_one_picture:
            break
        del candidates[0]
    return container, container.streams.video[candidates[0] - 1]


def _numbered(container: InputContainer, track: int, path: Path) -> VideoStream:
    streams = container.streams.video
    if not 1 <= track <= len(streams):
        held = f"{len(streams)} video tracks" if len(streams) != 1 else "one video track"
        raise SourceError(f"{path} has {held}: there is no track {track}.")
    stream = streams[track - 1]
    if stream.codec_context is None:
        raise _undecodable(path)
    return stream


def _undecodable(path: Path) -> SourceError:
    return SourceError(
        f"{path} is compressed with a method that this program cannot decode. Convert it to MP4 (H.264)."
    )


def _why_not_opened(path: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"Cannot read {path}: no permission."
    if isinstance(error, OSError) and not isinstance(error, av.error.FFmpegError):
        return f"Cannot read {path}: {reason_of(error)}."
    try:
        with open_regular(path) as file:
            head = file.read(12)
    except OSError as reading:
        return f"Cannot read {path}: {reason_of(reading)}."
    if head[4:8] in (b"ftyp", b"mdat", b"moov", b"free", b"wide", b"skip"):
        return (
            f"{path} cannot be opened: its index is missing, so the recording was probably cut off or only partly "
            "copied. Copy it again from the recorder, or repair it with a video repair tool."
        )
    return f"{path} is not a video that this program can read, or it is damaged."
