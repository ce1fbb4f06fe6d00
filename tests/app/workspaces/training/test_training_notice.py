"""Without PyTorch the window says up front how training is added, and finds it once it is there."""

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.widgets.manual_pages import page_of
from training.installation import INSTALL_COMMAND

from ...conftest import OpenWindow


class Absent:
    """Finds no PyTorch."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "torch":
            raise ModuleNotFoundError(name)


@pytest.fixture
def without_pytorch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hides PyTorch from this process, and all commands but those in the returned folder."""
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    commands = tmp_path / "commands"
    commands.mkdir()
    monkeypatch.setenv("PATH", str(commands))
    monkeypatch.setenv("HOME", str(tmp_path))
    return commands


def test_training_says_how_it_is_added_and_finds_it(
    open_window: OpenWindow, qtbot: QtBot, without_pytorch: Path
) -> None:
    window = open_window()
    window.tabs.open("training")
    qtbot.waitUntil(lambda: "training" in window.tabs.made, timeout=60_000)
    missing = window.tabs.made["training"].missing
    assert missing.isVisible() and missing.is_missing
    assert page_of(missing.command) == "installing.md#without-python"
    missing.copy.click()
    assert QGuiApplication.clipboard().text() == INSTALL_COMMAND
    missing.again.click()
    assert missing.isVisible() and missing.state.isVisible()
    command = without_pytorch / "polyp-train"
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    missing.again.click()
    assert not missing.isVisible() and not missing.is_missing


def test_nothing_is_said_where_training_is_there(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.tabs.open("training")
    qtbot.waitUntil(lambda: "training" in window.tabs.made, timeout=60_000)
    assert not window.tabs.made["training"].missing.isVisible()
