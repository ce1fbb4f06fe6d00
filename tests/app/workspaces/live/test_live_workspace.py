"""The Live workspace in a window: picture with mask and notice, delay, findings, recording, and a lost signal."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.actions import SHELL_ACTIONS
from polyp_core.frames.open import open_source
from polyp_core.live import NOT_DURING_AN_EXAMINATION

from ....live_sender import LiveSender, free_port
from ...conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow):
    return open_window()


def test_a_stream_is_watched_recorded_and_lost(
    qtbot, window, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices: list[str] = []
    window.requests.notice.connect(notices.append)
    qtbot.waitUntil(lambda: window.models.model is not None, timeout=60_000)
    window.shell_actions["live"].trigger()
    live = window.tabs.made["live"]
    assert "F12" in next(spec.keys for spec in SHELL_ACTIONS if spec.name == "live")
    live.start("http://example.org/stream")
    assert "is no capture device or stream" in notices[-1] and live.view is None
    port = free_port()
    live.address.setCurrentText(f"udp://127.0.0.1:{port}")
    live.watch.click()
    assert window.queue.worker.is_live
    assert live.canvas.warning.startswith("Waiting for udp://127.0.0.1")
    with LiveSender(port):
        qtbot.waitUntil(lambda: "behind the picture" in live.canvas.delay, timeout=60_000)
        assert not live.canvas.warning
        assert "320 x 240" in live.status.text()
        offered: list[str] = []
        chosen = str(tmp_path / "recorded")
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: offered.append(asked[2]) or chosen)
        live.record.click()
        assert offered == [str(home)], "the documents, which lie in the home of this test; not the working directory"
        qtbot.waitUntil(lambda: live.canvas.recording.startswith("Recording 1 s"), timeout=60_000)
        picture = live.canvas.grab().toImage()
    qtbot.waitUntil(lambda: live.canvas.warning.startswith("No picture for"), timeout=60_000)
    # The notice stands in the picture: its colour is nowhere in the grey pictures that were sent.
    box = picture.copy(0, picture.height() - 60, picture.width(), 60)
    colours = {box.pixelColor(x, y).name() for x in range(box.width()) for y in range(box.height())}
    assert "#e8b04b" in colours and NOT_DURING_AN_EXAMINATION.endswith("an examination.")
    live.watch.click()
    assert live.view is None and not window.queue.worker.is_live
    qtbot.waitUntil(lambda: not window.tasks.running, timeout=60_000)
    (part,) = (tmp_path / "recorded").iterdir()
    with open_source(part) as source:
        assert source.wait_for_index().frame_count > 10
    assert window.settings.live_address == f"udp://127.0.0.1:{port}"
