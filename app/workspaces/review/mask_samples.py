"""The menu of the mask's colours and patterns, each with a sample of how it looks over mucosa."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from app.services.overlay_style import COLOURS, overlay_style
from app.services.settings import Settings
from app.translation import tr
from app.widgets.qimages import to_pixmap
from polyp_core.masks.overlay import OverlayStyle, draw_mask
from polyp_core.masks.patterns import PATTERN_LABELS

SIZE = QSize(34, 18)
_MUCOSA = (178, 92, 80)
_MARGIN_PX = 3


def sample_icon(style: OverlayStyle) -> QIcon:
    """Returns a mask over mucosa, opaque, in colour and pattern of `style`; a heat map as its outline."""
    picture = np.full((SIZE.height(), SIZE.width(), 3), _MUCOSA, np.uint8)
    mask = np.zeros(picture.shape[:2], np.bool_)
    mask[_MARGIN_PX:-_MARGIN_PX, _MARGIN_PX:-_MARGIN_PX] = True
    return QIcon(to_pixmap(draw_mask(picture, mask, replace(style, opacity=1.0))))


class MaskMenu(QMenu):
    """Sets the mask's colour and pattern; `other_colour` is the action that asks for any other colour."""

    def __init__(self, settings: Settings, other_colour: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.colours, self.patterns = QActionGroup(self), QActionGroup(self)
        for value, name in COLOURS.items():
            self._add(self.colours, "colour", value, tr(name))
        self.colours.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)  # none with another colour
        self.addAction(tr("Other colour…"), other_colour.trigger)
        self.addSeparator()
        for pattern, label in PATTERN_LABELS.items():
            self._add(self.patterns, "pattern", pattern, tr("No pattern") if pattern == "plain" else tr(label))
        self.aboutToShow.connect(self._refresh)

    def _add(self, group: QActionGroup, setting: str, value: str, name: str) -> None:
        action = self.addAction(name)
        action.setCheckable(True)
        action.setData(value)
        action.triggered.connect(lambda: setattr(self._settings, setting, value))
        group.addAction(action)

    def _refresh(self) -> None:
        style = overlay_style(self._settings, None)
        for action in self.colours.actions():
            red, green, blue = bytes.fromhex(action.data().removeprefix("#"))
            action.setIcon(sample_icon(replace(style, colour=(red, green, blue))))
            action.setChecked(action.data() == self._settings.colour.upper())
        for action in self.patterns.actions():
            action.setIcon(sample_icon(replace(style, pattern=action.data())))
            action.setChecked(action.data() == self._settings.pattern)
