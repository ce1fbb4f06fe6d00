"""The curves of an alarm policy as charts, and its numbers as text."""

import math
from collections.abc import Callable, Mapping

import numpy as np

from app.translation import tr, tr_n
from polyp_core.display_text import as_is
from training.evaluation.recordings.alarm_scores import DURATION_LABELS, count_durations
from training.evaluation.recordings.policy_curve import HOLD_BACK_FRAMES, PolicyCurve, PolicyPoint
from training.evaluation.recordings.published import published
from training.statistics.charts import Axis, Curves

CurvesByModel = Mapping[str, PolicyCurve]
"""The curves of one or two models under the same policy, by their names."""


def false_alarm_chart(curves: CurvesByModel) -> Curves:
    """Returns false alarms a minute over the hold back."""
    values = published("false_per_minute")
    return _chart(
        curves, "false_alarms", tr("False alarms a minute"), tr("a minute"), lambda p: p.false_per_minute, values
    )


def delay_chart(curves: CurvesByModel) -> Curves:
    """Returns the median time to the first alarm over the hold back."""
    values = published("median_delay_s")
    return _chart(curves, "delay", tr("Time to the first alarm, median"), "s", lambda p: p.median_delay_s, values)


def missed_chart(curves: CurvesByModel) -> Curves:
    """Returns the number of lesions without an alarm over the hold back."""
    lesions = next(iter(curves.values())).chosen.lesions
    title, everything = tr("Missed lesions, of {count}").format(count=lesions), {tr("all lesions"): float(lesions)}
    return _chart(curves, "missed", title, tr("lesions"), lambda point: float(point.missed), everything)


def format_points(curves: CurvesByModel) -> str:
    """Formats what the policy gives, for one model without and for two with their names."""
    if len(curves) == 1:
        return "".join(format_point(curve.chosen) for curve in curves.values())
    return "\n".join(f"{name}: {format_point(curve.chosen)}" for name, curve in curves.items())


def format_point(point: PolicyPoint) -> str:
    """Formats what a policy gives, as two lines."""
    found = point.lesions - point.missed
    if math.isnan(point.median_delay_s):
        first = tr_n("{found} of {n} lesion found.", "{found} of {n} lesions found.", point.lesions, found=found)
    else:
        first = tr_n(
            "{found} of {n} lesion found, {delay} s (median) after it came into view.",
            "{found} of {n} lesions found, {delay} s (median) after they came into view.",
            point.lesions,
            found=found,
            delay=f"{point.median_delay_s:.2f}",
        )
    durations = zip(DURATION_LABELS, count_durations(point.false_alarms_s), strict=True)
    lasting = ", ".join(
        tr("{count} lasting {duration}").format(count=count, duration=tr(label)) for label, count in durations if count
    )
    rate = tr("{rate} false alarms a minute").format(rate=f"{point.false_per_minute:.1f}")
    return f"{first}\n{rate}{f': {lasting}' if lasting else ''}."


def _chart(
    curves: CurvesByModel,
    key: str,
    title: str,
    unit: str,
    value: Callable[[PolicyPoint], float],
    references: dict[str, float],
) -> Curves:
    first = next(iter(curves.values()))
    return Curves(
        key,
        title,
        Axis(tr("held back"), tr("frames")),
        Axis(unit),
        np.array(HOLD_BACK_FRAMES, np.float64),
        {as_is(name): np.array([value(point) for point in curve.points]) for name, curve in curves.items()},
        references=references,
        marked_x=first.policy.hold_back_s * first.rate_fps,
    )
