"""The button with the saved views of the pairs: conditions and order under a name."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from app.services.settings import Settings
from app.translation import tr
from app.widgets.plain_text import control_text
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from polyp_core.display_text import one_line
from training.browser.saved_views import MOST_VIEWS, SavedView

_LONGEST_NAME = 80


class ViewsButton(QToolButton):
    """Saves the present view, and shows or deletes saved ones."""

    def __init__(self, session: DatasetSession, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.setText(tr("Views"))
        self.setIcon(icon("bookmark-outline"))
        self.setToolTip(tr("Saved views: the conditions of the filter and the order"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views_menu = QMenu(self)
        self.views_menu.aboutToShow.connect(self._fill)
        self.setMenu(self.views_menu)
        self._fill()

    def save(self, name: str) -> None:
        """Saves the present view, replacing one of this name."""
        name = one_line(name.strip())[:_LONGEST_NAME].strip()
        if name:
            session = self._session
            view = SavedView.of(session.filter, session.sorted_by, ascending=session.ascending)
            others = {key: own for key, own in self._settings.dataset_views.items() if key != name}
            self._settings.dataset_views = dict(list(({name: view} | others).items())[:MOST_VIEWS])

    def show_view(self, name: str) -> None:
        """Applies a saved view."""
        view = self._settings.dataset_views[name]
        self._session.set_filter(view.filter)
        self._session.sort_by(view.sorted_by, ascending=view.ascending)

    def delete(self, name: str) -> None:
        """Deletes a saved view."""
        self._settings.dataset_views = {key: own for key, own in self._settings.dataset_views.items() if key != name}

    @Slot()
    def _fill(self) -> None:
        self.views_menu.clear()
        names = list(self._settings.dataset_views)
        for name in names:
            self.views_menu.addAction(control_text(name), partial(self.show_view, name))
        if names:
            self.views_menu.addSeparator()
        self.views_menu.addAction(tr("Save this view…"), self._ask)
        if names:
            deletes = self.views_menu.addMenu(tr("Delete view"))
            for name in names:
                deletes.addAction(control_text(name), partial(self.delete, name))

    def _ask(self) -> None:
        name, accepted = QInputDialog.getText(self, tr("Save this view"), tr("Name of the view"))
        if accepted:
            self.save(name)
