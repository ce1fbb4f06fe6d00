"""Writes a run's report as one self-contained HTML page: data, settings, curves and scores."""

import math
from collections.abc import Sequence
from importlib.resources import files

from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version
from training.datasets.splits import Split, describe_split
from training.evaluation.evaluate import Evaluation, Scores, count_alarms, strata, summarise, worst
from training.evaluation.false_alarms import KIND_TITLES, warn_of_few_frames
from training.evaluation.model_choice import best_row, format_best
from training.packaging.calibrate import Calibration
from training.runs.run_folder import RunFolder, RunRecord
from training.statistics.report.html import element, page, picture, table, text

_COLUMNS = ("n", "Dice", "95 % interval", "IoU", "pooled Dice", "pooled IoU", "precision", "recall", "empty", "alarms")


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
    lead = f"Preset {record.config.preset}, {len(rows)} epochs" + (
        f", best {format_best(best)} in epoch {best['epoch'] + 1:.0f}." if best else "."
    )
    sections = {
        "Curves": _picture(folder, folder.curves_file.name, "Loss and scores over epochs"),
        "Scores on the validation pairs": _scores(scored) + _strata(scored),
        "Settings for the viewer": text(
            "p",
            f"Threshold {calibration.settings.threshold:.2f}, regions from "
            f"{calibration.settings.min_region_fraction:.1%} of the picture"
            + (f", presence from {calibration.settings.presence_level:.2f}" if "presence" in scored.table else "")
            + f"; chosen on {calibration.polyp_n} frames with a polyp and {calibration.empty_n} without. "
            + warn_of_few_frames(calibration.empty_n),
        )
        + _choices(calibration),
        "False alarms on the validation side": _alarms(scored),
        "Samples": _samples(folder),
        "Worst images": _worst(scored),
        "Data": text("p", describe_split(split)) + "".join(text("p", warning) for warning in split.warnings),
        "Config": table(("setting", "value"), [(k, str(v)) for k, v in record.config.model_dump().items()]),
    }
    head = element(
        "header",
        text("h1", "Training run"),
        text("p", lead, class_="lead"),
        text("span", RESEARCH_USE_ONLY, class_="notice"),
    )
    body = (element("section", text("h2", title), content) for title, content in sections.items() if content)
    foot = text("footer", f"Polyp Viewer {program_version()}. {RESEARCH_USE_ONLY}")
    style = files("training.statistics.report").joinpath("report.css").read_text(encoding="utf-8")
    return page(f"Training run {folder.path.name}", style, head, element("main", *body), foot)


def _picture(folder: RunFolder, name: str, alt: str) -> str:
    file = folder.path / name
    return picture(file.read_bytes(), "png", alt) if file.is_file() else ""


def _samples(folder: RunFolder) -> str:
    sheets = sorted(file for file in (folder.path / "samples").glob("epoch_*.png") if file.is_file())
    if not sheets:
        return ""
    caption = f"{sheets[-1].stem.replace('_', ' ')}: image, truth, prediction (white hit, blue missed, red false alarm)"
    return picture(sheets[-1].read_bytes(), "png", "Validation pairs and their predictions", caption)


def _scores(scored: Evaluation) -> str:
    rows = []
    for name, own in scored.table.groupby("dataset", sort=True):
        if (own["kind"] != "frame").all():
            continue  # reported with the false alarms
        rows.append((f"{name}, threshold 0.5", *_cells(summarise(own))))
        rows.append((f"{name}, as the viewer shows", *_cells(summarise(own, "shown_"))))
    return table(("dataset", *_COLUMNS), rows)


def _choices(calibration: Calibration) -> str:
    rows = [
        (
            f"{point.threshold:.2f}",
            f"{point.min_region_fraction:.1%}",
            "" if point.presence_level is None else f"{point.presence_level:.2f}",
            f"{point.dice:.3f}",
            f"{point.false_alarm_rate:.1%}",
        )
        for point in calibration.points
    ]
    return table(("threshold", "regions from", "presence from", "Dice", "false alarms"), rows) if rows else ""


def _alarms(scored: Evaluation) -> str:
    rows = []
    for prefix, setting in (("", "threshold 0.5"), ("shown_", "as the viewer shows")):
        for found in count_alarms(scored.table, prefix):
            low, high = found.interval
            between = "undefined" if math.isnan(low) else f"{low:.1%} to {high:.1%}"
            rows.append((f"{KIND_TITLES[found.kind]}, {setting}", str(found.n), f"{found.rate:.1%}", between))
    return table(("pictures", "n", "false alarms", "95 % interval"), rows) if rows else ""


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


def _strata(scored: Evaluation) -> str:
    rows = [
        (kind.replace("_", " "), s.label, f"{s.low:.3g} to {s.high:.3g}", str(s.n), _number(s.dice.mean))
        for kind, found in strata(scored.table).items()
        for s in found
    ]
    return table(("by", "kind", "values", "n", "Dice"), rows) if rows else ""


def _worst(scored: Evaluation) -> str:
    listed = worst(scored.table).to_dict("records")
    rows = [(str(row["id"]), f"{row['dice']:.3f}", f"{row['coverage']:.1%}") for row in listed]
    return table(("pair", "Dice", "coverage"), rows) if rows else ""


def _number(value: float) -> str:
    return "undefined" if value != value else f"{value:.3f}"
