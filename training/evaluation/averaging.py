"""Scores the same predictions by the four averaging schemes used in papers and programs, to compare the numbers."""

import math
from dataclasses import dataclass

import pandas as pd

from polyp_core.display_text import mark
from training.evaluation import metrics
from training.evaluation.intervals import MeanInterval, mean_interval
from training.evaluation.metrics import Counts
from training.evaluation.scoring import counts_of


@dataclass(frozen=True, slots=True)
class AveragingScheme:
    """Dice and IoU by one averaging scheme; interval ends are NaN if the scheme has no interval."""

    title: str
    explanation: str
    dice: MeanInterval
    iou: MeanInterval


def score_by_all_schemes(table: pd.DataFrame) -> list[AveragingScheme]:
    """Returns the four schemes for rows of `score_pairs` whose image shows a polyp; empty if there are none.

    docs/metrics.md says which of them are comparable with what.
    """
    shown = table[table["coverage"] > 0]
    if shown.empty:
        return []
    counts, groups = counts_of(shown), list(shown["group"])
    other = Counts(tp=counts.tn, fp=counts.fn, fn=counts.fp, tn=counts.tp)
    pooled = counts.pooled()
    dice, iou = metrics.dice(counts), metrics.iou(counts)
    return [
        AveragingScheme(
            mark("Mean over images"),
            mark("Every image counts once. What papers call mDice and mIoU."),
            mean_interval(dice, groups),
            mean_interval(iou, groups),
        ),
        AveragingScheme(
            mark("Pooled pixels"),
            mark("All images as one large one: large polyps outweigh small ones."),
            _alone(float(metrics.dice(pooled))),
            _alone(float(metrics.iou(pooled))),
        ),
        AveragingScheme(
            mark("With the background class"),
            mark("Mean of polyp and background. The background is large and easy, which lifts the number."),
            mean_interval((dice + metrics.dice(other)) / 2, groups),
            mean_interval((iou + metrics.iou(other)) / 2, groups),
        ),
        AveragingScheme(
            mark("As the source did"),
            mark("Pooled Dice with an IoU that averages image columns: columns without a polyp count as 1."),
            _alone(float(metrics.dice(pooled))),
            _alone(column_iou(shown)),
        ),
    ]


def column_iou(table: pd.DataFrame) -> float:
    """Returns the source's "IoU" for rows of `score_pairs` whose image shows a polyp; NaN if there are none."""
    return float(table["column_iou"][table["coverage"] > 0].mean())


def _alone(value: float) -> MeanInterval:
    return MeanInterval(value, math.nan, math.nan)
