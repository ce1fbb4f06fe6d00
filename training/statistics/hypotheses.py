"""The four hypothesis tests of the report, with their results in plain words."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from polyp_core.display_text import filled, mark
from training.statistics.estimates import Estimate, Undefined, Values, normality, pearson, spearman, welch

_SIGNIFICANT = 0.05
LEAST_PER_SIDE = 10
"""A comparison of two sides with fewer values would depend on single pictures."""
_INTERVAL_INCLUDES_0 = filled(" The 95 % interval includes 0, so this may be chance.")
_NOT_SIGNIFICANT = filled(" p is 0.05 or more, so this may be chance.")
_SIZES_OF_DIFFERENCES = mark("small"), mark("medium"), mark("large")


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a test and its interpretation; for an impossible test the interpretation gives the reason."""

    outcome: Estimate | Undefined
    reading: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the pairs: null and alternative hypothesis, the test, and the effect it measures."""

    key: str
    question: str
    null: str
    alternative: str
    test: str
    effect: str
    per: tuple[str, ...]
    """The columns within which frames are averaged to one value per group."""
    ask: Callable[[pd.DataFrame], Answer]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A question answered by frame and, if frames depend on each other, by group.

    `warning` says why the result by frames overstates its certainty; `by_group` uses one value per group, the mean of
    its frames. Both are None if no two frames share a group. Of the `empty` frames without a polyp, all are included,
    with a coverage of 0, if `with_empty`, else none; `by_frame_otherwise` is the result of the opposite choice, None if
    there are no such frames.
    """

    question: Question
    by_frame: Answer
    warning: str | None = None
    by_group: Answer | None = None
    empty: int = 0
    with_empty: bool = False
    by_frame_otherwise: Answer | None = None

    @property
    def left_out(self) -> int:
        """The number of frames without a polyp that are excluded."""
        return 0 if self.with_empty else self.empty

    @property
    def notes(self) -> list[str]:
        """Returns notes on the answer: what is left out, and how certain it is."""
        empty = _format_empty(self.empty, with_empty=self.with_empty) if self.empty else None
        return [note for note in (empty, self.warning) if note]


def answer_questions(table: pd.DataFrame, *, with_empty: bool = False) -> list[Hypothesis]:
    """Answers all questions for the pairs of `table` that show a polyp, or for all of them if `with_empty`.

    The table is a Scan's, its groups joined with near copies.
    """
    shown = table[table["coverage"] > 0]
    empty = len(table) - len(shown)
    frames, others = _frames(table if with_empty else shown), _frames(shown if with_empty else table)
    warning = _dependence(frames["group"])
    return [
        Hypothesis(
            question,
            question.ask(frames),
            warning,
            question.ask(frames.groupby(list(question.per), as_index=False).mean()) if warning else None,
            empty,
            with_empty,
            question.ask(others) if empty else None,
        )
        for question in QUESTIONS
    ]


def format_empty_choice(*, with_empty: bool) -> str:
    """Returns which frames a row of results is of, such as "empty masks left out"."""
    return mark("empty masks included") if with_empty else mark("empty masks left out")


def _frames(table: pd.DataFrame) -> pd.DataFrame:
    """Returns the quantities that the questions are about, one row per frame."""
    return pd.DataFrame(
        {
            "coverage": table["coverage"],
            "contrast": table["contrast"],
            "resolution_px": (table["width_px"] * table["height_px"]).astype(float),
            "orientation": np.sign(table["height_px"] - table["width_px"]),
            "group": table["group"].fillna(table["id"]),
        }
    )


def format_p(p: float) -> str:
    """Formats `p`, with a lower limit of 0.001."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _format_empty(count: int, *, with_empty: bool) -> str:
    if with_empty:
        one = mark("{n} frame that shows no polyp is included, with a coverage of 0.")
        several = mark("{n} frames that show no polyp are included, with a coverage of 0.")
    else:
        one = mark("{n} frame that shows no polyp is left out.")
        several = mark("{n} frames that show no polyp are left out.")
    text = one if count == 1 else several
    return filled(text, n=count)


def _dependence(groups: "pd.Series[str]") -> str | None:
    sizes = groups.value_counts()
    shared = int(sizes[sizes > 1].sum())
    if not shared:
        return None
    return filled(
        "{shared} of {frames} frames share a video sequence, a group or a scene with another frame. They are "
        "not independent, so the result by frames looks more certain than it is; the result by groups has one value "
        "for each of the {groups} groups.",
        shared=shared,
        frames=len(groups),
        groups=len(sizes),
    )


def _coverage_and_resolution(frames: pd.DataFrame) -> Answer:
    outcome = spearman(
        _values(frames, "resolution_px"), _values(frames, "coverage"), (mark("resolution"), mark("coverage"))
    )
    more = mark("Pictures with more pixels tend to show polyps that cover more of them; the association is {strength}.")
    less = mark("Pictures with more pixels tend to show polyps that cover less of them; the association is {strength}.")
    none = mark("There is practically no association between coverage and resolution.")
    return Answer(outcome, _read_correlation(outcome, more, less, none))


def _coverage_and_contrast(frames: pd.DataFrame) -> Answer:
    outcome = pearson(_values(frames, "coverage"), _values(frames, "contrast"), (mark("coverage"), mark("contrast")))
    more = mark("Pictures with larger coverage tend to have more contrast; the association is {strength}.")
    less = mark("Pictures with larger coverage tend to have less contrast; the association is {strength}.")
    none = mark("There is practically no association between coverage and contrast.")
    return Answer(outcome, _read_correlation(outcome, more, less, none))


def _coverage_and_orientation(frames: pd.DataFrame) -> Answer:
    portrait = _values(frames[frames["orientation"] > 0], "coverage")
    landscape = _values(frames[frames["orientation"] < 0], "coverage")
    outcome = welch(portrait, landscape, (mark("portrait picture"), mark("landscape picture")), LEAST_PER_SIDE)
    if isinstance(outcome, Undefined):
        return Answer(outcome, outcome.reason)
    means = {"portrait": 100 * float(portrait.mean()), "landscape": 100 * float(landscape.mean())}
    difference = means["portrait"] - means["landscape"]
    how = strength(outcome.effect, ("", *_SIZES_OF_DIFFERENCES), (0.2, 0.5, 0.8))
    if not how:
        text = mark(
            "The coverage of portrait and of landscape pictures is practically the same (mean coverage {portrait:.1f}% "
            "in portrait, {landscape:.1f}% in landscape pictures)."
        )
        return Answer(outcome, filled(text, **means))
    more = mark(
        "Polyps cover {points:.1f} percentage points more of portrait pictures than of landscape pictures (mean "
        "coverage {portrait:.1f}% in portrait, {landscape:.1f}% in landscape pictures); a {size} difference compared "
        "with the spread of single pictures.{chance}"
    )
    less = mark(
        "Polyps cover {points:.1f} percentage points less of portrait pictures than of landscape pictures (mean "
        "coverage {portrait:.1f}% in portrait, {landscape:.1f}% in landscape pictures); a {size} difference compared "
        "with the spread of single pictures.{chance}"
    )
    text = more if difference > 0 else less
    chance = _chance(outcome)
    return Answer(outcome, filled(text, points=abs(difference), size=filled(how), chance=chance, **means))


def _coverage_is_normal(frames: pd.DataFrame) -> Answer:
    outcome = normality(_values(frames, "coverage"), mark("coverage"))
    if isinstance(outcome, Undefined):
        return Answer(outcome, outcome.reason)
    how = strength(
        outcome.effect, ("", mark("moderately"), mark("strongly")), (0.5, 1.0)
    )  # Bulmer, Principles of Statistics, 1979
    if not how:
        return Answer(outcome, mark("Coverage is distributed almost symmetrically about its mean."))
    right = mark(
        "Coverage is {how} skewed to the right: many small polyps and few very large ones. Medians, quartiles and "
        "ranks describe it better than means.{chance}"
    )
    left = mark(
        "Coverage is {how} skewed to the left: many large polyps and few very small ones. Medians, quartiles and ranks "
        "describe it better than means.{chance}"
    )
    chance = "" if outcome.sign else _INTERVAL_INCLUDES_0
    side = right if outcome.effect > 0 else left
    return Answer(outcome, filled(side, how=filled(how), chance=chance))


def _read_correlation(outcome: Estimate | Undefined, more: str, less: str, none: str) -> str:
    """The interpretation of a correlation: `more` if it is positive, `less` if negative, `none` if it is too weak."""
    if isinstance(outcome, Undefined):
        return outcome.reason
    if outcome.least_p >= _SIGNIFICANT:
        return filled("Too few values: even their most extreme order would give {p}.", p=format_p(outcome.least_p))
    how = strength(outcome.effect, ("", mark("weak"), mark("moderate"), mark("strong")), (0.1, 0.3, 0.5))
    if not how:
        return none
    text = more if outcome.effect > 0 else less
    tendency = filled(text, strength=filled(how))
    return filled("{tendency}{chance}", tendency=tendency, chance=_chance(outcome))


def _chance(outcome: Estimate) -> str:
    """Returns a sentence if the effect may be chance by its interval or by p, else "".

    The two can disagree: p of a correlation is exact or from a t distribution, its interval from Fisher's
    transformation.
    """
    if not outcome.sign:
        return _INTERVAL_INCLUDES_0
    return "" if outcome.p < _SIGNIFICANT else _NOT_SIGNIFICANT


def strength(effect: float, terms: tuple[str, ...], limits: tuple[float, ...]) -> str:
    """Returns the term for the size of `effect`; the limits are usually Cohen's (Statistical Power Analysis, 1988)."""
    return terms[int(np.searchsorted(limits, abs(effect), side="right"))]


def _values(frames: pd.DataFrame, column: str) -> Values:
    return frames[column].to_numpy(np.float64)


QUESTIONS = (
    Question(
        key="coverage_and_resolution",
        question=mark("Is the share of the picture that the polyp covers associated with the resolution?"),
        null=mark("Coverage and number of pixels are not associated (Spearman's rho is 0)."),
        alternative=mark("Coverage rises or falls with the number of pixels (rho is not 0)."),
        test=mark("Spearman's rank correlation"),
        effect=mark("Spearman's rho"),
        per=("group",),
        ask=_coverage_and_resolution,
    ),
    Question(
        key="coverage_and_orientation",
        question=mark("Do portrait and landscape pictures show polyps of different coverage?"),
        null=mark("The mean coverage of portrait and of landscape pictures is the same."),
        alternative=mark("The two means differ."),
        test=mark("Welch's t test"),
        effect=mark("Hedges' g"),
        per=("group", "orientation"),
        ask=_coverage_and_orientation,
    ),
    Question(
        key="coverage_and_contrast",
        question=mark("Is the share of the picture that the polyp covers associated with the picture's contrast?"),
        null=mark("Coverage and contrast (standard deviation of the luma) are not correlated (Pearson's r is 0)."),
        alternative=mark("Coverage rises or falls linearly with contrast (r is not 0)."),
        test=mark("Pearson's correlation"),
        effect=mark("Pearson's r"),
        per=("group",),
        ask=_coverage_and_contrast,
    ),
    Question(
        key="coverage_is_normal",
        question=mark("Is coverage normally distributed?"),
        null=mark("Coverage is drawn from a normal distribution."),
        alternative=mark("It is not."),
        test=mark("D'Agostino and Pearson's K² test"),
        effect=mark("Skewness"),
        per=("group",),
        ask=_coverage_is_normal,
    ),
)
