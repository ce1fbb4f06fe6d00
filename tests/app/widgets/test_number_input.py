"""Numbers typed in every field of the program, with a point and with a comma, in several languages."""

import doctest
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.actions import REVIEW_ACTIONS, ActionTable
from app.dialogs.settings_dialog import SettingsDialog
from app.services.settings import Settings
from app.widgets import number_text
from app.widgets.number_input import NumberBox, WholeNumberBox
from app.workspaces.dataset.filter_panel import RangeField
from app.workspaces.review.go_to import parse_target
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.training.config_form import ConfigForm
from training.browser.columns import COLUMNS


@pytest.fixture(params=["de_DE", "en_US", "fr_CH"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def type_into(qtbot: QtBot, box: QWidget, text: str) -> None:
    box.setFocus()
    line = box if isinstance(box, QLineEdit) else box.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_examples_of_the_text_functions_hold() -> None:
    assert doctest.testmod(number_text).failed == 0


@pytest.mark.parametrize("typed", ["0.5", "0,5", ",5", ".5"])
def test_a_half_is_a_half_in_a_box(qtbot: QtBot, typed: str) -> None:
    box = NumberBox()
    qtbot.addWidget(box)
    box.setDecimals(2)
    box.setRange(0, 1000)
    box.show()
    type_into(qtbot, box, typed)
    assert box.value() == 0.5
    assert box.text() == "0.50"


@pytest.mark.parametrize("typed", ["1,000.5", "1.000,5", "1,000"])
def test_a_number_with_separators_for_thousands_is_rejected(qtbot: QtBot, typed: str) -> None:
    box = NumberBox()
    qtbot.addWidget(box)
    box.setDecimals(2)
    box.setRange(0, 100_000)
    box.setValue(7)
    box.show()
    QApplication.clipboard().setText(typed)
    box.selectAll()
    line = box.findChild(QLineEdit)
    assert line is not None
    line.paste()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.value() == 7


@pytest.mark.parametrize("typed", ["1,000", "1.000", "1,5"])
def test_a_whole_number_takes_no_separator(qtbot: QtBot, typed: str) -> None:
    whole, plain = WholeNumberBox(), NumberBox()
    plain.setDecimals(0)
    for box in (whole, plain):
        qtbot.addWidget(box)
        box.setRange(0, 100_000)
        box.setValue(7)
        box.show()
        type_into(qtbot, box, typed)
        assert box.value() == 7, "neither 1 nor 1000 by a guess"
        type_into(qtbot, box, "1280")
        assert box.value() == 1280
        assert box.text() == "1280"


def test_settings_take_both(qtbot: QtBot) -> None:
    settings = Settings()
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    for typed in ("0,25", "0.25"):
        settings.speed = 1.0
        type_into(qtbot, dialog.rows["speed"].field.box, typed)
        assert settings.speed == 0.25


def test_the_overlays_sliders_take_both(qtbot: QtBot) -> None:
    settings, host = Settings(), QWidget()
    qtbot.addWidget(host)
    panel = OverlayPanel(settings, ActionTable(host, REVIEW_ACTIONS))
    QVBoxLayout(host).addWidget(panel)
    host.show()
    field = panel.threshold.findChild(QLineEdit)
    for typed in ("0,35", "0.35"):
        settings.threshold = None
        type_into(qtbot, field, typed)
        assert settings.threshold == pytest.approx(0.35)


def test_filters_take_both_and_show_no_groups(qtbot: QtBot) -> None:
    share = RangeField(next(c for c in COLUMNS if c.kind == "share" and c.digits), np.array([0.0, 1.0]))
    whole = RangeField(next(c for c in COLUMNS if c.kind == "whole"), np.array([0, 90_000]))
    for field in (share, whole):
        qtbot.addWidget(field)
        field.show()
    assert whole.high.text() == "90000"
    for typed in ("2,5", "2.5"):
        with qtbot.waitSignal(share.changed) as changed:
            type_into(qtbot, share.low, typed)
        assert changed.args[1].low == pytest.approx(0.025)
        share.show_range(None)


def test_the_form_of_a_run_takes_both_and_rejects_ambiguous_numbers(qtbot: QtBot) -> None:
    form = ConfigForm()
    qtbot.addWidget(form)
    for typed in ("0,5", "0.5"):
        form.rows["validation_fraction"].field.setText(typed)
        assert form.config is not None and form.config.validation_fraction == 0.5
    form.rows["polyp_free_kinds"].field.setText("0,5; 0,25; 0,25")
    assert form.config is not None and form.config.polyp_free_kinds == (0.5, 0.25, 0.25)
    for name, typed in (("epochs", "1.000"), ("epochs", "1,000"), ("positive_weight", "1,000"), ("scales", "1,2")):
        before = form.rows[name].field.text()
        form.rows[name].field.setText(typed)
        assert form.config is None, (name, typed)
        assert form.rows[name].problem.text(), (name, typed)
        form.rows[name].field.setText(before)
        assert form.config is not None


def test_go_to_takes_both_and_not_a_thousand() -> None:
    index_at = round
    assert parse_target("12,4", index_at) == parse_target("12.4", index_at) == 12
    assert parse_target("1:02,6", index_at) == parse_target("1:02.6", index_at) == 63
    assert parse_target("1,000", index_at) is None
