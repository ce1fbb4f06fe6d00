"""Which capture devices and streams can be watched, and how FFmpeg opens them."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from polyp_core.display_text import filled
from polyp_core.errors import SourceError

EXAMPLES = {
    "linux": "/dev/video0",
    "win32": "video=Capture card",
    "darwin": "0",
}
"""An address of a capture device on each platform."""

_LOW_DELAY = {"fflags": "nobuffer", "probesize": "500000", "analyzeduration": "500000"}
_DEVICES = {"linux": "v4l2", "win32": "dshow", "darwin": "avfoundation"}
# With a playlist or a description in what arrives, FFmpeg would open other addresses.
_STREAMS: Mapping[str, dict[str, str]] = {
    "udp": {"protocol_whitelist": "udp", "fifo_size": "50000", "overrun_nonfatal": "1"},
    "rtsp": {"protocol_whitelist": "rtsp,rtp,udp,tcp", "rtsp_flags": "prefer_tcp", "reorder_queue_size": "0"},
    "rtsps": {"protocol_whitelist": "rtsp,rtp,udp,tcp,tls,crypto", "reorder_queue_size": "0"},
}


@dataclass(frozen=True, slots=True)
class LiveAddress:
    """A capture device or a stream: its `name` for users, and FFmpeg's `url`, `format` (None: found out) and options.

    A stream is sent over the network, and only its own address is contacted.
    """

    name: str
    url: str
    format: str | None
    options: Mapping[str, str] = field(default_factory=dict)
    is_stream: bool = False


def parse_address(text: str, platform: str = sys.platform) -> LiveAddress:
    """Returns the device or stream that `text` names. Raises SourceError if it names none.

    Streams are udp://ADDRESS:PORT (MPEG-TS), rtsp:// and rtsps://; devices are /dev/video0 on Linux, the name of a
    device on Windows, and a number on macOS.
    """
    text = text.strip()
    scheme, separator, _ = text.partition("://")
    if separator:
        return _stream(text, scheme.lower())
    device = _DEVICES.get(platform)
    if device is None or not text:
        raise _unknown(text, platform)
    if platform == "linux":
        path = f"/dev/video{text}" if text.isdecimal() else text
        if not re.fullmatch(r"/dev/[\w/.-]+", path):
            raise _unknown(text, platform)
        return LiveAddress(path, path, device, _LOW_DELAY)
    if platform == "win32":
        name = text.removeprefix("video=")
        return LiveAddress(name, f"video={name}", device, _LOW_DELAY | {"rtbufsize": "100M"})
    return LiveAddress(text, f"{text}:none", device, _LOW_DELAY | {"framerate": "30"})


def _stream(text: str, scheme: str) -> LiveAddress:
    try:
        parts = urlsplit(text)
        is_complete = bool(parts.hostname) and (scheme != "udp" or parts.port is not None)
    except ValueError:
        is_complete = False
    if scheme not in _STREAMS or not is_complete:
        raise _unknown(text, sys.platform)
    # A password in an address is not shown.
    name = text.replace(f"{parts.password}@", "…@") if parts.password else text
    options = _LOW_DELAY | _STREAMS[scheme]
    # The format of datagrams is not guessed: anyone can send them.
    return LiveAddress(name, text, "mpegts" if scheme == "udp" else "rtsp", options, is_stream=True)


def _unknown(text: str, platform: str) -> SourceError:
    return SourceError(
        "{text} is no capture device or stream. Use a device such as {example}, or "
        "an address such as udp://127.0.0.1:5000 or rtsp://camera.local/stream.",
        text=text or filled("Nothing"),
        example=EXAMPLES.get(platform, "0"),
    )


def find_devices() -> list[str]:
    """Returns the addresses of the capture devices of this computer, as far as they can be listed."""
    if sys.platform != "linux":
        return []
    return [str(path) for path in sorted(Path("/dev").glob("video*"))]
