"""Selection of the main recording among a file's video tracks, and descriptions of all of them."""

from collections import Counter
from collections.abc import Sequence

import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from polyp_core.display_text import filled, joined
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
_PROBED_PACKETS = 200  # of another track, before a track with one packet so far counts as a still picture


def video_tracks(container: InputContainer) -> tuple[VideoTrack, ...]:
    """Returns all video tracks in file order."""
    return tuple(_describe_track(number, stream) for number, stream in enumerate(container.streams.video, start=1))


def tracks_note(tracks: tuple[VideoTrack, ...], shown: int) -> tuple[str, ...]:
    """Returns a sentence about the tracks other than `shown`; empty with a single track."""
    others = [track for track in tracks if track.number != shown]
    if not others:
        return ()
    if len(others) == 1:
        other = others[0]
        note = filled(
            "Video track {number} of {n} ({description}) is not shown.",
            number=other.number,
            n=len(tracks),
            description=other.description,
        )
        choose = filled("Choose it under View > Video track, or with --video-stream {number}.", number=other.number)
        return (joined((note, choose if other.decodable else filled("This program cannot decode it."))),)
    listed = joined(
        [filled("{number} ({description})", number=each.number, description=each.description) for each in others], ", "
    )
    return (
        filled(
            "Of {n} video tracks, {listed} are not shown. Choose one under View > Video track, or with --video-stream.",
            n=len(tracks),
            listed=listed,
        ),
    )


def tracks_by_preference(container: InputContainer) -> list[VideoStream]:
    """Returns the decodable video tracks, the most likely main recording first.

    Sorted by: moving before still pictures (covers, thumbnails), the container's default track, FFmpeg's best stream,
    file order.
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
    """True if the container marks the track as a cover, thumbnail or still image, or as having one frame."""
    return bool(stream.disposition & _STILL) or stream.frames == 1


def has_one_picture(container: InputContainer, stream: VideoStream, others: Sequence[VideoStream]) -> bool:
    """True if `stream` has one packet and one of `others` has more, for containers without frame counts.

    Consumes packets; reopen the container afterwards.
    """
    packet_counts: Counter[int] = Counter()
    try:
        for packet in container.demux([stream, *others]):
            packet_counts[packet.stream_index] += packet.size > 0
            if packet_counts[stream.index] > 1:
                return False
            if max(packet_counts.values()) >= _PROBED_PACKETS:
                break
    except av.error.FFmpegError:
        pass
    return any(packet_counts[other.index] > 1 for other in others)


def _describe_track(number: int, stream: VideoStream) -> VideoTrack:
    context = stream.codec_context
    if context is None:
        return VideoTrack(number, filled("of an unknown kind"), decodable=False)
    name = _CODEC_NAMES.get(context.name, context.name.upper())
    size = f", {context.width} x {context.height}" if context.width and context.height else ""
    return VideoTrack(number, f"{name}{size}")
