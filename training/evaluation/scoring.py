"""One row of scores for each pair: the model's answer beside the expert's, at the picture's own size."""

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
from polyp_core.inference.prediction import Segmentation
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.regions import mask_of
from polyp_core.model.card import ModelCard
from polyp_core.printable_names import printable
from training.datasets.groups import group_of
from training.datasets.sample import Sample
from training.datasets.square_cache import Pair, read_pair
from training.evaluation import metrics
from training.evaluation.false_alarms import kind_of_sample
from training.evaluation.metrics import Counts
from training.evaluation.predict import predict

COUNTS = ("tp", "fp", "fn", "tn")
_CHUNK = 8

Row = dict[str, Any]
_Reading = list[tuple[Sample, Future[Pair]]]


@dataclass(frozen=True, slots=True)
class MaskSettings:
    """How a probability map becomes a mask: all numbers are shares, 0..1.

    Below `presence_level` a model with a presence head is taken to see no polyp, and the mask is empty.
    """

    threshold: float = 0.5
    min_region_fraction: float = 0.0
    presence_level: float = 0.0

    @classmethod
    def of_card(cls, card: ModelCard) -> Self:
        """What the viewer starts with."""
        return cls(card.threshold, card.min_region_fraction, card.presence_level or 0.0)


COMPARABLE = MaskSettings()
"""What published scores use: threshold 0.5, and every region counts, whatever a presence head says."""


def score_pairs(
    segmenter: Segmenter,
    samples: Sequence[Sample],
    *,
    shown: MaskSettings | None = None,
    tta: bool = False,
    saliency: bool = True,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> pd.DataFrame:
    """One row a sample, in their order.

    Columns: id, dataset, stem, group, image_path, coverage, kind (of polyp-free pictures; `frame` of ordinary pairs),
    presence (of models with that head) before any level; tp, fp, fn, tn, dice, iou at the comparable settings, and
    the same with `shown_` before at the settings `shown` (the model card's unless given); column_iou, which is no polyp
    IoU (docs/metrics.md); s_measure, e_measure, weighted_f and mae with `saliency`. Raises SourceError or DatasetError
    for a pair that cannot be read, CancelledError soon after `cancelled()` turns true.
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
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Row]:
    """The rows of `score_pairs` in their order, each soon after it is known, for who keeps what there is when stopped.

    What the model has answered when `cancelled()` turns true still comes, and CancelledError after it. A pair that
    cannot be read is left out and told to `on_unreadable`, or raised where nobody listens.
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
                pool.submit(_row, sample, pair, answer, shown, saliency)
                for (sample, pair), answer in zip(read, answers, strict=True)
            )
            # At most two chunks of pictures in memory.
            while rows and (len(rows) > 2 * _CHUNK or rows[0].done()):
                yield rows.popleft().result()
        while rows:
            yield rows.popleft().result()
        if stopped:
            pool.shutdown(cancel_futures=True)
            raise CancelledError("The scoring was stopped.")


def counts_of(table: pd.DataFrame, prefix: str = "") -> Counts:
    """The counted pixels of `table`'s rows; the prefix `shown_` takes those at the card's settings."""
    return Counts.from_rows(table[[prefix + name for name in COUNTS]].to_numpy(np.int64))


def _read_ahead(pool: ThreadPoolExecutor, samples: Sequence[Sample]) -> Iterator[_Reading]:
    """The samples in chunks, each with its pair on the way; while one chunk is used the next is read."""
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


def _row(sample: Sample, pair: Pair, answer: Segmentation, shown: MaskSettings, saliency: bool) -> Row:
    # Scores before any threshold, and those that compare with published ones, do without the presence head.
    probability = answer.letterbox.restore(answer.raw_probability)
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
        "": mask_of(probability, COMPARABLE.threshold, COMPARABLE.min_region_fraction),
        "shown_": mask_of(probability, shown.threshold, shown.min_region_fraction),
    }
    if answer.presence is not None and answer.presence < shown.presence_level:
        masks["shown_"] = np.zeros_like(masks["shown_"])
    for prefix, mask in masks.items():
        counts = Counts.of(mask, pair.truth)
        row |= {prefix + name: int(getattr(counts, name)) for name in COUNTS}
        row |= {f"{prefix}dice": float(metrics.dice(counts)), f"{prefix}iou": float(metrics.iou(counts))}
    row["column_iou"] = metrics.column_averaged_iou(masks[""], pair.truth)
    return row | (saliency_scores(probability, pair.truth) if saliency else {})


def saliency_scores(probability: NDArray[np.uint8], truth: NDArray[np.bool_]) -> dict[str, float]:
    """S-measure, mean E-measure, weighted F and mean absolute error of a map (H x W uint8), before any threshold.

    Fan et al. 2017, Fan et al. 2018 and Margolin et al. 2014, as pysodmetrics computes them. The map is taken as it is:
    stretching each to 0..1, as that library would, makes something of the faintest answer.
    """
    # Imported where it is used: it takes scikit-learn with it, which a look at Dice alone need not wait for.
    import py_sod_metrics  # type: ignore[import-untyped]

    soft = probability.astype(np.float64) / 255
    scores = {
        "s_measure": py_sod_metrics.Smeasure(),
        "e_measure": py_sod_metrics.Emeasure(),
        "weighted_f": py_sod_metrics.WeightedFmeasure(),
        "mae": py_sod_metrics.MAE(),
    }
    for score in scores.values():
        score.step(pred=soft, gt=truth, normalize=False)
    return {
        "s_measure": float(scores["s_measure"].get_results()["sm"]),
        "e_measure": float(np.mean(scores["e_measure"].get_results()["em"]["curve"])),
        "weighted_f": float(scores["weighted_f"].get_results()["wfm"]),
        "mae": float(scores["mae"].get_results()["mae"]),
    }
