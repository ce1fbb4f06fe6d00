"""The offer to take over the masks of another version of a recording."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from polyp_core.masks.prediction import picture_mark
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource, new_id
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import write_recording

WAIT_MS = 60_000


def open_recording(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    before = window.review.decisions.path
    window.open([path])
    decisions = window.review.decisions
    qtbot.waitUntil(lambda: decisions.is_open and decisions.path != before, timeout=WAIT_MS)


def test_the_offer_leaves_with_its_recording(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first = write_recording(tmp_path / "first.mp4", 20, {})
    saved_again = tmp_path / "saved again.mp4"
    saved_again.write_bytes(first.read_bytes() + b"\0\0\0\x10free" + bytes(8))
    other = write_recording(tmp_path / "other.mp4", 20, {}, seed=2)
    window = open_window(reader_name="Ada")
    review = window.review
    open_recording(window, first, qtbot)
    qtbot.waitUntil(lambda: review.current_frame() is not None, timeout=WAIT_MS)
    shown, layer = review.current_frame(), new_id()
    assert shown is not None
    image = shown.frame.image
    mask = FrameMask(0, np.ones(image.shape[:2], np.bool_), picture_mark(image))
    review.decisions.add_masks(layer, [mask])
    assert review.decisions.put_masks(MaskSource.CORRECTED, [0], layer=layer)

    def offers() -> list[str]:
        return [each.text for each in window.notices.notices if "Another version" in each.text]

    open_recording(window, saved_again, qtbot)
    qtbot.waitUntil(lambda: len(offers()) == 1, timeout=WAIT_MS)
    open_recording(window, other, qtbot)
    assert not offers()
