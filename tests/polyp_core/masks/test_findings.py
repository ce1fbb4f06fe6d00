import numpy as np
import pytest

from polyp_core.findings.findings import Finding, find_findings, polyp_fraction
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.regions import area_fraction


def findings(pattern: str, *, rate_fps: float = 25, min_frames: int = 5, gap_s: float = 0.5) -> list[tuple[int, int]]:
    """Returns first and last frame of each finding; in `pattern`, # is polyp, . no polyp, ? not analysed."""
    area = np.array([{"#": 0.1, ".": 0.0, "?": np.nan}[letter] for letter in pattern])
    found = find_findings(area, np.arange(len(pattern)) / rate_fps, min_frames=min_frames, gap_s=gap_s)
    return [(finding.first, finding.last) for finding in found]


def test_five_frames_are_a_finding_and_four_are_not() -> None:
    assert findings("..#####..") == [(2, 6)]
    assert findings("..####...") == []
    assert findings("#####") == [(0, 4)]
    assert findings("") == []
    assert findings("....") == []


def test_a_gap_of_half_a_second_is_bridged_and_a_longer_one_is_not() -> None:
    assert findings("#####" + "." * 4 + "#####", rate_fps=10) == [(0, 13)]
    assert findings("#####" + "." * 5 + "#####", rate_fps=10) == [(0, 4), (10, 14)]
    assert findings("#####" + "." * 11 + "#####", rate_fps=25) == [(0, 20)]
    assert findings("#####" + "." * 12 + "#####", rate_fps=25) == [(0, 4), (17, 21)]


def test_a_gap_is_measured_in_time_not_in_frames() -> None:
    area = np.array([0.1] * 5 + [0.1] * 5)
    area[4] = 0
    steady = np.arange(10) * 0.1
    paused = np.where(np.arange(10) > 4, steady + 3, steady)
    assert len(find_findings(area, steady, min_frames=3)) == 1
    assert len(find_findings(area, paused, min_frames=3)) == 2


def test_flicker_is_no_finding_alone_but_extends_an_adjacent_one() -> None:
    assert findings("#.#.#.#.#.#.#.#.") == []
    assert findings("#.#...#####...#.") == [(0, 14)]


def test_frames_not_analysed_show_no_polyp() -> None:
    assert findings("###?###") == []
    assert findings("#####?????#####") == [(0, 14)]
    assert findings("?????") == []


def test_minimum_length_and_gap_can_be_set() -> None:
    assert findings(".#.", min_frames=1) == [(1, 1)]
    assert findings("##...##", min_frames=2, gap_s=0) == [(0, 1), (5, 6)]


def test_a_finding_has_its_times_and_area() -> None:
    area = np.array([0, 0.01, 0.02, 0.3, np.nan, 0.3, 0.1, 0.05, 0.1, 0.1, 0])
    [finding] = find_findings(area, np.arange(11) * 0.04 + 7)
    assert finding == Finding(1, 9, pytest.approx(7.04), pytest.approx(7.36), 3, 0.3)


def test_areas_and_times_must_have_equal_length() -> None:
    with pytest.raises(ValueError, match="3 areas do not match 2 times"):
        find_findings(np.zeros(3), np.zeros(2))


def test_findings_use_the_area_of_the_mask(segmentation: Prediction) -> None:
    at_source = segmentation.mask_at(0.5, 0.002)
    assert polyp_fraction(segmentation, 0.5, 0.002) == pytest.approx(area_fraction(at_source), abs=0.005)
    assert polyp_fraction(segmentation, 0.5, 1.0) == 0
