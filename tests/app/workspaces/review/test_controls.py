"""Transport, overlay panel, status line, go-to and peek: what they show and what they ask for."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget
from superqt import QDoubleSlider

from app.actions import REVIEW_ACTIONS, ActionTable
from app.playback.mask_state import MaskState
from app.services.overlay_style import overlay_style
from app.services.settings import Settings
from app.workspaces.review.go_to import GoToDialog, parse_target
from app.workspaces.review.held_key import HeldKey
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.status_line import StatusLine
from app.workspaces.review.status_updates import format_progress
from app.workspaces.review.transport import Transport
from polyp_core.model.card import ModelCard


def card(threshold=0.35, min_region_fraction=0.004):
    return ModelCard(
        name="test",
        architecture="resunet",
        encoder="resnet34",
        threshold=threshold,
        min_region_fraction=min_region_fraction,
        training_data=(),
        split="none",
        scores=(),
        date=datetime.date(2026, 1, 1),
        licence="MIT",
    )


@pytest.fixture
def host(qtbot):
    """A window with the table of actions, as the workspace is."""
    widget = QWidget()
    widget.table = ActionTable(widget, REVIEW_ACTIONS)
    widget.column = QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def shown(qtbot, host, widget):
    host.column.addWidget(widget)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return widget


# -- Overlay panel -----------------------------------------------------------------------------------------------------


def test_the_cards_values_count_until_the_person_chooses(host):
    settings = Settings()
    panel = OverlayPanel(settings, host.table)
    assert panel.style_now.threshold == 0.5
    panel.set_card(card())
    assert panel.threshold.value() == pytest.approx(0.35)
    assert panel.min_region.value() == pytest.approx(0.4)
    assert not panel.model_values.isEnabled()
    panel.threshold.setValue(0.7)
    assert panel.style_now.threshold == pytest.approx(0.7)
    assert settings.threshold == pytest.approx(0.7)
    panel.set_card(card(threshold=0.2))
    assert panel.style_now.threshold == pytest.approx(0.7)
    panel.model_values.click()
    assert panel.style_now.threshold == pytest.approx(0.2)
    assert panel.threshold.value() == pytest.approx(0.2)


def test_a_card_beyond_the_sliders_end_is_not_changed_by_being_shown(host):
    settings = Settings()
    panel = OverlayPanel(settings, host.table)
    panel.set_card(card(min_region_fraction=0.08))
    assert settings.min_region_fraction is None
    assert panel.style_now.min_region_fraction == pytest.approx(0.08)


def test_keys_and_sliders_move_together(host):
    settings = Settings()
    panel = OverlayPanel(settings, host.table)
    host.table["more_opacity"].trigger()
    assert settings.opacity == pytest.approx(0.45)
    assert panel.opacity.value() == pytest.approx(45)
    host.table["lower_threshold"].trigger()
    assert panel.style_now.threshold == pytest.approx(0.45)
    host.table["larger_region"].trigger()
    assert panel.style_now.min_region_fraction == pytest.approx(0.001)


def test_style_and_visibility_follow_the_settings_both_ways(host):
    settings = Settings()
    panel = OverlayPanel(settings, host.table)
    host.table["style_outline"].trigger()
    assert settings.style == "outline"
    assert panel.style_now.mode == "outline"
    settings.style = "heatmap"
    assert host.table["style_heatmap"].isChecked()
    assert not host.table["style_outline"].isChecked()
    host.table["overlay"].trigger()
    assert settings.overlay_visible is False
    settings.overlay_visible = True
    assert host.table["overlay"].isChecked()


def test_colour_is_read_as_red_green_blue():
    settings = Settings(colour="#FF8001")
    assert overlay_style(settings, None).colour == (255, 128, 1)


def test_the_menu_of_the_mask_sets_colour_and_pattern(host):
    settings = Settings(colour="#123456")
    panel = OverlayPanel(settings, host.table)
    menu = panel.colour.menu()
    menu.aboutToShow.emit()
    assert not any(action.isChecked() for action in menu.colours.actions())
    icon_before = panel.colour.icon().cacheKey()
    menu.colours.actions()[1].trigger()
    menu.patterns.actions()[2].trigger()
    assert panel.style_now.colour == (0x56, 0xB4, 0xE9) and panel.style_now.pattern == "dots"
    assert panel.colour.icon().cacheKey() != icon_before


def test_space_plays_while_a_number_field_or_a_slider_has_the_focus(host, qtbot):
    panel = shown(qtbot, host, OverlayPanel(Settings(), host.table))
    field = panel.threshold.findChild(QLineEdit)
    slider = panel.threshold.findChild(QDoubleSlider)
    for widget in (field, slider):
        widget.setFocus()
        with qtbot.waitSignal(host.table["play"].triggered, timeout=2000):
            qtbot.keyClick(widget, Qt.Key.Key_Space)


def test_arrows_move_a_slider_that_has_the_focus_and_digits_fill_a_field(host, qtbot):
    panel = shown(qtbot, host, OverlayPanel(Settings(), host.table))
    slider = panel.opacity.findChild(QDoubleSlider)
    slider.setFocus()
    with qtbot.assertNotEmitted(host.table["forward_1s"].triggered):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert panel.opacity.value() == pytest.approx(41)


def test_every_control_has_a_tooltip(host):
    panel, transport = OverlayPanel(Settings(), host.table), Transport(host.table)
    for action in host.table:
        assert action.toolTip()
    for control in (panel.threshold, panel.min_region, panel.opacity, panel.colour, panel.model_values):
        assert control.toolTip()
    for control in (transport.time, transport.speed, transport.pace, transport.play_button):
        assert control.toolTip()


# -- Transport ---------------------------------------------------------------------------------------------------------


def test_transport_shows_time_frame_speed_and_pace(host):
    transport = Transport(host.table)
    transport.show_time(312, 580, 12.48, 23.2)
    assert transport.time.text() == "0:12.480 / 0:23.200   frame 312 / 579"
    transport.show_speed(2.0)
    assert transport.speed.currentText() == "2x"
    transport.show_speed(1.25)
    assert transport.speed.currentText() == "1.25x"
    transport.show_pace("real_time")
    assert transport.pace.currentText() == "Real time"
    transport.show_playing(True)
    assert transport.play_button.text() == "Pause"
    transport.show_time(3, 12, 0.12, 0.48, name="polyp & fold.png")
    assert transport.time.text() == "polyp && fold.png   frame \u20073 / 11", "unrelated pictures have no time"
    transport.show_time(None, 0, 0, 0)
    assert transport.time.text() == "-:-- / -:--"


def test_choosing_a_speed_asks_for_it(host, qtbot):
    transport = Transport(host.table)
    with qtbot.waitSignal(transport.speed_chosen) as chosen:
        transport.speed.setCurrentIndex(transport.speed.findData(0.5))
        transport.speed.activated.emit(transport.speed.currentIndex())
    assert chosen.args == [0.5]


def test_clicks_leave_the_focus_where_it_is(host):
    transport = Transport(host.table)
    assert not transport.play_button.focusPolicy() & Qt.FocusPolicy.ClickFocus


# -- Status ------------------------------------------------------------------------------------------------------------


def test_the_light_speaks_in_words_and_shapes(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    seen = set()
    for state in MaskState:
        line.show_mask_state(state)
        assert line.state.text()
        seen.add((line.light.text(), line.state.text()))
    assert len(seen) == len(MaskState)


def test_rate_tells_how_much_slower_it_plays(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_rate(25.0, False, 12.5, 25.0)
    assert line.rate.text() == "25 fps, shown 12.5 fps (0.50x)"
    line.show_rate(29.97, True, 29.9, 29.97)
    assert line.rate.text() == "29.97 fps on average, shown 29.9 fps"
    line.show_rate(25.0, False, None, 25.0)
    assert line.rate.text() == "25 fps"


def test_counts_and_progress(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_counts(12, 3)
    assert (line.skipped.text(), line.damaged.text()) == ("12 skipped", "3 damaged")
    line.show_analysed(format_progress(50, 200))
    assert line.analysed.text() == "25 % analysed"
    line.show_analysed(format_progress(0, 200))
    assert line.analysed.text() == ""
    line.show_analysed(format_progress(0, 200, paused=True))
    assert line.analysed.text() == "0 % analysed, paused"
    line.show_analysed(format_progress(200, 200))
    assert line.analysed.text() == "Analysed"
    line.show_engine("CPU, OpenVINO", 0.0421)
    assert line.inference.text() == "42 ms per frame"


@pytest.mark.parametrize(
    ("times", "options", "text"),
    [
        ((20.0, 360.0), {}, "overview in 20 s, complete in 6 min"),
        ((20.0, 360.0), {"overview_step_s": 2.0}, "overview in 20 s, complete in 6 min (keyframes 2 s apart)"),
        ((0.0, 4200.0), {"overview_step_s": 2.0}, "25 % analysed, complete in 1 h 10 min"),
        ((None, None), {}, "25 % analysed"),
        ((20.0, 360.0), {"paused": True}, "25 % analysed, paused"),
        ((20.0, 360.0), {"waits": True}, "25 % analysed, waits for playback"),
        ((20.0, 360.0), {"waits": True, "slowed": True}, "25 % analysed, slowly during playback"),
    ],
)
def test_progress_tells_when_the_overview_and_the_rest_are_complete(times, options, text):
    assert format_progress(50, 200, *times, **options) == text


def test_a_narrow_status_line_leaves_out_what_matters_least(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_file("frame_000123.png")
    line.show_mask(0.031, 0.93)
    line.show_finding("Finding 2 of 5")
    line.resize(900, 28)
    line.show()
    texts = (line.file, line.marked, line.finding)
    assert [label.isVisible() for label in texts] == [True, True, True]
    name_px = line.file.fontMetrics().horizontalAdvance(line.file.text())
    assert line.file.contentsRect().width() >= name_px, "the whole name"
    assert line.marked.text() == "Area 3.1 %, confidence 93 %"
    line.resize(330, 28)
    assert [label.isVisible() for label in texts] == [False, False, True]
    line.resize(900, 28)
    assert all(label.isVisible() for label in texts)


def test_how_long_the_analysis_takes_is_read_whole_before_the_size_of_the_mask(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_mask(0.031, 0.93)
    line.show_finding("Finding 2 of 5")
    line.show()
    progress = format_progress(50, 45_000, 20.0, 360.0, overview_step_s=2.0)
    line.show_analysed(progress, can_pause=True)
    needed_px = line.analysed.fontMetrics().horizontalAdvance(progress)
    line.resize(needed_px + 380, 28)
    assert [line.marked.isVisible(), line.finding.isVisible()] == [False, True]
    assert line.analysed.width() >= needed_px
    line.resize(needed_px, 28)  # elided, then: the finding is what the user looks at
    assert line.finding.isVisible() and line.analysed.width() < needed_px
    line.resize(needed_px + 700, 28)
    assert line.marked.isVisible() and line.analysed.width() >= needed_px


def test_details_open_by_keys_and_close_by_esc(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_engine("CPU, OpenVINO", 0.0421)
    with qtbot.waitExposed(line):
        line.show()
    line.details_button.setFocus()
    qtbot.keyClick(line.details_button, Qt.Key.Key_Space)
    qtbot.waitUntil(line.details.isVisible)
    assert line.details.device.text() == "CPU, OpenVINO"
    qtbot.keyClick(line.details, Qt.Key.Key_Escape)
    assert not line.details.isVisible()


# -- Go to and peek ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "index"),
    [("312", 312), (" 7 ", 7), ("0:02", 50), ("2.0", 50), ("2 s", 50), ("1:00:00", 90_000), ("here", None), ("", None)],
)
def test_a_target_is_a_frame_or_a_time(text, index):
    assert parse_target(text, lambda time_s: round(time_s * 25)) == index


def test_go_to_takes_only_what_the_clip_has(qtbot):
    dialog = GoToDialog(500, 20.0, lambda time_s: round(time_s * 25))
    qtbot.addWidget(dialog)
    go = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.target.setText("500")
    assert not go.isEnabled()
    dialog.target.setText("0:04")
    assert go.isEnabled()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert chosen.args == [100]
    pictures = GoToDialog(500, 20.0, lambda time_s: round(time_s * 25), has_times=False)
    qtbot.addWidget(pictures)
    pictures.target.setText("0:04")
    assert not pictures.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    assert pictures.hint.text() == "A frame from 0 to 499"


def test_peek_lasts_until_the_key_is_released(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    peek, log = HeldKey(), []
    peek.changed.connect(log.append)
    peek.begin()
    peek.begin()
    assert log == [True]
    qtbot.keyRelease(widget, Qt.Key.Key_V)
    assert log == [True, False]
    qtbot.keyRelease(widget, Qt.Key.Key_V)
    assert log == [True, False]


def test_a_repeated_key_and_other_keys_do_not_end_a_hold(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    held, log = HeldKey(key=Qt.Key.Key_Q), []
    held.changed.connect(log.append)
    held.begin()
    qtbot.keyRelease(widget, Qt.Key.Key_V)
    qtbot.keyRelease(widget, Qt.Key.Key_Q)
    qtbot.keyPress(widget, Qt.Key.Key_Q)
    assert not held._released.isActive() and log == [True]
    with qtbot.waitSignal(held.changed):
        qtbot.keyRelease(widget, Qt.Key.Key_Q)
    assert log == [True, False]
