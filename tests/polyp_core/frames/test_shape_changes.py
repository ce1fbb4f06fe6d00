"""Frames whose size, pixel aspect or orientation changes within a recording keep their proportions, with a note."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.frames.frame import FrameSource
from polyp_core.frames.open import open_source

from .video.clips import number_in, numbered_picture

PART_FRAMES = 30
WIDTH_PX, HEIGHT_PX = 160, 96
Part = dict[str, object]


def write_parts(path: Path, codec: str, parts: list[Part], *, anew: bool = False) -> Path:
    """Writes one recording of several parts, one encoder each; the times restart with each part if `anew`."""
    if anew:
        files = [write_parts(path.with_stem(f"part{place}"), codec, [part]) for place, part in enumerate(parts)]
        path.write_bytes(b"".join(file.read_bytes() for file in files))
        return path
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    with av.open(str(path), "w") as output:
        stream = output.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, pixels
        first = 0
        for part in parts:
            for packet in _encode(codec, pixels, part, first):
                packet.stream = stream
                output.mux(packet)
            first += PART_FRAMES
    return path


def _encode(codec: str, pixels: str, part: Part, first: int) -> Iterator[av.Packet]:
    width_px, height_px = part.get("size_px", (WIDTH_PX, HEIGHT_PX))
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.pix_fmt = width_px, height_px, pixels
    encoder.time_base, encoder.framerate, encoder.gop_size = Fraction(1, 25), Fraction(25), 10
    encoder.max_b_frames = 2 if codec in ("libx264", "mpeg2video") else 0
    if codec == "libx264":
        encoder.options = {"preset": "veryfast", "crf": "5"}
    else:
        encoder.options = {"qscale": "2"}
    if "pixel_aspect" in part:
        encoder.sample_aspect_ratio = part["pixel_aspect"]
    picture: Callable[[int, int, int], NDArray[np.uint8]] = part.get("picture", numbered_picture)
    for number in range(PART_FRAMES):
        frame = av.VideoFrame.from_ndarray(
            np.ascontiguousarray(picture(number, width_px, height_px)), format="rgb24"
        ).reformat(format=pixels)
        frame.pts, frame.time_base = first + number, Fraction(1, 25)
        yield from (_with_message(packet, part) for packet in encoder.encode(frame))
    yield from (_with_message(packet, part) for packet in encoder.encode(None))


def _with_message(packet: av.Packet, part: Part) -> av.Packet:
    if "message" not in part or not packet.is_keyframe:
        return packet
    changed = av.Packet(part["message"] + bytes(packet))
    changed.pts, changed.dts, changed.time_base, changed.is_keyframe = packet.pts, packet.dts, packet.time_base, True
    return changed


def display_orientation(rotation: int) -> bytes:
    """An H.264 message (D.1.27) that rotates all frames of the group by `rotation` / 65536 of a turn."""
    bits = f"000{rotation:016b}01001"
    content = int(bits, 2).to_bytes(3, "big")
    return b"\0\0\0\1\x06\x2f\x03" + content.replace(b"\0\0\0", b"\0\0\3\0") + b"\x80"


def plain(red: int, green: int, blue: int) -> Callable[[int, int, int], NDArray[np.uint8]]:
    return lambda _, width_px, height_px: np.full((height_px, width_px, 3), (red, green, blue), np.uint8)


def assert_exact(source: FrameSource, seed: int = 5) -> list[NDArray[np.uint8]]:
    """Returns all frames in order, after checking that another order gives the same frames."""
    print(f"seed {seed}")
    count = source.wait_for_index().frame_count
    order = random.Random(seed).sample(range(count), count)
    at_random = {index: source.read(index).image for index in order}
    with open_source(source.info.path) as again:
        in_order = [frame.image for frame in again.frames()]
    assert len(in_order) == count
    for index, image in enumerate(in_order):
        np.testing.assert_array_equal(at_random[index], image)
    return in_order


CONTAINERS = [
    ("libx264", "clip.ts", False),
    ("libx264", "clip.ts", True),
    ("libx264", "clip.mkv", False),
    ("mpeg2video", "clip.ts", False),
    ("mpeg2video", "clip.mpg", True),
    ("mjpeg", "clip.avi", False),
    ("mjpeg", "clip.mkv", False),
]


@pytest.mark.parametrize(("codec", "name", "anew"), CONTAINERS)
def test_frames_of_another_size_get_black_bars(tmp_path: Path, codec: str, name: str, anew: bool) -> None:
    parts = [{"picture": plain(200, 30, 30)}, {"picture": plain(220, 220, 220), "size_px": (192, 192)}]
    with open_source(write_parts(tmp_path / name, codec, parts, anew=anew)) as source:
        info = source.wait_for_index()
        assert (info.width_px, info.height_px) == (WIDTH_PX, HEIGHT_PX)
        images = assert_exact(source)
        # On a change FFmpeg's decoder of MPEG-2 drops the picture that it held back for reordering.
        assert len(images) == 2 * PART_FRAMES - (codec == "mpeg2video")
        assert all(image.shape == (HEIGHT_PX, WIDTH_PX, 3) for image in images)
        assert images[10].min(axis=(0, 1))[0] > 180, "the first part fills its frame"
        for image in (images[PART_FRAMES], images[-1]):
            bright = image[..., 1] > 120
            assert np.flatnonzero(bright.any(axis=0)).tolist() == list(range(32, 128))
            assert bright.any(axis=1).all()
            assert image[:, :30].max() == 0
            assert image[:, 130:].max() == 0
        notes = [note for note in source.info.notes if "192 x 192 instead of 160 x 96" in note]
        assert len(notes) == 1
        # Where the packets tell the frames, none is decoded for the index: a change is seen where a picture is read.
        assert notes[0].startswith(("At 0:0", "From 0:01 (frame "))


@pytest.mark.parametrize(
    ("codec", "name"), [("libx264", "clip.ts"), ("mpeg2video", "clip.ts"), ("libx264", "clip.264")]
)
def test_a_change_of_pixel_aspect_keeps_proportions(tmp_path: Path, codec: str, name: str) -> None:
    """As in a recorder that changes from 4:3 to 16:9: the stored size is the same."""
    size_px = (160, 120)
    parts: list[Part] = [
        {"size_px": size_px, "pixel_aspect": Fraction(1)},
        {"size_px": size_px, "pixel_aspect": Fraction(4, 3), "picture": plain(220, 220, 220)},
    ]
    with open_source(write_parts(tmp_path / name, codec, parts)) as source:
        info = source.wait_for_index()
        images = assert_exact(source)
        assert (info.width_px, info.height_px) == size_px
        rows = np.flatnonzero((images[45][..., 1] > 120).any(axis=1))
        assert rows.tolist() == list(range(15, 105)), "160 x 90, in the middle"
        assert number_in(images[28]) == 28
        assert any("fitted into 160 x 120" in note for note in source.info.notes)


@pytest.mark.parametrize(("name", "anew"), [("clip.ts", False), ("clip.ts", True), ("clip.mkv", False)])
@pytest.mark.parametrize("turned_first", [False, True])
def test_a_change_of_orientation_is_applied(tmp_path: Path, name: str, turned_first: bool, anew: bool) -> None:
    turned: Part = {
        "picture": lambda *which: np.rot90(numbered_picture(*which), 2),
        "message": display_orientation(0x8000),
    }
    parts = [turned, {}] if turned_first else [{}, turned]
    with open_source(write_parts(tmp_path / name, "libx264", parts, anew=anew)) as source:
        images = assert_exact(source)
        assert [number_in(image) for image in images] == [*range(PART_FRAMES), *range(PART_FRAMES)]
        assert [note for note in source.info.notes if "shown as it asks" in note]


def test_a_frame_rotated_by_90_degrees_is_fitted(tmp_path: Path) -> None:
    turned: Part = {"picture": plain(220, 220, 220), "message": display_orientation(0x4000)}
    with open_source(write_parts(tmp_path / "clip.ts", "libx264", [{}, turned])) as source:
        images = assert_exact(source)
        columns = np.flatnonzero((images[45][..., 1] > 120).any(axis=0))
        assert abs(len(columns) - HEIGHT_PX * HEIGHT_PX / WIDTH_PX) <= 2
        assert any("96 x 160 instead of 160 x 96" in note for note in source.info.notes)


def test_an_orientation_stated_after_its_frame_is_applied(tmp_path: Path) -> None:
    """As FFmpeg's own filter for these messages writes them, even after the last frame."""
    message = display_orientation(0x8000)
    path = tmp_path / "clip.ts"
    part: Part = {"picture": lambda *which: np.rot90(numbered_picture(*which), 2)}
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        encoder = av.CodecContext.create("libx264", "w")
        encoder.width, encoder.height, encoder.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        encoder.time_base, encoder.framerate, encoder.gop_size, encoder.max_b_frames = Fraction(1, 25), 25, 10, 0
        encoder.options = {"preset": "veryfast"}
        for number in range(31):  # a keyframe is the last
            image = np.ascontiguousarray(part["picture"](number, WIDTH_PX, HEIGHT_PX))
            frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            for packet in [*encoder.encode(frame), *(encoder.encode(None) if number == 30 else ())]:
                content = bytes(packet) + message if packet.is_keyframe else bytes(packet)
                changed = av.Packet(content)
                changed.pts, changed.dts, changed.time_base = packet.pts, packet.dts, packet.time_base
                changed.is_keyframe, changed.stream = packet.is_keyframe, stream
                output.mux(changed)
    with open_source(path) as source:
        images = assert_exact(source)
        assert [number_in(image) for image in images] == list(range(31))


def test_deinterlacing_ignores_neighbours_of_another_size(tmp_path: Path) -> None:
    """A field is not rebuilt from a frame of another size."""
    parts: list[Part] = [{}, {"size_px": (128, 96)}]
    with open_source(write_parts(tmp_path / "clip.ts", "mpeg2video", parts), deinterlace="on") as source:
        info = source.wait_for_index()
        at_random = {index: source.read(index).image for index in (30, 29, 58, 0, 31, 28)}
        with open_source(info.path, deinterlace="on") as again:
            for frame in again.frames():
                if frame.index in at_random:
                    np.testing.assert_array_equal(at_random[frame.index], frame.image)
