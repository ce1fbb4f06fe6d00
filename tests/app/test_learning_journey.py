"""From corrected frames to a model that learned from them: save pairs, scan, train, compare, use it and go back."""

import json
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.shell.notices import Notice
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from app.workspaces.training.learn_dialog import LearnDialog
from app.workspaces.training.training_workspace import TrainingWorkspace
from polyp_core.analysis.source_identity import content_key
from polyp_core.frames.open import open_source
from polyp_core.model.model_file import read_model_file
from polyp_core.review.changes import put_masks
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource, Recording, new_id
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from tests.app.green_recordings import SIZE_PX, STRONG, WEAK, write_green_model, write_recording
from training.corrections.add_frames import add_frames
from training.corrections.read_review import read_labelled_frames
from training.datasets.discovery import find_datasets
from training.runs.run_folder import RunFolder
from training.statistics.scan import scan

from .conftest import OpenWindow

WAIT_MS = 120_000
POLYP = np.zeros(SIZE_PX[::-1], np.bool_)
POLYP[40:80, 60:100] = True


def write_corrected(folder: Path, number: int) -> Path:
    """Writes a short recording and its review, in which two frames are corrected and one verified to be empty."""
    colour = STRONG if number % 2 else WEAK
    path = write_recording(folder / f"patient {number}.mp4", 12, {range(2, 9): colour}, seed=10 + number)
    with open_source(path) as source:
        recording = Recording.of(content_key(path), source.wait_for_index())
    with ReviewFile(review_path(recording), recording) as file:
        layer = new_id()
        file.add_masks(layer, [FrameMask(frame, POLYP) for frame in (3, 6)])
        file.apply("Ada", put_masks(file.review("Ada"), MaskSource.CORRECTED, (3, 6), layer=layer))
        file.apply("Ada", put_masks(file.review("Ada"), MaskSource.VERIFIED_EMPTY, (10,)))
    return path


def test_recordings_that_are_selected_in_the_list_are_chosen_for_the_dataset(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [write_corrected(tmp_path, number) for number in range(3)]
    window = open_window(reader_name="Ada")
    window.queue.add(paths)
    qtbot.waitUntil(lambda: len(window.queue.queue.entries) == 3, timeout=WAIT_MS)
    window.open([paths[0]])
    qtbot.waitUntil(lambda: window.review.decisions.is_open, timeout=WAIT_MS)

    def chosen() -> set[str]:
        before = window.corrections.dataset_dialog
        window.shell_actions["add_to_dataset"].trigger()
        qtbot.waitUntil(lambda: window.corrections.dataset_dialog not in (None, before), timeout=WAIT_MS)
        dialog = window.corrections.dataset_dialog
        assert dialog is not None and dialog.form.list.count() == 3
        found = {each.name for each in dialog.form.chosen_subjects}
        dialog.reject()
        return found

    assert chosen() == {"patient 0.mp4"}, "the one that is open"
    workspace = window.tabs.open("recordings")
    assert isinstance(workspace, RecordingsWorkspace)
    workspace.tree.select([each.id for each in window.queue.queue.entries if each.paths[0] != paths[0]])
    assert chosen() == {"patient 1.mp4", "patient 2.mp4"}
    workspace.tree.clearSelection()
    assert chosen() == {"patient 0.mp4"}
    workspace.tree.select([window.queue.queue.entries[0].id, window.queue.queue.entries[2].id])
    assert chosen() == {"patient 0.mp4", "patient 2.mp4"}
    window.tabs.open("review")
    assert chosen() == {"patient 0.mp4"}, "what is selected is not seen"


def test_the_model_learns_from_what_was_corrected(
    open_window: OpenWindow, tmp_path: Path, monkeypatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("app.workspaces.training.runs.exports_dir", lambda: tmp_path / "out")
    model = read_model_file(write_green_model(tmp_path / "green.safetensors"))
    dataset = tmp_path / "corrections"
    others = [write_corrected(tmp_path, number) for number in range(4)]
    add_frames(dataset, [read_labelled_frames(path) for path in others])

    # Correct two frames and verify one, then add them in the window.
    window = open_window(model_path=model.path, reader_name="Ada")
    window.open([write_recording(tmp_path / "patient 9.mp4", 30, {range(5, 20): WEAK})])
    decisions = window.review.decisions
    qtbot.waitUntil(lambda: decisions.is_open, timeout=WAIT_MS)
    window.shell_actions["add_to_dataset"].trigger()
    qtbot.waitUntil(lambda: any("nothing to add" in notice.text for notice in window.findChildren(Notice)))
    window.queue.add([others[0]])
    qtbot.waitUntil(lambda: len(window.queue.queue.entries) == 1, timeout=WAIT_MS)
    layer = new_id()
    decisions.add_masks(layer, [FrameMask(frame, POLYP) for frame in (6, 12)])
    assert decisions.put_masks(MaskSource.CORRECTED, (6, 12), layer=layer)
    assert decisions.put_masks(MaskSource.VERIFIED_EMPTY, (25,))
    window.shell_actions["add_to_dataset"].trigger()
    qtbot.waitUntil(lambda: window.corrections.dataset_dialog is not None, timeout=WAIT_MS)
    dialog = window.corrections.dataset_dialog
    assert [box.isChecked() for box in dialog.form.sources.values()] == [True, True, False, False]
    assert not dialog.start.isEnabled()
    dialog.form.folder.setText(str(tmp_path))
    qtbot.waitUntil(lambda: "holds other files" in dialog.form.where.text(), timeout=WAIT_MS)
    assert not dialog.start.isEnabled()
    dialog.form.folder.setText(str(dataset))
    qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)
    assert "8 pairs and 4 pictures without a polyp, of 4 recordings" in dialog.form.where.text()
    assert [dialog.form.list.item(row).text() for row in range(2)] == [
        "patient 9.mp4   3 frames",
        "patient 0.mp4   3 frames",
    ]
    dialog.form.list.item(1).setCheckState(Qt.CheckState.Checked)
    assert dialog.form.sources[MaskSource.CORRECTED].text() == "4 frames corrected"
    qtbot.waitUntil(lambda: "3 of them are of the chosen recordings" in dialog.form.where.text(), timeout=WAIT_MS)
    qtbot.waitUntil(dialog.start.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.export_completed, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    added = " ".join(notice.text for notice in window.findChildren(Notice))
    assert "Added 2 pairs and 1 picture without" in added and "3 were there already" in added
    table = scan(find_datasets([dataset]), cache_folder=tmp_path / "cache").table
    assert len(table) == 15 and (table["coverage"] > 0).sum() == 10

    # Train for one epoch.
    window.shell_actions["learn"].trigger()
    learning = window.findChild(LearnDialog)
    assert learning.folder.path == dataset
    qtbot.waitUntil(learning.start.isEnabled, timeout=WAIT_MS)
    assert "10 pairs and 5 pictures without a polyp, of 5 recordings" in learning.summary.text()
    learning.epochs.setValue(1)
    qtbot.mouseClick(learning.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.settings.training_runs) or learning.form.isEnabled(), timeout=WAIT_MS)
    assert window.settings.training_runs, learning.state.text()
    run = RunFolder(window.settings.training_runs[0])
    qtbot.waitUntil(lambda: isinstance(window.tabs.made.get("training"), TrainingWorkspace), timeout=WAIT_MS)
    workspace = window.tabs.made["training"]
    page = workspace.page
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.phase == "finished", timeout=240_000)

    # The comparison is there before the model is used; using it does not make another.
    qtbot.waitUntil(page.comparison.isVisible, timeout=WAIT_MS)
    words = page.comparison.message.text()
    assert words.endswith("The viewer uses green.")
    assert "4 test images of 2 recordings" in words and "False alarms on 2 full frames" in words
    compared = json.loads(run.comparison_file.read_text(encoding="utf-8"))
    assert compared["before"]["sha256"] == model.sha256 and compared["time_spent"]["frames"] == 15
    assert page.use.isEnabled() and not page.comparison.back.isVisible()
    with qtbot.waitSignal(window.models.chosen, timeout=WAIT_MS):
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert window.models.model.path == run.model_file
    assert page.comparison.message.text() == words.removesuffix(" The viewer uses green.")
    assert page.comparison.back.isVisible()
    with qtbot.waitSignal(window.models.chosen, timeout=WAIT_MS):
        qtbot.mouseClick(page.comparison.back, Qt.MouseButton.LeftButton)
    assert window.models.model.sha256 == model.sha256
