"""The same predictions scored in the four ways that papers and programs use, to see how far apart the numbers lie."""

import math
from dataclasses import dataclass

import pandas as pd

from training.evaluation import metrics
from training.evaluation.intervals import MeanInterval, mean_interval
from training.evaluation.metrics import Counts
from training.evaluation.scoring import counts_of


@dataclass(frozen=True, slots=True)
class AveragingScheme:
    """Dice and IoU by one way of averaging; an interval's ends are nan where the way has none."""

    title: str
    explanation: str
    dice: MeanInterval
    iou: MeanInterval


def scored_in_every_way(table: pd.DataFrame) -> list[AveragingScheme]:
    """The four ways, over those rows of `score_pairs` whose image shows a polyp; empty where none does.

    docs/metrics.md says which of them compare with what.
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
            "Mean over images",
            "Every image counts once. What papers call mDice and mIoU.",
            mean_interval(dice, groups),
            mean_interval(iou, groups),
        ),
        AveragingScheme(
            "Pooled pixels",
            "All images as one large one: large polyps outweigh small ones.",
            _alone(float(metrics.dice(pooled))),
            _alone(float(metrics.iou(pooled))),
        ),
        AveragingScheme(
            "With the background class",
            "Mean of polyp and background. The background is large and easy, which lifts the number.",
            mean_interval((dice + metrics.dice(other)) / 2, groups),
            mean_interval((iou + metrics.iou(other)) / 2, groups),
        ),
        AveragingScheme(
            "As the source did",
            "Pooled Dice beside an IoU that averages image columns: columns without a polyp count as 1.",
            _alone(float(metrics.dice(pooled))),
            _alone(column_iou(shown)),
        ),
    ]


def column_iou(table: pd.DataFrame) -> float:
    """The source's "IoU" over those rows of `score_pairs` whose image shows a polyp; nan where none does."""
    return float(table["column_iou"][table["coverage"] > 0].mean())


def _alone(value: float) -> MeanInterval:
    return MeanInterval(value, math.nan, math.nan)
