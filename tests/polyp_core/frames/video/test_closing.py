"""A closed video releases its file and threads, and waiting readers get an error."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source

from .clips import H264, MPEG2, Recipe


def open_paths() -> list[str]:
    return [file.path for file in psutil.Process().open_files()]


@pytest.mark.parametrize(("name", "recipe"), [("clip.mp4", H264), ("clip.mpg", MPEG2)])
def test_closing_releases_files_and_threads(
    tmp_path: Path, name: str, recipe: Recipe, new_threads: Callable[[], list[str]]
) -> None:
    path = recipe.write(tmp_path / name)
    source = open_source(path)
    source.read(30)
    assert str(path) in open_paths()
    source.close()
    source.close()
    assert str(path) not in open_paths()
    assert new_threads() == []
    path.unlink()


def test_a_refused_file_releases_files_and_threads(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("not a video " * 1000)
    with pytest.raises(SourceError):
        open_source(path)
    assert str(path) not in open_paths()


def test_closing_while_indexing_ends_the_indexer(tmp_path: Path, new_threads: Callable[[], list[str]]) -> None:
    path = replace(MPEG2, frames=600).write(tmp_path / "long.mpg")
    open_source(path).close()
    assert str(path) not in open_paths()
    assert new_threads() == []


def test_reading_a_closed_source_is_an_error(h264: Path) -> None:
    source = open_source(h264)
    source.wait_for_index()
    source.close()
    with pytest.raises(SourceError, match="closed"):
        source.read(3)


def test_closing_wakes_a_waiting_reader(tmp_path: Path) -> None:
    path = replace(MPEG2, frames=1500).write(tmp_path / "long.mpg")
    source = open_source(path)
    outcome: list[Exception] = []
    started = threading.Event()

    def wait_for_the_end() -> None:
        started.set()
        try:
            source.read(10**9)
        except (SourceError, IndexError) as error:
            outcome.append(error)

    reader = threading.Thread(target=wait_for_the_end)
    reader.start()
    started.wait()
    source.close()
    reader.join(timeout=120)
    assert not reader.is_alive()
    assert len(outcome) == 1  # IndexError where the index was complete before the source was closed


def test_closing_while_another_thread_reads_is_safe(h264: Path) -> None:
    for _ in range(10):
        source = open_source(h264)
        errors: list[Exception] = []
        started = threading.Event()

        def read_on(source=source, errors=errors, started=started) -> None:  # type: ignore[no-untyped-def]
            try:
                while True:
                    for index in (0, 59, 30):
                        source.read(index)
                        started.set()
            except SourceError as error:
                errors.append(error)

        reader = threading.Thread(target=read_on)
        reader.start()
        started.wait()
        source.close()
        reader.join(timeout=120)
        assert not reader.is_alive()
        assert "closed" in str(errors[0])
