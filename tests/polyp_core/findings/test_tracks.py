"""Regions are linked from frame to frame by overlap and distance."""

import numpy as np
import pytest

from polyp_core.findings.region_table import REGION
from polyp_core.findings.tracks import join_tracks, link_regions

FPS = 25.0


def region(frame, x, y, size=0.1):
    return (frame, 0, (x, y, x + size, y + size), size * size, 0.8, 0.9)


def table(*rows):
    return np.array(sorted(rows, key=lambda row: row[0]), REGION)


def link(regions, frames=None):
    frames = np.arange(int(regions["frame"].max()) + 1) if frames is None else np.asarray(frames)
    return link_regions(regions, frames, frames / FPS)


def test_a_drifting_region_is_one_track() -> None:
    regions = table(*(region(n, 0.1 + 0.02 * n, 0.3) for n in range(30)))
    assert set(link(regions)) == {0}


def test_two_regions_that_pass_one_another_stay_two_tracks() -> None:
    left = [region(n, 0.2 + 0.02 * n, 0.30) for n in range(20)]
    right = [region(n, 0.6 - 0.02 * n, 0.36) for n in range(20)]
    regions = table(*left, *right)
    tracks = link(regions)
    assert len(set(tracks)) == 2
    rows = regions["box"][:, 1]
    for y in (0.30, 0.36):
        assert len(set(tracks[np.isclose(rows, y)])) == 1


def test_the_matching_with_the_smallest_sum_is_chosen_over_the_nearest_first() -> None:
    # The region at 0.30 is nearest to 0.34, but then the one at 0.40 would be left without a partner.
    regions = table(region(0, 0.30, 0.5), region(0, 0.40, 0.5), region(1, 0.34, 0.5), region(1, 0.24, 0.5))
    tracks = link(regions)
    by_x = {(int(r["frame"]), round(float(r["box"][0]), 2)): t for r, t in zip(regions, tracks, strict=True)}
    assert by_x[0, 0.40] == by_x[1, 0.34]
    assert by_x[0, 0.30] == by_x[1, 0.24]


def test_a_region_on_the_other_side_of_the_picture_is_another_track() -> None:
    regions = table(region(0, 0.1, 0.1), region(1, 0.8, 0.8))
    assert len(set(link(regions))) == 2


def test_a_frame_without_regions_ends_a_track() -> None:
    regions = table(region(0, 0.3, 0.3), region(2, 0.3, 0.3))
    assert len(set(link(regions))) == 2


def test_frames_that_are_not_considered_do_not_end_a_track() -> None:
    regions = table(region(0, 0.3, 0.3), region(2, 0.3, 0.3))
    assert len(set(link(regions, frames=[0, 2, 3]))) == 1


def test_between_keyframes_a_region_may_move_farther() -> None:
    regions = table(region(0, 0.2, 0.3), region(25, 0.5, 0.3))
    assert len(set(link(regions, frames=[0, 25]))) == 1
    beside = table(region(0, 0.2, 0.3), region(1, 0.5, 0.3))
    assert len(set(link(beside))) == 2


@pytest.mark.parametrize(("missing", "tracks"), [(10, 1), (13, 2)])
def test_a_gap_is_joined_up_to_its_longest_time_where_the_boxes_overlap(missing, tracks) -> None:
    regions = table(region(0, 0.3, 0.3), region(missing, 0.32, 0.3))
    joined = join_tracks(regions, link(regions), regions["frame"] / FPS, gap_s=0.4)
    assert len(set(joined)) == tracks


def test_a_gap_is_not_joined_to_another_place() -> None:
    regions = table(region(0, 0.3, 0.3), region(5, 0.6, 0.6))
    assert len(set(join_tracks(regions, link(regions), regions["frame"] / FPS, gap_s=0.4))) == 2


def test_a_track_is_continued_by_one_later_track_alone() -> None:
    regions = table(region(0, 0.3, 0.3), region(5, 0.28, 0.3), region(5, 0.34, 0.3))
    # Two regions of one frame are never one track.
    joined = join_tracks(regions, link(regions), regions["frame"] / FPS, gap_s=0.4)
    assert joined[1] != joined[2]


def test_nothing_is_linked_where_there_is_nothing() -> None:
    empty = np.zeros(0, REGION)
    assert len(link_regions(empty, np.arange(5), np.arange(5) / FPS)) == 0
    assert len(join_tracks(empty, np.zeros(0, np.intp), np.zeros(0), 0.5)) == 0


def test_a_table_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="frame"):
        link_regions(np.zeros((2, 3)), np.arange(2), np.arange(2) / FPS)


def test_random_regions_are_linked_one_to_one() -> None:
    rng = np.random.default_rng(3)
    rows = [region(n, *rng.uniform(0, 0.9, 2)) for n in range(60) for _ in range(rng.integers(0, 6))]
    regions = table(*rows)
    tracks = link(regions)
    for track in set(tracks):
        frames = regions["frame"][tracks == track]
        assert (np.diff(frames) == 1).all()
