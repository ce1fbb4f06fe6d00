"""Which packets of a video hold a picture: some carry delimiters, parameters or hidden references alone."""

from collections.abc import Callable, Iterator

from av.video.stream import VideoStream

from polyp_core.frames.video.container import VideoPacket
from polyp_core.frames.video.picture_shape import UPRIGHT, Orientation

_START_CODE = b"\x00\x00\x01"
_HVCC_LENGTH_AT, _AVCC_LENGTH_AT = 21, 4

HoldsPicture = Callable[[VideoPacket], bool]


def picture_test(stream: VideoStream) -> HoldsPicture:
    """A test of the packets of `stream`: False where a packet surely shows no picture, damaged or not.

    H.264, H.265 and H.266 (ITU-T H.264 table 7-1, H.265 table 7-1, H.266 table 5): none of its units is a slice.
    MPEG-1 and MPEG-2 (ISO 13818-2, 6.2.1): neither a picture nor a slice starts in it. VP9 (bitstream specification,
    6.2 and annex B): all its frames are hidden references.
    """
    codec = stream.codec_context.name
    if codec == "vp9":
        return _shows_vp9
    is_picture = _PICTURE_UNITS.get(codec)
    if is_picture is None:
        return lambda packet: True

    def holds_picture(packet: VideoPacket) -> bool:
        content = bytes(packet)
        try:
            return any(is_picture(content, at) for at in _units(stream, content))
        except IndexError:  # it is damaged, or not what the container says
            return True

    return holds_picture


def told_orientation(stream: VideoStream, packet: VideoPacket) -> Orientation | None:
    """What a display orientation message in the packet says (H.264 and H.265, D.1: first flipped, then turned).

    For packets that hold nothing else, of which the decoder tells nothing. None without such a message.
    """
    is_message = _MESSAGE_UNITS.get(stream.codec_context.name)
    if is_message is None:
        return None
    content = bytes(packet)
    try:
        for at in _units(stream, content):
            if is_message(content, at):
                head_bytes = 1 if stream.codec_context.name == "h264" else 2
                found = _orientation_in(content[at + head_bytes :].replace(b"\0\0\3", b"\0\0"))
                if found is not None:
                    return found
    except IndexError:
        pass
    return None


def _orientation_in(messages: bytes) -> Orientation | None:
    """Raises IndexError where the messages are cut off."""
    at = 0
    while messages[at] != _END_OF_MESSAGES:
        kind, at = _long_number(messages, at)
        size, at = _long_number(messages, at)
        if kind == _DISPLAY_ORIENTATION:
            bits = int.from_bytes(messages[at : at + 3], "big")  # cancelled, two flips, 16 of the rotation, ...
            is_cancelled, flips_across, flips_down = (bool(bits >> place & 1) for place in (23, 22, 21))
            quarter_turns = round((bits >> 5 & 0xFFFF) / 0x4000) + 2 * flips_down
            return UPRIGHT if is_cancelled else Orientation(flips_across != flips_down, quarter_turns % 4)
        at += size
    return None


def _long_number(messages: bytes, at: int) -> tuple[int, int]:
    """A number written as bytes of 255 and a last one below, and where it ends."""
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


def _units(stream: VideoStream, content: bytes) -> Iterator[int]:
    """Where each unit of a packet begins. Raises IndexError where they cannot be told apart."""
    length_bytes = _length_bytes(stream.codec_context.name, stream.codec_context.extradata or b"")
    return _units_after_lengths(content, length_bytes) if length_bytes else _units_after_codes(content)


def _length_bytes(codec: str, extradata: bytes) -> int:
    """How many bytes hold the length before each unit; 0 where start codes part them."""
    if codec == "h264" and len(extradata) > _AVCC_LENGTH_AT and extradata[0] == 1:
        return (extradata[_AVCC_LENGTH_AT] & 3) + 1
    if codec == "hevc" and len(extradata) > _HVCC_LENGTH_AT and extradata[:3] > b"\x00\x00\x01":
        return (extradata[_HVCC_LENGTH_AT] & 3) + 1
    if codec == "vvc" and len(extradata) > 0 and extradata[0] & 0xF8 == 0xF8:
        return (extradata[0] >> 1 & 3) + 1
    return 0


def _units_after_lengths(content: bytes, length_bytes: int) -> Iterator[int]:
    """Where each unit begins. Raises IndexError where the lengths do not fit the content."""
    at = 0
    while at < len(content):
        length = int.from_bytes(content[at : at + length_bytes], "big")
        at += length_bytes
        if length == 0 or at + length > len(content):
            raise IndexError
        yield at
        at += length


def _units_after_codes(content: bytes) -> Iterator[int]:
    """Where each unit begins. Raises IndexError where there is none."""
    at = content.find(_START_CODE)
    if at < 0:
        raise IndexError
    while at >= 0:
        yield at + 3
        at = content.find(_START_CODE, at + 3)


def _shows_vp9(packet: VideoPacket) -> bool:
    content = bytes(packet)
    return any(_shows_vp9_frame(content[at]) for at in _vp9_frames(content))


def _vp9_frames(content: bytes) -> Iterator[int]:
    """Where each frame of a superframe begins, or the only one."""
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


def _shows_vp9_frame(head: int) -> bool:
    """From the first byte: marker (2 bits), profile (2, and 1 reserved in profile 3), show_existing, type, show."""
    if head >> 6 != 2:
        return True  # no VP9 frame: damaged
    bits = head << 1 if head & 0x30 == 0x30 else head
    return bool(bits & 0x08 or bits & 0x02)
