"""File names that Qt, rich or Matplotlib would interpret as markup are shown literally."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.dialogs.error_dialog import ErrorDialog
from app.services.diagnostics import Failure
from app.services.settings import Settings
from app.services.source_history import recent_name, source_name
from app.shell.notices import NoticeArea
from app.widgets.plain_text import PlainLabel, control_text, title, tooltip
from app.workspaces.review.welcome import WelcomePage
from polyp_core.errors import SourceError
from resources import DEMO_CLIP

from .conftest import OpenWindow

NAMES = {
    "bold": "<b>x<b>.mp4",
    "image": "<img src=x>.mp4",
    "table": "<table><tr><td>x.mp4",
    "link": "<a href='file:x'>y<a>.mp4",
    "ampersands": "A & B &amp; C&D.mp4",
    "window mark": "a[*]b.mp4",
    "percent": "%1 %n %s.mp4",
    "rich": "[red]x[red] :smile:.mp4",
    "formula": "$x^2$ _y.mp4",
    "line end": "a\nb.mp4",
    "turned around": "a\u202e4pm.exe.mp4",
    "long": "é" * 123 + ".mp4",
}
ON_WINDOWS = ("ampersands", "window mark", "percent", "formula", "turned around")
names = pytest.mark.parametrize(
    "name", [name for key, name in NAMES.items() if sys.platform != "win32" or key in ON_WINDOWS]
)


def shown(name: str) -> str:
    return name.replace("\n", "\\n").replace("\u202e", "\\u202e")


def rich_labels(window: QWidget, name: str) -> list[str]:
    """Returns texts with the name in them that Qt would render as HTML."""
    may_be_rich = (Qt.TextFormat.AutoText, Qt.TextFormat.RichText, Qt.TextFormat.MarkdownText)
    labels = window.findChildren(QLabel)
    return [label.text() for label in labels if name in label.text() and label.textFormat() in may_be_rich]


@names
def test_the_name_of_an_open_source_is_shown_literally_everywhere(
    name: str, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "<i>ward<i>"
    if sys.platform == "win32":
        folder = tmp_path / "ward"
    folder.mkdir()
    clip = folder / name
    shutil.copyfile(DEMO_CLIP, clip)
    window = open_window(analyse_whole_clip=False)
    window.open([clip])
    qtbot.waitUntil(lambda: window.review.current_source is not None, timeout=60_000)
    assert window.windowTitle().replace("[*][*]", "[*]") == f"{shown(name)} - Polyp Viewer"
    assert "[*]" not in window.windowTitle().replace("[*][*]", "")
    window.menus.recent.aboutToShow.emit()
    action = window.menus.recent.actions()[0]
    assert action.text().replace("&&", "&") == shown(name)
    entry = window.page.welcome.recent.item(0)
    assert entry.text() == shown(name)
    assert "<" not in entry.toolTip() or "&lt;i&gt;ward" in entry.toolTip()
    window.notices.show_notice(f"Saved {clip}.")
    window.opener.open(folder / "gone.mp4")
    qtbot.waitUntil(lambda: window.review.current_source is None, timeout=60_000)
    assert rich_labels(window, name) == [] and rich_labels(window, shown(name)) == []


@names
def test_every_kind_of_text_shows_the_name(name: str, qtbot: QtBot) -> None:
    label = PlainLabel(name)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == name.replace("\u202e", "\\u202e")
    assert title(name).replace("[*][*]", "") == shown(name).replace("[*]", "")
    assert control_text(name).replace("&&", "&") == shown(name)
    assert source_name(Path(name)) == shown(name) == recent_name(Path("folder") / name)
    tip = tooltip(name)
    assert tip == name.replace("\u202e", "\\u202e") or (
        tip.startswith("<p ") and "<b>" not in tip and "<img" not in tip
    )


@names
def test_dialogs_show_the_name(name: str, qtbot: QtBot) -> None:
    dialog = ErrorDialog(Failure(str(SourceError(f"Cannot open {name}: it is empty.")), "details"))
    qtbot.addWidget(dialog)
    assert rich_labels(dialog, name) == []
    host = QWidget()
    qtbot.addWidget(host)
    NoticeArea(host).show_notice(f"Cannot open {name}.")
    assert rich_labels(host, name) == []
    settings = Settings(recent_files=(Path("folder") / name,))
    page = WelcomePage(settings, ActionTable(host, SHELL_ACTIONS))
    qtbot.addWidget(page)
    assert page.recent.item(0).text() == shown(name)


def test_no_label_detects_the_format_of_its_text() -> None:
    """A new label is a PlainLabel, or sets its text format and escapes names."""
    root = Path(__file__).parents[2] / "app"
    allowed = {"plain_text.py", "plot.py", "captioned_picture.py", "models_bar.py", "about.py"}
    found = [path.name for path in root.rglob("*.py") if " QLabel(" in path.read_text(encoding="utf-8")]
    assert set(found) <= allowed
    for path in root.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "QMessageBox(" in text:
            assert "setTextFormat(Qt.TextFormat.PlainText)" in text or path.name == "export_actions.py"
