import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.help.tour import Tour, TourStep, bubble_corner


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


def button_at(window: QWidget, *area: int) -> QPushButton:
    button = QPushButton(window)
    button.setGeometry(*area)
    button.show()
    return button


def test_the_tour_goes_from_part_to_part_and_ends(window: QWidget, qtbot: QtBot) -> None:
    parts = [button_at(window, 10, 10, 80, 30), button_at(window, 700, 500, 150, 60)]
    tour = Tour(
        [TourStep(f"Part {n}", "What it is for.", lambda part=part: part) for n, part in enumerate(parts)], window
    )
    with qtbot.waitSignal(tour.ended):
        tour.start()
        for number, part in enumerate(parts):
            assert tour.title.text() == f"Part {number}"
            assert tour.count.text() == f"{number + 1} of 2"
            assert not tour.geometry().intersects(part.geometry())
            assert window.rect().contains(tour.geometry())
            assert tour.next_button.hasFocus() or not window.isActiveWindow()
            tour.next_button.click()


def test_escape_skips_the_rest(window: QWidget, qtbot: QtBot) -> None:
    tour = Tour([TourStep("One", "", lambda: window), TourStep("Two", "", lambda: window)], window)
    tour.start()
    with qtbot.waitSignal(tour.ended):
        QTest.keyClick(tour, Qt.Key.Key_Escape)


def test_enter_goes_on_although_the_window_uses_that_key(window: QWidget, qtbot: QtBot) -> None:
    action = QAction(window)
    action.setShortcut(Qt.Key.Key_Return)
    window.addAction(action)
    used: list[bool] = []
    action.triggered.connect(used.append)
    tour = Tour([TourStep("One", "", lambda: window), TourStep("Two", "", lambda: window)], window)
    tour.start()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(tour.next_button, Qt.Key.Key_Return)
    assert tour.title.text() == "Two"
    assert used == []


def test_the_bubble_lies_over_a_part_that_fills_the_window() -> None:
    window, bubble = QRect(0, 0, 800, 600), QRect(0, 0, 340, 150)
    corner = bubble_corner(window, window, bubble)
    assert window.contains(QRect(corner, bubble.size()))
