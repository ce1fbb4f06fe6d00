"""Scores each pair: the prediction against the ground truth mask, at the picture's own size."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.errors import CancelledError, DatasetError, SourceError
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.masks.regions import Mask, mask_at
from polyp_core.model.card import ModelCard
from polyp_core.printable_names import printable
from training.datasets.groups import group_of
from training.datasets.sample import Sample
from training.datasets.square_cache import Pair, read_pair
from training.evaluation import metrics
from training.evaluation.false_alarms import kind_of_sample
from training.evaluation.metrics import Counts
from training.evaluation.predict import predict
from training.progress import OnProgress, ignore_progress

COUNTS = ("tp", "fp", "fn", "tn")
_CHUNK = 8

Row = dict[str, Any]
_Reading = list[tuple[Sample, Future[Pair]]]


@dataclass(frozen=True, slots=True)
class MaskSettings:
    """How a probability map becomes a mask: all numbers are shares, 0..1.

    The mask is empty if the model has a presence head and the presence is below `presence_level`.
    """

    threshold: float = 0.5
    min_region_fraction: float = 0.0
    presence_level: float = 0.0

    @classmethod
    def of_card(cls, card: ModelCard) -> Self:
        """Returns the viewer's initial settings."""
        return cls(card.threshold, card.min_region_fraction, card.presence_level or 0.0)


COMPARABLE = MaskSettings()
"""Settings of published scores: threshold 0.5, every region, no presence level."""


def score_pairs(
    segmenter: Segmenter,
    samples: Sequence[Sample],
    *,
    shown: MaskSettings | None = None,
    tta: bool = False,
    saliency: bool = True,
    on_progress: OnProgress = ignore_progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> pd.DataFrame:
    """Returns one row per sample, in order.

    Columns: id, dataset, stem, group, image_path, coverage, kind (of polyp-free pictures; `frame` for ordinary pairs),
    presence (of models with that head) before any level; tp, fp, fn, tn, dice, iou at the comparable settings, and the
    same with the prefix `shown_` at the settings `shown` (by default the model card's); column_iou, which is no polyp
    IoU (docs/metrics.md); s_measure, e_measure, weighted_f and mae with `saliency`. Raises SourceError or DatasetError
    for a pair that cannot be read, CancelledError soon after `cancelled()` returns true.
    """
    rows: list[Row] = []
    for row in score_rows(segmenter, samples, shown=shown, tta=tta, saliency=saliency, cancelled=cancelled):
        rows.append(row)
        on_progress(len(rows), len(samples))
    return pd.DataFrame(rows)


def score_rows(
    segmenter: Segmenter,
    samples: Sequence[Sample],
    *,
    shown: MaskSettings | None = None,
    tta: bool = False,
    saliency: bool = True,
    on_unreadable: Callable[[SourceError | DatasetError], None] | None = None,
    on_mask: Callable[[Sample, Mask], None] = lambda sample, mask: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Row]:
    """Yields the rows of `score_pairs` in order as they become available, so that a caller can keep them if stopped.

    When `cancelled()` returns true, finished predictions are still yielded before CancelledError is raised. A pair that
    cannot be read is skipped and passed to `on_unreadable`, or raises if that is None. `on_mask` gets the mask at the
    comparable settings, in a thread of its own.
    """
    shown = shown or MaskSettings.of_card(segmenter.model.card)
    rows: deque[Future[Row]] = deque()
    stopped = False
    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="score") as pool:
        for reading in _read_ahead(pool, samples):
            stopped = cancelled()
            if stopped:
                break
            read = list(_read(reading, on_unreadable))
            answers = predict(segmenter, [pair.image for _, pair in read], tta=tta)
            rows.extend(
                pool.submit(_row, sample, pair, answer, shown, saliency, on_mask)
                for (sample, pair), answer in zip(read, answers, strict=True)
            )
            # At most two chunks of pictures are in memory.
            while rows and (len(rows) > 2 * _CHUNK or rows[0].done()):
                yield rows.popleft().result()
        while rows:
            yield rows.popleft().result()
        if stopped:
            pool.shutdown(cancel_futures=True)
            raise CancelledError("The scoring was stopped.")


def counts_of(table: pd.DataFrame, prefix: str = "") -> Counts:
    """Returns the pixel counts of `table`'s rows; with the prefix `shown_` those at the card's settings."""
    return Counts.from_rows(table[[prefix + name for name in COUNTS]].to_numpy(np.int64))


def _read_ahead(pool: ThreadPoolExecutor, samples: Sequence[Sample]) -> Iterator[_Reading]:
    """Yields the samples in chunks with futures of their pairs; the next chunk is read while one is used."""
    reading: _Reading = []
    for start in range(0, len(samples) + _CHUNK, _CHUNK):
        ahead = [(sample, pool.submit(read_pair, sample)) for sample in samples[start : start + _CHUNK]]
        if reading:
            yield reading
        reading = ahead


def _read(
    reading: _Reading, on_unreadable: Callable[[SourceError | DatasetError], None] | None
) -> Iterator[tuple[Sample, Pair]]:
    for sample, pair in reading:
        try:
            yield sample, pair.result()
        except (SourceError, DatasetError) as error:
            if on_unreadable is None:
                raise
            on_unreadable(error)


def _row(
    sample: Sample,
    pair: Pair,
    answer: Prediction,
    shown: MaskSettings,
    saliency: bool,
    on_mask: Callable[[Sample, Mask], None],
) -> Row:
    # Scores before any threshold, and those comparable with published ones, ignore the presence head.
    levels = answer.raw().levels_at()
    row: Row = {
        "id": sample.id,
        "dataset": sample.dataset,
        "stem": sample.stem,
        "group": group_of(sample),
        "image_path": printable(sample.image_path),
        "coverage": float(pair.truth.mean()),
        "kind": kind_of_sample(sample),
    }
    if answer.presence is not None:
        row["presence"] = answer.presence
    masks = {
        "": mask_at(levels, COMPARABLE.threshold, COMPARABLE.min_region_fraction),
        "shown_": mask_at(levels, shown.threshold, shown.min_region_fraction),
    }
    if answer.presence is not None and answer.presence < shown.presence_level:
        masks["shown_"] = np.zeros_like(masks["shown_"])
    on_mask(sample, masks[""])
    for prefix, mask in masks.items():
        counts = Counts.of(mask, pair.truth)
        row |= {prefix + name: int(getattr(counts, name)) for name in COUNTS}
        row |= {f"{prefix}dice": float(metrics.dice(counts)), f"{prefix}iou": float(metrics.iou(counts))}
    row["column_iou"] = metrics.column_averaged_iou(masks[""], pair.truth)
    return row | (saliency_scores(PROBABILITIES[levels], pair.truth) if saliency else {})


def saliency_scores(probability: NDArray[np.float64], truth: NDArray[np.bool_]) -> dict[str, float]:
    """Returns S-measure, mean E-measure, weighted F and mean absolute error of a map (H x W, 0..1), without threshold.

    Fan et al. 2017, Fan et al. 2018 and Margolin et al. 2014, as computed by pysodmetrics. The map is not stretched to
    0..1 as that library would, which would amplify the faintest prediction.
    """
    # Imported here because it imports scikit-learn, which is not needed for Dice alone.
    import py_sod_metrics

    scores = {
        "s_measure": py_sod_metrics.Smeasure(),
        "e_measure": py_sod_metrics.Emeasure(),
        "weighted_f": py_sod_metrics.WeightedFmeasure(),
        "mae": py_sod_metrics.MAE(),
    }
    for score in scores.values():
        score.step(pred=probability, gt=truth, normalize=False)
    return {
        "s_measure": float(scores["s_measure"].get_results()["sm"]),
        "e_measure": float(np.mean(scores["e_measure"].get_results()["em"]["curve"])),
        "weighted_f": float(scores["weighted_f"].get_results()["wfm"]),
        "mae": float(scores["mae"].get_results()["mae"]),
    }
