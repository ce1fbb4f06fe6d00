"""Pixel formats of codecs: palettes, bits, floats, Bayer mosaics; and attached EXIF data."""

import struct
from pathlib import Path

import av
import numpy as np
import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.video.decoder import Picture

from .clips import Recipe, numbered_picture

STORED_AS = [
    "pal8 monow monob gray gray9le gray10le gray12le gray14le gray16le grayf32le ya8 ya16le",
    "rgb565le rgb555le rgb444le rgb8 rgb4_byte bgr24 rgb48le rgba64le x2rgb10le 0rgb",
    "gbrp gbrp10le gbrp12le gbrp16le gbrpf32le gbrap gbrap16le",
    "yuv410p yuv411p yuv420p10le yuv422p12le yuva444p16le nv12 nv21 p010le yuyv422 uyyvyy411 xyz12le",
    "bayer_rggb8 bayer_grbg16le",
]


@pytest.mark.parametrize("pixels", " ".join(STORED_AS).split())
def test_every_pixel_format_is_read(tmp_path: Path, pixels: str) -> None:
    path = tmp_path / "clip.nut"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("rawvideo", rate=25)
        # An odd width, so that lines end within a byte or a group of pixels and are padded.
        stream.width, stream.height, stream.pix_fmt = 50, 32, pixels
        for number in range(6):
            output.mux(stream.encode(_stored(numbered_picture(number, 50, 32), pixels)))
        output.mux(stream.encode(None))
    with av.open(str(path)) as container:
        expected = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == len(expected) == 6
        for index in (5, 0, 3):
            frame = source.read(index)
            assert not frame.damaged
            difference = np.abs(frame.image.astype(int) - expected[index])
            assert difference.mean() < 6, "the pictures of FFmpeg itself, but for the range of their colours"


@pytest.mark.parametrize("name", ["clip.avi", "clip.nut"])
def test_a_changing_palette_is_applied(tmp_path: Path, name: str) -> None:
    """All frames have the same indices and different palettes."""
    path = tmp_path / name
    with av.open(str(path), "w") as output:
        stream = output.add_stream("rawvideo", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 32, "pal8"
        for number in range(12):
            frame = av.VideoFrame(64, 32, "pal8")
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.planes[1].update(np.full(256, 0xFF000000 + 20 * (number // 3), "<u4").tobytes())  # ever more blue
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    with open_source(path) as source:
        assert source.wait_for_index().frame_count == 12
        for index in (7, 0, 11, 3, 5, 2):
            assert source.read(index).image.max() == 20 * (index // 3)


@pytest.mark.parametrize("pixels", ["pal8", "monow", "nv12", "rgb565le", "gbrp10le", "yuyv422"])
def test_the_checksum_depends_on_every_pixel_and_not_on_padding(pixels: str) -> None:
    image = numbered_picture(1, 50, 32)
    stored = _stored(image, pixels)
    before = Picture(0, stored, damaged=False).checksum()
    for number, plane in enumerate(stored.planes):
        other = _stored(image, pixels)
        content = bytearray(bytes(memoryview(other.planes[number])))
        content[-plane.line_size if plane.line_size else 0] ^= 0x80  # the first pixel of the last line
        other.planes[number].update(bytes(content))
        assert Picture(0, other, damaged=False).checksum() != before
    padded = _stored(image, pixels)
    content = bytearray(bytes(memoryview(padded.planes[0])))
    content[-1] ^= 0xFF
    padded.planes[0].update(bytes(content))
    assert Picture(0, padded, damaged=False).checksum() == before


@pytest.mark.parametrize(("orientation", "size_px"), [(1, (160, 96)), (3, (160, 96)), (6, (96, 160)), (7, (96, 160))])
def test_frames_with_exif_are_read(tmp_path: Path, orientation: int, size_px: tuple[int, int]) -> None:
    path = write_with_exif(tmp_path / "camera.avi", orientation)
    with open_source(path) as source:
        info = source.wait_for_index()
        assert (info.width_px, info.height_px) == size_px
        assert info.frame_count == 12
        upright = numbered_picture(7, 160, 96)
        turned = {
            1: upright,
            3: np.rot90(upright, 2),
            6: np.rot90(upright, -1),
            7: np.rot90(upright.transpose(1, 0, 2), 2),
        }
        assert np.abs(source.read(7).image.astype(int) - turned[orientation]).mean() < 12


def test_an_unexpected_indexing_error_is_reported_to_waiting_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The indexer must not end silently."""
    path = Recipe("mpeg4").write(tmp_path / "clip.avi")

    def fails(_: Picture) -> int:
        raise ValueError("99 is not a valid Type")

    monkeypatch.setattr(Picture, "checksum", fails)
    with open_source(path) as source, pytest.raises(SourceError, match="clip"):
        source.wait_for_index()
    with open_source(path) as source, pytest.raises(SourceError, match="clip"):
        source.read(30)


def test_an_unexpected_reading_error_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even an IndexError, which otherwise means the end of the source."""
    path = Recipe("mpeg4").write(tmp_path / "clip.avi")
    with open_source(path) as source:
        source.wait_for_index()

        def fails(*_: object, **__: object) -> None:
            raise IndexError("tuple index out of range")

        monkeypatch.setattr("polyp_core.frames.video.display.Display.to_rgb", fails)
        with pytest.raises(SourceError, match="clip"):
            source.read(30)
        with pytest.raises(SourceError, match="clip"):
            open_source(path)


def write_with_exif(path: Path, orientation: int) -> Path:
    """Writes MJPEG of 12 numbered frames of 160 x 96, each with an EXIF block as from a camera."""
    entries = struct.pack("<HHHIHH", 1, 0x0112, 3, 1, orientation, 0) + bytes(4)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + entries
    block = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    with av.open(str(path), "w") as output:
        stream = output.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuvj444p"
        stream.options = {"q": "2"}
        for number in range(12):
            frame = av.VideoFrame.from_ndarray(numbered_picture(number, 160, 96), format="rgb24")
            for packet in stream.encode(frame):
                content = bytes(packet)
                with_exif = av.Packet(content[:2] + block + content[2:])
                with_exif.pts, with_exif.dts, with_exif.time_base = packet.pts, packet.dts, packet.time_base
                with_exif.stream, with_exif.is_keyframe = stream, True
                output.mux(with_exif)
    return path


def _stored(image: np.ndarray, pixels: str) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(image, format="rgb24")
    try:
        return frame.reformat(format=pixels)
    except av.error.FFmpegError:  # FFmpeg reads such pictures and makes none
        stored = av.VideoFrame(image.shape[1], image.shape[0], pixels)
        for plane in stored.planes:
            plane.update(np.resize(image.reshape(-1), plane.buffer_size).tobytes())
        return stored
