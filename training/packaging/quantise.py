"""Makes the quantised graph of a model file for the CPU, and checks it against the reference.

Post-training quantisation with NNCF: 8-bit symmetric weights, activations by their distribution (the mixed preset),
with ranges from real training frames.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.errors import DatasetError, TrainingError
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.openvino_graph import Graph, convert
from polyp_core.inference.segmenter import OpenEngine, Segmenter
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.regions import Mask
from polyp_core.model.card import EngineCheck
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, write_model_file
from polyp_core.offline import switch_off_telemetry
from training.datasets.sample import Sample
from training.datasets.square_cache import read_pair
from training.evaluation import metrics
from training.evaluation.metrics import Counts
from training.packaging.choose_probe import choose_probe

switch_off_telemetry()
import nncf  # noqa: E402
from nncf.quantization.range_estimator import RangeEstimatorParametersSet  # noqa: E402

CALIBRATION_FRAMES = 300

LARGEST_CHANGE = 0.005
"""Largest accepted change of mean Dice on a dataset; a gain too means that the graph is a different network."""

_THRESHOLD = 0.5
_CHUNK = 16
_COMPARED = ("has_polyp", "dice", "reference_dice", "agreement", "claimed", "reference_claimed")

Frames = NDArray[np.uint8]
"""N x S x S x 3 uint8 RGB, letterboxed."""


def add_quantised_graph(
    model: ModelFile, out: Path, train: Sequence[Sample], test: Sequence[Sample], *, seed: int = 0
) -> ModelFile:
    """Writes `model` as `out` with a graph calibrated on `train`, and in its card the comparison on `test`.

    It also gets a probe, with which engines check the model. Raises TrainingError, without writing anything, if the
    graph changes the Dice on a dataset of `test` by more than `LARGEST_CHANGE`, gives the weights' answer to no probe,
    or no frame of `test` shows a polyp; ModelFileError, ExportError, and whatever reading the pairs raises.
    """
    frames = read_frames(choose_calibration(train, seed=seed), model.card.input_size)
    extras = quantise(model, frames)
    unchecked = out.with_name(f".{out.stem}.unchecked{out.suffix}")
    try:
        made = write_model_file(unchecked, model.card, model.weights(), extras)
        probe = choose_probe(made, quantised=True)
        extras |= probe.extras() if probe else {}
        checks = check_quantised(made, test)
    finally:
        unchecked.unlink(missing_ok=True)
    refuse_changes(checks)
    card = model.card.model_copy(update={"engines": tuple(checks)})
    return write_model_file(out, card, model.weights(), extras)


def quantise(model: ModelFile, frames: Frames) -> dict[str, bytes]:
    """Returns the quantised graph of `model`, calibrated on `frames`, as the extras to pack into its file.

    Raises ModelFileError if the weights do not fit the network.
    """
    graph = nncf.quantize(
        convert(model),
        nncf.Dataset([frame[None] for frame in frames]),
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(frames),
        advanced_parameters=nncf.AdvancedQuantizationParameters(
            # Processors without VNNI add products in 16 bits: 7-bit weights keep those sums from overflowing.
            overflow_fix=nncf.OverflowFix.ENABLE,
            # Extreme values alone make it too coarse for the encoder of `light`: that cost 0.026 of Dice, this 0.002.
            activations_range_estimator_params=RangeEstimatorParametersSet.HISTOGRAM,
        ),
    )
    return dict(Graph.of(graph).extras())


def choose_calibration(train: Sequence[Sample], count: int = CALIBRATION_FRAMES, seed: int = 0) -> list[Sample]:
    """Returns about `count` of the training pairs, equally many from each dataset as far as available.

    Raises DatasetError if there are none.
    """
    datasets: dict[str, list[Sample]] = defaultdict(list)
    for sample in train:
        datasets[sample.dataset].append(sample)
    if not datasets:
        raise DatasetError("There are no training pairs to calibrate the quantised graph on.")
    share = -(-count // len(datasets))
    chooser = random.Random(seed)
    return [
        sample
        for _, samples in sorted(datasets.items())
        for sample in chooser.sample(sorted(samples, key=lambda sample: sample.id), min(share, len(samples)))
    ]


def read_frames(samples: Sequence[Sample], side_px: int) -> Frames:
    """Returns the samples' letterboxed images. Raises SourceError if one cannot be read."""
    images = (read_single_image(sample.image_path) for sample in samples)
    return np.stack([Letterbox(image.shape[1], image.shape[0], side_px).apply(image) for image in images])


def check_quantised(model: ModelFile, samples: Sequence[Sample]) -> list[EngineCheck]:
    """Compares `model`'s quantised graph with the reference, PyTorch in full precision: a check for each dataset.

    Masks are made at the pictures' own size, at a threshold of 0.5, without a smallest region or presence level. Dice
    is averaged over the frames that show a polyp; a dataset without one gets no check. Raises whatever reading the
    pairs raises.
    """
    engines: tuple[OpenEngine, ...] = (OpenVinoEngine, lambda model: TorchEngine(model, "cpu"))
    rows: list[dict[str, Any]] = []
    with Segmenter(model, engines[:1]) as quantised, Segmenter(model, engines[1:]) as reference:
        for start in range(0, len(samples), _CHUNK):
            chunk = samples[start : start + _CHUNK]
            pairs = [read_pair(sample) for sample in chunk]
            answers = [segmenter.segment_images([pair.image for pair in pairs]) for segmenter in (quantised, reference)]
            for sample, pair, *both in zip(chunk, pairs, *answers, strict=True):
                # A presence near the level would decide over the whole mask.
                mask, right = (each.raw().mask_at(_THRESHOLD) for each in both)
                rows.append({"dataset": sample.dataset} | _compare(mask, right, pair.truth))
        label = quantised.engine
    return [
        _check(label, str(dataset), own)
        for dataset, own in pd.DataFrame(rows, columns=["dataset", *_COMPARED]).groupby("dataset", sort=True)
        if own["has_polyp"].any()
    ]


def refuse_changes(checks: Sequence[EngineCheck]) -> None:
    """Raises TrainingError if quantisation changes the Dice on a dataset by more than `LARGEST_CHANGE`, up or down.

    Also if there is no check.
    """
    if not checks:
        raise TrainingError(
            "None of the test pairs shows a polyp, so the cost of quantisation cannot be measured. "
            "Package the model without the quantised graph: --no-quantise."
        )
    for check in checks:
        # Both are rounded to four decimals.
        if round(abs(check.reference_dice - check.dice), 4) > LARGEST_CHANGE:
            raise TrainingError(
                "Quantisation would change the Dice on {dataset} from {reference:.4f} to {dice:.4f}, by more than "
                "{limit}. Package the model without the quantised graph: --no-quantise.",
                dataset=check.dataset,
                reference=check.reference_dice,
                dice=check.dice,
                limit=LARGEST_CHANGE,
            )


def _compare(mask: Mask, reference: Mask, truth: Mask) -> dict[str, Any]:
    scores = _dice(mask, truth), _dice(reference, truth), _dice(mask, reference), mask.any(), reference.any()
    return dict(zip(_COMPARED, (truth.any(), *scores), strict=True))


def _check(label: str, dataset: str, compared: pd.DataFrame) -> EngineCheck:
    polyp, empty = compared[compared["has_polyp"]], compared[~compared["has_polyp"]]
    protocol = f"threshold {_THRESHOLD}, every region; the pictures' own size, mean over images"
    if len(empty):
        protocol += (
            f"; of {len(empty)} more without a polyp something is claimed on {empty['claimed'].mean():.1%}, "
            f"in full precision on {empty['reference_claimed'].mean():.1%}"
        )
    return EngineCheck(
        engine=label,
        dataset=dataset,
        images=len(polyp),
        protocol=protocol,
        **{score: round(float(polyp[score].mean()), 4) for score in ("dice", "reference_dice", "agreement")},
    )


def _dice(one: Mask, other: Mask) -> float:
    return float(metrics.dice(Counts.of(one, other)))
