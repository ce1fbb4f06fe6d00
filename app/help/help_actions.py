"""Opens the manual at what has the focus, runs the tour, and says what is new after an update."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.actions import ActionTable
from app.help.tour import Tour, TourStep
from app.services.settings import Settings
from app.widgets.manual_pages import HOME, page_of
from polyp_core.export.provenance import program_version

WHAT_IS_NEW = "CHANGELOG.md"
_KEY_NAME = "manual key"


class HelpActions(QObject):
    """The Help menu's manual, tour and news."""

    def __init__(
        self,
        actions: ActionTable,
        settings: Settings,
        workspace: Callable[[], QWidget | None],
        tour_steps: Callable[[], Sequence[TourStep]],
        window: QWidget,
    ) -> None:
        """`workspace` returns the one on screen."""
        super().__init__(window)
        self._settings, self._window = settings, window
        self._workspace, self._tour_steps = workspace, tour_steps
        self.tour: Tour | None = None
        self.manual: QWidget | None = None
        actions.on("manual", self.open_at_focus)
        actions.on("whats_new", lambda: self.open_manual(WHAT_IS_NEW))
        actions.on("tour", self.start_tour)
        self._keys = actions["manual"].shortcuts()
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._add_key)

    @Slot()
    def open_at_focus(self) -> None:
        """Opens the manual at the page of what has the focus, else at that of the workspace on screen."""
        page = page_of(QApplication.focusWidget())
        self.open_manual(page_of(self._workspace()) if page == HOME else page)

    def open_manual(self, page: str) -> None:
        """Shows `page` in the manual's window, which is opened once."""
        from app.help.manual_window import ManualWindow  # when first shown, for a faster start

        if self.manual is None:
            self.manual = ManualWindow(self._window)
        assert isinstance(self.manual, ManualWindow)
        self.manual.show_page(page)
        if (dialog := QApplication.activeModalWidget()) is not None:
            # A modal dialog blocks all windows but those that belong to it.
            self.manual.windowHandle().setTransientParent(dialog.windowHandle())

    @Slot(QWidget, QWidget)
    def _add_key(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Adds the key to a dialog that has got the focus: the window's own keys do not work in it."""
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and dialog is not self.manual and dialog.findChild(QShortcut, _KEY_NAME) is None:
            key = QShortcut(dialog)
            key.setObjectName(_KEY_NAME)
            key.setKeys(self._keys)
            key.activated.connect(self.open_at_focus)

    @Slot()
    def start_tour(self) -> None:
        """Starts the tour, from the beginning if it runs."""
        if self.tour is not None:
            self.tour.end()
        self.tour = Tour(self._tour_steps(), self._window)
        self.tour.ended.connect(self._forget_tour)
        self.tour.start()

    def is_updated(self) -> bool:
        """True at the first start of another version than the last one; remembers this one."""
        before, self._settings.last_version = self._settings.last_version, program_version()
        return bool(before) and before != program_version()

    @Slot()
    def _forget_tour(self) -> None:
        self.tour = None
