"""The description dialog shows what it matches while the user types, and the folder is read as saved."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.services.tasks import Tasks
from app.workspaces.dataset.description_dialog import DescriptionDialog
from training.datasets.description import Description, read_description, write_description
from training.datasets.discovery import find_samples

WAIT_MS = 60_000
Open = Callable[[Path], DescriptionDialog]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Images and masks in folders of names that no rule knows."""
    for patient in ("a", "b"):
        for shot in range(3):
            for name in (f"video_{patient}/shot{shot}-raw.png", f"drawn/by_{patient}/shot{shot}-ok.png"):
                path = tmp_path / "odd" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(np.zeros((8, 8), np.uint8)).save(path)
    return tmp_path / "odd"


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens the dialog for a folder."""
    tasks = Tasks()

    def make(folder: Path) -> DescriptionDialog:
        dialog = DescriptionDialog(folder, tasks)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    yield make
    tasks.shutdown()


def set_field(dialog: DescriptionDialog, name: str, text: str) -> None:
    dialog.rows[name].field.setText(text)


def test_matches_are_shown_while_typing_and_saved(qtbot: QtBot, opened: Open, odd: Path) -> None:
    dialog = opened(odd)
    qtbot.waitUntil(lambda: "images/* matches nothing" in dialog.problem.text(), timeout=WAIT_MS)
    assert not dialog.save.isEnabled()
    for name, text in (
        ("images", "video_*/*-raw.png"),
        ("masks", "drawn/by_*/*-ok.png"),
        ("group", "video_(.)"),
        ("test", "video_b/*"),
        ("licence", "CC BY é"),
    ):
        set_field(dialog, name, text)
    qtbot.waitUntil(
        lambda: "odd: 6 pairs, 2 groups; 0 train, 0 validation, 3 test" in dialog.preview.toPlainText(), timeout=WAIT_MS
    )
    assert "12 pictures in 4 folders: 6 in pairs, 6 masks" in dialog.preview.toPlainText()
    assert dialog.save.isEnabled() and not dialog.problem.isVisible()
    dialog.accept()
    assert read_description(odd / "dataset.toml").licence == "CC BY é"
    assert {(s.id, s.group, s.published) for s in find_samples([odd])} >= {("odd/b/shot1", "odd/b", "test")}


def test_a_pattern_outside_the_folder_is_refused(qtbot: QtBot, opened: Open, odd: Path) -> None:
    dialog = opened(odd)
    set_field(dialog, "images", "../*.png")
    qtbot.waitUntil(lambda: "is no pattern inside the dataset's folder" in dialog.problem.text(), timeout=WAIT_MS)


def test_the_description_of_the_folder_is_shown(qtbot: QtBot, opened: Open, odd: Path) -> None:
    write_description(odd / "dataset.toml", Description(images=("video_*/*",), polyps=("1", "#ff0000"), note="x"))
    dialog = opened(odd)
    assert dialog.description() == read_description(odd / "dataset.toml")
    qtbot.waitUntil(lambda: dialog.problem.text() == "No image has a mask of its name.", timeout=WAIT_MS)
