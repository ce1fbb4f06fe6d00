"""The policy for findings is chosen and edited in the side panel, which counts what it finds."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from app.actions import REVIEW_ACTIONS, ActionTable
from app.services.settings import Settings, load_settings
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.policy_panel import PolicyPanel, format_counts
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import PRESETS, AlarmPolicy


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def panel(qtbot, settings):
    widget = PolicyPanel(settings)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def curve(findings, held_back=0, to_check=0):
    found = tuple(Finding(n, n, n, n, n, n, 0.1, 0.9) for n in range(findings))
    return Curve(np.zeros(100, np.float32), np.zeros(100, bool), found, found[:held_back], found[:to_check])


def test_a_preset_sets_the_whole_policy_and_its_values_are_shown(panel, settings):
    for number, (name, policy) in enumerate(PRESETS.items()):
        panel.preset.activated.emit(number)
        assert settings.alarm_policy == policy
        assert panel.preset.currentText().lower() == name
        assert panel.rows["open_level"].field.value() == pytest.approx(policy.open_level)
        assert panel.rows["keep_level"].field.value() == policy.keep_level


def test_a_value_of_ones_own_changes_the_policy_and_leaves_the_preset(panel, settings):
    panel.rows["hold_back_s"].field.box.setValue(1.5)
    assert settings.alarm_policy == AlarmPolicy(hold_back_s=1.5)
    assert panel.preset.currentIndex() == -1
    assert panel.preset.placeholderText() == "Own values"
    panel.rows["hold_back_s"].field.box.setValue(AlarmPolicy().hold_back_s)
    assert panel.preset.currentText() == "Balanced"


@pytest.mark.parametrize(
    ("edited", "value", "expected"),
    [("open_level", 35, (0.35, 0.3)), ("open_level", 20, (0.2, 0.2)), ("keep_level", 0.9, (0.9, 0.9))],
)
def test_a_level_that_would_pass_the_other_one_takes_it_along(panel, settings, edited, value, expected):
    field = panel.rows[edited].field
    field.box.setValue(value) if edited == "open_level" else field.set_value(value)
    assert (settings.alarm_policy.open_level, settings.alarm_policy.keep_level) == pytest.approx(expected)
    assert panel.rows["open_level"].field.value() == pytest.approx(expected[0])
    assert panel.rows["keep_level"].field.value() == expected[1]


def test_the_details_are_folded_until_they_are_wanted(panel):
    assert not panel.rows["join_gap_s"].isVisible()
    panel.details.click()
    assert panel.rows["join_gap_s"].isVisible()


def test_a_policy_survives_a_restart(settings):
    settings.alarm_policy = AlarmPolicy(open_level=0.6, keep_level=0.3)
    settings.save()
    assert load_settings().alarm_policy == AlarmPolicy(open_level=0.6, keep_level=0.3)


@pytest.mark.parametrize(
    ("counts", "seconds", "text"),
    [
        ((0,), 0, "Nothing analysed yet"),
        ((0,), 60, "0 findings; 0.0 a minute"),
        ((1,), 60, "1 finding; 1.0 a minute"),
        ((3, 2), 20, "3 findings, 2 held back; 9.0 a minute"),
        ((3, 1, 2), 20, "3 findings, 2 to be checked, 1 held back; 9.0 a minute"),
    ],
)
def test_findings_are_counted(panel, counts, seconds, text):
    assert format_counts(curve(*counts), seconds) == text
    panel.show_curve(curve(*counts), seconds)
    assert panel.counts.text() == text


def test_the_presence_level_is_that_of_the_model_until_the_user_sets_one(panel, settings):
    field = panel.rows["presence_level"].field
    panel.set_model_presence_level(0.35)
    assert settings.alarm_policy.presence_level is None
    assert field.none.isChecked() and field.box.value() == 35
    field.none.setChecked(False)
    field.box.setValue(60)
    assert settings.alarm_policy.presence_level == pytest.approx(0.6)
    panel.set_model_presence_level(0.2)
    assert field.box.value() == 60
    field.none.setChecked(True)
    assert settings.alarm_policy == AlarmPolicy() and field.box.value() == 20


def test_frames_that_cannot_be_judged_are_left_out_unless_the_user_wants_every_frame(panel, settings):
    panel.rows["ignore_bad_frames"].field.click()
    assert settings.alarm_policy == AlarmPolicy(ignore_bad_frames=False)


def test_all_details_fit_in_the_side_panel(qtbot, settings, panel):
    side = OverlayPanel(settings, ActionTable(panel, REVIEW_ACTIONS))
    qtbot.addWidget(side)
    side.add_section(panel)
    panel.details.setChecked(True)
    side.resize(side.width(), 300)  # with a scroll bar
    with qtbot.waitExposed(side):
        side.show()
    scroll = side.findChild(QScrollArea)
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()


def test_scrolling_the_side_panel_changes_no_policy(panel, settings):
    panel.details.setChecked(True)
    for widget in (panel.preset, panel.rows["open_level"].field.box, panel.sliders["open_level"]):
        widget.clearFocus()
        down, nowhere = QPoint(0, -120), Qt.MouseButton.NoButton
        place, modifiers = QPointF(widget.rect().center()), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            widget, QWheelEvent(place, place, QPoint(), down, nowhere, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
        )
    assert settings.alarm_policy == AlarmPolicy()


def test_letters_stay_shortcuts_while_a_number_has_the_focus(qtbot, panel):
    panel.details.setChecked(True)
    box = panel.rows["open_level"].field.box
    for key, text, taken in (
        (Qt.Key.Key_N, "n", False),
        (Qt.Key.Key_N, "N", False),
        (Qt.Key.Key_5, "5", True),
    ):
        shift = Qt.KeyboardModifier.ShiftModifier if text.isupper() else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, shift, text)
        event.ignore()
        QApplication.sendEvent(box, event)
        assert event.isAccepted() == taken


def test_sliders_change_the_policy_while_they_are_moved_and_follow_it(panel, settings):
    panel.sliders["open_level"].setValue(62.4)
    panel.sliders["hold_back_s"].setValue(1.23)
    assert settings.alarm_policy == AlarmPolicy(open_level=0.62, hold_back_s=1.2)
    panel.preset.activated.emit(2)
    assert panel.sliders["open_level"].value() == pytest.approx(100 * PRESETS["strict"].open_level)
    panel.rows["hold_back_s"].field.box.setValue(8)  # beyond the slider
    assert panel.sliders["hold_back_s"].value() == 2 and settings.alarm_policy.hold_back_s == 8
