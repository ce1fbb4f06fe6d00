import itertools
from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QListWidgetItem, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.buttons import push_button
from app.widgets.colours import DARK, LIGHT, Colours
from app.widgets.layouts import vbox
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


@pytest.fixture(params=["dark", "light"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Colours]:
    apply_theme(qapp, request.param)
    yield colours()
    apply_theme(qapp, "dark")


@pytest.mark.parametrize(("role", "tint"), [("primary", "on_accent"), ("", "text")], ids=["primary", "other"])
@pytest.mark.parametrize("has_focus", [False, True], ids=["", "focus"])
def test_the_icon_of_a_button_is_visible(role: str, tint: Tint, has_focus: bool, theme: Colours, qtbot: QtBot) -> None:
    button = push_button("", "square", tint=tint, role=role)
    window = QWidget()
    window.setLayout(vbox(QLineEdit(), button))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    if has_focus:
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
    picture = button.grab().toImage()
    ink = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    background = picture.pixelColor(picture.width() // 2, 6)
    assert contrast(ink.name(), background.name()) >= 3


def test_the_icon_of_a_selected_menu_entry_is_visible(theme: Colours, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    action = menu.addAction(icon("square"), "")
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(action)
    place = menu.actionGeometry(action)
    picture = menu.grab().toImage()
    background = picture.pixelColor(place.right() - 8, place.center().y())
    assert background == QColor(theme.hover)
    shown = {picture.pixelColor(x, place.center().y()).name() for x in range(place.left() + 2, place.right() - 2)}
    assert max(contrast(ink, background.name()) for ink in shown) >= 3


def test_the_icon_of_an_open_row_keeps_its_colour(theme: Colours) -> None:
    opened = icon("square", "warning").pixmap(QSize(32, 32), QIcon.Mode.Normal, QIcon.State.On)
    assert _darkest_ink(opened.toImage()) == QColor(theme.warning)
    checked = icon("square").pixmap(QSize(32, 32), QIcon.Mode.Normal, QIcon.State.On)
    assert _darkest_ink(checked.toImage()) == QColor(theme.accent)


@pytest.mark.parametrize("tint", ["text", "muted", "warning", "danger", "good"])
def test_icons_of_a_selected_row_are_visible(tint: Tint, theme: Colours, qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.setProperty("role", "icons")
    rows.addItem(QListWidgetItem(icon("square", tint), ""))
    qtbot.addWidget(rows)
    rows.show()
    rows.setCurrentRow(0)
    place = rows.visualItemRect(rows.item(0))
    picture = rows.viewport().grab().toImage()
    background = picture.pixelColor(place.right() - 12, place.center().y())
    assert background == QColor(theme.hover)
    shown = {picture.pixelColor(x, place.center().y()).name() for x in range(place.left() + 2, place.left() + 60)}
    assert max(contrast(ink, background.name()) for ink in shown) >= 3
