"""The main video track is shown; a note names the others, which can be chosen."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.stream import Disposition

from polyp_core.errors import SourceError
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.open import open_source

from .clips import number_in, numbered_picture


@dataclass(frozen=True)
class Track:
    size_px: tuple[int, int] = (160, 96)
    frames: int = 40
    first: int = 0
    codec: str = "libx264"
    disposition: Disposition = Disposition(0)  # noqa: RUF009 - a number


STILL = Track((640, 480), frames=1, first=77, codec="mjpeg")
LARGER = Track((320, 192), first=100)
DEFAULT = Disposition.default


def write_tracks(path: Path, *tracks: Track) -> Path:
    packets: list[av.Packet] = []
    with av.open(str(path), "w") as output:
        streams = []
        for track in tracks:
            stream = output.add_stream(track.codec, rate=25)
            stream.width, stream.height = track.size_px
            stream.pix_fmt = "yuvj420p" if track.codec == "mjpeg" else "yuv420p"
            stream.gop_size, stream.codec_context.time_base = 10, Fraction(1, 25)
            stream.disposition = track.disposition
            streams.append(stream)
        for track, stream in zip(tracks, streams, strict=True):
            for number in range(track.frames):
                picture = numbered_picture(track.first + number, *track.size_px)
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, 25)
                packets += stream.encode(frame)
            packets += stream.encode(None)
        for packet in sorted(packets, key=lambda each: each.dts * each.time_base):
            output.mux(packet)
    return path


def opened(path: Path, video_track: int | None = None) -> tuple[SourceInfo, int]:
    """Returns the source's info and the number drawn in its first frame."""
    with open_source(path, video_track=video_track) as source:
        info = source.wait_for_index()
        first = number_in(source.read(0).image)
        assert number_in(source.read(info.frame_count - 1).image) == first + info.frame_count - 1
        return info, first


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mov", "clip.mkv", "clip.avi", "clip.nut"])
@pytest.mark.parametrize("still_first", [False, True])
def test_a_still_track_is_not_the_main_track(tmp_path: Path, name: str, still_first: bool) -> None:
    """Whatever its size and position, even if the container marks it as default."""
    tracks = [STILL, Track()] if still_first else [Track(), STILL]
    info, first = opened(write_tracks(tmp_path / name, *tracks))
    assert (info.frame_count, first, info.width_px) == (40, 0, 160)
    other = 1 if still_first else 2
    assert info.video_track == 3 - other
    assert [note for note in info.notes if f"Video track {other} of 2 (MJPEG, 640 x 480) is not shown." in note]
    info, first = opened(tmp_path / name, video_track=other)
    assert (info.frame_count, first, info.width_px) == (1, 77, 640)


def test_a_cover_image_is_not_the_main_track(tmp_path: Path) -> None:
    cover = Track((640, 480), frames=1, first=77, codec="mjpeg", disposition=Disposition.attached_pic)
    info, first = opened(write_tracks(tmp_path / "clip.mp4", cover, Track()))
    assert (info.frame_count, first) == (40, 0)
    assert len(info.video_tracks) == 2


@pytest.mark.parametrize("name", ["clip.mkv", "clip.mp4", "clip.mov"])
@pytest.mark.parametrize("default", [1, 2])
def test_the_default_track_is_the_main_track(tmp_path: Path, name: str, default: int) -> None:
    dispositions = [DEFAULT if number == default else Disposition(0) for number in (1, 2)]
    small, large = Track(disposition=dispositions[0]), Track((320, 192), first=100, disposition=dispositions[1])
    info, first = opened(write_tracks(tmp_path / name, small, large))
    assert info.video_track == default
    assert first == {1: 0, 2: 100}[default]


@pytest.mark.parametrize("name", ["clip.mkv", "clip.mp4", "clip.ts", "clip.avi"])
def test_each_track_has_its_own_frames(tmp_path: Path, name: str) -> None:
    path = write_tracks(tmp_path / name, Track(), LARGER)
    with open_source(path, video_track=1) as one, open_source(path, video_track=2) as two:
        for source in (one, two):
            assert source.wait_for_index().frame_count == 40
        assert (one.info.width_px, two.info.width_px) == (160, 320)
        for index in (39, 0, 20, 5):
            assert number_in(one.read(index).image) == index
            assert number_in(two.read(index).image) == 100 + index
        assert [track.description for track in one.info.video_tracks] == ["H.264, 160 x 96", "H.264, 320 x 192"]
        assert "Video track 1 of 2 (H.264, 160 x 96) is not shown" in two.info.notes[0]


def test_one_note_names_all_other_tracks(tmp_path: Path) -> None:
    info, _ = opened(write_tracks(tmp_path / "clip.mkv", Track(), LARGER, STILL))
    assert [note for note in info.notes if "2 (H.264, 320 x 192), 3 (MJPEG, 640 x 480) are not shown" in note]


def test_a_single_track_gives_no_note(h264: Path) -> None:
    with open_source(h264) as source:
        info = source.wait_for_index()
        assert info.notes == ()
        assert (info.video_track, len(info.video_tracks)) == (1, 1)


@pytest.mark.parametrize("undecodable", [1, 2])
def test_a_track_of_an_unknown_codec_is_refused_if_chosen(tmp_path: Path, undecodable: int) -> None:
    path = write_tracks(tmp_path / "clip.mkv", Track(), LARGER)
    content = bytearray(path.read_bytes())
    name = b"V_MPEG4/ISO/AVC"
    at = content.find(name) if undecodable == 1 else content.find(name, content.find(name) + 1)
    content[at : at + len(name)] = b"V_SECRET/CODEC1"
    path.write_bytes(content)
    info, first = opened(path)
    assert (info.video_track, first) == (3 - undecodable, {1: 100, 2: 0}[undecodable])
    assert "This program cannot decode it" in info.notes[0]
    with pytest.raises(SourceError, match="cannot decode"):
        open_source(path, video_track=undecodable)


def test_a_cover_image_does_not_replace_an_undecodable_main_track(tmp_path: Path) -> None:
    path = write_tracks(tmp_path / "clip.mp4", Track(), STILL)
    path.write_bytes(path.read_bytes().replace(b"avc1", b"xyz1"))
    with pytest.raises(SourceError, match="uses a video codec"):
        open_source(path)


@pytest.mark.parametrize("track", [0, 3])
def test_a_missing_track_number_is_refused(tmp_path: Path, track: int) -> None:
    path = write_tracks(tmp_path / "clip.mkv", Track(), LARGER)
    with pytest.raises(SourceError, match=f"2 video tracks: there is no track {track}"):
        open_source(path, video_track=track)


def test_images_have_no_tracks(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    av.VideoFrame.from_ndarray(numbered_picture(0, 64, 48), format="rgb24").save(str(picture))
    for path in (picture, tmp_path, [picture, picture]):
        with pytest.raises(SourceError, match="no video tracks"):
            open_source(path, video_track=1)
