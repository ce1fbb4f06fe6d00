"""`polyp-train evaluate`: scores a model with confidence intervals, by dataset and by kind of picture."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.display_text import counted
from polyp_core.printable_names import printable
from training.commands.scored_pairs import note_side_of_split, pairs_line
from training.commands.shared import (
    ClusterOption,
    DeviceOption,
    EngineOption,
    InvertMasksOption,
    JsonOption,
    LabelValuesOption,
    PolypFreeOption,
    RootsArgument,
    SideOption,
    SplitFileOption,
    TtaOption,
    print_note,
    progress,
    refuse_unwritable,
)

if TYPE_CHECKING:
    from training.evaluation.evaluate import Evaluation, Scores


def evaluate(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="A model file.", show_default=False)],
    roots: RootsArgument,
    split: SplitFileOption = None,
    side: SideOption = None,
    tta: TtaOption = False,
    device: DeviceOption = "auto",
    engine: EngineOption = "viewer",
    column_iou: Annotated[
        bool,
        typer.Option(
            "--column-iou", help="Also print the mean over image columns, which is no polyp IoU (docs/metrics.md)."
        ),
    ] = False,
    table: Annotated[Path | None, typer.Option(help="Write a CSV file with one row per pair.")] = None,
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
    polyp_free: PolypFreeOption = None,
    cluster: ClusterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score a model on image and mask pairs, at the pictures' original size."""
    from polyp_core.archive.clusters import check_cluster
    from polyp_core.files.atomic_files import write_text
    from polyp_core.files.csv_cells import escape_formula
    from training.datasets.discovery import find_datasets
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.polyp_free import PolypFreeFolder
    from training.datasets.protection import refuse_overlap_with_datasets
    from training.datasets.split_files import read_split
    from training.evaluation import evaluate as evaluation

    answers = MaskAnswers.parse(label_values or (), invert_masks)
    chosen = read_split(split) if split else None
    free = [PolypFreeFolder.parse(text) for text in polyp_free or ()]
    if cluster is not None:  # workers have other working folders
        check_cluster(cluster)
        model, roots = model.absolute(), [root.absolute() for root in roots]
        free = [folder.model_copy(update={"path": folder.path.absolute()}) for folder in free]
    if table:
        refuse_unwritable(table)
        refuse_overlap_with_datasets([table], find_datasets(roots, free), model, split)
    with progress("Scoring pairs") as on_progress:
        result = evaluation.evaluate(
            model,
            roots,
            split=chosen,
            side=side,
            tta=tta,
            device=device,
            engine=engine,
            answers=answers,
            polyp_free=free,
            cluster=cluster,
            on_message=print_note,
            on_progress=on_progress,
        )
    note_side_of_split(result, chosen, side)
    typer.echo(_json(result, column_iou=column_iou) if as_json else "\n".join(_lines(result, column_iou=column_iou)))
    if table:
        write_text(table, result.table.map(escape_formula).to_csv(index=False))


def _json(evaluation: Evaluation, *, column_iou: bool) -> str:
    from training.evaluation import averaging
    from training.evaluation.evaluate import as_json

    content = as_json(evaluation)
    if column_iou:
        for name, own in evaluation.table.groupby("dataset", sort=True):
            average = averaging.column_iou(own)
            content["datasets"][str(name)]["column_iou"] = None if math.isnan(average) else average
    return json.dumps(content, allow_nan=False)


def _lines(evaluation: Evaluation, *, column_iou: bool) -> Iterator[str]:
    from polyp_core.model.card import COMPARABLE_SETTING
    from training.evaluation import averaging
    from training.evaluation.evaluate import count_alarms, strata, summarise, worst

    shown = evaluation.shown
    mirrored = ", mirrored pictures averaged" if evaluation.tta else ""
    yield f"{printable(evaluation.model)} ({evaluation.engine}{mirrored})"
    yield "Polyp class, at the pictures' original size; means over images with 95 % intervals over groups."
    yield pairs_line(evaluation)
    level = f", presence from {shown.presence_level:.2f}" if "presence" in evaluation.table else ""
    card = (
        f"threshold {shown.threshold:.2f}, regions from {shown.min_region_fraction:.2%}{level}: what the viewer shows"
    )
    for name, own in evaluation.table.groupby("dataset", sort=True):
        if (own["kind"] != "frame").all():
            continue  # polyp-free pictures are counted below
        yield f"\n{name}"
        comparable = summarise(own)
        yield from _score_lines(COMPARABLE_SETTING, comparable)
        yield from _score_lines(card, summarise(own, "shown_"))
        yield (
            f"  before any threshold: S-measure {_number(comparable.s_measure)}   "
            f"E-measure {_number(comparable.e_measure)}   weighted F {_number(comparable.weighted_f)}   "
            f"MAE {_number(comparable.mae)}"
        )
        if column_iou:
            yield f"  mean over image columns (no polyp IoU): {_number(averaging.column_iou(own))}"
        for kind, found in strata(own).items():
            parts = [f"{s.label} ({s.low:.3g} to {s.high:.3g}, n = {s.n}) {_number(s.dice.mean)}" for s in found]
            yield f"  Dice by {kind.replace('_', ' ')}: {'; '.join(parts)}"
    if (evaluation.table["coverage"] == 0).any():
        yield "\nPictures without a polyp, of all datasets"
        for title, prefix in ((COMPARABLE_SETTING, ""), (card, "shown_")):
            yield f"  {title}"
            yield from (f"    {found}" for found in count_alarms(evaluation.table, prefix))
    yield "\nWorst images:"
    for row in worst(evaluation.table, 10).itertuples():
        yield f"  {row.dice:.3f}  {row.id}"
    yield from (f"note: {note}" for note in evaluation.notes)


def _score_lines(title: str, s: Scores) -> Iterator[str]:
    from training.evaluation.false_alarms import format_share

    yield f"  {title}"
    if s.empty_n:
        rate = format_share(s.empty_false_positive_rate, s.empty_interval)
        yield f"    {counted(s.empty_n, 'full frame')} without a polyp: false alarms on {rate} of them"
    if not s.n:
        return
    yield (
        f"    n {s.n}   Dice {_number(s.dice)} ({_number(s.dice_interval[0])} to {_number(s.dice_interval[1])})   "
        f"IoU {_number(s.iou)} ({_number(s.iou_interval[0])} to {_number(s.iou_interval[1])})   "
        f"pooled Dice {_number(s.pooled_dice)}, IoU {_number(s.pooled_iou)}"
    )
    yield f"    precision {_number(s.precision)}   recall {_number(s.recall)}   accuracy {_number(s.accuracy)}"


def _number(value: float) -> str:
    return "undefined" if value != value else f"{value:.3f}"
