"""Operations of a reader: what they change, and that each can be undone."""

import random
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.errors import ReviewError
from polyp_core.review import changes
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import STATES, BowelPreparation, Decision
from polyp_core.review.review import Change, Review

Times = NDArray[np.float64]
MakeDecision = Callable[..., Decision]


def frames_of(review: Review) -> list[tuple[int, int]]:
    return [(each.extent.first_frame, each.extent.last_frame) for each in review.decisions]


def test_the_first_change_to_a_proposed_finding_stores_it(decision: MakeDecision) -> None:
    review = Review("A")
    proposed = decision(10, 50)
    review = review.apply(changes.set_state(review, proposed, "confirmed"))
    review = review.apply(changes.set_note(review, review.decisions[0], "on a fold"))
    review = review.apply(changes.set_card(review, review.decisions[0], LesionCard(site="caecum", paris="0-Is")))
    (stored,) = review.decisions
    assert (stored.state, stored.note, stored.card.site) == ("confirmed", "on a fold", "caecum")
    assert stored.origin.model == "quick" and stored.origin.policy["hold_back_s"] == 0.3
    assert stored.proposals == (proposed.extent,)


def test_merging_keeps_both_extents_and_what_the_reader_wrote(decision: MakeDecision) -> None:
    first = decision(10, 50, note="pale", card=LesionCard(site="rectum"), state="confirmed")
    second = decision(60, 90, 80, area=0.2, note="raised", card=LesionCard(site="sigmoid", paris="0-Is"))
    review = Review("A")
    review = review.apply(review.put("decide", first))
    review = review.apply(changes.merge(review, [second, first]))
    (merged,) = review.decisions
    assert merged.id == first.id
    assert frames_of(review) == [(10, 90)] and merged.extent.best_frame == 80 and merged.extent.end_s == 90 / 25
    assert merged.state == "confirmed" and merged.note == "pale\nraised"
    assert (merged.card.site, merged.card.paris) == ("rectum", "0-Is")
    assert merged.proposals == (first.extent, second.extent)


def test_merged_findings_with_different_decisions_are_undecided(decision: MakeDecision) -> None:
    review = Review("A")
    change = changes.merge(review, [decision(0, 9, state="confirmed"), decision(20, 29, state="rejected")])
    assert review.apply(change).decisions[0].state == "undecided"
    with pytest.raises(ReviewError, match="at least two"):
        changes.merge(review, [decision(0, 9)])


def test_splitting_leaves_card_and_measures_with_the_best_frame(decision: MakeDecision, times_s: Times) -> None:
    whole = decision(10, 50, 45, state="confirmed", note="two", card=LesionCard(histology="tubular adenoma"))
    review = Review("A").apply(Review("A").put("decide", whole))
    review = review.apply(changes.split(review, whole, 30, times_s))
    first, second = review.decisions
    assert frames_of(review) == [(10, 29), (30, 50)]
    assert (first.extent.best_frame, second.extent.best_frame) == (19, 45)
    assert first.card == LesionCard() and first.confidence is None and first.peak_area_fraction is None
    assert second.card.histology == "tubular adenoma" and second.confidence == 0.8
    assert first.note == second.note == "two" and first.state == second.state == "confirmed"
    assert first.proposals == second.proposals == (whole.extent,)
    for frame in (10, 51):
        with pytest.raises(ReviewError, match="inside the finding"):
            changes.split(review, whole, frame, times_s)


def test_trimming_moves_the_best_frame_inside(decision: MakeDecision, times_s: Times) -> None:
    review = Review("A")
    review = review.apply(changes.trim(review, decision(10, 50, 40), 5, 30, times_s))
    (trimmed,) = review.decisions
    assert frames_of(review) == [(5, 30)] and trimmed.extent.best_frame == 30
    assert trimmed.proposals[0].last_frame == 50
    with pytest.raises(ReviewError, match="no frame 1000"):
        changes.trim(review, trimmed, 5, 1000, times_s)
    with pytest.raises(ReviewError, match="must not come after"):
        changes.trim(review, trimmed, 31, 30, times_s)
    with pytest.raises(ReviewError, match="lie in the finding"):
        changes.set_best_frame(review, trimmed, 31, times_s)


def test_a_mark_of_a_moment_exists_once(times_s: Times) -> None:
    review = Review("A")
    for frame in (100, 200):
        review = review.apply(changes.set_mark(review, "withdrawal_begins", frame, frame, times_s))
        review = review.apply(changes.set_mark(review, "washing", frame, frame + 20, times_s))
    assert [(each.mark, each.stretch.first_frame, each.stretch.last_frame) for each in review.marks] == [
        ("washing", 100, 120),
        ("washing", 200, 220),
        ("withdrawal_begins", 200, 200),
    ]


def test_bowel_preparation_is_summed_once_all_segments_are_scored() -> None:
    review = Review("A")
    review = review.apply(changes.set_bowel_preparation(review, BowelPreparation(right=2, left=3)))
    assert review.bowel_preparation.total is None
    review = review.apply(changes.set_bowel_preparation(review, BowelPreparation(right=2, transverse=0, left=3)))
    assert review.bowel_preparation.total == 5


def test_a_complete_review_changes_only_after_it_is_reopened(decision: MakeDecision) -> None:
    review = Review("A")
    confirm = changes.set_state(review, decision(10, 50), "confirmed")
    review = review.apply(confirm)
    review = review.apply(changes.sign_off(review))
    assert review.is_complete
    with pytest.raises(ReviewError, match="Reopen"):
        review.apply(confirm.inverse)
    review = review.apply(changes.reopen(review))
    assert not review.is_complete and not review.apply(confirm.inverse).decisions
    with pytest.raises(ReviewError, match="is not complete"):
        changes.reopen(review)


def test_too_long_a_note_is_refused(decision: MakeDecision) -> None:
    with pytest.raises(ReviewError, match="note"):
        changes.set_note(Review("A"), decision(10, 50), "x" * 20_001)


def test_a_change_of_another_state_is_refused(decision: MakeDecision) -> None:
    review = Review("A")
    confirm = changes.set_state(review, decision(10, 50), "confirmed")
    with pytest.raises(ReviewError, match="has changed"):
        review.apply(confirm).apply(confirm)


def random_change(review: Review, decision: MakeDecision, times_s: Times, chance: random.Random) -> Change:
    """Returns any change that a reader could make now."""
    if review.is_complete:
        return changes.reopen(review)
    first = chance.randrange(900)
    own = chance.choice(review.decisions or [decision(first, first + 40)])
    inside = chance.randint(own.extent.first_frame, own.extent.last_frame)
    options: list[Callable[[], Change]] = [
        lambda: changes.set_state(review, own, chance.choice(STATES)),
        lambda: changes.set_note(review, own, f"note {first}"),
        lambda: changes.set_card(review, own, LesionCard(size="6-9 mm")),
        lambda: changes.trim(review, own, inside, own.extent.last_frame, times_s),
        lambda: changes.set_best_frame(review, own, inside, times_s),
        lambda: changes.add_by_hand(review, first, first + 60, times_s),
        lambda: changes.add_bookmark(review, first, times_s, "look again"),
        lambda: changes.set_mark(review, "caecum_reached", first, first, times_s),
        lambda: changes.set_bowel_preparation(review, BowelPreparation(left=chance.choice((0, 1, 2, 3)))),
        lambda: changes.remove(review, own),
        lambda: changes.sign_off(review),
    ]
    if len(review.decisions) > 1:
        options.append(lambda: changes.merge(review, chance.sample(review.decisions, 2)))
    if inside > own.extent.first_frame:
        options.append(lambda: changes.split(review, own, inside, times_s))
    return chance.choice(options)()


def test_any_series_of_changes_is_undone_and_redone(decision: MakeDecision, times_s: Times) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    review = Review("A")
    done: list[tuple[Change, Review]] = []
    for _ in range(200):
        change = random_change(review, decision, times_s, chance)
        done.append((change, review))
        review = review.apply(change)
    last = review
    for change, before in reversed(done):
        assert change.inverse.inverse == change
        review = review.apply(change.inverse)
        assert review.records == before.records
    for change, _ in done:
        review = review.apply(change)
    assert review.records == last.records
