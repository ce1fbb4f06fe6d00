import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import app
from app.help import manual_window
from app.help.manual_window import ManualWindow
from app.widgets.manual_pages import HOME, anchor, page_of, set_page
from app.workspaces.registry import WORKSPACES
from resources import MANUAL_FOLDER


@pytest.fixture
def manual(qtbot: QtBot) -> ManualWindow:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.show()
    return window


def headings(page: str) -> set[str]:
    lines = (MANUAL_FOLDER / page).read_text("utf-8").splitlines()
    return {anchor(line.lstrip("#").strip()) for line in lines if line.startswith("#")}


def test_the_page_of_a_widget_is_that_of_the_nearest_one_around_it(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner, other = QLabel(outer), QWidget()
    qtbot.addWidget(other)
    set_page(outer, "training.md")
    assert page_of(inner) == "training.md"
    assert page_of(other) == page_of(None) == HOME


def pages_of_dialogs() -> dict[str, str | None]:
    """The page that each class of dialogs sets, None where none is set."""
    found = {}
    for file in sorted(Path(app.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any("Dialog" in ast.unparse(base) for base in node.bases):
                found[node.name] = _page_set_in(node)
    return found


def _page_set_in(dialog: ast.ClassDef) -> str | None:
    calls = (node for node in ast.walk(dialog) if isinstance(node, ast.Call) and ast.unparse(node.func) == "set_page")
    call = next(calls, None)
    return ast.literal_eval(call.args[1]) if call is not None else None


def test_every_workspace_and_dialog_has_a_page() -> None:
    dialogs = pages_of_dialogs()
    assert len(dialogs) > 15
    assert [name for name, page in dialogs.items() if page is None] == ["ManualWindow", "ExportTaskDialog"]
    assert [spec.name for spec in WORKSPACES if spec.manual == HOME] == []


@pytest.mark.parametrize(
    "page", sorted({spec.manual for spec in WORKSPACES} | {page for page in pages_of_dialogs().values() if page})
)
def test_the_manual_has_the_part_that_a_workspace_or_a_dialog_names(page: str, manual: ManualWindow) -> None:
    name, _, heading = page.partition("#")
    assert not heading or heading in headings(name)
    manual.show_page(page)
    assert manual.pages.source().fileName() == name
    assert (manual.pages.verticalScrollBar().value() > 0) == bool(heading)


def test_a_link_to_a_heading_scrolls_to_it_and_back_returns(manual: ManualWindow) -> None:
    manual.pages.anchorClicked.emit(QUrl("reviewing.md"))
    assert manual.pages.heading == "Reviewing recordings"
    assert manual.chapters.currentItem().text() == "Reviewing recordings"
    manual.pages.anchorClicked.emit(QUrl("metrics.md#recordings"))
    assert manual.pages.verticalScrollBar().value() > 0
    manual.pages.backward()
    assert manual.pages.heading == "Reviewing recordings"


def test_every_chapter_is_there(manual: ManualWindow) -> None:
    for row, page in enumerate(manual_window.CHAPTERS):
        manual.chapters.itemActivated.emit(manual.chapters.item(row))
        assert manual.pages.source().fileName() == page
        assert manual.pages.heading


def test_search_says_if_a_word_is_not_on_the_page(manual: ManualWindow) -> None:
    manual.show_page("reviewing.md")
    for text, expected in (("withdrawal", ""), ("no such word", "Not on this page")):
        manual.search.setText(text)
        manual.search.returnPressed.emit()
        assert manual.not_found.text() == expected
