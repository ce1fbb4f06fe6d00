"""Finishes a run after its last epoch: calibration, validation scores, curves and report."""

import json
import logging
from dataclasses import replace

from polyp_core.display_text import counted
from polyp_core.errors import ModelFileError
from polyp_core.files.atomic_files import write_bytes, write_text
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from training.datasets.splits import choose
from training.evaluation.evaluate import Evaluation, as_json, evaluate
from training.evaluation.false_alarms import warn_of_few_frames
from training.evaluation.predict import open_segmenter
from training.evaluation.scoring import MaskSettings
from training.fit.run_report import run_report
from training.packaging.calibrate import Calibration, calibrate
from training.packaging.card_scores import Evaluated, card_scores
from training.progress import OnProgress, ignore_progress
from training.runs.curves import draw_curves
from training.runs.metrics_file import read_metrics
from training.runs.run_folder import RunFolder
from training.runs.run_samples import grouped_run_samples
from training.runs.start_comparison import compare_with_start

log = logging.getLogger(__name__)

_VALIDATION = "validation side of the split"


def finalize_run(folder: RunFolder, on_progress: OnProgress = ignore_progress) -> ModelFile:
    """Calibrates and scores the run's best model on its validation pairs, and writes model, scores, curves and report.

    A run that started from a model is compared with it on the split's test pairs. May be repeated. Raises
    ModelFileError if the run has no model yet, and whatever reading the pairs raises.
    """
    record, split = folder.read_record(), folder.read_split()
    device: DeviceChoice = record.config.device
    model = read_model_file(folder.model_file)
    validation = choose(split, grouped_run_samples(record)).validation
    with open_segmenter(model, device, "torch") as segmenter:
        calibration = calibrate(segmenter, validation, on_progress)
    log.info("%s", format_calibration(calibration))
    if warning := warn_of_few_frames(calibration.empty_n):
        log.warning("%s", warning)
    model = _write_with_card(model, calibrated_card(model.card, calibration, record.ancestry))
    scored = evaluate(
        model.path,
        record.roots,
        split=split,
        side="validation",
        device=device,
        engine="torch",
        answers=record.answers,
        polyp_free=record.polyp_free,
        on_progress=on_progress,
    )
    model = _write_with_card(model, with_validation_scores(model.card, scored, split.kind))
    scored = replace(scored, model_sha256=model.sha256)
    write_text(folder.evaluation_file, json.dumps(as_json(scored), indent=1, allow_nan=False) + "\n")
    metrics = read_metrics(folder.metrics_file)
    rows = metrics.rows
    if metrics.problem:
        log.warning("%s Curves and report show the rows that could be read.", metrics.problem)
    if rows:
        write_bytes(folder.curves_file, draw_curves(rows))
    write_text(folder.report_file, run_report(folder, record, split, rows, scored, calibration))
    _compare_with_start(folder, device, on_progress)
    return model


def _compare_with_start(folder: RunFolder, device: DeviceChoice, on_progress: OnProgress) -> None:
    try:
        compared = compare_with_start(folder, device, on_progress)
    except ModelFileError as error:  # the model was moved or deleted since the run started
        log.warning("The run is not compared with the model that it started from. %s", error)
    else:
        if compared is not None:
            log.info("%s", compared)


def format_calibration(calibration: Calibration) -> str:
    """Returns a sentence on the chosen settings and the number of frames they were chosen on."""
    settings, c = calibration.settings, calibration
    level = f", a presence level of {settings.presence_level:.2f}" if settings.presence_level else ""
    alarms = "".join(f"; {found}" for found in c.false_alarms)
    return (
        f"Threshold {settings.threshold:.2f}{level} and regions from {settings.min_region_fraction:.1%} of the picture "
        f"were chosen on the validation side, for few false alarms on full frames at little loss of Dice: {c.dice:.3f} "
        f"on {counted(c.polyp_n, 'frame')} with a polyp{alarms}. {warn_of_few_frames(c.empty_n)}"
    ).rstrip()


def calibrated_card(card: ModelCard, calibration: Calibration, ancestry: str = "") -> ModelCard:
    """Returns `card` with the chosen settings, and a note on them that replaces that of an earlier calibration.

    `ancestry` is the run record's text on its first weights, which may mention another threshold.
    """
    settings: MaskSettings = calibration.settings
    trained, _, _ = card.notes.partition(f" {ancestry}" if ancestry else " Threshold ")
    return card.model_copy(
        update={
            "threshold": settings.threshold,
            "min_region_fraction": settings.min_region_fraction,
            "presence_level": None if card.presence_level is None else settings.presence_level,
            "false_alarms": calibration.points,
            "notes": " ".join(filter(None, (trained, ancestry, format_calibration(calibration)))),
        }
    )


def with_validation_scores(card: ModelCard, evaluation: Evaluation, split_kind: str) -> ModelCard:
    """Returns `card` with the evaluation's scores of each dataset in place of its earlier validation scores.

    After them come the false alarms over all datasets, by kind of picture.
    """
    part = f", {_VALIDATION} ({split_kind})"
    fresh = card_scores(Evaluated.model_validate(as_json(evaluation)), part)
    kept = [score for score in card.scores if _VALIDATION not in score.dataset]
    return card.model_copy(update={"scores": (*kept, *fresh)})


def _write_with_card(model: ModelFile, card: ModelCard) -> ModelFile:
    return write_model_file(model.path, card, model.weights(), model.extras())
