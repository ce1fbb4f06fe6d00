"""The workspaces as tabs, each made when it is first opened; a single one has no tab bar."""

from collections.abc import Sequence

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.workspaces.registry import ACTIONS_OF_WORKSPACES, Context, WorkspaceSpec, as_workspace


class WorkspaceTabs(QWidget):
    """Opens workspaces by tab, by their action, or by name."""

    def __init__(self, specs: Sequence[WorkspaceSpec], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in specs}
        self._context = context
        self._made: dict[str, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setVisible(len(specs) > 1)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.pages, 1)

    def open(self, name: str) -> QWidget:
        """Shows the workspace `name`, which is made now if this is the first time."""
        if name not in self._made:
            self._made[name] = self._specs[name].make(self._context)
            self.pages.addWidget(self._made[name])
        self.pages.setCurrentWidget(self._made[name])
        self._context.actions[name].setChecked(True)
        self.bar.setCurrentIndex(list(self._specs).index(name))
        return self._made[name]

    def shutdown(self) -> None:
        """Stops the threads of all that were opened."""
        for widget in self._made.values():
            as_workspace(widget).shutdown()
