"""The time line: no frame is lost in columns, and clicks, drags, wheel and keys act on the frames under the pointer."""

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.widgets.theme import colours
from app.workspaces.review.frame_times import format_time, parse_time
from app.workspaces.review.strip_image import StripColours, reduce_to_columns, strip_image
from app.workspaces.review.time_axis import MARGIN_PX, TimeAxis
from app.workspaces.review.time_line import TimeLine
from app.workspaces.review.time_line_painting import RULER_PX
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.review.reconcile import reconcile
from polyp_core.review.records import Decision, Mark, Origin, Stretch

COLOURS = StripColours((10, 10, 10), (60, 60, 60), (0, 0, 255), (0, 255, 0), (255, 255, 0), (9, 9, 9), (255, 0, 0))


def curve(count, *, polyps=(), damaged=(), unknown=(), findings=(), held_back=()):
    area = np.zeros(count, np.float32)
    for index, value in polyps:
        area[index] = value
    area[list(unknown)] = np.nan
    flags = np.zeros(count, bool)
    flags[list(damaged)] = True
    return Curve(area, flags, tuple(findings), tuple(held_back))


@pytest.mark.parametrize("count", [1, 3, 700, 701, 54_321])
def test_no_single_frame_gets_lost(count):
    width = 700
    for index in {0, count // 2, count - 1}:
        columns = reduce_to_columns(curve(count, polyps=[(index, 0.3)], damaged=[index]), width)
        assert columns.area.max() == pytest.approx(0.3)
        assert columns.damaged.any()
        first = np.flatnonzero(columns.area)[0]
        assert abs(first - index * width / count) <= max(1, width / count)


def test_what_is_not_analysed_looks_unlike_what_shows_no_polyp():
    image = strip_image(curve(100, unknown=range(50, 100)), 100, 40, COLOURS)
    assert (image[:, :50] == COLOURS.background).all()
    assert not (image[:, 50:] == COLOURS.background).all(axis=2).any()


def test_what_only_the_overview_has_seen_looks_unlike_both():
    shown = replace(curve(300, unknown=range(100, 300)), sampled=np.arange(300) < 200)
    image = strip_image(shown, 300, 40, COLOURS)
    every, overview, unknown = (image[:, part] for part in (slice(0, 100), slice(100, 200), slice(200, 300)))
    assert (every == COLOURS.background).all()
    assert len(np.unique(overview.reshape(-1, 3), axis=0)) == 1
    assert not (overview == COLOURS.background).all(axis=2).any()
    assert len(np.unique(unknown.reshape(-1, 3), axis=0)) == 2  # lines


def test_larger_areas_stand_higher():
    image = strip_image(curve(3, polyps=[(1, 0.05), (2, 0.2)]), 3, 40, COLOURS)
    heights = (image == COLOURS.area).all(axis=2).sum(axis=0)
    assert heights[0] == 0
    assert 0 < heights[1] < heights[2] <= 40


def test_findings_and_damage_are_marked_at_their_place():
    finding = Finding(10, 19, 15, 0.4, 0.76, 0.6, 0.2, 0.9)
    image = strip_image(curve(100, findings=[finding], damaged=[80]), 200, 40, COLOURS)
    top = np.flatnonzero((image[0] == COLOURS.finding).all(axis=1))
    assert (top.min(), top.max()) == (20, 39)
    bottom = np.flatnonzero((image[-1] == COLOURS.damaged).all(axis=1))
    assert 160 in bottom
    assert len(bottom) <= 5


def test_what_is_held_back_or_to_be_checked_is_marked_in_colours_of_their_own_and_below_findings():
    finding, held = Finding(10, 19, 15, 0, 0, 0, 0.2, 0.9), Finding(15, 29, 20, 0, 0, 0, 0.2, 0.9)
    single = Finding(50, 50, 50, 0, 0, 0, 0.2, 0.9)
    found = replace(curve(100, findings=[finding], held_back=[held]), to_check=(finding, single))
    image = strip_image(found, 100, 40, COLOURS)
    assert (image[0, 10:20] == COLOURS.finding).all()
    assert (image[0, 20:30] == COLOURS.held_back).all()
    assert not (image[0, 30:] == COLOURS.held_back).all(axis=1).any()
    assert np.flatnonzero((image[0] == COLOURS.to_check).all(axis=1)).tolist() == [50, 51]


def test_a_long_clip_is_painted_fluently():
    rng = np.random.default_rng(2)
    long = Curve(rng.random(60_000).astype(np.float32), rng.random(60_000) > 0.99)
    start_s = time.thread_time()  # what this thread used, whatever else the machine does
    for _ in range(10):
        strip_image(long, 1900, 44, COLOURS)
    assert (time.thread_time() - start_s) / 10 < 0.1


def test_an_empty_clip_can_be_painted():
    assert strip_image(Curve.empty(0), 300, 40, COLOURS).shape == (40, 300, 3)


@pytest.mark.parametrize(("count", "width"), [(580, 1200), (50_000, 1200), (3, 400), (1, 300)])
def test_the_middle_of_each_frame_is_that_frame(count, width):
    axis = TimeAxis(count, width)
    assert all(axis.frame_at(axis.x_of(index)) == index for index in {0, count // 3, count - 1})
    assert axis.frame_at(-50) == 0
    assert axis.frame_at(width + 50) == count - 1


def test_times_are_written_and_read():
    assert format_time(125.04) == "2:05.040"
    assert format_time(3725.5) == "1:02:05.500"
    assert format_time(59.9996) == "1:00.000"
    assert parse_time("2:05.04") == pytest.approx(125.04)
    assert parse_time("1:02:05") == 3725
    assert parse_time("12,5") == 12.5
    assert parse_time("1:75") is None
    assert parse_time("-3") is None
    assert parse_time("nan") is None
    assert parse_time("soon") is None


@pytest.mark.parametrize(("first", "stop"), [(0, 300), (200, 701), (690, 701)])
def test_a_part_of_the_strip_is_that_part_of_the_whole(first, stop):
    marks = range(0, 701, 7)
    shown = curve(701, polyps=[(index, index / 701) for index in marks], damaged=marks, unknown=range(250, 300))
    part = Curve(shown.area_fraction[first:stop], shown.damaged[first:stop])
    visible, alone = reduce_to_columns(shown, 300, (first, stop)), reduce_to_columns(part, 300)
    for name in ("area", "damaged", "analysed_share"):
        assert (getattr(visible, name) == getattr(alone, name)).all(), name


def test_bars_keep_their_height_when_another_part_is_visible():
    shown = curve(100, polyps=[(10, 0.4), (60, 0.1)])
    small = strip_image(shown, 100, 40, COLOURS)[:, 60]
    assert (strip_image(shown, 100, 40, COLOURS, (50.0, 100.0))[:, 20] == small).all()


# -- Axis --------------------------------------------------------------------------------------------------------------


def test_zooming_keeps_the_frame_under_the_pointer_and_ends_at_the_whole():
    axis = TimeAxis(45_000, 1200)
    for x in (15.0, 600.0, 1180.0):
        zoomed = axis.zoomed(7.0, x)
        assert zoomed.frame_at(x) == axis.frame_at(x)
        assert zoomed.zoomed(0.3, 40.0).zoomed(0.1, x) == axis
    assert axis.zoomed(1e9, 600.0).frame_px == pytest.approx(16)


def test_the_view_ends_with_the_recording():
    axis = TimeAxis(1000, 1020).zoomed(10.0, 10.0)
    assert axis.panned(-500.0) == axis
    assert axis.panned(1e6).x_of(999.5) == pytest.approx(MARGIN_PX + 1000)
    assert axis.turned_to(500).shows(500)
    assert not axis.shows(500)


@pytest.mark.parametrize("zoom", [1.0, 3.0, 40.0, 400.0, 1e6])
def test_ticks_are_round_times_whose_labels_have_room(zoom):
    axis = TimeAxis(45_000, 1200).zoomed(zoom, 500.0)
    ticks = axis.ticks(lambda index: index / 25, lambda time_s: round(time_s * 25), 70.0)
    assert ticks
    assert all(later - earlier >= 69 for (earlier, _), (later, _) in itertools.pairwise(ticks))
    assert all(axis.frame_at(x + 1e-6) == round(time_s * 25) for x, time_s in ticks)
    steps = {round(later - earlier, 3) for (_, earlier), (_, later) in itertools.pairwise(ticks)}
    assert len(steps) <= 1


@pytest.mark.parametrize("zoom", [1.0, 40.0, 1e6])
def test_ticks_of_unrelated_pictures_are_round_numbers(line: TimeLine, zoom: float) -> None:
    line.set_frame_count(6000, has_times=False)
    line.zoom_by(zoom)
    with QPainter(QPixmap(10, 10)) as painter:
        ticks = line.ticks(painter)
    numbers = [int(text) for _, text in ticks]
    assert len({later - earlier for earlier, later in itertools.pairwise(numbers)}) == 1
    assert [line.axis.frame_at(x + 1e-6) for x, _ in ticks] == numbers


def test_after_a_jump_of_the_clock_no_two_ticks_touch():
    def time_s(index):
        return index / 25 + (7200 if index >= 500 else 0)

    def index_at(at_s):
        return int(np.searchsorted([time_s(index) for index in range(1000)], at_s + 1e-9) - 1)

    xs = [x for x, _ in TimeAxis(1000, 1200).ticks(time_s, index_at, 70.0)]
    assert all(later - earlier >= 69 for earlier, later in itertools.pairwise(xs))


# -- Widget ------------------------------------------------------------------------------------------------------------

STRIP_Y = RULER_PX + 20


@pytest.fixture
def line(qtbot):
    widget = TimeLine()
    qtbot.addWidget(widget)
    widget.resize(1220, widget.height())
    widget.set_frame_count(6000)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def at(line, index, y=STRIP_Y):
    return QPoint(round(line.axis.x_of(index)), y)


def turn_wheel(line, x, notches, modifier=Qt.KeyboardModifier.NoModifier):
    point = QPointF(x, STRIP_Y)
    turned = QPoint(0, 120 * notches)
    event = QWheelEvent(
        point, line.mapToGlobal(point), QPoint(), turned, Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(line, event)


def test_a_click_on_the_strip_chooses_its_frame(qtbot):
    strip = TimeLine()
    qtbot.addWidget(strip)
    strip.resize(1220, 44)
    strip.set_frame_count(600)
    with qtbot.waitSignal(strip.released) as chosen:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at(strip, 450))
    assert chosen.args == [450]


def test_the_strip_tells_what_it_shows_to_a_screen_reader(qtbot, line):
    line.set_curve(curve(6000, unknown=[0], findings=[Finding(1, 6, 2, 0, 1, 0.2, 0.1, 0.9)]))
    assert line.accessibleDescription() == "1 finding, 5,999 frames analysed"
    line.set_position(42)
    interface = QAccessible.queryAccessibleInterface(line)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.valueInterface().currentValue() == 42


def test_dragging_previews_and_the_release_is_exact(qtbot):
    bar = TimeLine()
    qtbot.addWidget(bar)
    bar.resize(1220, 24)
    bar.set_frame_count(600)
    dragged, released = [], []
    bar.dragged.connect(dragged.append)
    bar.released.connect(released.append)
    places = [at(bar, index) for index in (100, 200, 300)]
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=places[0])
    bar.set_position(7)  # what playback says meanwhile must not tear the handle away
    qtbot.mouseMove(bar, places[1])
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=places[2])
    assert dragged == [100, 200, 300]
    assert released == [300]
    assert not bar.dragging


def test_an_empty_bar_does_nothing(qtbot):
    bar = TimeLine()
    qtbot.addWidget(bar)
    with qtbot.assertNotEmitted(bar.released):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
        turn_wheel(bar, 30, 3)
    assert not bar.axis.is_zoomed


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_shows_all(qtbot, line):
    x = round(line.axis.x_of(4000))
    turn_wheel(line, x, 3)
    assert line.axis.zoom > 2
    assert abs(line.axis.frame_at(x) - 4000) <= 3
    before = line.axis.visible
    turn_wheel(line, x, -1, Qt.KeyboardModifier.ShiftModifier)
    assert line.axis.visible > before
    qtbot.mouseDClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, STRIP_Y))
    assert not line.axis.is_zoomed


def test_a_drag_of_the_ruler_moves_a_zoomed_time_line_and_a_click_there_seeks(qtbot, line):
    line.zoom_by(8.0, 600)
    first = line.axis.visible[0]
    with qtbot.assertNotEmitted(line.pressed):
        qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(700, 5))
        qtbot.mouseMove(line, QPoint(500, 5))
        qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(500, 5))
    assert line.axis.visible[0] == pytest.approx(first + 200 / line.axis.frame_px)
    expected = line.axis.frame_at(300)
    with qtbot.waitSignal(line.released) as chosen:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(300, 5))
    assert chosen.args == [expected]


@pytest.mark.parametrize(
    ("button", "modifier"),
    [
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
        (Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_range_is_selected_by_a_drag_in_either_direction(qtbot, line, button, modifier):
    start, end = at(line, 3000), at(line, 1200)
    with qtbot.waitSignal(line.range_selected) as selected, qtbot.assertNotEmitted(line.pressed):
        qtbot.mousePress(line, button, modifier, pos=start)
        qtbot.mouseMove(line, QPoint(700, STRIP_Y))
        qtbot.mouseRelease(line, button, modifier, pos=end)
    assert selected.args == [line.axis.frame_at(end.x()), line.axis.frame_at(start.x())]
    with qtbot.assertNotEmitted(line.range_selected):
        qtbot.mouseClick(line, button, modifier, pos=start)


def test_a_zoomed_time_line_follows_the_playhead_unless_the_user_looks_elsewhere(line):
    line.zoom_by(10.0, MARGIN_PX)
    stop = int(line.axis.visible[1])
    for index in range(stop - 3, stop + 3):
        line.set_position(index)
        assert line.axis.shows(index)
    line._set_axis(line.axis.panned(20_000.0))
    elsewhere = line.axis.visible
    line.set_position(stop + 3)
    assert line.axis.visible == elsewhere
    line.set_position(1500)
    assert line.axis.shows(1500), "a jump is followed"


def test_keys_move_the_focused_playhead_by_frames(qtbot, line):
    line.set_position(100)
    line.setFocus()
    with qtbot.waitSignal(line.valueChanged) as moved:
        qtbot.keyClick(line, Qt.Key.Key_Up)
    assert moved.args == [101]


def test_playback_repaints_only_around_the_playhead(qtbot, line):
    regions = []

    class Watcher(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                regions.append(event.region())
            return False

    line.set_position(3000)
    qtbot.wait(50)
    watcher = Watcher()
    line.installEventFilter(watcher)
    line.set_position(3001)  # a fifth of a pixel further
    qtbot.wait(50)
    assert regions == []
    line.set_position(3010)
    qtbot.waitUntil(lambda: len(regions) > 0)
    painted = sum(rect.width() * rect.height() for region in regions for rect in region)
    assert painted < 60 * line.height()


def test_the_range_is_marked_and_what_is_outside_is_darker(line):
    line.set_curve(curve(6000, polyps=[(index, 0.2) for index in range(6000)]))
    line.set_position(10)
    line.set_loop(2000, 4000)
    shown = line.grab().toImage()
    inside, outside = (shown.pixelColor(at(line, index, line.height() - 12)).lightness() for index in (3000, 5000))
    assert inside > outside + 20


def test_what_the_reader_decided_is_painted_over_the_findings_and_named_at_the_pointer(line):
    findings = [Finding(first, first + 300, first, 0, 0, 0, 0.2, 0.9) for first in (500, 2000, 3500, 5000)]
    states = ("confirmed", "unsure", "rejected", "undecided")
    decisions = [
        Decision.on(finding, Origin(model="light")).replaced(state=state)
        for finding, state in zip(findings, states, strict=True)
    ]
    washing = Mark(id="a", mark="washing", stretch=Stretch(first_frame=900, last_frame=950, start_s=36, end_s=38))
    line.set_curve(curve(6000, findings=findings))
    line.set_review(reconcile(findings, decisions), (washing,))
    shown = line.grab().toImage()
    below_the_proposals = [shown.pixelColor(at(line, finding.first_frame + 150, RULER_PX + 5)) for finding in findings]
    theme = colours()
    assert below_the_proposals[:3] == [QColor(colour) for colour in (theme.good, theme.warning, theme.danger)]
    assert below_the_proposals[3] not in below_the_proposals[:3]
    assert [line.marks_at(index) for index in (880, 940, 970)] == [[washing], [washing], [washing]]
    assert line.marks_at(1000) == []
