"""Tracks become findings by a policy in seconds, with hysteresis."""

import time

import numpy as np
import pytest
from pydantic import ValidationError

from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import FrameTable, find_findings, follow_regions
from polyp_core.findings.frame_quality import FrameFault
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.findings.region_table import LEVELS, REGION

POLICY = AlarmPolicy(hold_back_s=0.2, join_gap_s=0.4, smallest_area_fraction=0.002)


def frames(count=100, fps=25.0, step=1, **changes):
    index = np.arange(0, count, step, dtype=np.int32)
    columns = {
        "index": index,
        "time_s": index / fps,
        "step_s": np.full(len(index), 1 / fps),
        "presence": np.full(len(index), np.nan, np.float32),
        "presence_level": np.zeros(len(index), np.float32),
        "sharpness": np.full(len(index), np.nan, np.float32),
        "fault": np.zeros(len(index), np.uint8),
    }
    return FrameTable(**{**columns, **changes})


def regions(peaks, *, first=0, x=0.3, size=0.2):
    """A region at every level up to its peak, in one frame after another; None for no region."""
    rows = []
    for frame, peak in enumerate(peaks, first):
        for number, level in enumerate(LEVELS):
            if peak is not None and peak >= level:
                rows.append((frame, number, (x, 0.3, x + size, 0.3 + size), size * size, (level + peak) / 2, peak))
    return np.array(rows, REGION)


def together(*tables):
    rows = np.concatenate(tables)
    return rows[np.argsort(rows["frame"], kind="stable")]


def spans(found):
    return [(finding.first_frame, finding.last_frame) for finding in found.findings]


def test_a_finding_starts_at_its_first_sure_frame_and_lasts_while_it_keeps_the_lower_level() -> None:
    peaks = [0.5] * 10 + [0.8] * 20 + [0.45] * 10 + [0.3] * 10
    assert spans(find_findings(regions(peaks), frames(), POLICY)) == [(10, 39)]


def test_what_never_reaches_the_open_level_is_neither_found_nor_held_back() -> None:
    found = find_findings(regions([0.7] * 50), frames(), POLICY)
    assert found.findings == () == found.held_back


@pytest.mark.parametrize(("fps", "needed"), [(25.0, 5), (50.0, 10), (10.0, 2)])
def test_the_hold_back_is_a_time_whatever_the_frame_rate(fps, needed) -> None:
    short = find_findings(regions([0.9] * (needed - 1)), frames(fps=fps), POLICY)
    assert short.findings == ()
    assert [(held.first_frame, held.last_frame) for held in short.held_back] == [(0, needed - 2)]
    assert spans(find_findings(regions([0.9] * needed), frames(fps=fps), POLICY)) == [(0, needed - 1)]


def test_flicker_before_a_stable_stretch_is_not_its_start() -> None:
    peaks = [0.9, None, 0.9, None, None] + [0.9] * 10
    found = find_findings(regions(peaks), frames(), POLICY)
    assert spans(found) == [(5, 14)]
    assert found.held_back == ()


def test_a_gap_is_closed_while_the_regions_overlap_and_not_beyond_its_time() -> None:
    early, late = regions([0.9] * 10), regions([0.9] * 10, first=18)
    assert spans(find_findings(together(early, late), frames(), POLICY)) == [(0, 27)]
    late = regions([0.9] * 10, first=21)
    assert spans(find_findings(together(early, late), frames(), POLICY)) == [(0, 9), (21, 30)]
    elsewhere = regions([0.9] * 10, first=18, x=0.7)
    assert spans(find_findings(together(early, elsewhere), frames(), POLICY)) == [(0, 9), (18, 27)]


def test_two_polyps_in_view_are_two_findings() -> None:
    both = together(regions([0.9] * 20, x=0.1), regions([0.9] * 20, first=5, x=0.7))
    assert spans(find_findings(both, frames(), POLICY)) == [(0, 19), (5, 24)]


def test_a_frame_of_low_presence_does_not_open_a_finding_and_an_unknown_presence_does() -> None:
    policy = POLICY.model_copy(update={"presence_level": 0.5})
    low = np.full(100, 0.2, np.float32)
    assert spans(find_findings(regions([0.9] * 20), frames(presence=low), policy)) == []
    assert spans(find_findings(regions([0.9] * 20), frames(), policy)) == [(0, 19)]


def test_a_small_region_does_not_open_a_finding() -> None:
    assert spans(find_findings(regions([0.9] * 20, size=0.04), frames(), POLICY)) == []
    assert spans(find_findings(regions([0.9] * 20, size=0.05), frames(), POLICY)) == [(0, 19)]


def shown_in(table, analysed, policy=POLICY):
    """What is found of the regions of `table` if the frames `analysed` of 200 are analysed."""
    seen = frames(count=200).select(np.asarray(analysed))
    return find_findings(table[np.isin(table["frame"], seen.index)], seen, policy)


OVERVIEW = np.arange(0, 200, 25)


@pytest.mark.parametrize(("length", "last"), [(20, 50), (50, 75)])
def test_what_single_frames_of_the_overview_show_is_to_be_checked(length, last) -> None:
    found = shown_in(regions([0.9] * length, first=40), OVERVIEW)
    assert (found.findings, found.held_back) == ((), ())
    assert [(each.first_frame, each.last_frame) for each in found.to_check] == [(50, last)]


def test_enough_frames_confirm_a_finding_even_if_they_lie_apart() -> None:
    """As after playback that has skipped frames."""
    found = shown_in(regions([0.9] * 20, first=40), np.arange(0, 200, 3))
    assert (spans(found), found.to_check) == ([(42, 57)], ())


def test_the_frames_around_decide_on_what_is_to_be_checked() -> None:
    around = np.union1d(OVERVIEW, np.arange(38, 63))
    found = shown_in(regions([0.9] * 20, first=40), around)
    assert (spans(found), found.to_check, found.held_back) == ([(40, 59)], (), ())
    found = shown_in(regions([0.9], first=50), around)
    assert (found.findings, found.to_check, len(found.held_back)) == ((), (), 1)
    # Open at the edge of what is analysed: the frames after it are not known.
    found = shown_in(regions([0.9] * 2, first=61), around)
    assert (found.findings, len(found.to_check), found.held_back) == ((), 1, ())


def test_a_frame_of_slow_pictures_lasts_until_the_next_one() -> None:
    """An animation with a picture a second: all of its frames are analysed, and one of them is a second."""
    table = regions([0.9], first=3)
    assert spans(find_findings(table, frames(count=10, fps=1.0), POLICY)) == [(3, 3)]


def test_a_policy_without_hold_back_finds_single_frames_of_the_overview() -> None:
    found = shown_in(regions([0.9] * 20, first=40), OVERVIEW, PRESETS["every region"])
    assert (spans(found), found.to_check) == ([(50, 50)], ())


def test_the_best_frame_is_large_and_sure() -> None:
    table = together(regions([0.9] * 10), regions([0.8, 0.9, 0.8], first=10, size=0.3), regions([0.9] * 10, first=13))
    finding = find_findings(table, frames(), POLICY).findings[0]
    assert finding.best_frame == 11
    assert finding.best_s == pytest.approx(11 / 25)
    assert finding.best_box == pytest.approx((0.3, 0.3, 0.6, 0.6))
    assert finding.peak_area_fraction == pytest.approx(0.09)
    assert 0.4 < finding.confidence < 0.9


def test_pictures_that_are_no_recording_are_not_linked() -> None:
    both = together(regions([0.9] * 3, x=0.1), regions([0.9], x=0.7))
    found = find_findings(both, frames(count=3), POLICY, is_recording=False)
    assert spans(found) == [(0, 0), (0, 0), (1, 1), (2, 2)]


def test_presets_are_ordered_by_how_much_they_report() -> None:
    rng = np.random.default_rng(5)
    tables = [
        regions(rng.uniform(low, 1.0, length), first=int(first), x=rng.uniform(0, 0.7), size=rng.uniform(0.02, 0.3))
        for first, length, low in zip(
            rng.integers(0, 900, 80), rng.integers(1, 60, 80), rng.uniform(0.2, 0.95, 80), strict=True
        )
    ]
    counts = [len(find_findings(together(*tables), frames(1000), policy).findings) for policy in PRESETS.values()]
    assert counts[0] >= counts[1] >= counts[2] > 0


def test_half_an_hour_is_decided_fast_enough_for_a_slider() -> None:
    peaks = np.where(np.arange(45_000) % 500 < 80, 0.9, 0.0)
    table = regions([float(peak) or None for peak in peaks])
    start = time.process_time()
    found = find_findings(table, frames(45_000), POLICY)
    assert len(found.findings) == 90
    assert time.process_time() - start < 5  # measured: about 0.05 s


def test_a_level_that_is_not_measured_is_refused() -> None:
    with pytest.raises(ValidationError):
        AlarmPolicy(keep_level=0.45)


def test_without_a_presence_level_of_the_policy_that_of_the_model_counts() -> None:
    low, asked = np.full(100, 0.2, np.float32), np.full(100, 0.3, np.float32)
    assert spans(find_findings(regions([0.9] * 20), frames(presence=low, presence_level=asked), POLICY)) == []
    own = POLICY.model_copy(update={"presence_level": 0.1})
    assert spans(find_findings(regions([0.9] * 20), frames(presence=low, presence_level=asked), own)) == [(0, 19)]


def test_bad_frames_do_not_count_towards_the_hold_back() -> None:
    """Three good frames among seven bad ones are 0.12 s, not the 0.4 s from the first to the last."""
    fault = np.zeros(100, np.uint8)
    fault[[1, 2, 3, 5, 6, 7, 8]] = FrameFault.BLURRED
    found = find_findings(regions([0.9] * 10), frames(fault=fault), POLICY)
    assert found.findings == () and [(held.first_frame, held.last_frame) for held in found.held_back] == [(0, 9)]


def test_the_best_frame_is_sharp() -> None:
    sharpness = np.full(100, 20, np.float32)
    sharpness[7] = 60
    assert find_findings(regions([0.9] * 20), frames(sharpness=sharpness), POLICY).findings[0].best_frame == 7
    sharpness[:] = np.nan
    assert find_findings(regions([0.9] * 20), frames(sharpness=sharpness), POLICY).findings[0].best_frame == 0


def test_pictures_that_are_no_recording_are_judged_whatever_their_quality() -> None:
    fault = np.full(3, FrameFault.BLURRED, np.uint8)
    found = find_findings(regions([0.9] * 3), frames(count=3, fault=fault), POLICY, is_recording=False)
    assert spans(found) == [(0, 0), (1, 1), (2, 2)]


def test_a_finding_ends_at_a_long_stretch_of_frames_that_cannot_be_judged() -> None:
    fault = np.zeros(600, np.uint8)
    fault[10:300] = FrameFault.OUTSIDE
    both = together(regions([0.9] * 10), regions([0.9] * 10, first=300))
    assert spans(find_findings(both, frames(count=600, fault=fault), POLICY)) == [(0, 9), (300, 309)]
    fault[10:300] = FrameFault.NONE
    fault[10:60] = FrameFault.BLURRED
    both = together(regions([0.9] * 10), regions([0.9] * 10, first=60))
    assert spans(find_findings(both, frames(count=600, fault=fault), POLICY)) == [(0, 69)]


def test_frames_of_the_overview_cover_the_time_between_them():
    area_fraction = np.full(100, np.nan, np.float32)
    curve = Curve(area_fraction, np.zeros(100, bool))
    assert curve.covered_share(30) == 0
    area_fraction[:60:20] = 0.0  # the frames from 41 on are not analysed
    assert curve.covered_share(30) == pytest.approx(0.41)
    assert curve.covered_share(19) == pytest.approx(0.03)
    area_fraction[:] = 0.0
    assert curve.covered_share(30) == 1


def test_an_alarm_is_shown_once_its_time_has_passed_and_goes_on_over_a_gap() -> None:
    table = together(regions([0.9] * 10), regions([0.5] * 4, first=12), regions([0.9] * 4, first=30))
    followed = follow_regions(table, frames(), POLICY)
    shown = followed.regions["frame"][followed.alarms(POLICY.hold_back_s)]
    assert shown.tolist() == [*range(4, 10), *range(12, 16)]
    assert followed.regions["frame"][followed.alarms(0)].tolist() == [*range(10), *range(12, 16), *range(30, 34)]
    assert not followed.alarms(0.5).any()
