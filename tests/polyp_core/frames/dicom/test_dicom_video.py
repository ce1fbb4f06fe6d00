"""Videos in DICOM files: their frames are those of the stream, whoever wrote the file and wherever it was cut."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from pydicom.encaps import generate_fragments
from pydicom.uid import HEVCMP51, MPEG2MPML, MPEG2MPMLF, MPEG4HP41, MPEG4HP41F, MPEGTransferSyntaxes

from polyp_core.analysis.source_identity import content_key
from polyp_core.errors import SourceError
from polyp_core.frames.dicom.video_stream import open_video_stream
from polyp_core.frames.open import open_source

from ..video.clips import H264, MPEG2, OPEN_GROUPS, Recipe, in_sequence, numbered_picture
from .files import in_fragments, write_dicom, write_with_dcmtk

HEVC = Recipe("libx265", {"x265-params": "log-level=none:keyint=12:bframes=3"}, frames=30)
STREAMS = {
    "avc.mp4": (H264, MPEG4HP41F),
    "avc.ts": (OPEN_GROUPS, MPEG4HP41F),
    "bare.264": (replace(H264, container="h264", frames=30), MPEG4HP41F),
    "mpeg2.mpg": (replace(MPEG2, frames=30), MPEG2MPMLF),
    "bare.m2v": (replace(MPEG2, container="mpeg2video", frames=30), MPEG2MPML),
    "hevc.mp4": (HEVC, HEVCMP51),
    "hevc.ts": (HEVC, HEVCMP51),
}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("pieces", [1, 7])
def test_frames_are_those_of_the_stream_after_any_seeks(tmp_path: Path, name: str, pieces: int):
    recipe, syntax = STREAMS[name]
    clip = recipe.write(tmp_path / name)
    stream = clip.read_bytes()
    path = write_dicom(
        tmp_path / "a.dcm",
        in_fragments(stream, pieces),
        syntax,
        frames=recipe.frames,
        offsets=pieces == 1,
        FrameTime=40,
    )
    expected = in_sequence(clip)
    with open_source(path) as dicom, open_source(clip) as file:
        info, own = dicom.wait_for_index(), file.wait_for_index()
        assert (info.kind, info.frame_count, info.path) == ("video", recipe.frames, path) and info.is_recording
        assert (info.rate_fps, info.notes) == (own.rate_fps, own.notes)
        assert np.array_equal(dicom.times_s(), file.times_s())
        for index in (7, 25, 3, recipe.frames - 1, 0, 14, 13):
            frame = dicom.read(index)
            assert not frame.damaged and np.array_equal(frame.image, file.read(index).image)
            assert np.abs(frame.image.astype(int) - expected[index]).mean() < 4  # another conversion to RGB


def pixel_data(path: Path) -> bytes:
    """The joined fragments of a file, found without the reader's code."""
    data = path.read_bytes()
    fragments = generate_fragments(data[data.index(b"\xe0\x7f\x10\x00OB\0\0") + 12 :])
    next(fragments)  # the offsets
    return b"".join(fragments)


def read_all(path: Path, step: int) -> bytes:
    stream, _ = open_video_stream(path)
    with stream:
        return b"".join(iter(lambda: stream.read(step), b""))


def test_the_stream_is_unwrapped_byte_for_byte_from_files_of_two_writers(tmp_path: Path):
    stream = H264.write(tmp_path / "a.mp4").read_bytes()
    stream += b"\0" * (len(stream) % 2)  # a fragment has an even length
    for pieces in (1, 2, 9):
        parts = in_fragments(stream, pieces)
        own = write_dicom(tmp_path / "a.dcm", parts, MPEG4HP41F, frames=60)
        assert read_all(own, 1000) == stream == pixel_data(own)
        other = write_with_dcmtk(tmp_path / "b.dcm", parts, MPEG4HP41, 60)
        assert read_all(other, 64 * 1024) == stream
        with open_source(own) as one, open_source(other) as two:
            assert np.array_equal(one.read(31).image, two.read(31).image)


def test_a_stream_is_read_from_every_place(tmp_path: Path):
    parts = [b"abcd", b"", b"efghij", b"kl"]
    stream, _ = open_video_stream(write_dicom(tmp_path / "a.dcm", parts, MPEG4HP41F))
    whole = b"".join(parts)
    with stream:
        for at in range(len(whole) + 2):
            stream.seek(at)
            assert stream.tell() == at and stream.read(3) == whole[at : at + 3][: len(stream_part(parts, at))]
        assert stream.seek(-2, 2) == 10 and stream.read(9) == b"kl" and stream.read(9) == b""
        with pytest.raises(ValueError, match="before the start"):
            stream.seek(-1)


def stream_part(parts: Sequence[bytes], at: int) -> bytes:
    """The rest of the part in which the position `at` lies."""
    for part in parts:
        if at < len(part):
            return part[at:]
        at -= len(part)
    return b""


def test_every_video_transfer_syntax_is_opened(tmp_path: Path):
    """MPEG-2 Main Profile, five of MPEG-4 AVC, each fragmentable too, and two of HEVC."""
    stream = replace(H264, frames=5).write(tmp_path / "a.mp4").read_bytes()
    assert len(MPEGTransferSyntaxes) == 16
    for syntax in MPEGTransferSyntaxes:
        with open_source(write_dicom(tmp_path / "a.dcm", [stream], syntax, frames=5)) as source:
            assert source.wait_for_index().frame_count == 5


@pytest.mark.parametrize(
    ("tags", "rate"),
    [
        ({"FrameTime": 1001 / 30}, Fraction(30000, 1001)),
        ({"CineRate": 50}, Fraction(50)),
        ({"RecommendedDisplayFrameRate": 30}, Fraction(30)),
        ({"FrameTime": 0}, Fraction(25)),
        ({}, Fraction(25)),
    ],
)
def test_a_stream_without_times_has_the_rate_of_the_header(tmp_path: Path, tags: dict[str, object], rate: Fraction):
    recipe = replace(MPEG2, container="mjpeg", codec="mjpeg", pixels="yuvj420p", b_frames=0, frames=6)
    stream = recipe.write(tmp_path / "a.mjpeg").read_bytes()
    with open_source(write_dicom(tmp_path / "a.dcm", [stream], MPEG4HP41, frames=6, **tags)) as source:
        assert source.wait_for_index().rate_fps == pytest.approx(float(rate), abs=1e-4)


def test_a_frame_count_that_does_not_fit_is_noted(tmp_path: Path):
    stream = H264.write(tmp_path / "a.mp4").read_bytes()
    with open_source(write_dicom(tmp_path / "a.dcm", [stream], MPEG4HP41, frames=75)) as source:
        assert source.wait_for_index().notes == (
            "The DICOM header states 75 frames, but the file holds 60. These are shown.",
        )
    with open_source(write_dicom(tmp_path / "b.dcm", [stream], MPEG4HP41, frames=None, Rows=None)) as source:
        assert source.wait_for_index().notes == () and source.info.width_px == 160


def test_a_cut_file_plays_up_to_there(tmp_path: Path):
    stream = replace(OPEN_GROUPS, frames=60).write(tmp_path / "a.ts").read_bytes()
    path = write_dicom(tmp_path / "a.dcm", [stream], MPEG4HP41, frames=60)
    path.write_bytes(path.read_bytes()[: -len(stream) // 2])
    with open_source(path) as source:
        info = source.wait_for_index()
        assert 10 < info.frame_count < 60 and info.notes and not source.read(5).damaged


@pytest.mark.parametrize(
    ("fragments", "says"),
    [
        ([b""], "is a DICOM file whose video is empty"),
        ([bytes(range(256)) * 20], "is a DICOM file whose video cannot be read, or it is damaged"),
    ],
)
def test_a_damaged_video_is_refused_in_a_sentence(tmp_path: Path, fragments: list[bytes], says: str):
    path = write_dicom(tmp_path / "a.dcm", fragments, MPEG4HP41)
    with pytest.raises(SourceError, match=rf"a\.dcm {says}"):
        open_source(path)


def test_the_identity_of_a_recording_is_its_content(tmp_path: Path):
    stream = replace(H264, frames=20).write(tmp_path / "a.mp4").read_bytes()
    path = write_dicom(tmp_path / "a.dcm", [stream], MPEG4HP41, frames=20)
    other = replace(H264, frames=20).write(
        tmp_path / "b.mp4", lambda number, *size: numbered_picture(number + 100, *size)
    )
    copy = tmp_path / "renamed"
    copy.write_bytes(path.read_bytes())
    assert content_key(copy) == content_key(path)
    assert content_key(write_dicom(tmp_path / "b.dcm", [other.read_bytes()], MPEG4HP41)) != content_key(path)
