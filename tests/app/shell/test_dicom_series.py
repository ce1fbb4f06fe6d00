"""A folder of DICOM files opens with its first recording, and the menu offers its other series."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.uid import MPEG4HP41, ExplicitVRLittleEndian
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import Settings

from ...polyp_core.frames.dicom.files import write_dicom
from ...polyp_core.frames.video.clips import H264, numbered_picture

WAIT_MS = 60_000


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """Without a model."""
    window = MainWindow(Settings(play_on_open=False, started_before=True))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_the_series_of_a_folder_are_in_the_menu(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    root = tmp_path / "disk"
    root.mkdir()
    stream = replace(H264, frames=6).write(tmp_path / "a.mp4").read_bytes()
    still = numbered_picture(1, 64, 48).tobytes()
    write_dicom(
        root / "IM1", still, ExplicitVRLittleEndian, size_px=(64, 48), SeriesNumber=1, SeriesDescription="Stills"
    )
    write_dicom(root / "IM2", [stream], MPEG4HP41, frames=6, SeriesNumber=2, SeriesDescription="Colon")

    def wait_for_width(width_px: int) -> None:
        def is_shown() -> bool:
            shown = window.review.current_frame()
            return shown is not None and shown.frame.image.shape[1] == width_px

        qtbot.waitUntil(is_shown, timeout=WAIT_MS)

    def texts() -> list[tuple[str, bool]]:
        return [(action.text(), action.isChecked()) for action in window.menus.series.actions()]

    assert not window.menus.series.isEnabled()
    window.open([root])
    wait_for_width(160)
    assert window.opener.current is not None and window.opener.current.path == root / "IM2"
    assert window.opener.current.series_note == (
        "Of 2 DICOM series, Series 2: Colon, video, 160 x 96, 6 frames, is shown. Choose another under View > DICOM "
        "series."
    )
    assert window.menus.series.isEnabled()
    assert texts() == [
        ("Series 1: Stills, 1 still, 64 x 48", False),
        ("Series 2: Colon, video, 160 x 96, 6 frames", True),
    ]
    window.menus.series.actions()[0].trigger()
    wait_for_width(64)
    assert [checked for _, checked in texts()] == [True, False]
    assert "Series 1: Stills" in window.opener.current.series_note
    window.shell_actions["close_source"].trigger()
    assert not window.menus.series.isEnabled()
