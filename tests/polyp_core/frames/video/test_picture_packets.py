"""Packets without a shown image are not frames: delimiters, messages, hidden references, packed placeholders."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.bitstream import BitStreamFilterContext

from polyp_core.frames.open import open_source

from .clips import H264, MPEG2, Recipe, in_sequence, number_in, numbered_picture

HEVC = Recipe(
    "libx265", {"preset": "ultrafast", "x265-params": "log-level=none:keyint=12"}, width_px=192, height_px=128
)
AUD = {"libx264": b"\0\0\0\1\x09\x10", "libx265": b"\0\0\0\1\x46\x01\x50"}
SEI = {"libx264": b"\0\0\0\1\x06\x05\x01\x41\x80", "libx265": b"\0\0\0\1\x4e\x01\x05\x01\x41\x80"}
END = {"libx264": b"\0\0\0\1\x0b", "libx265": b"\0\0\0\1\x4a\x01", "mpeg2video": b"\0\0\1\xb7"}


@pytest.mark.parametrize(
    ("recipe", "name"),
    [
        *((H264, f"h264.{suffix}") for suffix in ("mp4", "mkv", "ts", "avi", "nut")),
        *((HEVC, f"hevc.{suffix}") for suffix in ("mp4", "mkv", "ts", "nut")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("extra", [AUD, SEI, END], ids=["delimiter", "message", "end"])
def test_packets_without_a_slice_are_not_frames(
    tmp_path: Path, recipe: Recipe, name: str, extra: dict[str, bytes]
) -> None:
    path = _write_with_extra_packets(tmp_path / name, recipe, extra[recipe.codec])
    expected = in_sequence(path)
    assert len(expected) == 60
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == 60
        for index in (59, 20, 0, 33, 58, 21, 19, 40):
            frame = source.read(index)
            assert number_in(frame.image) == index
            assert not frame.damaged or index == 0
        assert [number_in(frame.image) for frame in source.frames()] == list(range(60))


def test_an_end_code_is_not_a_frame(tmp_path: Path) -> None:
    path = _write_with_extra_packets(tmp_path / "clip.mkv", MPEG2, END["mpeg2video"])
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == 60
        assert number_in(source.read(59).image) == 59


def test_hidden_vp9_references_are_not_frames(tmp_path: Path) -> None:
    """Some muxers write each into its own packet."""
    options = {"deadline": "realtime", "cpu-used": "5", "auto-alt-ref": "1", "lag-in-frames": "16", "b": "200k"}
    plain = Recipe("libvpx-vp9", options, group=30).write(tmp_path / "plain.webm")
    path = tmp_path / "split.mkv"
    hidden = 0
    with av.open(str(plain)) as container, av.open(str(path), "w") as output:
        stream = container.streams.video[0]
        copy = output.add_stream_from_template(stream)
        split = BitStreamFilterContext("vp9_superframe_split", stream)
        for packet in container.demux(stream):
            if packet.pts is None:
                continue
            pts = packet.pts
            parts = split.filter(packet)
            for place, part in enumerate(parts):
                hidden += place + 1 < len(parts)
                part.pts = part.dts = pts - (len(parts) - 1 - place)
                part.stream = copy
                output.mux(part)
    assert hidden > 0
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == 60
        assert [number_in(source.read(index).image) for index in (59, 3, 44, 30, 0)] == [59, 3, 44, 30, 0]


def test_packed_b_frames_are_counted_as_shown(tmp_path: Path) -> None:
    """As written by DivX into AVI: two images in one packet, and a placeholder in the next."""
    recipe = Recipe("mpeg4", b_frames=1, group=12)
    path = tmp_path / "packed.avi"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = recipe.width_px, recipe.height_px, "yuv420p"
        stream.gop_size, stream.max_b_frames = 12, 1
        stream.options = {"qscale": "3"}
        packets = [bytes(packet) for packet in _encode(stream, recipe)]
        coded_b = [packet[packet.find(b"\0\0\1\xb6") + 4] >> 6 == 2 for packet in packets]
        assert any(coded_b)
        content: list[bytes] = []
        marker = b"\0\0\1\xb2DivX503b1393p"
        for place, packet in enumerate(packets):
            if coded_b[place]:
                content.append(b"\0\0\1\xb6\x50\x7f")  # a picture "not coded"
            elif place + 1 < len(packets) and coded_b[place + 1]:
                content.append(marker * (place == 0) + packet + packets[place + 1])
            else:
                content.append(marker * (place == 0) + packet)
        for number, data in enumerate(content):
            packet = av.Packet(data)
            packet.pts = packet.dts = number
            packet.time_base, packet.stream = Fraction(1, 25), stream
            packet.is_keyframe = number == 0
            output.mux(packet)
    expected = in_sequence(path)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert info.frame_count == len(expected)
        assert info.frame_count in (59, 60)
        for index in (50, 3, 58, 20, 0):
            np.testing.assert_array_equal(source.read(index).image, expected[index])


def _encode(stream: av.VideoStream, recipe: Recipe) -> Iterator[av.Packet]:
    for number in range(recipe.frames):
        picture = numbered_picture(number, recipe.width_px, recipe.height_px)
        yield from stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24"))
    yield from stream.encode(None)


def _write_with_extra_packets(path: Path, recipe: Recipe, extra: bytes) -> Path:
    """Writes a packet of only `extra` after the 20th frame and at the end."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream(recipe.codec, rate=25, options=recipe.options)
        stream.width, stream.height, stream.pix_fmt = recipe.width_px, recipe.height_px, recipe.pixels
        stream.gop_size, stream.max_b_frames = 12, 0
        stream.codec_context.time_base = Fraction(1, 100)
        for written, packet in enumerate(_encode(stream, recipe), start=1):
            packet.pts = packet.dts = 4 * written - 4
            packet.time_base = Fraction(1, 100)
            output.mux(packet)
            if written in (20, recipe.frames):
                nothing = av.Packet(extra)
                nothing.pts = nothing.dts = 4 * written - 2
                nothing.time_base, nothing.stream = Fraction(1, 100), stream
                output.mux(nothing)
    return path
