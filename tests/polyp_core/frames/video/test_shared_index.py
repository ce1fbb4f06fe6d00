"""All sources of one file share one index, which is built once."""

import threading
from dataclasses import replace
from pathlib import Path

import av
import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.video import indexer
from polyp_core.frames.video.packet_scan import DecodingScan

from .clips import H264, Recipe, number_in

MPEG1 = Recipe("mpeg1video", frames=400, width_px=96, height_px=64, b_frames=0)
TIMEOUT_S = 30.0


def index_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("index ")]


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collects the size of each packet that an indexer read."""
    sizes: list[int] = []
    add = DecodingScan.add

    def count(scan: DecodingScan, packet: object) -> None:
        sizes.append(packet.size)  # type: ignore[attr-defined]
        add(scan, packet)  # type: ignore[arg-type]

    monkeypatch.setattr(DecodingScan, "add", count)
    return sizes


def packets_of(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(packet.size > 0 for packet in container.demux(video=0))


def test_a_file_opened_several_times_is_indexed_once(tmp_path: Path, scanned: list[int]) -> None:
    path = MPEG1.write(tmp_path / "clip.mpg")
    with open_source(path) as first, open_source(path) as second, open_source(path, deinterlace="off") as third:
        counts = {source.wait_for_index().frame_count for source in (first, second, third)}
        assert counts == {MPEG1.frames}
        assert {number_in(source.read(333).image) for source in (first, second, third)} == {333 % 256}
    assert len(scanned) == packets_of(path)
    assert not index_threads()


def test_indexing_continues_for_other_sources_when_the_first_closes(tmp_path: Path, scanned: list[int]) -> None:
    path = replace(MPEG1, frames=1500).write(tmp_path / "long.mpg")
    first = open_source(path)
    with open_source(path) as second:
        first.close()
        with pytest.raises(SourceError, match="closed"):
            first.read(0)
        assert number_in(second.read(1499).image) == 1499 % 256
    assert len(scanned) == packets_of(path)


def test_closing_one_source_wakes_only_its_own_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = MPEG1.write(tmp_path / "clip.mpg")
    may_go_on = threading.Event()
    demux = indexer.demux

    def hold_back(*arguments: object) -> object:
        may_go_on.wait(TIMEOUT_S)
        return demux(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(indexer, "demux", hold_back)
    first, second = open_source(path), open_source(path)
    outcomes: dict[str, object] = {}

    def read(name: str, source: object) -> None:
        try:
            outcomes[name] = number_in(source.read(300).image)  # type: ignore[attr-defined]
        except SourceError as error:
            outcomes[name] = error

    readers = [threading.Thread(target=read, args=each) for each in (("first", first), ("second", second))]
    for reader in readers:
        reader.start()
    first.close()
    readers[0].join(TIMEOUT_S)
    assert isinstance(outcomes["first"], SourceError)
    assert "second" not in outcomes
    may_go_on.set()
    readers[1].join(TIMEOUT_S)
    assert outcomes["second"] == 300 % 256
    second.close()


def test_a_rewritten_file_gets_a_new_index(tmp_path: Path) -> None:
    path = H264.write(tmp_path / "clip.mp4")
    with open_source(path) as before:
        before.wait_for_index()
        replace(H264, frames=30).write(tmp_path / "other.mp4")
        (tmp_path / "other.mp4").replace(path)
        with open_source(path) as after:
            assert after.wait_for_index().frame_count == 30
        assert before.info.frame_count == H264.frames


def test_a_failed_index_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = H264.write(tmp_path / "clip.mp4")
    open_container = indexer.open_container

    def out_of_reach(path: Path, track: int) -> object:
        raise SourceError(f"{path} is out of reach")

    monkeypatch.setattr(indexer, "open_container", out_of_reach)
    with open_source(path) as first:
        with pytest.raises(SourceError, match="out of reach"):
            first.wait_for_index()
        monkeypatch.setattr(indexer, "open_container", open_container)
        with open_source(path) as second:
            assert second.wait_for_index().frame_count == H264.frames
    assert not index_threads()
