from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.services.reviews import FoundReview
from app.services.settings import Settings
from app.workspaces.review.welcome import WelcomePage, review_label
from polyp_core.review.records import Recording
from polyp_core.review.review_folder import ReviewSummary
from polyp_core.review.review_reading import ReviewProgress


@pytest.fixture
def settings() -> Settings:
    return Settings(recent_files=(Path("/videos/b.mp4"), Path("/videos/a & b.mkv")))


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[ActionTable]:
    owner = QWidget()
    qtbot.addWidget(owner)
    yield ActionTable(owner, SHELL_ACTIONS)


def test_recent_files_are_listed_and_open_by_click_and_by_key(
    settings: Settings, actions: ActionTable, qtbot: QtBot
) -> None:
    page = WelcomePage(settings, actions)
    qtbot.addWidget(page)
    page.show()
    assert [page.recent.item(row).text() for row in range(page.recent.count())] == ["b.mp4", "a & b.mkv"]
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        middle = page.recent.visualItemRect(page.recent.item(1)).center()
        qtbot.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == [Path("/videos/a & b.mkv")]
    page.recent.setCurrentRow(0)
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert chosen.args == [Path("/videos/b.mp4")]


def test_cleared_recent_files_leave_a_word_on_what_belongs_there(
    settings: Settings, actions: ActionTable, qtbot: QtBot
) -> None:
    page = WelcomePage(settings, actions)
    qtbot.addWidget(page)
    page.show()
    settings.recent_files = ()
    assert page.recent.count() == 0
    assert not page.recent.isVisible()


def test_the_buttons_are_the_menus_actions(settings: Settings, actions: ActionTable, qtbot: QtBot) -> None:
    page = WelcomePage(settings, actions)
    qtbot.addWidget(page)
    for button, name in (
        (page.open_file, "open_file"),
        (page.open_folder, "open_folder"),
        (page.open_demo, "open_demo"),
    ):
        with qtbot.waitSignal(actions[name].triggered):
            button.click()


@pytest.mark.parametrize(
    ("progress", "complete", "path", "first", "second"),
    [
        (ReviewProgress(3, 7), False, Path("/videos/a.mp4"), "a.mp4", "3 of 7 decided"),
        (ReviewProgress(7, 7), True, Path("/videos/a.mp4"), "a.mp4", "7 of 7 decided, complete"),
        (None, False, None, "Recording of 12:05, file not found", "2 decided"),
    ],
)
def test_a_review_is_listed_with_recording_progress_and_reader(
    progress: ReviewProgress | None, path: Path | None, first: str, second: str, *, complete: bool
) -> None:
    recording = Recording(key="ab" * 32, frame_count=9, duration_s=725, width_px=9, height_px=9)
    at = "2026-03-05T12:00:00+00:00"
    summary = ReviewSummary(Path("x.sqlite"), recording, "Ada", 2, progress, complete, at)
    assert review_label(FoundReview(summary, path)).split("\n") == [first, f"{second} · Ada · 5 Mar 2026"]
