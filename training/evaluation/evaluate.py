"""Evaluates a model on pairs: scores by dataset, by kind of picture, and false alarms."""

import math
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.display_text import filled, mark
from polyp_core.errors import DatasetError, ModelFileError
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import read_model_file
from training.datasets.discovery import discover
from training.datasets.fingerprints import refuse_other_datasets
from training.datasets.groups import with_near_copies
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.picture_hashes import find_training_pictures
from training.datasets.polyp_free import KINDS, PolypFreeFolder, refuse_unused_folders
from training.datasets.sample import Sample
from training.datasets.splits import Split, SplitKind, ids_in_split, refuse_missing, with_present_ids
from training.evaluation import metrics
from training.evaluation.false_alarms import FalseAlarms, count_false_alarms, of_full_frames
from training.evaluation.intervals import MeanInterval, mean_interval
from training.evaluation.on_cluster import evaluate_on_cluster
from training.evaluation.predict import EngineChoice, open_segmenter
from training.evaluation.scoring import COMPARABLE, MaskSettings, counts_of, score_pairs
from training.progress import OnProgress, ignore_progress
from training.statistics.scan import scan
from training.statistics.size_classes import SIZE_CLASSES, quartile_limits

WORST_LISTED = 20
SALIENCY = ("s_measure", "e_measure", "weighted_f", "mae")
_MEASURED = ("brightness", "contrast", "specular_share")
_PART = 64  # pairs that a worker of a cluster scores at a time
_LEVELS = (mark("low"), mark("middle"), mark("high"))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of a set of images at one setting of threshold and smallest region.

    `n` images show a polyp and are averaged; the `empty_n` full frames without one are separate, with their false
    positive rate and its 95 % interval. Polyp-free patches and upper GI pictures are excluded: `count_alarms` counts
    them. Dice, IoU, precision, recall and accuracy are means over images (precision over those with a prediction);
    pooled scores count the pixels of all images together. NaN if there is nothing to average.
    """

    n: int
    dice: float
    dice_interval: tuple[float, float]
    iou: float
    iou_interval: tuple[float, float]
    pooled_dice: float
    pooled_iou: float
    precision: float
    recall: float
    accuracy: float
    s_measure: float
    e_measure: float
    weighted_f: float
    mae: float
    empty_n: int
    empty_false_positive_rate: float
    empty_interval: tuple[float, float]


@dataclass(frozen=True)
class Evaluation:
    """A model's scores on pairs.

    `table` has a row per pair: scores and the scan's measurements of the picture. `notes` are sentences for the user,
    such as which pairs could not be read. `side` and `split` are the side and the kind of the split, the side of the
    published lists without a split, None for all pairs. `training_ids` are the pairs whose pictures the model was
    trained on, None if its card does not name those.
    """

    model: Path
    model_sha256: str
    engine: str
    tta: bool
    shown: MaskSettings
    table: pd.DataFrame
    notes: tuple[str, ...] = ()
    side: str | None = None
    split: SplitKind | None = None
    training_ids: frozenset[str] | None = None

    def count_training_pictures(self, table: pd.DataFrame) -> int | None:
        """Returns how many of these rows are of training pictures, None if that is not known."""
        return None if self.training_ids is None else int(table["id"].isin(list(self.training_ids)).sum())


def evaluate(
    model: Path,
    roots: Sequence[Path],
    *,
    split: Split | None = None,
    side: str | None = None,
    tta: bool = False,
    saliency: bool = True,
    device: DeviceChoice = "auto",
    engine: EngineChoice = "viewer",
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
    cluster: str | None = None,
    on_message: Callable[[str], None] = lambda message: None,
    on_progress: OnProgress = ignore_progress,
    cancelled: Callable[[], bool] = lambda: False,
) -> Evaluation:
    """Scores `model` on the pairs below `roots`: all, or a side of `split` or of the datasets' published lists.

    Of a split the test side is used unless `side` is given, or validation if there is no test side. `answers` say how
    ambiguous masks are read. On a `cluster`, its workers score parts of the pairs. Raises PolypViewerError and
    CancelledError.
    """
    file = read_model_file(model)
    if split is not None:
        side = side or ("test" if split.test else "validation")
    samples, measures, notes = _samples(roots, split, side, answers, polyp_free)
    shown = MaskSettings.of_card(file.card)
    if cluster is None:
        with open_segmenter(file, device, engine) as segmenter:
            table = score_pairs(
                segmenter, samples, tta=tta, saliency=saliency, on_progress=on_progress, cancelled=cancelled
            )
            label, notes = segmenter.engine, notes + segmenter.notices
    else:
        parts = [samples[start : start + _PART] for start in range(0, len(samples), _PART)]
        units = {part[0].id: (model, file.sha256, device, engine, part, tta, saliency) for part in parts}
        found = evaluate_on_cluster(cluster, score_part, units, on_message=on_message, on_progress=on_progress)
        table = pd.concat([rows for rows, _, _ in found], ignore_index=True)
        label = ", ".join(dict.fromkeys(own for _, own, _ in found))
        notes += tuple(dict.fromkeys(notice for _, _, notices in found for notice in notices))
    return Evaluation(
        model,
        file.sha256,
        label,
        tta,
        shown,
        table.merge(measures, on="id", how="left"),
        notes,
        side=side,
        split=None if split is None else split.kind,
        training_ids=find_training_pictures(file.card, samples),
    )


def score_part(
    model: Path,
    sha256: str,
    device: DeviceChoice,
    engine: EngineChoice,
    samples: Sequence[Sample],
    tta: bool,
    saliency: bool,
) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """Returns the rows of `samples`, and label and notices of the engine: what a worker of a cluster runs."""
    file = read_model_file(model)
    if file.sha256 != sha256:
        raise ModelFileError("{model} is another model on {host}.", model=model, host=socket.gethostname())
    with open_segmenter(file, device, engine) as segmenter:
        table = score_pairs(segmenter, samples, tta=tta, saliency=saliency)
        return table, segmenter.engine, segmenter.notices


def summarise(table: pd.DataFrame, prefix: str = "") -> Scores:
    """Returns the scores of `table` at the comparable settings, or with the prefix `shown_` at the card's."""
    counts = counts_of(table, prefix)
    polyp = counts.has_polyp
    groups = list(table["group"][polyp])
    dice = mean_interval(metrics.dice(counts)[polyp], groups)
    iou = mean_interval(metrics.iou(counts)[polyp], groups)
    alarms = of_full_frames(count_alarms(table, prefix))
    # Empty frames are excluded from the pooled scores too: their false positives are reported as a rate.
    pooled = counts_of(table[polyp], prefix).pooled()
    return Scores(
        n=int(polyp.sum()),
        dice=dice.mean,
        dice_interval=(dice.low, dice.high),
        iou=iou.mean,
        iou_interval=(iou.low, iou.high),
        pooled_dice=float(metrics.dice(pooled)) if polyp.any() else math.nan,
        pooled_iou=float(metrics.iou(pooled)) if polyp.any() else math.nan,
        precision=_mean(metrics.precision(counts)[polyp]),
        recall=_mean(metrics.recall(counts)[polyp]),
        accuracy=_mean(metrics.accuracy(counts)[polyp]),
        **{name: _mean(table[name].to_numpy(np.float64)[polyp]) if name in table else math.nan for name in SALIENCY},
        empty_n=alarms.n,
        empty_false_positive_rate=alarms.rate,
        empty_interval=alarms.interval,
    )


def count_alarms(table: pd.DataFrame, prefix: str = "") -> tuple[FalseAlarms, ...]:
    """Returns false alarms on polyp-free pictures of `table` by kind, at the comparable settings or the card's."""
    counts = counts_of(table, prefix)
    return count_false_alarms(counts.is_claimed, counts.has_polyp, list(table["kind"]), list(table["group"]))


@dataclass(frozen=True, slots=True)
class Stratum:
    """Pictures of one class of a property; `low` to `high` is the range of its values."""

    label: str
    low: float
    high: float
    n: int
    dice: MeanInterval


def strata(table: pd.DataFrame) -> dict[str, list[Stratum]]:
    """Returns mean Dice at the comparable settings by size class, brightness, contrast and specular share.

    Empty truths are excluded. Size classes are the quartiles of coverage, the others thirds, both among the pairs of
    `table`.
    """
    shown = table[table["coverage"] > 0]
    limits = quartile_limits(shown["coverage"].to_numpy(np.float64))
    if limits is None:
        return {}
    sizes = limits.classify(shown["coverage"].to_numpy(np.float64))
    found = {"size": _strata(shown, "coverage", sizes, SIZE_CLASSES)}
    for name in _MEASURED:
        values = shown[name].to_numpy(np.float64)
        levels = np.array(_LEVELS)[np.searchsorted(np.quantile(values, (1 / 3, 2 / 3)), values)]
        found[name] = _strata(shown, name, levels, _LEVELS)
    return found


def worst(table: pd.DataFrame, count: int = WORST_LISTED) -> pd.DataFrame:
    """Returns the images with a polyp with the lowest Dice, in ascending order; larger polyps first among ties."""
    shown = table[table["coverage"] > 0]
    return shown.sort_values(["dice", "coverage"], ascending=[True, False]).head(count)


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Returns all scores as plain values, None for undefined ones.

    Each dataset has the comparable scores at its top level and those at the card's settings in `at_card`.
    `false_alarms` counts the polyp-free pictures of all datasets, by setting and by kind of picture. Both have the
    number of `training_pictures`, None if that is not known.
    """
    table, count = evaluation.table, evaluation.count_training_pictures
    empty = table[table["coverage"] == 0]
    trained = {kind: count(empty[empty["kind"] == kind]) for kind in KINDS}
    content: dict[str, Any] = _plain(
        {
            "model": evaluation.model.name,
            "model_sha256": evaluation.model_sha256,
            "engine": evaluation.engine,
            "tta": evaluation.tta,
            "side": evaluation.side,
            "split": evaluation.split,
            "settings": {"comparable": asdict(COMPARABLE), "card": asdict(evaluation.shown)},
            "datasets": {
                str(name): asdict(summarise(own))
                | {"at_card": asdict(summarise(own, "shown_")), "training_pictures": count(own)}
                for name, own in table.groupby("dataset", sort=True)
            },
            "false_alarms": {
                setting: {
                    found.kind: _of_kind(found) | {"training_pictures": trained[found.kind]}
                    for found in count_alarms(table, prefix)
                }
                for setting, prefix in (("comparable", ""), ("card", "shown_"))
            },
            "strata": {
                str(name): {kind: [asdict(s) for s in own_strata] for kind, own_strata in strata(own).items()}
                for name, own in table.groupby("dataset", sort=True)
            },
            "worst": worst(table)[["id", "dice", "coverage", "image_path"]].to_dict("records"),
            "notes": list(evaluation.notes),
        }
    )
    return content


def _of_kind(found: FalseAlarms) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if name != "kind"}


def _samples(
    roots: Sequence[Path],
    split: Split | None,
    side: str | None,
    answers: MaskAnswers,
    polyp_free: Sequence[PolypFreeFolder],
) -> tuple[list[Sample], pd.DataFrame, tuple[str, ...]]:
    """Returns the pairs to score, with groups joined by near copies, and the scan's measurements of their pictures."""
    discovery = discover(roots, polyp_free)
    datasets = discovery.datasets
    scanned = scan(datasets, answers)
    scanned.refuse_unclear_masks()
    usable = scanned.samples(datasets)
    if split is not None:
        refuse_unused_folders(polyp_free, usable, ids_in_split(with_present_ids(split, usable)))
    tied = with_near_copies(usable, scanned.near_copies())
    wanted = _wanted(tied, split, side, scanned.unusable)
    if not wanted:
        folders = ", ".join(map(str, roots))
        if side:
            raise DatasetError("There is no pair on the side {side} in {folders}.", side=filled(side), folders=folders)
        raise DatasetError("There is no pair that can be read in {folders}.", folders=folders)
    notes = (
        *(f"{dataset.name}: {note}" for dataset in datasets for note in dataset.notes),
        *(found.problem.reason for found in scanned.problems),
        *discovery.passed_over(),
    )
    return wanted, scanned.table[["id", *_MEASURED]], notes


def _wanted(
    samples: Sequence[Sample], split: Split | None, side: str | None, unusable: Mapping[str, str]
) -> list[Sample]:
    if split is None:
        return [sample for sample in samples if side is None or sample.published == side]
    if side not in ("train", "validation", "test"):
        raise DatasetError("A split has the sides train, validation and test, not {side}.", side=side)
    split = with_present_ids(split, samples)
    named: tuple[str, ...] = getattr(split, side)
    refuse_missing(named, {sample.id for sample in samples}, unusable, side)
    refuse_other_datasets(split.pictures, samples)
    ids = set(named)
    return [sample for sample in samples if sample.id in ids]


def _strata(table: pd.DataFrame, by: str, labels: NDArray[Any], order: Sequence[str]) -> list[Stratum]:
    found = []
    for label in order:
        own = table[labels == label]
        if len(own):
            dice = mean_interval(own["dice"].to_numpy(np.float64), list(own["group"]))
            found.append(Stratum(label, float(own[by].min()), float(own[by].max()), len(own), dice))
    return found


def _mean(values: NDArray[np.float64]) -> float:
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if defined.size else math.nan


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value
