"""The menu of video tracks, for recordings with several tracks, whose choice is remembered."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import Settings

WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """Without a model."""
    window = MainWindow(Settings(play_on_open=False, started_before=True))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_tracks(tmp_path / "two cameras.mkv", [(160, 120), (320, 240)])


def write_tracks(path: Path, sizes_px: list[tuple[int, int]]) -> Path:
    with av.open(str(path), "w") as output:
        streams = [output.add_stream("mjpeg", rate=25) for _ in sizes_px]
        for stream, (width_px, height_px) in zip(streams, sizes_px, strict=True):
            stream.width, stream.height, stream.pix_fmt = width_px, height_px, "yuvj420p"
        for level in range(20):
            for stream in streams:
                picture = np.full((stream.height, stream.width, 3), 10 * level, np.uint8)
                output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
    return path


def wait_for_width(window: MainWindow, width_px: int, qtbot: QtBot) -> None:
    def is_shown() -> bool:
        shown = window.review.current_frame()
        return shown is not None and shown.frame.image.shape[1] == width_px

    qtbot.waitUntil(is_shown, timeout=WAIT_MS)


def texts(window: MainWindow) -> list[tuple[str, bool]]:
    return [(action.text(), action.isChecked()) for action in window.menus.tracks.actions()]


def test_another_track_is_shown_at_the_same_frame_and_remembered(
    window: MainWindow, recording: Path, qtbot: QtBot
) -> None:
    assert not window.menus.tracks.isEnabled()
    window.open([recording])
    wait_for_width(window, 160, qtbot)
    assert window.menus.tracks.isEnabled()
    assert texts(window) == [("Track 1: MJPEG, 160 x 120", True), ("Track 2: MJPEG, 320 x 240", False)]
    window.review.player.seek(7)
    qtbot.waitUntil(lambda: window.review.current_frame().frame.index == 7, timeout=WAIT_MS)
    window.menus.tracks.actions()[1].trigger()
    wait_for_width(window, 320, qtbot)
    assert window.review.current_frame().frame.index == 7
    assert texts(window)[1] == ("Track 2: MJPEG, 320 x 240", True)
    window.shell_actions["close_source"].trigger()
    assert not window.menus.tracks.isEnabled()
    window.open([recording])
    wait_for_width(window, 320, qtbot)
    window.menus.tracks.actions()[0].trigger()
    wait_for_width(window, 160, qtbot)


def test_one_track_alone_offers_no_choice(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open([write_tracks(tmp_path / "one.mkv", [(160, 120)])])
    wait_for_width(window, 160, qtbot)
    assert not window.menus.tracks.isEnabled()


def test_a_chosen_track_that_cannot_be_shown_is_not_tried_again(
    window: MainWindow, recording: Path, qtbot: QtBot
) -> None:
    window.open([recording])
    wait_for_width(window, 160, qtbot)
    window.menus.track_chosen.emit(3)
    with qtbot.waitSignal(window.review.source_failed, timeout=WAIT_MS):
        pass
    window.shell_actions["close_source"].trigger()
    window.open([recording])
    wait_for_width(window, 160, qtbot)
