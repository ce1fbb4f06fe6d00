import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.shell.workspace_tabs import WorkspaceTabs
from app.workspaces.context import Context
from app.workspaces.registry import WorkspaceSpec


class Page(QLabel):
    """A workspace that records its shutdown."""

    def __init__(self) -> None:
        super().__init__("page")
        self.is_shut_down = False

    def shutdown(self, deadline: object = None) -> None:
        self.is_shut_down = True


@pytest.fixture
def context(qtbot: QtBot) -> Iterator[Context]:
    window = QWidget()
    qtbot.addWidget(window)
    settings, tasks = Settings(), Tasks(window)
    yield Context(
        settings, tasks, ActionTable(window, SHELL_ACTIONS), ModelChoice(settings, tasks), QueueService(settings, tasks)
    )


def test_a_workspace_is_created_when_first_opened_and_reused(context: Context, qtbot: QtBot) -> None:
    made: list[str] = []

    def spec(name: str) -> WorkspaceSpec:
        def make(given: Context) -> QWidget:
            assert given is context
            made.append(name)
            return Page()

        return WorkspaceSpec(name, make)

    tabs = WorkspaceTabs((spec("review"), spec("dataset")), context)
    qtbot.addWidget(tabs)
    tabs.show()
    assert made == []
    review = tabs.open("review")
    assert made == ["review"]
    context.actions["dataset"].trigger()
    assert made == ["review", "dataset"]
    assert tabs.bar.isVisible()
    assert tabs.bar.currentIndex() == 1
    tabs.bar.setCurrentIndex(0)
    assert tabs.pages.currentWidget() is review
    assert context.actions["review"].isChecked()
    assert made == ["review", "dataset"]
    tabs.shutdown()
    assert isinstance(review, Page)
    assert review.is_shut_down


def test_a_single_workspace_has_no_tabs_and_there_are_no_keys_to_what_is_not_there(
    context: Context, qtbot: QtBot
) -> None:
    tabs = WorkspaceTabs((WorkspaceSpec("review", lambda _: Page()),), context)
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.open("review")
    assert not tabs.bar.isVisible()
    assert not context.actions["training"].isVisible()
    assert not context.actions["training"].isEnabled()


def test_a_slow_module_is_imported_in_the_background_and_its_workspace_created_once(
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = tmp_path / "gate"
    (tmp_path / "slow_workspace.py").write_text(
        f"import pathlib, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    pages: list[Page] = []

    def make(_: Context) -> QWidget:
        pages.append(Page())
        return pages[-1]

    spec = WorkspaceSpec("dataset", make, "slow_workspace")
    tabs = WorkspaceTabs((WorkspaceSpec("review", lambda _: Page()), spec), context)
    qtbot.addWidget(tabs)
    tabs.show()
    waiting = tabs.open("dataset")
    qtbot.waitUntil(lambda: "slow_workspace" in sys.modules, timeout=10_000)
    assert tabs.open("dataset") is waiting
    gate.touch()
    qtbot.waitUntil(lambda: "dataset" in tabs.made, timeout=10_000)
    assert [tabs.made["dataset"], tabs.pages.currentWidget()] == [pages[0], pages[0]]
    assert len(pages) == tabs.pages.count() == 1
    monkeypatch.delitem(sys.modules, "slow_workspace")
    tabs.shutdown()


def test_a_workspace_that_cannot_be_imported_shows_a_message_and_reports_the_error(
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_workspace.py").write_text("raise ImportError('a part is missing')\n")
    monkeypatch.syspath_prepend(tmp_path)
    spec = WorkspaceSpec("dataset", lambda _: Page(), "broken_workspace")
    tabs = WorkspaceTabs((WorkspaceSpec("review", lambda _: Page()), spec), context)
    qtbot.addWidget(tabs)
    with qtbot.captureExceptions() as raised:
        page = tabs.open("dataset")
        assert isinstance(page, QLabel)
        qtbot.waitUntil(lambda: "could not be opened" in page.text(), timeout=10_000)
    assert [str(error) for _, error, _ in raised] == ["a part is missing"]
