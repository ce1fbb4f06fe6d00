import itertools
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.widgets.colours import DARK, LIGHT, Colours
from app.widgets.theme import Tint, apply_theme, colours, icon


def contrast(first: str, second: str) -> float:
    """WCAG 2.1's contrast ratio (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_text_is_readable(theme: Colours) -> None:
    backgrounds = (theme.window, theme.panel, theme.raised)
    inks = (theme.text, theme.muted, theme.accent, theme.good, theme.warning, theme.danger)
    for ink, background in itertools.product(inks, backgrounds):
        assert contrast(ink, background) >= 4.5, (ink, background)
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text, theme.hover) >= 4.5
    assert contrast(theme.control, theme.panel) >= 3.0


def test_no_two_tints_of_icons_share_a_colour() -> None:
    # qtawesome keeps icons by their colours: two tints of one colour would become one icon, and change together.
    for theme in (DARK, LIGHT):
        inks = [getattr(theme, tint) for tint in get_args(Tint)]
        assert len(set(inks)) == len(inks)


def test_switching_the_theme_recolours_widgets_and_icons_already_made(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    label = QLabel("text")
    qtbot.addWidget(label)
    play = icon("play")
    assert _darkest_ink(play.pixmap(32, 32).toImage()) == QColor(DARK.text)
    apply_theme(qapp, "light")
    assert colours() is LIGHT
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.text)
    assert _darkest_ink(play.pixmap(32, 32).toImage()) == QColor(LIGHT.text)
    apply_theme(qapp, "dark")


def _darkest_ink(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2 - 2, image.height() // 2)
