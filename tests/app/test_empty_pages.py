"""Every page that can be empty says why, and does at one click what can be done about it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.widgets.empty_page import EmptyPage
from app.workspaces.dataset.no_pairs import NoPairs
from resources import DEMO_CLIP
from training.browser.pair_filter import PairFilter, Range

from .conftest import OpenWindow

WAIT_MS = 60_000
PAIRS = Path(__file__).parents[1] / "data" / "polypgen"


def opened(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    window.tabs.open(name)
    qtbot.waitUntil(lambda: name in window.tabs.made, timeout=WAIT_MS)
    return window.tabs.made[name]


def says_and_does(page: QWidget) -> bool:
    """Whether a sentence and a button are visible."""
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    return any(text.endswith(".") for text in texts) and bool(buttons)


def test_workspaces_without_content(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    assert says_and_does(window.page.welcome)
    for name in ("recordings", "policy", "dataset", "training"):
        pages = [each for each in opened(window, name, qtbot).findChildren(EmptyPage) if each.isVisible()]
        assert len(pages) == 1 and says_and_does(pages[0]), name
    training = window.tabs.made["training"]
    training.empty.clicked.emit()
    assert training.new_run.isVisible()
    live = opened(window, "live", qtbot)
    assert live.no_findings.isVisible() and live.watch.isEnabled()


def test_findings(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(analyse_whole_clip=False)
    window.open([DEMO_CLIP])
    panel = window.review.findings_panel
    qtbot.waitUntil(panel.analyse.isVisible, timeout=WAIT_MS)
    assert panel.empty.text()
    panel.analyse.click()
    assert window.settings.analyse_whole_clip and not panel.analyse.isVisible()
    qtbot.waitUntil(lambda: bool(panel.list.rows), timeout=WAIT_MS)
    panel.shown.set_value("rejected")
    panel.refresh()
    assert panel.empty.text() and panel.show_all.isVisible() and not panel.list.isVisible()
    panel.show_all.click()
    assert panel.list.isVisible() and not panel.show_all.isVisible()
    examination = window.review.examination
    window.review.side_panel.setCurrentWidget(examination)
    assert any("Mark moments" in label.text() for label in examination.findChildren(QLabel) if label.isVisible())
    window.shell_actions["compare_readers"].trigger()
    assert [each.button is not None for each in window.notices.notices if "one reader" in each.text] == [True]


def test_pairs_that_match_no_filter(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(dataset_roots=(PAIRS,))
    dataset = opened(window, "dataset", qtbot)
    session = dataset.session
    qtbot.waitUntil(lambda: len(session.rows) == 10, timeout=WAIT_MS)
    for tab in range(dataset.pages.count()):
        dataset.pages.setCurrentIndex(tab)
        title = dataset.pages.tabText(tab)
        session.set_filter(PairFilter().with_range("width_px", Range(1e6, 2e6)))
        shown = [each for each in dataset.pages.currentWidget().findChildren(NoPairs) if each.isVisible()]
        if title in ("Near copies", "Warnings", "Split"):  # of all pairs, whatever the filter
            assert not shown
            continue
        assert len(shown) == 1 and shown[0].is_empty and says_and_does(shown[0]), title
        shown[0].clear.click()
        assert len(session.rows) == 10 and not shown[0].is_empty
