"""The button that tags the selected pairs, which the keys 1 to 9 do too."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from app.services.settings import Settings
from app.translation import tr
from app.widgets.plain_text import control_text
from app.widgets.theme import icon

_MOST_TAGS = 9


class TagsButton(QToolButton):
    """A menu of the tags; its keys work anywhere in the widget that `add_keys` is called with."""

    tagged = Signal(str)
    """The tag to set or to remove."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setText(tr("Tags"))
        self.setIcon(icon("tag-outline"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tr("Tag the selected pairs (keys 1 to 9); the filter panel can choose tags"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)

    def add_keys(self, widget: QWidget) -> None:
        """Makes the keys 1 to 9 work while the focus is in `widget`."""
        for number in range(_MOST_TAGS):
            shortcut = QShortcut(QKeySequence(str(number + 1)), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._on_key, number))

    def _on_key(self, number: int) -> None:
        if number < len(self._settings.dataset_tags):
            self.tagged.emit(self._settings.dataset_tags[number])

    @Slot()
    def _fill(self) -> None:
        self.menu().clear()
        for number, tag in enumerate(self._settings.dataset_tags, 1):
            self.menu().addAction(control_text(f"{number}   {tag}"), partial(self.tagged.emit, tag))
        self.menu().addSeparator()
        self.menu().addAction(tr("Name the tags…"), self._ask)

    def _ask(self) -> None:
        text, accepted = QInputDialog.getText(
            self,
            tr("Name the tags"),
            tr("Up to nine names, separated by commas"),
            text=", ".join(self._settings.dataset_tags),
        )
        names = tuple(dict.fromkeys(name.strip()[:40] for name in text.split(",") if name.strip()))[:_MOST_TAGS]
        if accepted and names:
            self._settings.dataset_tags = names
