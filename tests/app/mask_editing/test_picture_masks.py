"""The masks of single pictures: what other places change, and undo of pictures that were shown long ago."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.mask_editing.picture_masks import PictureMasks
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from polyp_core.review.picture_review import read_picture_review
from tests.app.conftest import OpenWindow

WIDTH, HEIGHT = 30, 20


def rows(count: int) -> NDArray[np.bool_]:
    """A mask of the first rows of the picture."""
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[:count] = True
    return mask


class Place:
    """A part of the program that corrects masks, and the notices it shows."""

    def __init__(self, parent: QWidget, undo_stack: QUndoStack | None = None) -> None:
        self.masks = PictureMasks(Settings(reader_name="Ada"), parent, undo_stack)
        self.notices: list[str] = []
        self.lost: list[Path] = []
        self.masks.notice.connect(self.notices.append)
        self.masks.lost.connect(self.lost.append)

    def show(self, picture: Path) -> None:
        self.masks.show(picture, read_picture_review(picture, (WIDTH, HEIGHT), "Ada"))


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number:03}.png" for number in range(70)]
    for number, path in enumerate(paths):
        Image.new("RGB", (WIDTH, HEIGHT), (number, 0, 0)).save(path)
    return paths


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def stored_rows(picture: Path) -> int:
    """How many rows the mask in the review file has."""
    stored = read_picture_review(picture, (WIDTH, HEIGHT), "Ada").stored
    return int(stored.mask.any(axis=1).sum()) if stored is not None else 0


def test_a_mask_that_was_changed_elsewhere_is_not_hidden_by_an_older_one(
    parent: QWidget, pictures: list[Path], qtbot: QtBot
) -> None:
    first, second, picture = Place(parent), Place(parent), pictures[0]
    first.show(picture)
    second.show(picture)
    for count in (1, 2, 3):
        assert first.masks.put(rows(count))
    first.masks.wait_until_stored()
    assert second.masks.put(rows(10))
    qtbot.waitUntil(lambda: second.lost == [picture])
    assert "was changed in another place" in second.notices[0] and stored_rows(picture) == 3
    second.show(picture)
    assert second.masks.put(rows(10))
    second.masks.wait_until_stored()
    assert stored_rows(picture) == 10 and len(second.notices) == 1
    for each in (first, second):
        each.masks.shutdown(Deadline())


def test_places_that_are_told_and_copies_of_the_file_show_the_mask_as_it_is(
    parent: QWidget, pictures: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.png"
    copy.write_bytes(pictures[0].read_bytes())
    first, second = Place(parent), Place(parent)
    first.masks.stored.connect(second.masks.drop_changed)
    first.masks.stored.connect(first.masks.drop_changed)
    for picture in (copy, pictures[0]):
        first.show(picture)
    for picture in (pictures[1], pictures[0]):
        second.show(picture)
    assert first.masks.put(rows(5))
    qtbot.waitUntil(lambda: bool(second.lost))
    assert first.lost == [copy] and second.lost == [pictures[0]]
    assert first.masks.known(pictures[0]) is not None and second.masks.known(pictures[1]) is not None
    for each in (first, second):
        each.masks.shutdown(Deadline())


def test_review_and_dataset_tell_each_other(open_window: OpenWindow, pictures: list[Path], qtbot: QtBot) -> None:
    window, picture = open_window(reader_name="Ada"), pictures[0]
    window.tabs.open("dataset")
    qtbot.waitUntil(lambda: "dataset" in window.tabs.made, timeout=60_000)
    dataset = window.tabs.made["dataset"]
    assert isinstance(dataset, DatasetWorkspace)
    pair = dataset.detail.editor.masks
    still = window.review.masks.stills.masks
    for changed, other in ((pair, still), (still, pair)):
        for each in (changed, other):
            each.show(picture, read_picture_review(picture, (WIDTH, HEIGHT), "Ada"))
        with qtbot.waitSignal(other.lost, timeout=60_000):
            assert changed.mark_polyp_free()
        assert changed.known(picture) is not None and other.known(picture) is None


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_change_is_undone_also_after_many_other_pictures(
    parent: QWidget, pictures: list[Path], is_shared: bool
) -> None:
    place = Place(parent, QUndoStack(parent) if is_shared else None)
    place.show(pictures[0])
    assert place.masks.put(rows(5))
    place.masks.wait_until_stored()
    for picture in pictures[1:]:
        place.show(picture)
    assert place.masks.known(pictures[0]) is None, "not all are kept"
    if not is_shared:
        place.show(pictures[0])
    place.masks.undo()
    place.masks.wait_until_stored()
    assert stored_rows(pictures[0]) == 0
    place.masks.redo()
    place.masks.wait_until_stored()
    assert stored_rows(pictures[0]) == 5 and not place.notices
    known = place.masks.known(pictures[0])
    assert known is not None and known.stored is not None and known.stored.mask.any(axis=1).sum() == 5
    place.masks.shutdown(Deadline())
