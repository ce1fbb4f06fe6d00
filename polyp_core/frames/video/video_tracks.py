"""Which of a file's video tracks is its recording, and what the others are."""

from collections import Counter
from collections.abc import Sequence

import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from polyp_core.frames.frame import VideoTrack

_CODEC_NAMES = {
    "h264": "H.264",
    "hevc": "H.265",
    "vvc": "H.266",
    "libdav1d": "AV1",
    "mpeg1video": "MPEG-1",
    "mpeg2video": "MPEG-2",
    "mpeg4": "MPEG-4",
}
_STILL = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_LOOKED_AT_PACKETS = 200  # of the other tracks, before a track that gave one picture is taken for a still


def video_tracks(container: InputContainer) -> tuple[VideoTrack, ...]:
    """All video tracks, in the order of the file."""
    return tuple(_described(number, stream) for number, stream in enumerate(container.streams.video, start=1))


def tracks_note(tracks: tuple[VideoTrack, ...], shown: int) -> tuple[str, ...]:
    """A sentence on the tracks that are not shown; none where there is one track alone."""
    others = [track for track in tracks if track.number != shown]
    if not others:
        return ()
    if len(others) == 1:
        other = others[0]
        note = f"Video track {other.number} of {len(tracks)} ({other.description}) is not shown."
        if not other.decodable:
            return (f"{note} This program cannot decode it.",)
        return (f"{note} Choose it under View > Video track, or with --video-stream {other.number}.",)
    listed = ", ".join(f"{track.number} ({track.description})" for track in others)
    return (
        f"Of {len(tracks)} video tracks, {listed} are not shown. Choose one under View > Video track, or with "
        "--video-stream.",
    )


def recordings_first(container: InputContainer) -> list[VideoStream]:
    """The video tracks that can be decoded, the one that is most likely the recording first.

    A track of one picture (a cover, a thumbnail) comes after all others; then the container's default one is first,
    then the one that FFmpeg thinks best. The file's order decides the rest.
    """
    best = container.streams.best("video")
    decodable = [each for each in container.streams.video if each.codec_context is not None]
    return sorted(
        decodable,
        key=lambda each: (
            is_still(each),
            not each.disposition & Disposition.default,
            best is None or each.index != best.index,
        ),
    )


def is_still(stream: VideoStream) -> bool:
    """Whether the container says that the track is one picture, or pictures of another one."""
    return bool(stream.disposition & _STILL) or stream.frames == 1


def gives_one_picture(container: InputContainer, stream: VideoStream, others: Sequence[VideoStream]) -> bool:
    """Whether the track holds one packet and another more, where the container does not tell.

    Reads on until that is settled: the container has to be opened anew.
    """
    seen: Counter[int] = Counter()
    try:
        for packet in container.demux([stream, *others]):
            seen[packet.stream_index] += packet.size > 0
            if seen[stream.index] > 1:
                return False
            if max(seen.values()) >= _LOOKED_AT_PACKETS:
                break
    except av.error.FFmpegError:
        pass
    return any(seen[other.index] > 1 for other in others)


def _described(number: int, stream: VideoStream) -> VideoTrack:
    context = stream.codec_context
    if context is None:
        return VideoTrack(number, "of an unknown kind", decodable=False)
    name = _CODEC_NAMES.get(context.name, context.name.upper())
    size = f", {context.width} x {context.height}" if context.width and context.height else ""
    return VideoTrack(number, f"{name}{size}")
