"""Dropped files are opened by their name, even if it is not valid UTF-8."""

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from app.services.settings import Settings, load_settings
from app.widgets.dropped_files import dropped_paths
from app.workspaces.training.folder_list import FolderList

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
