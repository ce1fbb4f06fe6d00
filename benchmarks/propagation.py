"""Measures how well masks are propagated: Dice by distance from the anchor, for copying, flow, map, and mixtures.

    python benchmarks/propagation.py FOLDER_OR_VIDEO [--model FILE] [--reference-model FILE] [--anchors 4] [--first 125]

A folder has `images`, `masks` and, as CVC-ClinicDB, `metadata_sequence_ids.csv` with the sequence of each frame; the
masks of its experts are the reference. The reference of a video is what another model marks at 50 %, in its large
regions alone: it tells whether a mask follows the same area, not whether that area is a polyp.
"""

import csv
import math
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import cv2
import numpy as np
import typer
from measuring import machine, report

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.labelling.optical_flow import OpticalFlow, grey_picture
from polyp_core.labelling.propagation import Anchor, PropagatedMask, Propagation, PropagationOptions, flow_residual
from polyp_core.labelling.shapes import dice
from polyp_core.masks.regions import Mask, area_fraction
from resources import MODEL_FILE

DISTANCES = (1, 5, 10, 25, 50)
WAYS: Mapping[str, float | None] = {"flow": 0.0, "map": 1.0, "half": 0.5, "both": None}
_SMALLEST = 0.01  # regions of a reference model below this share of the picture are not used

Frames = list[AnalysedFrame]


def read_sequences(folder: Path, segmenter: Segmenter) -> list[tuple[Frames, list[Mask]]]:
    """Returns the frames and true masks of each sequence of a folder, in order."""
    with (folder / "metadata_sequence_ids.csv").open(encoding="utf-8") as file:
        numbers: dict[int, list[int]] = defaultdict(list)
        for row in csv.DictReader(file):
            numbers[int(row["sequence_id"])].append(int(row["frame_id"]))
    found = []
    for frame_ids in numbers.values():
        paths = [folder / "images" / f"{number}.png" for number in sorted(frame_ids)]
        masks = [read_mask(folder / "masks" / path.name) for path in paths]
        found.append((read_frames(paths, segmenter), masks))
    return found


def read_mask(path: Path) -> Mask:
    return np.asarray(np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)) > 127)


def read_video(path: Path, segmenter: Segmenter, reference: Path, first: int) -> list[tuple[Frames, list[Mask]]]:
    """Returns the frames of a video, and what another model marks on them."""
    frames = read_frames(path, segmenter, first)
    with Segmenter.open(reference) as other:
        masks = [other.segment_images([each.frame.image])[0].mask_at(0.5, _SMALLEST) for each in frames]
    return [(frames, masks)]


def read_frames(path: Path | list[Path], segmenter: Segmenter, first: int = 0) -> Frames:
    """Returns the frames from `first` on, counted from 0."""
    with open_source(path) as source:
        source.wait_for_index()
        return [
            AnalysedFrame(replace(frame, index=frame.index - first), segmenter.segment_images([frame.image])[0])
            for frame in source.frames(first)
        ]


def propagate(frames: Frames, truth: list[Mask], start: int, weight: float | None) -> list[PropagatedMask]:
    """Returns the masks that are propagated forward from frame `start`, however much they drift."""

    def read(first: int, stop: int) -> Iterable[AnalysedFrame]:
        return frames[first:stop]

    options = PropagationOptions(drift_limit=math.inf, map_weight=weight)
    stop = min(len(frames), start + max(DISTANCES) + 1)
    return list(Propagation(read, [Anchor(start, truth[start])], range(start, stop), options))


def anchors_of(truth: list[Mask], count: int) -> list[int]:
    """Returns about `count` frames with masks, evenly over a sequence."""
    usable = [index for index, mask in enumerate(truth) if area_fraction(mask) >= _SMALLEST / 4]
    return usable[:: max(1, len(usable) // count)]


def measure(sequences: list[tuple[Frames, list[Mask]]], per_sequence: int) -> dict[str, dict[str, Any]]:
    """Returns the mean Dice at each distance, for each way; a mask that got lost counts as 0."""
    scores: dict[str, dict[int, list[float]]] = {way: defaultdict(list) for way in ("copy", *WAYS)}
    for frames, truth in sequences:
        for start in anchors_of(truth, per_sequence):
            carried = {
                way: {each.frame_index: each.mask for each in propagate(frames, truth, start, weight)}
                for way, weight in WAYS.items()
            }
            for distance in (each for each in DISTANCES if start + each < len(frames)):
                true = truth[start + distance]
                if not true.any():
                    continue
                scores["copy"][distance].append(dice(truth[start], true))
                for way, masks in carried.items():
                    mask = masks.get(start + distance)
                    scores[way][distance].append(0.0 if mask is None else dice(mask, true))
    return {
        way: {str(at): {"dice": round(float(np.mean(each)), 3), "n": len(each)} for at, each in by.items()}
        for way, by in scores.items()
    }


def measure_drift(
    sequences: list[tuple[Frames, list[Mask]]], per_sequence: int, weight: float | None
) -> list[dict[str, Any]]:
    """Returns the Dice of masks by their drift: what a drift limit lets through."""
    pairs = []
    for frames, truth in sequences:
        for start in anchors_of(truth, per_sequence):
            for each in propagate(frames, truth, start, weight):
                if truth[each.frame_index].any():
                    pairs.append((each.drift, dice(each.mask, truth[each.frame_index])))
    drift, score = np.array(pairs).T
    rows = []
    edges = (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, np.inf)
    for low, high in pairwise(edges):
        chosen = score[(drift >= low) & (drift < high)]
        if chosen.size:
            row = {"drift": f"{low}-{high}", "n": int(chosen.size), "dice": round(float(chosen.mean()), 3)}
            rows.append(row | {"below_0.7": round(float((chosen < 0.7).mean()), 3)})
    return rows


def measure_cuts(sequences: list[tuple[Frames, list[Mask]]]) -> dict[str, Any]:
    """Returns the residuals of successive frames, and of the ends of successive sequences, which are cuts."""
    flow = OpticalFlow()

    def residual(first: AnalysedFrame, second: AnalysedFrame) -> float:
        previous, current = grey_picture(first.frame.image), grey_picture(second.frame.image)
        return flow_residual(previous, current, flow.between(current, previous))

    same = [residual(a, b) for frames, _ in sequences for a, b in pairwise(frames)]
    cuts = [
        residual(a[-1], b[0])
        for (a, _), (b, _) in pairwise(sequences)
        if a[-1].frame.image.shape == b[0].frame.image.shape
    ]
    quantiles = (0.01, 0.05, 0.5, 0.95, 0.99)
    return {
        name: dict(zip(map(str, quantiles), np.quantile(each, quantiles).round(3).tolist(), strict=True))
        for name, each in (("same scene", same), ("cut", cuts))
        if each
    }


def main(
    source: Annotated[Path, typer.Argument(help="A folder with masks, or a video.")],
    model: Annotated[Path, typer.Option(help="The model whose probability maps are used.")] = MODEL_FILE,
    reference_model: Annotated[Path, typer.Option(help="The model that marks the reference of a video.")] = MODEL_FILE,
    anchors: Annotated[int, typer.Option(min=1, help="Anchors in each sequence.")] = 4,
    first: Annotated[int, typer.Option(min=0, help="Leave out the frames of a video before this one.")] = 0,
) -> None:
    """Prints Dice by distance for each way, Dice by drift, and residuals at cuts."""
    before = machine()
    with Segmenter.open(model) as segmenter:
        if source.is_dir():
            sequences = read_sequences(source, segmenter)
        else:
            sequences = read_video(source, segmenter, reference_model, first)
    start = time.perf_counter()
    result: dict[str, Any] = {"source": source.name, "model": model.stem, "dice": measure(sequences, anchors)}
    result["seconds"] = round(time.perf_counter() - start, 1)
    for way, by in result["dice"].items():
        typer.echo(f"{way:5} " + "  ".join(f"{at}: {each['dice']:.3f} (n {each['n']})" for at, each in by.items()))
    result["drift"] = measure_drift(sequences, anchors, WAYS["both"])
    for row in result["drift"]:
        typer.echo(str(row))
    result["residual"] = measure_cuts(sequences)
    typer.echo(str(result["residual"]))
    report(f"propagation-{source.stem}-{model.stem}", before, result)


if __name__ == "__main__":
    typer.run(main)
