"""The table of actions: no two share a key, every icon exists, and keys reach their action."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.actions import (
    ALL_ACTIONS,
    DATASET_ACTIONS,
    EDIT_TOOL_ACTIONS,
    RECORDINGS_ACTIONS,
    REVIEW_ACTIONS,
    SHELL_ACTIONS,
    ActionTable,
)
from app.services.model_fields import Control
from app.services.settings import Settings
from app.widgets.theme import icon

WORKSPACES = (REVIEW_ACTIONS, DATASET_ACTIONS, RECORDINGS_ACTIONS)


def test_no_two_actions_share_a_name():
    names = Counter(spec.name for spec in ALL_ACTIONS)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("workspace", WORKSPACES, ids=["review", "dataset", "recordings"])
def test_no_two_actions_that_are_in_use_at_once_share_a_key(workspace):
    keys = Counter(QKeySequence(key).toString() for spec in (*SHELL_ACTIONS, *workspace) for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys, "a key name that Qt does not know"


def test_the_keys_of_the_mask_editor_are_its_own_while_it_is_open():
    """The same keys of the Review workspace are suspended then; those of the shell and Dataset are not."""
    at_once = (*SHELL_ACTIONS, *DATASET_ACTIONS, *EDIT_TOOL_ACTIONS)
    keys = Counter(QKeySequence(key).toString() for spec in at_once for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_each_action_belongs_to_the_shell_or_to_one_workspace():
    parts = (*REVIEW_ACTIONS, *EDIT_TOOL_ACTIONS, *DATASET_ACTIONS, *RECORDINGS_ACTIONS, *SHELL_ACTIONS)
    assert Counter(spec.name for spec in parts) == Counter(spec.name for spec in ALL_ACTIONS)


def test_what_is_open_is_called_a_recording():
    """A clip is the video of a finding that exports write, and the demo clip that ships (glossary)."""
    actions = [text for spec in ALL_ACTIONS if spec.name != "open_demo" for text in (spec.text, spec.tip)]
    controls = [
        extra.label
        for field in Settings.model_fields.values()
        for extra in field.metadata
        if isinstance(extra, Control)
    ]
    assert "Analyse the whole recording in the background" in controls
    assert [text for text in (*actions, *controls) if "clip" in text.lower().replace("clipboard", "")] == []


def test_every_icon_exists(qtbot):
    for spec in ALL_ACTIONS:
        if spec.icon:
            assert not icon(spec.icon).isNull(), spec.name


def test_tooltip_names_the_keys(qtbot):
    play = next(spec for spec in ALL_ACTIONS if spec.name == "play")
    assert play.tooltip == "Play or pause (Space or P)"


def test_a_suspended_key_does_nothing_while_buttons_and_menus_work(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    table = ActionTable(widget, REVIEW_ACTIONS)
    table.suspend_keys({"Space", "P", "B"})
    assert table["play"].isEnabled() and not table["play"].shortcuts() and table["play"].toolTip() == "Play or pause"
    assert [key.toString() for key in table["loop_end"].shortcuts()] == ["O"]
    table.suspend_keys()
    assert [key.toString() for key in table["play"].shortcuts()] == ["Space", "P"]
    assert table["play"].toolTip() == "Play or pause (Space or P)"


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    layout = QVBoxLayout(widget)
    widget.button, widget.text = QPushButton("Button"), QLineEdit()
    layout.addWidget(widget.button)
    layout.addWidget(widget.text)
    qtbot.addWidget(widget)
    widget.table = ActionTable(widget, REVIEW_ACTIONS)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_space_plays_even_when_a_button_has_the_focus(window, qtbot):
    clicks = []
    window.button.clicked.connect(lambda: clicks.append("button"))
    window.button.setFocus()
    with qtbot.waitSignal(window.table["play"].triggered, timeout=2000):
        qtbot.keyClick(window.button, Qt.Key.Key_Space)
    assert clicks == []


def test_space_types_in_a_text_field(window, qtbot):
    window.text.setFocus()
    with qtbot.assertNotEmitted(window.table["play"].triggered):
        qtbot.keyClicks(window.text, "a p")
    assert window.text.text() == "a p"
