from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.widgets.narrow_tabs import NarrowTabs
from app.widgets.theme import icon


def test_icons_are_omitted_if_the_tabs_do_not_fit(qtbot: QtBot) -> None:
    tabs = NarrowTabs()
    qtbot.addWidget(tabs)
    for name in ("Pairs", "Charts", "Hypotheses", "Near copies"):
        tabs.add_page(QWidget(), icon("play"), name)
    tabs.resize(2000, 200)
    tabs.show()
    whole = tabs.tabBar().sizeHint().width()
    tabs.resize(whole + 20, 200)
    assert not tabs.tabIcon(0).isNull()
    tabs.resize(whole - 20, 200)
    assert tabs.tabIcon(0).isNull()
    assert tabs.tabBar().sizeHint().width() <= tabs.width(), "every tab is in sight"
    tabs.resize(whole + 20, 200)
    assert not tabs.tabIcon(3).isNull()
