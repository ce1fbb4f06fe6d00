"""Verbal results of the hypothesis tests fit their numbers, and account for dependent frames."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from training.statistics.estimates import Estimate, Undefined
from training.statistics.hypotheses import Hypothesis, answer_questions, format_p

pytestmark = pytest.mark.filterwarnings("error")


def pairs(count: int = 200, seed: int = 5) -> pd.DataFrame:
    """Pairs without any association, a tenth of them portrait."""
    rng = np.random.default_rng(seed)
    portrait = np.arange(count) % 10 == 0
    return pd.DataFrame(
        {
            "id": [f"clinic/{n}" for n in range(count)],
            "group": None,
            "width_px": np.where(portrait, 480, rng.integers(600, 900, count)),
            "height_px": np.where(portrait, 640, 500),
            "coverage": rng.beta(2, 6, count),
            "contrast": rng.normal(50, 8, count),
        }
    )


def by_key(table: pd.DataFrame) -> dict[str, Hypothesis]:
    return {hypothesis.question.key: hypothesis for hypothesis in answer_questions(table)}


def test_no_association_is_reported_as_practically_none_or_as_possible_chance() -> None:
    answers = by_key(pairs())
    for key in ("coverage_and_resolution", "coverage_and_orientation", "coverage_and_contrast"):
        assert isinstance(answers[key].by_frame.outcome, Estimate)
        reading = answers[key].by_frame.reading
        assert "practically" in reading or reading.endswith("so this may be chance.")
        assert answers[key].warning is answers[key].by_group is None
    assert "skewed to the right" in answers["coverage_is_normal"].by_frame.reading


def test_associations_are_reported_with_direction_and_strength() -> None:
    table = pairs()
    table["contrast"] = 50 - 60 * table["coverage"] + np.random.default_rng(1).normal(0, 1, len(table))
    table.loc[table["height_px"] > table["width_px"], "coverage"] += 0.3
    table["width_px"] = (table["width_px"] * (1 + table["coverage"])).astype(int)
    answers = by_key(table)
    assert "less contrast; the association is strong" in answers["coverage_and_contrast"].by_frame.reading
    assert "cover more of them" in answers["coverage_and_resolution"].by_frame.reading
    orientation = by_key(pairs().assign(coverage=lambda t: t["coverage"] + 0.3 * (t["height_px"] > t["width_px"])))
    assert "percentage points more of portrait" in orientation["coverage_and_orientation"].by_frame.reading
    assert "large difference" in orientation["coverage_and_orientation"].by_frame.reading


@pytest.mark.parametrize(
    ("count", "r", "ending"),
    [
        (4, 0.955, "is strong. The 95 % interval includes 0, so this may be chance."),  # p is below 0.05
        (10, 0.631, "is strong. p is 0.05 or more, so this may be chance."),  # the interval is above 0
        (10, 0.7, "is strong."),
        (10, 0.5, "is strong. The 95 % interval includes 0, so this may be chance."),
    ],
)
def test_what_may_be_chance_is_explained_by_what_holds(count, r, ending) -> None:
    x = np.linspace(-1, 1, count)
    other = x**2 - np.mean(x**2)  # not correlated with x
    y = r * x / np.linalg.norm(x) + np.sqrt(1 - r**2) * other / np.linalg.norm(other)
    answer = by_key(pairs(count).assign(coverage=0.5 + 0.1 * x, contrast=50 + 8 * y))["coverage_and_contrast"].by_frame
    assert isinstance(answer.outcome, Estimate) and answer.outcome.effect == pytest.approx(r)
    low, high = answer.outcome.interval
    assert ("interval includes 0" in ending) == (low <= 0 <= high)
    assert ("p is 0.05 or more" in ending) <= (answer.outcome.p >= 0.05)
    assert answer.reading.endswith(ending)


def test_frames_of_one_sequence_do_not_count_as_independent() -> None:
    table = pairs(10)
    sequences = table.loc[np.repeat(table.index, 30)].reset_index(drop=True)
    sequences["group"] = [f"clinic/sequence {n // 30}" for n in range(300)]
    sequences["coverage"] += np.random.default_rng(2).normal(0, 1e-4, 300)
    answer = by_key(sequences)["coverage_and_contrast"]
    assert answer.warning is not None and "300 of 300 frames" in answer.warning and "10 groups" in answer.warning
    assert answer.by_group is not None
    frames, groups = answer.by_frame.outcome, answer.by_group.outcome
    assert isinstance(frames, Estimate) and isinstance(groups, Estimate)
    assert (frames.n, groups.n) == ((300,), (10,))
    assert groups.p > frames.p
    assert groups.interval[1] - groups.interval[0] > 2 * (frames.interval[1] - frames.interval[0])


def test_frames_without_a_polyp_are_left_out_and_counted() -> None:
    table = pairs()
    emptied = table.assign(coverage=table["coverage"].where(table["width_px"] > 640, 0.0))
    shown = emptied[emptied["coverage"] > 0]
    count = len(table) - len(shown)
    for with_empty, without in zip(answer_questions(emptied), answer_questions(shown), strict=True):
        assert with_empty.by_frame == without.by_frame
        assert (with_empty.left_out, without.left_out) == (count, 0)
        assert with_empty.notes == [f"{count} frames that show no polyp are left out."] and without.notes == []
    outcome = by_key(emptied)["coverage_and_resolution"].by_frame.outcome
    assert isinstance(outcome, Estimate)
    assert outcome.effect == pytest.approx(
        stats.spearmanr(shown["width_px"] * shown["height_px"], shown["coverage"])[0]
    )


def test_both_choices_about_empty_masks_are_answered() -> None:
    """The study that these questions are from counts empty masks as a coverage of 0."""
    table = pairs()
    table["coverage"] = table["coverage"].where(np.arange(len(table)) % 8 > 0, 0.0)
    shown = table[table["coverage"] > 0]
    expected = [stats.spearmanr(t["width_px"] * t["height_px"], t["coverage"])[0] for t in (shown, table)]
    for with_empty in (False, True):
        answer = answer_questions(table, with_empty=with_empty)[0]
        outcomes = answer.by_frame.outcome, answer.by_frame_otherwise.outcome
        assert [outcome.effect for outcome in outcomes] == pytest.approx(expected[::-1] if with_empty else expected)
        assert [outcome.n for outcome in outcomes] == [(200,), (175,)][:: 1 if with_empty else -1]
        assert answer.left_out == (0 if with_empty else 25)
        assert ("included, with a coverage of 0" if with_empty else "left out") in answer.notes[0]


def test_a_comparison_needs_ten_pictures_on_each_side() -> None:
    table = pairs()
    portrait = table["height_px"] > table["width_px"]
    table["coverage"] += 0.5 * portrait
    for count, possible in ((9, False), (10, True)):
        own = pd.concat([table[portrait].iloc[:count], table[~portrait]])
        answer = by_key(own)["coverage_and_orientation"].by_frame
        assert isinstance(answer.outcome, Estimate) == possible
        assert ("large difference" in answer.reading) == possible
    assert (
        "only 9 portrait pictures; the comparison needs at least 10"
        in by_key(pd.concat([table[portrait].iloc[:9], table[~portrait]]))["coverage_and_orientation"].by_frame.reading
    )


def test_the_size_of_the_effect_decides_the_words_even_if_p_is_tiny() -> None:
    table = pairs(10_000)
    table["contrast"] = 50 + 2.5 * table["coverage"] + np.random.default_rng(4).normal(0, 8, len(table))
    answer = by_key(table)["coverage_and_contrast"].by_frame
    assert isinstance(answer.outcome, Estimate) and answer.outcome.p < 0.001 and 0 < answer.outcome.effect < 0.1
    assert answer.reading == "There is practically no association between coverage and contrast."


def test_groups_contain_only_frames_with_a_polyp() -> None:
    table = pairs(40)
    table["group"] = [f"clinic/sequence {n // 2}" for n in range(40)]
    table.loc[::2, "coverage"] = 0.0
    for answer in answer_questions(table):
        assert answer.warning is answer.by_group is None
        assert answer.left_out == 20


def test_few_groups_in_perfect_order_are_reported_as_too_few() -> None:
    table = pairs(8)
    table["group"] = [f"clinic/sequence {n // 2}" for n in range(8)]
    table["width_px"] = 600 + 10 * (np.arange(8) // 2)
    table["height_px"] = 500
    table["coverage"] = np.linspace(0.1, 0.2, 8)
    answer = by_key(table)["coverage_and_resolution"]
    assert "tend to show polyps that cover more" in answer.by_frame.reading
    assert answer.by_group is not None
    assert answer.by_group.reading == "Too few values: even their most extreme order would give p = 0.083."


def test_a_dataset_of_one_image_size_gives_a_message() -> None:
    table = pairs().assign(width_px=384, height_px=288)
    answers = by_key(table)
    assert isinstance(answers["coverage_and_resolution"].by_frame.outcome, Undefined)
    assert answers["coverage_and_resolution"].by_frame.reading == "The resolution is the same in all pairs."
    assert "no portrait picture" in answers["coverage_and_orientation"].by_frame.reading


def test_an_empty_table_gives_a_message() -> None:
    for answer in answer_questions(pairs().iloc[:0]):
        assert isinstance(answer.by_frame.outcome, Undefined)


def test_p_values_are_never_printed_as_zero() -> None:
    assert (format_p(0.0), format_p(1e-77), format_p(0.0284)) == ("p < 0.001", "p < 0.001", "p = 0.028")
