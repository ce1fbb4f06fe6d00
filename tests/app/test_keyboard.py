"""Every control is reached by the keyboard, Tab leaves each of them, and what has the focus can be seen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.diagnostics import Failure
from app.widgets.focus_frame import FocusFrame
from app.widgets.layouts import scrolled, vbox
from app.widgets.row_table import row_table
from app.widgets.theme import ThemeName, apply_theme
from resources import DEMO_CLIP

from .conftest import OpenWindow
from .keyboard import invisible_focus, out_of_reach, tab_stops, traps

WAIT_MS = 60_000
PAIRS = Path(__file__).parents[1] / "data" / "polypgen"


class Walk:
    """Walks through one window or dialog after the other, and collects what is wrong."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._known: set[tuple[str, ...]] = set()
        self.faults: list[str] = []

    def through(self, name: str, top: QWidget, start: QWidget | None = None) -> None:
        top.activateWindow()
        self._qtbot.waitUntil(top.isActiveWindow)
        if start is not None:
            start.setFocus()
        if (now := QApplication.focusWidget()) is None or now.window() is not top:
            QTest.keyClick(top, Qt.Key.Key_Tab)
        stops = tab_stops()
        found = {"keeps the focus": traps(stops), "is out of reach": out_of_reach(top, stops)}
        found["shows no focus"] = invisible_focus(stops, self._known)
        self.faults += [f"{name}: {each} {what}" for what, each_of in found.items() for each in each_of]


@pytest.fixture
def walk(qtbot: QtBot) -> Walk:
    return Walk(qtbot)


def test_every_control_of_the_window_is_reached_and_shows_the_focus(
    open_window: OpenWindow, qtbot: QtBot, qapp: QApplication, walk: Walk
) -> None:
    apply_theme(qapp, "dark")
    window = open_window(theme="dark", dataset_roots=(PAIRS,), analyse_whole_clip=False)
    window.resize(1280, 720)
    walk.through("welcome", window)
    window.open([DEMO_CLIP])
    qtbot.waitUntil(lambda: window.review.current_frame() is not None, timeout=WAIT_MS)
    for page in range(window.review.side_panel.count()):
        window.review.side_panel.setCurrentIndex(page)
        walk.through(f"review {page}", window, window.review.canvas)
    for name in ("recordings", "policy", "live", "training"):
        window.tabs.open(name)
        qtbot.waitUntil(lambda name=name: name in window.tabs.made, timeout=WAIT_MS)
        walk.through(name, window)
    window.tabs.made["training"].show_new_run()
    walk.through("new run", window)
    window.tabs.open("dataset")
    qtbot.waitUntil(lambda: "dataset" in window.tabs.made, timeout=WAIT_MS)
    dataset = window.tabs.made["dataset"]
    texts = lambda: " ".join(label.text() for label in dataset.findChildren(QLabel))  # noqa: E731
    qtbot.waitUntil(lambda: "10 of 10" in texts(), timeout=WAIT_MS)
    for tab in range(dataset.pages.count()):
        dataset.pages.setCurrentIndex(tab)
        walk.through(f"dataset {dataset.pages.tabText(tab)}", window)
    window.tabs.open("review")
    walk_dialogs(window, qtbot, walk)
    assert walk.faults == []


def walk_dialogs(window: MainWindow, qtbot: QtBot, walk: Walk) -> None:
    names = ("settings", "shortcuts", "about", "model_card", "choose_model", "export", "privacy", "report")
    qtbot.waitUntil(window.shell_actions["report"].isEnabled, timeout=WAIT_MS)
    openers = {name: window.shell_actions[name].trigger for name in names}
    openers["go to"] = window.review.actions_table["go_to"].trigger
    openers["error"] = lambda: window.errors.show(Failure("The recording could not be read.", "Traceback\n" * 40))
    for name, opener in openers.items():
        opener()
        qtbot.waitUntil(lambda: shown_dialog() is not None)
        dialog = shown_dialog()
        assert dialog is not None
        titles = getattr(dialog, "titles", None)
        for page in range(titles.count() if titles is not None else 1):
            if titles is not None:
                titles.setCurrentRow(page)
            walk.through(f"{name} {page}", dialog)
        dialog.close()
    window.shell_actions["manual"].trigger()
    walk.through("manual", window.help.manual)
    window.help.manual.close()


def shown_dialog() -> QDialog | None:
    tops = (top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible())
    return next(tops, None)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_focus_is_visible_in_both_themes(theme: ThemeName, qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, theme)
    link, primary, checked, radio = QPushButton("Link"), QPushButton("Primary"), QCheckBox("Checked"), QRadioButton("R")
    link.setProperty("role", "link")
    primary.setProperty("role", "primary")
    checked.setChecked(True)
    radio.setChecked(True)
    tabs, painted = QTabBar(), QWidget()
    tabs.addTab("One")
    painted.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    painted.setMinimumSize(60, 30)
    FocusFrame(painted)
    outer = QWidget()
    qtbot.addWidget(outer)
    plain = (QPushButton("Plain"), QToolButton(), QCheckBox("Plain"), QLineEdit(), QSpinBox(), QComboBox())
    large = (
        QSlider(Qt.Orientation.Horizontal),
        QListWidget(),
        QTreeWidget(),
        row_table("Table", ["A"]),
        QPlainTextEdit(),
    )
    controls = (link, primary, checked, radio, tabs, painted, *plain, *large, scrolled(QLabel("Text")))
    for each in large[1:]:
        each.setMaximumHeight(40)
    outer.setLayout(vbox(*controls))
    outer.show()
    outer.activateWindow()
    qtbot.waitUntil(outer.isActiveWindow)
    assert invisible_focus(list(controls)) == []


def test_tab_that_stays_in_a_control_and_a_control_without_tab_are_found(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    first, second, skipped = QLineEdit(), QPlainTextEdit(), QPushButton("Skipped")
    skipped.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    outer.setLayout(vbox(first, second, skipped))
    outer.show()
    outer.activateWindow()
    qtbot.waitUntil(outer.isActiveWindow)
    first.setFocus()
    stops = tab_stops()
    assert stops == [first, second] and len(traps(stops)) == 1
    assert out_of_reach(outer, stops) == ["QPushButton 'Skipped' in QWidget"]
