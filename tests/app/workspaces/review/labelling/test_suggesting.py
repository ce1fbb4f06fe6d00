"""The list of frames to label next, whose rows lead to the mask editor, also of another recording."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from polyp_core.review.records import MaskSource
from tests.app.conftest import OpenWindow
from tests.app.green_recordings import STRONG, write_green_model, write_recording
from training.corrections.add_frames import add_frames
from training.corrections.read_review import read_labelled_frames
from training.datasets.description import read_description, write_description
from training.datasets.layouts import DESCRIPTION_FILE

WAIT_MS = 60_000
HALF_GREEN = (95, 155, 75)  # a polyp with a probability of a half
UNSURE = range(60, 100)


def test_rows_lead_to_the_mask_editor(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first = write_recording(tmp_path / "first.mp4", 120, {range(10, 40): STRONG, UNSURE: HALF_GREEN})
    second = write_recording(tmp_path / "second.mp4", 60, {range(20, 40): HALF_GREEN}, seed=2)
    window = open_window(model_path=write_green_model(tmp_path / "green.safetensors"), reader_name="Ada")
    act, review = window.shell_actions, window.review
    act["suggest_frames"].trigger()
    dialog = window.suggestions.dialog
    assert dialog is not None and dialog.isVisible()
    assert "Open a recording first" in dialog.notes.text()

    window.queue.add([first, second])
    qtbot.waitUntil(lambda: len(window.queue.queue.entries) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(each.state == "complete" for each in window.queue.queue.entries), timeout=2 * WAIT_MS)
    window.open([first])
    qtbot.waitUntil(lambda: review.decisions.is_open and review.analysed_whole, timeout=WAIT_MS)
    act["suggest_frames"].trigger()
    qtbot.waitUntil(dialog.suggest.isEnabled, timeout=WAIT_MS)
    assert {dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())} == {  # type: ignore[union-attr]
        "first.mp4"
    }
    assert dialog.all_recordings.text() == "From all 2 recordings of the list"
    dialog.all_recordings.setChecked(True)
    dialog.count.setValue(4)
    dialog.suggest.click()
    qtbot.waitUntil(lambda: dialog.suggest.isEnabled() and dialog.table.rowCount() > 1, timeout=WAIT_MS)
    rows = [
        tuple(dialog.table.item(row, column).text() for column in range(4))  # type: ignore[union-attr]
        for row in range(dialog.table.rowCount())
    ]
    assert {name for name, *_ in rows} == {"first.mp4", "second.mp4"}
    assert "The model is unsure" in {why for *_, why in rows}

    for name in ("first.mp4", "second.mp4"):
        row = next(number for number, each in enumerate(rows) if each[0] == name)
        rect = dialog.table.visualItemRect(dialog.table.item(row, 0))
        qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        frame = int(rows[row][2])
        qtbot.waitUntil(
            lambda frame=frame: review.mask_editor.is_active and review.current_frame().frame.index == frame,
            timeout=WAIT_MS,
        )
        assert review.session.source is not None and Path(str(review.session.source.path)).name == name

    review.actions_table["polyp_free"].trigger()
    frame = review.player.position
    assert review.decisions.review.masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == [frame]
    qtbot.waitUntil(lambda: review.analysed_whole, timeout=WAIT_MS)
    review.decisions.wait_until_stored()
    dialog.suggest.click()
    qtbot.waitUntil(lambda: dialog.suggest.isEnabled(), timeout=WAIT_MS)
    again = {
        (dialog.table.item(row, 0).text(), int(dialog.table.item(row, 2).text()))  # type: ignore[union-attr]
        for row in range(dialog.table.rowCount())
    }
    assert ("second.mp4", frame) not in again

    # A recording that is kept for the test is named, and nothing is said about what the model found in it.
    add_frames(tmp_path / "dataset", [read_labelled_frames(second)])
    path = tmp_path / "dataset" / DESCRIPTION_FILE
    write_description(path, read_description(path).model_copy(update={"test": ("*",)}))
    window.settings.corrections_dir = tmp_path / "dataset"
    dialog.all_recordings.setChecked(False)
    dialog.suggest.click()
    qtbot.waitUntil(lambda: dialog.suggest.isEnabled() and not dialog.table.rowCount(), timeout=WAIT_MS)
    assert dialog.notes.text() == "Kept for the test: 1 of 1 recordings."
