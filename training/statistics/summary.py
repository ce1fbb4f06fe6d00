"""The report's numbers as plain values, for `summary.json`."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from training.statistics.differences import PropertyDifference
from training.statistics.estimates import Undefined
from training.statistics.hypotheses import Answer, Hypothesis
from training.statistics.size_classes import NEARLY_EMPTY_COVERAGE, SIZE_CLASSES, SizeLimits

_DESCRIBED = (
    "width_px",
    "height_px",
    "aspect_ratio",
    "coverage",
    "brightness",
    "contrast",
    "specular_share",
    "regions",
)


def summarise(table: pd.DataFrame, limits: SizeLimits | None) -> dict[str, Any]:
    """Returns counts and distributions of the pairs in `table`; shares are 0..1."""
    coverage = table["coverage"].to_numpy(np.float64)
    count = len(table)
    nearly_empty = int((coverage <= NEARLY_EMPTY_COVERAGE).sum())
    classes = limits.classify(coverage) if limits else np.full(count, None)
    return {
        "pairs": count,
        "landscape": int((table["width_px"] > table["height_px"]).sum()),
        "portrait": int((table["width_px"] < table["height_px"]).sum()),
        "square": int((table["width_px"] == table["height_px"]).sum()),
        "truly_empty": {"count": int((coverage == 0).sum()), "share": _share((coverage == 0).sum(), count)},
        "nearly_empty": {"count": nearly_empty, "share": _share(nearly_empty, count)},
        "size_classes": {size: int((classes == size).sum()) for size in SIZE_CLASSES},
        "mask_kinds": {str(kind): int(number) for kind, number in table["mask_kind"].value_counts().items()},
        "groups": int(table["group"].nunique()),
        "distributions": {name: _distribution(table[name]) for name in _DESCRIBED} if count else {},
    }


def summarise_hypotheses(hypotheses: Sequence[Hypothesis]) -> list[dict[str, Any]]:
    """Returns questions, results and interpretations; an impossible test has a reason instead of numbers.

    `left_out` counts the frames without a polyp that are excluded. `by_frame_with_empty` and `by_frame_without_empty`
    are the results with and without all such frames; None if there are none.
    """
    return [
        {
            "key": h.question.key,
            "question": h.question.question,
            "null_hypothesis": h.question.null,
            "alternative_hypothesis": h.question.alternative,
            "test": h.question.test,
            "by_frame": _answer(h.by_frame),
            "warning": h.warning,
            "left_out": h.left_out,
            "by_group": _answer(h.by_group) if h.by_group else None,
            "with_empty": h.with_empty,
            "by_frame_with_empty": _by_frame(h, with_empty=True),
            "by_frame_without_empty": _by_frame(h, with_empty=False),
        }
        for h in hypotheses
    ]


def summarise_differences(found: Sequence[PropertyDifference]) -> list[dict[str, Any]]:
    """Returns the differences between datasets; quartiles that are not known are None."""
    return [
        asdict(each)
        | {
            "datasets": {
                name: {key: None if math.isnan(value) else value for key, value in asdict(own).items()}
                for name, own in each.datasets.items()
            },
            "reading": each.reading,
        }
        for each in found
    ]


def _by_frame(h: Hypothesis, *, with_empty: bool) -> dict[str, Any] | None:
    answer = h.by_frame if h.with_empty == with_empty else h.by_frame_otherwise
    return _answer(answer) if answer is not None and h.empty else None


def _answer(answer: Answer) -> dict[str, Any]:
    outcome = answer.outcome
    if isinstance(outcome, Undefined):
        return {"n": list(outcome.n), "undefined": outcome.reason, "reading": answer.reading}
    return asdict(outcome) | {"reading": answer.reading}


def _distribution(values: "pd.Series[float]") -> dict[str, float | None]:
    names = ("mean", "standard_deviation", "lowest", "first_quartile", "median", "third_quartile", "highest")
    found = map(float, values.describe().drop("count"))
    return {name: None if math.isnan(value) else value for name, value in zip(names, found, strict=True)}


def _share(part: "int | np.integer[Any]", whole: int) -> float:
    return float(part) / whole if whole else 0.0
