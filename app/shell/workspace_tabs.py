"""The workspaces as tabs, each created when it is first opened."""

import importlib
import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QWidget

from app.services.deadline import Deadline
from app.services.tasks import TaskHandle
from app.translation import tr
from app.widgets.layouts import stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.workspaces.context import Context, HasNoticePlace
from app.workspaces.registry import ACTIONS_OF_WORKSPACES, WorkspaceSpec, as_workspace


class WorkspaceTabs(QWidget):
    """Opens workspaces by tab, by their action, or by name."""

    def __init__(self, specs: Sequence[WorkspaceSpec], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in specs}
        self._context = context
        self.made: dict[str, QWidget] = {}
        """The opened workspaces by name."""
        self._waiting: dict[str, QLabel] = {}
        self.bar = QTabBar()
        self.bar.setAccessibleName(tr("Workspaces"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setHidden(len(specs) < 2)
        self.pages = QStackedWidget()
        group = QActionGroup(self)
        for name in ACTIONS_OF_WORKSPACES:
            action = context.actions[name]
            action.setVisible(name in self._specs)
            action.setEnabled(name in self._specs)
            if name in self._specs:
                group.addAction(action)
                tab = self.bar.addTab(action.icon(), action.text())
                self.bar.setTabData(tab, name)
                self.bar.setTabToolTip(tab, action.toolTip())
                action.triggered.connect(lambda _=False, name=name: self.open(name))
        self.bar.currentChanged.connect(lambda tab: self.open(self.bar.tabData(tab)))
        self.setLayout(vbox(self.bar, stretched(self.pages), spacing=0, margins=0))

    def open(self, name: str) -> QWidget:
        """Shows the workspace `name`, creating it the first time.

        Returns the workspace, or a placeholder while its module is being imported.
        """
        if name in self.made:
            page = self.made[name]
        elif name in self._waiting or self._specs[name].module not in ("", *sys.modules):
            page = self._wait_for(name)
        else:
            page = self._make(name)
        self.pages.setCurrentWidget(page)
        self._context.actions[name].setChecked(True)
        self.bar.setCurrentIndex(list(self._specs).index(name))
        return page

    def notice_place(self) -> QWidget | None:
        """Returns the part of the visible workspace over which notices lie, if it names one."""
        page = self.pages.currentWidget()
        return page.notice_place if isinstance(page, HasNoticePlace) else None

    def _make(self, name: str) -> QWidget:
        page = self.made[name] = self._specs[name].make(self._context)
        set_page(page, self._specs[name].manual)
        self.pages.addWidget(page)
        return page

    def _wait_for(self, name: str) -> QWidget:
        # A module is in sys.modules while it is still being imported: wait for the task's end.
        if name not in self._waiting:
            self._waiting[name] = page = PlainLabel(tr("Opening…"))
            page.setAlignment(Qt.AlignmentFlag.AlignCenter)
            page.setProperty("role", "muted")
            self.pages.addWidget(page)
            task = self._context.tasks.run(_import, f"Open {name}", self._specs[name].module)
            task.completed.connect(lambda _: self._on_imported(name))
            task.failed.connect(lambda error: self._on_not_imported(name, error))
        return self._waiting[name]

    def _on_imported(self, name: str) -> None:
        waiting = self._waiting.pop(name)
        shown = self.pages.currentWidget() is waiting
        page = self._make(name)
        if shown:
            self.pages.setCurrentWidget(page)
        self.pages.removeWidget(waiting)
        waiting.deleteLater()

    def _on_not_imported(self, name: str, error: Exception) -> None:
        self._waiting[name].setText(
            tr("This page could not be opened. Restart the program; if it happens again, reinstall it.")
        )
        raise error

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops the threads of all opened workspaces."""
        deadline = deadline or Deadline()
        # The first one plays and may take longest: it is last, so that the others get their share of the time.
        for widget in reversed(self.made.values()):
            as_workspace(widget).shutdown(deadline)


def _import(handle: TaskHandle, module: str) -> None:
    importlib.import_module(module)
