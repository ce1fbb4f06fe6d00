"""Where the setting says so, nothing of a recording is exported before the proposals for its text were looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import Settings
from resources import DEMO_CLIP

WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Without a model."""
    settings = Settings(
        play_on_open=False, started_before=True, check_burned_in_text=True, snapshot_dir=tmp_path / "snapshots"
    )
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_a_snapshot_waits_until_privacy_was_closed(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    snapshots = tmp_path / "snapshots"

    def open_and_save() -> None:
        window.open([DEMO_CLIP])
        qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
        window.shell_actions["snapshot_bare"].trigger()

    open_and_save()
    editor = window.exports.privacy_editor
    assert editor is not None and editor.isVisible()
    for name in ("snapshot", "copy_frame", "copy_frame_bare", "export", "report"):
        window.shell_actions[name].trigger()
    assert window.exports.privacy_editor is editor and window.exports.export_dialog is None
    qtbot.waitUntil(lambda: "No text was found" in editor.state.text(), timeout=WAIT_MS)
    assert not snapshots.exists() or not list(snapshots.iterdir())
    editor.reject()
    window.shell_actions["snapshot_bare"].trigger()
    qtbot.waitUntil(lambda: snapshots.exists() and len(list(snapshots.glob("*.png"))) == 1, timeout=WAIT_MS)
    window.close_source()
    open_and_save()  # it was looked at before
    qtbot.waitUntil(lambda: len(list(snapshots.glob("*.png"))) == 2, timeout=WAIT_MS)
