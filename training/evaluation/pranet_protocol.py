"""Scores stills as the literature after PraNet (Fan et al. 2020) does, for comparison with its tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.probability_levels import probability_bytes
from training.datasets.sample import Sample
from training.datasets.square_cache import read_pair
from training.evaluation.predict import predict
from training.progress import OnProgress, ignore_progress

_CHUNK = 16


@dataclass(frozen=True, slots=True)
class PraNetScores:
    """Means over images. Dice and IoU are means over 256 thresholds too; each map is stretched to 0..1 before.

    Neither is comparable with a Dice at one threshold.
    """

    images: int
    mean_dice: float
    mean_iou: float
    weighted_f: float
    s_measure: float
    max_e_measure: float
    mae: float


def score_as_pranet(
    segmenter: Segmenter, samples: Sequence[Sample], on_progress: OnProgress = ignore_progress
) -> PraNetScores:
    """Scores a model on pairs, at the pictures' original size. Raises SourceError and DatasetError."""
    # Imported here because it imports scikit-learn, which takes long.
    import py_sod_metrics

    def handler(kind: type) -> object:
        return kind(with_dynamic=True, with_adaptive=False, sample_based=True)

    overlap = py_sod_metrics.FmeasureV2(
        {"dice": handler(py_sod_metrics.DICEHandler), "iou": handler(py_sod_metrics.IOUHandler)}
    )
    s_measure, e_measure = py_sod_metrics.Smeasure(), py_sod_metrics.Emeasure()
    weighted_f, mae = py_sod_metrics.WeightedFmeasure(), py_sod_metrics.MAE()
    for start in range(0, len(samples), _CHUNK):
        pairs = [read_pair(sample) for sample in samples[start : start + _CHUNK]]
        for pair, answer in zip(pairs, predict(segmenter, [pair.image for pair in pairs]), strict=True):
            # Maps of 8 bits, as the literature saves them.
            stored = probability_bytes(answer.raw().levels_at())
            truth = pair.truth.astype(np.uint8) * np.uint8(255)
            for score in (overlap, s_measure, e_measure, weighted_f, mae):
                score.step(pred=stored, gt=truth, normalize=True)
        on_progress(start + len(pairs), len(samples))
    found = overlap.get_results()
    return PraNetScores(
        len(samples),
        float(np.mean(found["dice"]["dynamic"])),
        float(np.mean(found["iou"]["dynamic"])),
        float(weighted_f.get_results()["wfm"]),
        float(s_measure.get_results()["sm"]),
        float(np.max(e_measure.get_results()["em"]["curve"])),
        float(mae.get_results()["mae"]),
    )
