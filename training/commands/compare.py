"""`polyp-train compare`: whether model B is better than model A on the same pairs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from polyp_core.errors import DatasetError
from training.commands.shared import AsJson, Device, Engine, InvertMasks, LabelValues, Roots, Side, progress


def compare(
    model_a: Annotated[Path, typer.Argument(metavar="A", help="A model file.", show_default=False)],
    model_b: Annotated[
        Path, typer.Argument(metavar="B", help="The model file to compare with it.", show_default=False)
    ],
    roots: Roots,
    split: Annotated[Path | None, typer.Option(help="A run's split file: its test side, or else validation.")] = None,
    side: Side = None,
    tta: Annotated[bool, typer.Option("--tta", help="Average over mirrored pictures.")] = False,
    device: Device = "auto",
    engine: Engine = "viewer",
    label_values: LabelValues = None,
    invert_masks: InvertMasks = None,
    as_json: AsJson = False,
) -> None:
    """Compare two models on the same pairs, image by image."""
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.split_files import read_split
    from training.scores import compare as comparing
    from training.scores.evaluate import evaluate

    answers = MaskAnswers.parse(label_values or (), invert_masks)
    chosen = read_split(split) if split else None
    tables = []
    for model in (model_a, model_b):
        with progress(f"Scoring {model.name}") as on_progress:
            tables.append(
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
                    on_progress=on_progress,
                ).table
            )
    results = {
        str(name): comparing.compare(own, tables[1][tables[1]["dataset"] == name])
        for name, own in tables[0].groupby("dataset", sort=True)
        if bool((own["coverage"] > 0).any())
    }
    if not results:
        raise DatasetError("None of these pairs shows a polyp, so there is no Dice to compare.")
    if as_json:
        content = {name: asdict(result) | {"reading": result.reading} for name, result in results.items()}
        told = json.dumps({"a": model_a.name, "b": model_b.name, "datasets": content})
        # JSON has no nan, which is what the interval's ends are with fewer than two groups.
        typer.echo(json.dumps(json.loads(told, parse_constant=lambda constant: None)))
        return
    for name, c in results.items():
        typer.echo(f"{name}: n {c.n}, mean Dice A {c.dice_a:.3f}, B {c.dice_b:.3f}")
        typer.echo(f"  A wins {c.wins_a}, B wins {c.wins_b}, {c.ties} ties. {c.reading}")
