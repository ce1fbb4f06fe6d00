"""The selection stays selected and visible in every order of the pairs."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.pairs_page import PairsPage
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from training.browser.columns import DICE_A
from training.browser.pair_filter import PairFilter

from .conftest import WAIT_MS

PAIRS = 3000


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[PairsPage]:
    """A page with far more pairs than the grid lays out at once; they have no files."""
    settings = Settings()
    session = DatasetSession(settings, Tasks())
    loader = ThumbnailLoader(folder=tmp_path)
    page = PairsPage(session, loader, settings)
    session.setParent(page)
    qtbot.addWidget(page)
    names = [f"many/{number:04}" for number in range(PAIRS)]
    session.table = pd.DataFrame(
        {
            "id": names,
            "image_path": names,
            "mask_path": names,
            "mask_reading": "cut 127",
            "coverage": np.linspace(0.9, 0.1, PAIRS),
        }
    )
    session.sort_by("id")
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    yield page
    loader.close()


def _selected(page: PairsPage) -> list[str]:
    return [page._session.chosen["image_path"].iloc[row] for row in page.selected_rows]


def _options(box: QComboBox) -> QStyleOptionComboBox:
    options = QStyleOptionComboBox()
    box.initStyleOption(options)
    return options


def _in_sight(page: PairsPage, name: str) -> bool:
    row = page._session.chosen["image_path"].tolist().index(name)
    index = page.model.index(row, 0)
    return all(
        view.viewport().rect().intersects(view.visualRect(index)) and view.visualRect(index).isValid()
        for view in (page.grid, page.table)
    )


def test_the_selected_pair_stays_selected_and_in_sight_in_another_order(page: PairsPage, qtbot: QtBot) -> None:
    page.select(3)
    page._session.sort_by("coverage")
    assert page.selected_rows == [PAIRS - 4]
    assert _selected(page) == ["many/0003"]
    assert page.grid.currentIndex().row() == PAIRS - 4
    qtbot.waitUntil(lambda: _in_sight(page, "many/0003"), timeout=WAIT_MS)
    page.direction.click()
    assert page.selected_rows == [3]
    qtbot.waitUntil(lambda: _in_sight(page, "many/0003"), timeout=WAIT_MS)


def test_new_scores_open_with_the_worst_pairs_whatever_is_selected(page: PairsPage, qtbot: QtBot) -> None:
    page.select(1500)
    names = page._session.table["image_path"]
    page._session.scanned = object()
    page._session.set_scores(DICE_A, pd.DataFrame({"image_path": names, "dice": np.linspace(1.0, 0.0, PAIRS)}))
    assert page._session.chosen["image_path"].iloc[0] == f"many/{PAIRS - 1:04}"
    assert _selected(page) == ["many/1500"]
    qtbot.waitUntil(lambda: page.grid.visualRect(page.model.index(PAIRS - 1, 0)).isValid(), timeout=WAIT_MS)
    assert page.grid.verticalScrollBar().value() == page.table.verticalScrollBar().value() == 0
    assert _in_sight(page, f"many/{PAIRS - 1:04}")


def test_the_name_of_the_order_is_not_cut_off(page: PairsPage, qtbot: QtBot) -> None:
    page._session.table[DICE_A] = 0.5
    page._session.sort_by(DICE_A)
    words = page.order.fontMetrics().horizontalAdvance(page.order.currentText())
    field = lambda: page.order.style().subControlRect(  # noqa: E731
        QStyle.ComplexControl.CC_ComboBox, _options(page.order), QStyle.SubControl.SC_ComboBoxEditField, page.order
    )
    qtbot.waitUntil(lambda: field().width() >= words, timeout=WAIT_MS)


def test_several_selected_pairs_stay_so_when_scores_bring_another_order_and_columns(page: PairsPage) -> None:
    chosen = page.grid.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    for row in (5, 6, 2000):
        chosen.select(page.model.index(row, 0), flags.Select | flags.Rows)
    page._session.table[DICE_A] = np.linspace(1.0, 0.0, PAIRS)
    page._session.sort_by(DICE_A)
    assert sorted(_selected(page)) == ["many/0005", "many/0006", "many/2000"]
    assert page.selected.text() == "3 selected"


def test_selected_pairs_that_are_no_longer_chosen_are_deselected(page: PairsPage) -> None:
    page.grid.selectAll()
    page._session.set_filter(PairFilter().with_text("000"))
    assert _selected(page) == page._session.chosen["image_path"].tolist()
    page._session.set_filter(PairFilter().with_text("nothing has this name"))
    assert page.selected_rows == []
    assert page.selected.text() == ""
