"""Parses packets to find those without a picture (only delimiters, parameter sets or hidden reference frames)."""

from collections.abc import Callable, Iterator

from av.video.stream import VideoStream

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.picture_shape import UPRIGHT, Orientation

_START_CODE = b"\x00\x00\x01"
_HVCC_LENGTH_AT, _AVCC_LENGTH_AT = 21, 4

HoldsPicture = Callable[[VideoPacket], bool]


def picture_test(stream: VideoStream) -> HoldsPicture:
    """Returns a function that is False for packets of `stream` that certainly show no picture.

    H.264, H.265 and H.266 (ITU-T H.264 table 7-1, H.265 table 7-1, H.266 table 5): no NAL unit is a slice. MPEG-1 and
    MPEG-2 (ISO 13818-2, 6.2.1): neither a picture nor a slice starts in the packet. VP9 (bitstream specification, 6.2
    and annex B): all frames are hidden.
    """
    codec = stream.codec_context.name
    if codec == "vp9":
        return _vp9_is_shown
    is_picture = _PICTURE_UNITS.get(codec)
    if is_picture is None:
        return lambda packet: True

    def holds_picture(packet: VideoPacket) -> bool:
        content = bytes(packet)
        try:
            return any(is_picture(content, at) for at in _unit_starts(stream, content))
        except IndexError:  # damaged, or not in the container's format
            return True

    return holds_picture


def orientation_message(stream: VideoStream, packet: VideoPacket) -> Orientation | None:
    """Returns the orientation from a display orientation SEI message (H.264, H.265, D.1: flip first, then rotate).

    For packets without a picture, whose messages the decoder does not report. None without such a message.
    """
    is_message = _MESSAGE_UNITS.get(stream.codec_context.name)
    if is_message is None:
        return None
    content = bytes(packet)
    try:
        for at in _unit_starts(stream, content):
            if is_message(content, at):
                head_bytes = 1 if stream.codec_context.name == "h264" else 2
                found = _parse_orientation(content[at + head_bytes :].replace(b"\0\0\3", b"\0\0"))
                if found is not None:
                    return found
    except IndexError:
        pass
    return None


def _parse_orientation(messages: bytes) -> Orientation | None:
    """Returns the display orientation in a sequence of SEI messages. Raises IndexError if it is truncated."""
    at = 0
    while messages[at] != _END_OF_MESSAGES:
        kind, at = _sei_number(messages, at)
        size, at = _sei_number(messages, at)
        if kind == _DISPLAY_ORIENTATION:
            bits = int.from_bytes(messages[at : at + 3], "big")  # cancelled, two flips, 16 of the rotation, ...
            is_cancelled, flips_across, flips_down = (bool(bits >> place & 1) for place in (23, 22, 21))
            quarter_turns = round((bits >> 5 & 0xFFFF) / 0x4000) + 2 * flips_down
            return UPRIGHT if is_cancelled else Orientation(flips_across != flips_down, quarter_turns % 4)
        at += size
    return None


def _sei_number(messages: bytes, at: int) -> tuple[int, int]:
    """Reads an SEI number (bytes of 255, then one below); returns it and the offset after it."""
    number = 0
    while messages[at] == 0xFF:
        number, at = number + 0xFF, at + 1
    return number + messages[at], at + 1


_END_OF_MESSAGES = 0x80
_DISPLAY_ORIENTATION = 47

_MESSAGE_UNITS: dict[str, Callable[[bytes, int], bool]] = {
    "h264": lambda content, at: content[at] & 0x1F == 6,
    "hevc": lambda content, at: content[at] >> 1 & 0x3F in (39, 40),
}

_PICTURE_UNITS: dict[str, Callable[[bytes, int], bool]] = {
    "mpeg1video": lambda content, at: content[at] <= 0xAF,
    "mpeg2video": lambda content, at: content[at] <= 0xAF,
    "h264": lambda content, at: 1 <= content[at] & 0x1F <= 5,
    "hevc": lambda content, at: content[at] >> 1 & 0x3F < 32,
    "vvc": lambda content, at: content[at + 1] >> 3 < 12,
}


def _unit_starts(stream: VideoStream, content: bytes) -> Iterator[int]:
    """Yields the offset of each NAL unit of a packet. Raises IndexError if they cannot be separated."""
    length_bytes = _length_field_bytes(stream.codec_context.name, stream.codec_context.extradata or b"")
    return _starts_by_length(content, length_bytes) if length_bytes else _starts_by_code(content)


def _length_field_bytes(codec: str, extradata: bytes) -> int:
    """Returns the size in bytes of the length field before each unit; 0 for start codes."""
    if codec == "h264" and len(extradata) > _AVCC_LENGTH_AT and extradata[0] == 1:
        return (extradata[_AVCC_LENGTH_AT] & 3) + 1
    if codec == "hevc" and len(extradata) > _HVCC_LENGTH_AT and extradata[:3] > b"\x00\x00\x01":
        return (extradata[_HVCC_LENGTH_AT] & 3) + 1
    if codec == "vvc" and len(extradata) > 0 and extradata[0] & 0xF8 == 0xF8:
        return (extradata[0] >> 1 & 3) + 1
    return 0


def _starts_by_length(content: bytes, length_bytes: int) -> Iterator[int]:
    """Yields the offset of each unit. Raises IndexError if the lengths do not match the content."""
    at = 0
    while at < len(content):
        length = int.from_bytes(content[at : at + length_bytes], "big")
        at += length_bytes
        if length == 0 or at + length > len(content):
            raise IndexError
        yield at
        at += length


def _starts_by_code(content: bytes) -> Iterator[int]:
    """Yields the offset of each unit. Raises IndexError if there is none."""
    at = content.find(_START_CODE)
    if at < 0:
        raise IndexError
    while at >= 0:
        yield at + 3
        at = content.find(_START_CODE, at + 3)


def _vp9_is_shown(packet: VideoPacket) -> bool:
    content = bytes(packet)
    return any(_vp9_frame_is_shown(content[at]) for at in _vp9_frames(content))


def _vp9_frames(content: bytes) -> Iterator[int]:
    """Yields the offset of each frame of a superframe, or of the only frame."""
    marker = content[-1]
    count, size_bytes = (marker & 7) + 1, (marker >> 3 & 3) + 1
    index_bytes = 2 + count * size_bytes
    if marker & 0xE0 != 0xC0 or len(content) < index_bytes or content[-index_bytes] != marker:
        yield 0
        return
    at = 0
    for number in range(count):
        size_at = len(content) - index_bytes + 1 + number * size_bytes
        if at < len(content) - index_bytes:
            yield at
        at += int.from_bytes(content[size_at : size_at + size_bytes], "little")


def _vp9_frame_is_shown(head: int) -> bool:
    """Reads the first byte: marker (2 bits), profile (2, plus 1 reserved in profile 3), show_existing, type, show."""
    if head >> 6 != 2:
        return True  # not a VP9 frame header: damaged
    bits = head << 1 if head & 0x30 == 0x30 else head
    return bool(bits & 0x08 or bits & 0x02)
