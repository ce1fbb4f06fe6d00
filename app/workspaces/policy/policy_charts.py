"""The curves of an alarm policy as charts, and its numbers as text."""

import math
from collections.abc import Callable

import numpy as np

from training.evaluation.recordings.alarm_scores import DURATION_LABELS, count_durations
from training.evaluation.recordings.policy_curve import HOLD_BACK_FRAMES, PolicyCurve, PolicyPoint
from training.evaluation.recordings.published import published
from training.statistics.charts import Axis, Curves


def false_alarm_chart(curve: PolicyCurve) -> Curves:
    """Returns false alarms a minute over the hold back."""
    values = published("false_per_minute")
    return _chart(curve, "false_alarms", "False alarms a minute", "a minute", lambda p: p.false_per_minute, values)


def delay_chart(curve: PolicyCurve) -> Curves:
    """Returns the median time to the first alarm over the hold back."""
    values = published("median_delay_s")
    return _chart(curve, "delay", "Time to the first alarm, median", "s", lambda p: p.median_delay_s, values)


def missed_chart(curve: PolicyCurve) -> Curves:
    """Returns the number of lesions without an alarm over the hold back."""
    title, everything = f"Missed lesions, of {curve.chosen.lesions}", {"all lesions": float(curve.chosen.lesions)}
    return _chart(curve, "missed", title, "lesions", lambda point: float(point.missed), everything)


def format_point(point: PolicyPoint) -> str:
    """Formats what a policy gives, as two lines."""
    found = f"{point.lesions - point.missed} of {point.lesions} lesions found"
    delay = (
        "" if math.isnan(point.median_delay_s) else f", {point.median_delay_s:.2f} s (median) after they came into view"
    )
    durations = zip(DURATION_LABELS, count_durations(point.false_alarms_s), strict=True)
    lasting = ", ".join(f"{count} {label}" for label, count in durations if count)
    rate = f"{point.false_per_minute:.1f} false alarms a minute"
    return f"{found}{delay}.\n{rate}{f': {lasting}' if lasting else ''}."


def _chart(
    curve: PolicyCurve,
    key: str,
    title: str,
    unit: str,
    value: Callable[[PolicyPoint], float],
    references: dict[str, float],
) -> Curves:
    return Curves(
        key,
        title,
        Axis("held back", "frames"),
        Axis(unit),
        np.array(HOLD_BACK_FRAMES, np.float64),
        {"this policy": np.array([value(point) for point in curve.points])},
        references=references,
        marked_x=curve.policy.hold_back_s * curve.rate_fps,
    )
