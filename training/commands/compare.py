"""`polyp-train compare`: tests whether model B is better than model A on the same pairs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polyp_core.display_text import counted
from polyp_core.errors import DatasetError
from polyp_core.printable_names import printable
from training.commands.scored_pairs import note_side_of_split, pairs_line
from training.commands.shared import (
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
    progress,
)

if TYPE_CHECKING:
    from training.evaluation.compare import AlarmComparison, DiceComparison


def compare(
    model_a: Annotated[Path, typer.Argument(metavar="A", help="A model file.", show_default=False)],
    model_b: Annotated[
        Path, typer.Argument(metavar="B", help="The model file to compare with it.", show_default=False)
    ],
    roots: RootsArgument,
    split: SplitFileOption = None,
    side: SideOption = None,
    tta: TtaOption = False,
    device: DeviceOption = "auto",
    engine: EngineOption = "viewer",
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
    polyp_free: PolypFreeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two models on the same pairs, image by image."""
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.polyp_free import PolypFreeFolder
    from training.datasets.split_files import read_split
    from training.evaluation import compare as comparing
    from training.evaluation.evaluate import evaluate
    from training.evaluation.false_alarms import KIND_TITLES, format_share

    answers = MaskAnswers.parse(label_values or (), invert_masks)
    chosen = read_split(split) if split else None
    free = [PolypFreeFolder.parse(text) for text in polyp_free or ()]
    scored = []
    for model in (model_a, model_b):
        with progress(f"Scoring {model.name}") as on_progress:
            scored.append(
                evaluate(
                    model,
                    roots,
                    split=chosen,
                    side=side,
                    tta=tta,
                    saliency=False,
                    device=device,
                    engine=engine,
                    answers=answers,
                    polyp_free=free,
                    on_progress=on_progress,
                )
            )
    note_side_of_split(scored[0], chosen, side)
    tables = [evaluation.table for evaluation in scored]
    results = {
        str(name): {
            setting: comparing.compare(own, tables[1][tables[1]["dataset"] == name], column)
            for setting, column in (("comparable", "dice"), ("at_card", "shown_dice"))
        }
        for name, own in tables[0].groupby("dataset", sort=True)
        if bool((own["coverage"] > 0).any())
    }
    alarms = {
        setting: comparing.compare_alarms(tables[0], tables[1], prefix)
        for setting, prefix in (("comparable", ""), ("at_card", "shown_"))
    }
    if not results and not free:
        raise DatasetError("None of these pairs shows a polyp, so there is no Dice to compare.")
    if as_json:
        content = {
            name: _plain(found["comparable"]) | {"at_card": _plain(found["at_card"])} for name, found in results.items()
        }
        text = json.dumps(
            {
                "a": model_a.name,
                "b": model_b.name,
                "side": scored[0].side,
                "split": scored[0].split,
                "training_pictures": {
                    letter: each.count_training_pictures(each.table) for letter, each in zip("ab", scored, strict=True)
                },
                "datasets": content,
                "false_alarms": {setting: {c.kind: _plain(c) for c in found} for setting, found in alarms.items()},
                "notes": list(scored[0].notes),
            }
        )
        # JSON has no NaN; with fewer than two groups the interval is undefined.
        typer.echo(json.dumps(json.loads(text, parse_constant=lambda constant: None)))
        return
    typer.echo(f"A {printable(model_a)}, B {printable(model_b)}")
    typer.echo(pairs_line(*scored))
    for name, found in results.items():
        typer.echo(f"{name}: {_dice_line(found['comparable'])}")
        typer.echo(f"  At each model's own settings: {_dice_line(found['at_card'])}")
    for setting, title in _TITLES.items():
        if alarms[setting]:
            typer.echo(f"False alarms {title}:")
        for c in alarms[setting]:
            a, b = (format_share(found.rate, found.interval) for found in (c.a, c.b))
            typer.echo(f"  {c.n} {KIND_TITLES[c.kind]}: A {a}, B {b}. {c.reading}")
    for note in dict.fromkeys(note for evaluation in scored for note in evaluation.notes):
        typer.echo(f"note: {note}")


_TITLES = {"comparable": "at threshold 0.5, every region", "at_card": "at each model's own settings"}


def _plain(comparison: DiceComparison | AlarmComparison) -> dict[str, Any]:
    return asdict(comparison) | {"reading": comparison.reading}


def _dice_line(c: DiceComparison) -> str:
    return (
        f"n {c.n}, mean Dice A {c.dice_a:.3f}, B {c.dice_b:.3f}\n"
        f"  A wins {c.wins_a}, B wins {c.wins_b}, {counted(c.ties, 'tie')}. {c.reading}"
    )
