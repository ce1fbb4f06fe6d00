"""Dropped files are opened by their name, even if it is not valid UTF-8, and stay where they are."""

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.settings import Settings, load_settings
from app.widgets.dropped_files import dropped_paths
from app.workspaces.training.folder_list import FolderList

from ..conftest import OpenWindow

WAIT_MS = 60_000
BAD = Path(os.fsdecode(b"/klinik_\xfc/aufnahme.png"))


def test_a_name_that_is_no_utf_8_is_dropped_as_it_is() -> None:
    data = QMimeData()
    data.setData("text/uri-list", b"file:///klinik_%FC/aufnahme.png\r\nfile:///a/%C3%BC%20b.png\r\nhttp://a/b.png\r\n")
    assert dropped_paths(data) == [BAD, Path("/a/ü b.png")]
    data.setUrls([QUrl.fromLocalFile("/a/größer.mp4")])
    assert dropped_paths(data) == [Path("/a/größer.mp4")]


def test_such_a_name_stays_in_lists_and_settings(qtbot, tmp_path: Path) -> None:
    folders = FolderList("Folders", "")
    qtbot.addWidget(folders)
    folders.add(BAD)
    assert folders.folders == (BAD,)
    assert folders.list.item(0).text() == "/klinik_\\xfc/aufnahme.png"
    settings = Settings()
    settings.dataset_roots = (BAD,)
    settings.save(tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").dataset_roots == (BAD,)


def test_the_source_of_a_drop_is_told_that_it_was_copied(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    # A file manager may remove what it was told is moved.
    window = open_window()
    for name in ("recordings", "dataset", "training", "policy", "review"):
        window.tabs.open(name)
        qtbot.waitUntil(lambda name=name: name in window.tabs.made, timeout=WAIT_MS)
    folder = tmp_path / "empty"
    folder.mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    own = [each for each in window.findChildren(QWidget) if type(each).__module__.startswith("app.")]
    targets = [each for each in (window, *own) if each.acceptDrops()]
    targets.append(window.review.findings_panel.details.note.viewport())
    answered = set()
    for target in targets:
        enter = QDragEnterEvent(QPoint(5, 5), actions, data, left, shift)
        assert enter.proposedAction() is Qt.DropAction.MoveAction
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(5, 5), actions, data, left, shift)
            QApplication.sendEvent(target, drop)
            assert drop.isAccepted(), target
            assert (enter.dropAction(), drop.dropAction()) == (Qt.DropAction.CopyAction,) * 2, target
            answered.add(type(target).__name__)
    workspaces = {"RecordingsWorkspace", "DatasetWorkspace", "PolicyWorkspace"}
    assert answered >= {"MainWindow", "Canvas", "FolderList", "QWidget"} | workspaces
    assert window.review.findings_panel.details.note.toPlainText() == ""
