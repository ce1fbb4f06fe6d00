"""The reader's list: proposals with decisions, under another threshold, policy or model."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding
from polyp_core.review import changes
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.matching import match_extents
from polyp_core.review.reconcile import ListedFinding, follow_analysis, reconcile, with_corrected_areas
from polyp_core.review.records import Decision, Extent, Origin
from polyp_core.review.review import Change, Review

MakeFinding = Callable[..., Finding]
MakeDecision = Callable[..., Decision]
Times = NDArray[np.float64]


def described(listed: tuple[ListedFinding, ...]) -> list[tuple[int, int, str, int]]:
    """First and last frame, state and number of proposals of each line."""
    return [(e.extent.first_frame, e.extent.last_frame, e.state, len(e.findings)) for e in listed]


def decided(*edits: Callable[[Review], Change]) -> tuple[Decision, ...]:
    review = Review("A")
    for edit in edits:
        review = review.apply(edit(review))
    return review.decisions


def test_decisions_stay_with_findings_that_moved(finding: MakeFinding, decision: MakeDecision) -> None:
    decisions = [decision(100, 200, state="confirmed"), decision(400, 450, state="rejected")]
    listed = reconcile([finding(110, 190), finding(390, 470), finding(600, 650)], decisions)
    assert described(listed) == [(100, 200, "confirmed", 1), (400, 450, "rejected", 1), (600, 650, "undecided", 1)]
    assert listed[2].decision is None


def test_a_decision_without_a_proposal_is_listed_as_such(finding: MakeFinding, decision: MakeDecision) -> None:
    by_hand = decided(lambda review: changes.add_by_hand(review, 700, 720, np.arange(1000) / 25))
    listed = reconcile([finding(195, 300)], [decision(100, 200, state="confirmed"), *by_hand])
    assert described(listed) == [(100, 200, "confirmed", 0), (195, 300, "undecided", 1), (700, 720, "confirmed", 0)]
    assert [each.is_no_longer_proposed for each in listed] == [True, False, False]
    analysed = np.arange(1000) < 150
    (gone, *_) = reconcile([], [decision(100, 200, state="confirmed")], analysed)
    assert gone.awaits_analysis and not gone.is_no_longer_proposed


def test_a_finding_by_hand_is_joined_with_a_later_proposal(finding: MakeFinding, times_s: Times) -> None:
    by_hand = decided(lambda review: changes.add_by_hand(review, 700, 720, times_s))
    assert described(reconcile([finding(695, 725)], by_hand)) == [(700, 720, "confirmed", 1)]


def test_a_provisional_finding_of_one_frame_keeps_its_decision(finding: MakeFinding, decision: MakeDecision) -> None:
    listed = reconcile([finding(480, 530)], [decision(500, 500, state="rejected")])
    assert described(listed) == [(500, 500, "rejected", 1)]


def test_of_two_candidates_the_longer_overlap_wins(finding: MakeFinding, decision: MakeDecision) -> None:
    listed = reconcile([finding(100, 140), finding(145, 200)], [decision(100, 200, state="confirmed")])
    assert described(listed) == [(100, 140, "undecided", 1), (100, 200, "confirmed", 1)]
    assert listed[1].findings[0].first_frame == 145


def test_a_merged_decision_keeps_all_its_proposals(finding: MakeFinding, decision: MakeDecision) -> None:
    decisions = decided(lambda review: changes.merge(review, [decision(100, 140), decision(160, 200)]))
    listed = reconcile([finding(100, 140), finding(160, 200)], decisions)
    assert described(listed) == [(100, 200, "undecided", 2)]
    assert described(reconcile([finding(98, 143)], decisions)) == [(100, 200, "undecided", 1)]


def test_a_split_decision_keeps_both_parts(finding: MakeFinding, decision: MakeDecision, times_s: Times) -> None:
    decisions = decided(lambda review: changes.split(review, decision(100, 200, state="confirmed"), 160, times_s))
    expected = [(100, 159, "confirmed", 1), (160, 200, "confirmed", 1)]
    assert described(reconcile([finding(100, 200)], decisions)) == expected
    assert described(reconcile([finding(100, 155), finding(165, 200)], decisions)) == expected


def test_a_trimmed_decision_keeps_the_readers_extent(
    finding: MakeFinding, decision: MakeDecision, times_s: Times
) -> None:
    decisions = decided(lambda review: changes.trim(review, decision(100, 200), 300, 310, times_s))
    assert described(reconcile([finding(100, 200)], decisions)) == [(300, 310, "undecided", 1)]


def test_boxes_tell_findings_of_one_time_apart(finding: MakeFinding, decision: MakeDecision) -> None:
    left, right = (0.1, 0.1, 0.3, 0.3), (0.6, 0.6, 0.9, 0.9)
    proposals = [replace(finding(100, 200), best_box=box) for box in (left, right)]
    decisions = [
        Decision.on(proposals[1], decision(0, 1).origin).replaced(state="rejected"),
        Decision.on(proposals[0], decision(0, 1).origin).replaced(state="confirmed"),
    ]
    for listed in (reconcile(proposals, decisions), reconcile(proposals[::-1], decisions[::-1])):
        assert {each.state: each.findings[0].best_box for each in listed} == {"confirmed": left, "rejected": right}
    assert len(reconcile(proposals[1:], decisions[1:])) == 2, "boxes that do not touch show two lesions"


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    return random.Random(seed)


def random_findings(finding: MakeFinding, chance: random.Random, count: int) -> list[Finding]:
    found = []
    for _ in range(count):
        first = chance.randrange(0, 40_000)
        last = first + chance.randrange(0, 400)
        x, y = chance.random() * 0.7, chance.random() * 0.7
        made = finding(first, last, chance.randint(first, last), area=chance.random())
        found.append(replace(made, best_box=(x, y, x + 0.2, y + 0.2)))
    return found


def test_unchanged_proposals_find_their_own_decisions(
    finding: MakeFinding, decision: MakeDecision, chance: random.Random
) -> None:
    proposals = random_findings(finding, chance, 200)
    decisions = [Decision.on(each, decision(0, 1).origin) for each in proposals]
    chance.shuffle(decisions)
    listed = reconcile(proposals, decisions)
    assert len(listed) == 200
    for each in listed:
        assert each.decision is not None and each.decision.extent == Extent.of(each.findings[0])


def test_nothing_is_lost_or_listed_twice_in_any_order(
    finding: MakeFinding, decision: MakeDecision, chance: random.Random
) -> None:
    for _ in range(20):
        origin = decision(0, 1).origin
        decisions = [Decision.on(each, origin) for each in random_findings(finding, chance, chance.randrange(60))]
        proposals = random_findings(finding, chance, chance.randrange(60))
        proposals += [replace(each, first_frame=each.first_frame // 2) for each in proposals[::3]]
        listed = reconcile(proposals, decisions)
        assert sorted(each.decision.id for each in listed if each.decision) == sorted(each.id for each in decisions)
        assert sorted(map(id, (f for each in listed for f in each.findings))) == sorted(map(id, proposals))
        shuffled = reconcile(chance.sample(proposals, len(proposals)), chance.sample(decisions, len(decisions)))
        assert shuffled == listed
        starts = [each.extent.first_frame for each in listed]
        assert starts == sorted(starts)


def test_each_extent_is_matched_at_most_once(finding: MakeFinding, chance: random.Random) -> None:
    first = [Extent.of(each) for each in random_findings(finding, chance, 80)]
    second = [Extent.of(each) for each in random_findings(finding, chance, 80)]
    pairs = match_extents(first, second)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sorted((column, row) for row, column in pairs) == match_extents(second, first)
    assert match_extents(first, []) == match_extents([], second) == []


def test_of_two_equally_good_partners_the_same_is_chosen_from_either_side(finding: MakeFinding) -> None:
    parts = [Extent.of(finding(first, first + 9, first)) for first in (36, 70)]
    others = [Extent.of(finding(25, 124, 25)), Extent.of(finding(15, 34, 15))]
    (pair,) = match_extents(parts, others)
    assert match_extents(others, parts) == [pair[::-1]]
    parts.reverse()
    assert match_extents(parts, others) == [(1 - pair[0], pair[1])]


def test_a_decision_made_during_the_analysis_follows_its_growing_finding(finding: MakeFinding, times_s: Times) -> None:
    origin = Origin(model="m", model_sha256="1")
    early = Decision.on(finding(100, 120), origin).replaced(state="confirmed")
    (listed,) = reconcile([finding(95, 180)], [early])
    assert described((follow_analysis(listed, origin),)) == [(95, 180, "confirmed", 1)]
    assert follow_analysis(listed, Origin(model="another")) == listed
    trimmed = decided(lambda review: changes.trim(review, early, 105, 118, times_s))
    (listed,) = reconcile([finding(95, 180)], trimmed)
    assert described((follow_analysis(listed, origin),)) == [(105, 118, "confirmed", 1)]


def test_the_area_is_that_of_the_readers_masks_once_the_best_frame_has_one(finding: MakeFinding) -> None:
    (listed,) = reconcile([finding(10, 50, 30, area=0.2)], [])

    def area(masks: dict[int, float]) -> float | None:
        areas = MaskAreas(np.array([*masks], np.intp), np.array([*masks.values()]))
        return with_corrected_areas([listed], areas)[0].area_fraction

    assert area({}) == area({12: 0.0, 20: 0.01}) == area({30: 0.0}) == area({9: 0.3, 51: 0.3}) == 0.2
    assert area({12: 0.12, 30: 0.1, 51: 0.3}) == 0.12
    assert area({30: 0.1, 40: 0.0}) == 0.1


def test_frames_with_two_polyps_do_not_say_how_large_each_is(finding: MakeFinding) -> None:
    """A reader's mask holds all polyps of its frame."""
    listed = reconcile([finding(10, 50, 30, area=0.02), finding(25, 60, 40, area=0.08)], [])
    areas = MaskAreas(np.array([20, 30, 40]), np.array([0.05, 0.1, 0.1]))
    assert [each.area_fraction for each in with_corrected_areas(listed, areas)] == [0.02, 0.08]
    rejected = decided(lambda review: changes.set_state(review, Decision.on(finding(25, 60, 40), Origin()), "rejected"))
    listed = reconcile([finding(10, 50, 30, area=0.02)], rejected)
    assert with_corrected_areas(listed, areas)[0].area_fraction == 0.1
