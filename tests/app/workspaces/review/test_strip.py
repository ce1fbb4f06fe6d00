"""The strip over the clip: nothing gets lost when a long clip is reduced to columns, and clicks hit their frame."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from app.workspaces.review.clip_strip import ClipStrip
from app.workspaces.review.scrub_bar import ScrubBar
from app.workspaces.review.time_axis import TimeAxis, format_time, parse_time
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.findings.strip_image import StripColours, reduce_to_columns, strip_image

COLOURS = StripColours((10, 10, 10), (60, 60, 60), (0, 0, 255), (0, 255, 0), (255, 255, 0), (255, 0, 0))


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


def test_what_is_held_back_is_marked_in_its_own_colour_and_below_findings():
    finding, held = Finding(10, 19, 15, 0, 0, 0, 0.2, 0.9), Finding(15, 29, 20, 0, 0, 0, 0.2, 0.9)
    image = strip_image(curve(100, findings=[finding], held_back=[held]), 100, 40, COLOURS)
    assert (image[0, 10:20] == COLOURS.finding).all()
    assert (image[0, 20:30] == COLOURS.held_back).all()
    assert not (image[0, 30:] == COLOURS.held_back).all(axis=1).any()


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


def test_a_click_on_the_strip_chooses_its_frame(qtbot):
    strip = ClipStrip()
    qtbot.addWidget(strip)
    strip.resize(1220, 44)
    strip.set_curve(curve(600))
    with qtbot.waitSignal(strip.frame_chosen) as chosen:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(strip.axis.x_of(450)), 20))
    assert chosen.args == [450]


def test_the_strip_tells_what_it_shows_to_a_screen_reader(qtbot):
    strip = ClipStrip()
    qtbot.addWidget(strip)
    strip.set_curve(curve(10, unknown=[0], findings=[Finding(1, 6, 2, 0, 1, 0.2, 0.1, 0.9)]))
    assert strip.accessibleDescription() == "1 finding, 9 frames analysed"


def test_dragging_previews_and_the_release_is_exact(qtbot):
    bar = ScrubBar()
    qtbot.addWidget(bar)
    bar.resize(1220, 24)
    bar.set_frame_count(600)
    dragged, released = [], []
    bar.dragged.connect(dragged.append)
    bar.released.connect(released.append)
    at = [QPoint(round(bar.axis.x_of(index)), 12) for index in (100, 200, 300)]
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=at[0])
    bar.set_position(7)  # what playback says meanwhile must not tear the handle away
    qtbot.mouseMove(bar, at[1])
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at[2])
    assert dragged == [100, 200, 300]
    assert released == [300]
    assert not bar.dragging


def test_an_empty_bar_does_nothing(qtbot):
    bar = ScrubBar()
    qtbot.addWidget(bar)
    with qtbot.assertNotEmitted(bar.released):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
