from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.source_history import Remembered
from app.services.tasks import Tasks
from app.shell.opening import Opening, SourceOpener
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.file_kinds import IMAGE_SUFFIXES
from resources import DEMO_CLIP


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def opener(settings: Settings, qtbot: QtBot) -> Iterator[SourceOpener]:
    window, tasks = QWidget(), Tasks()
    qtbot.addWidget(window)
    yield SourceOpener(settings, tasks, window)
    assert tasks.shutdown()


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(DEMO_CLIP.read_bytes())
    return path


def open_and_wait(opener: SourceOpener, path: Path, qtbot: QtBot) -> Opening:
    with qtbot.waitSignal(opener.ready, timeout=10_000) as ready:
        opener.open(path)
    opening = ready.args[0]
    assert isinstance(opening, Opening)
    return opening


def test_what_was_left_comes_back_with_its_redactions(opener: SourceOpener, clip: Path, qtbot: QtBot) -> None:
    assert open_and_wait(opener, clip, qtbot).remembered == Remembered()
    privacy = Privacy((Box(1, 2, 3, 4),))
    opener.left(77, privacy)
    assert open_and_wait(opener, clip, qtbot).remembered == Remembered(77, privacy)


def test_only_what_opened_is_a_recent_file_and_the_demo_never(
    opener: SourceOpener, settings: Settings, clip: Path, qtbot: QtBot
) -> None:
    open_and_wait(opener, clip, qtbot)
    assert settings.recent_files == ()
    opener.opened()
    assert settings.recent_files == (clip,)
    open_and_wait(opener, DEMO_CLIP, qtbot)
    opener.opened()
    assert settings.recent_files == (clip,)


def test_a_file_that_is_not_there_is_passed_on_for_the_core_to_explain(
    opener: SourceOpener, tmp_path: Path, qtbot: QtBot
) -> None:
    opening = open_and_wait(opener, tmp_path / "gone.mp4", qtbot)
    assert opening.key is None
    opener.left(5, Privacy())


@pytest.mark.parametrize("folder", [".", "other"])
def test_a_recent_file_that_was_renamed_or_moved_opens_by_its_content(
    opener: SourceOpener, settings: Settings, clip: Path, folder: str, qtbot: QtBot
) -> None:
    other = clip.parent / "other" / "else.mp4"
    other.parent.mkdir()
    other.write_bytes(b"of the same size".ljust(clip.stat().st_size))
    open_and_wait(opener, clip, qtbot)
    opener.opened()
    opener.left(77, Privacy())
    settings.recent_files = (clip, other)
    moved = clip.rename(clip.parent / folder / "renamed.mp4")
    opening = open_and_wait(opener, clip, qtbot)
    assert (opening.path, opening.remembered.frame_index) == (moved, 77)
    assert opening.notice == f"clip.mp4 is now {moved}."
    opener.opened()
    assert settings.recent_files == (moved, other)


def test_a_missing_file_is_not_replaced_by_a_recording_with_another_content(
    opener: SourceOpener, clip: Path, qtbot: QtBot
) -> None:
    open_and_wait(opener, clip, qtbot)
    opener.opened()
    opener.left(77, Privacy())
    (clip.parent / "another.mp4").write_bytes(clip.read_bytes()[:-1] + b"x")
    clip.unlink()
    opening = open_and_wait(opener, clip, qtbot)
    assert (opening.path, opening.key, opening.moved_from) == (clip, None, None)


def test_the_latest_request_counts(opener: SourceOpener, clip: Path, qtbot: QtBot) -> None:
    heard = []
    opener.ready.connect(lambda opening: heard.append(opening.path))
    opener.open(clip)
    opener.open(DEMO_CLIP)
    qtbot.waitUntil(lambda: heard == [DEMO_CLIP], timeout=10_000)


def test_a_request_can_be_cancelled(opener: SourceOpener, clip: Path, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opener.ready, wait=300):
        opener.open(clip)
        opener.cancel()


def test_the_dialog_offers_every_kind_of_picture_that_a_folder_shows(
    opener: SourceOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, _folder: str, filters: str) -> tuple[str, str]:
        asked.append(filters)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    opener.ask_for_file()
    videos_and_images, videos, images, dicom, every = asked[0].split(";;")
    for suffix in IMAGE_SUFFIXES:
        assert f"*{suffix} " in f"{images.removesuffix(')')} " and f"*{suffix}" in videos_and_images
    assert "*.mp4" in videos and "*.jpg" not in videos and every == "All files (*)"
    assert all("*.dcm" in each and "DICOMDIR" in each for each in (dicom, videos_and_images))
