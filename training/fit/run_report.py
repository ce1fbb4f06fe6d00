"""Prepares a run's report, one self-contained HTML page: data, settings, curves and scores."""

import math
from collections.abc import Sequence

from polyp_core.display_text import counted
from polyp_core.export.html_pages import render_page
from training.datasets.splits import Split, describe_split
from training.evaluation.evaluate import Evaluation, Scores, count_alarms, strata, summarise, worst
from training.evaluation.false_alarms import KIND_TITLES, warn_of_few_frames
from training.evaluation.model_choice import best_row, format_best
from training.packaging.calibrate import Calibration
from training.runs.run_folder import RunFolder, RunRecord


def run_report(
    folder: RunFolder,
    record: RunRecord,
    split: Split,
    rows: Sequence[dict[str, float]],
    scored: Evaluation,
    calibration: Calibration,
) -> str:
    """Returns the page as HTML; curves and samples are read from the run's folder."""
    best = best_row(rows)
    lead = f"Preset {record.config.preset}, {counted(len(rows), 'epoch')}" + (
        f", best {format_best(best)} in epoch {best['epoch'] + 1:.0f}." if best else "."
    )
    sheets = sorted(file for file in (folder.path / "samples").glob("epoch_*.png") if file.is_file())
    return render_page(
        "training.statistics.report",
        "run_report.html",
        title=f"Training run {folder.path.name}",
        heading="Training run",
        lead=lead,
        curves=folder.curves_file.read_bytes() if folder.curves_file.is_file() else None,
        scores=_score_rows(scored),
        strata=_strata_rows(scored),
        settings=_settings_text(calibration, has_presence="presence" in scored.table),
        choices=_choice_rows(calibration),
        alarms=_alarm_rows(scored),
        sample_sheet=sheets[-1] if sheets else None,
        worst=[
            (str(row["id"]), f"{row['dice']:.3f}", f"{row['coverage']:.1%}")
            for row in worst(scored.table).to_dict("records")
        ],
        split=describe_split(split),
        warnings=split.warnings,
        config=[(name, str(value)) for name, value in record.config.model_dump().items()],
    )


def _settings_text(calibration: Calibration, *, has_presence: bool) -> str:
    chosen = calibration.settings
    presence = f", presence from {chosen.presence_level:.2f}" if has_presence else ""
    return (
        f"Threshold {chosen.threshold:.2f}, regions from {chosen.min_region_fraction:.1%} of the picture{presence}; "
        f"chosen on {counted(calibration.polyp_n, 'frame')} with a polyp and {calibration.empty_n} without. "
        f"{warn_of_few_frames(calibration.empty_n)}"
    )


def _score_rows(scored: Evaluation) -> list[tuple[str, ...]]:
    rows = []
    for name, own in scored.table.groupby("dataset", sort=True):
        if (own["kind"] != "frame").all():
            continue  # reported with the false alarms
        rows.append((f"{name}, threshold 0.5", *_cells(summarise(own))))
        rows.append((f"{name}, as the viewer shows", *_cells(summarise(own, "shown_"))))
    return rows


def _choice_rows(calibration: Calibration) -> list[tuple[str, ...]]:
    return [
        (
            f"{point.threshold:.2f}",
            f"{point.min_region_fraction:.1%}",
            "" if point.presence_level is None else f"{point.presence_level:.2f}",
            f"{point.dice:.3f}",
            f"{point.false_alarm_rate:.1%}",
        )
        for point in calibration.points
    ]


def _alarm_rows(scored: Evaluation) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for prefix, setting in (("", "threshold 0.5"), ("shown_", "as the viewer shows")):
        for found in count_alarms(scored.table, prefix):
            low, high = found.interval
            between = "undefined" if math.isnan(low) else f"{low:.1%} to {high:.1%}"
            rows.append((f"{KIND_TITLES[found.kind]}, {setting}", str(found.n), f"{found.rate:.1%}", between))
    return rows


def _cells(s: Scores) -> tuple[str, ...]:
    low, high = s.dice_interval
    return (
        str(s.n),
        _number(s.dice),
        f"{_number(low)} to {_number(high)}",
        *(_number(value) for value in (s.iou, s.pooled_dice, s.pooled_iou, s.precision, s.recall)),
        str(s.empty_n),
        f"{s.empty_false_positive_rate:.1%}" if s.empty_n else "",
    )


def _strata_rows(scored: Evaluation) -> list[tuple[str, ...]]:
    return [
        (kind.replace("_", " "), s.label, f"{s.low:.3g} to {s.high:.3g}", str(s.n), _number(s.dice.mean))
        for kind, found in strata(scored.table).items()
        for s in found
    ]


def _number(value: float) -> str:
    return "undefined" if value != value else f"{value:.3f}"
