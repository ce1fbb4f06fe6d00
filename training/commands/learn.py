"""`polyp-train learn`: a model learns from corrected frames, and is compared with the one before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.printable_names import printable
from training.commands.shared import InvertMasksOption, LabelValuesOption, progress


def learn(
    dataset: Annotated[
        Path,
        typer.Argument(metavar="DATASET", help="A dataset made of corrected frames of reviews.", show_default=False),
    ],
    model: Annotated[
        Path, typer.Option("--from", metavar="MODEL_FILE", help="The model that learns on.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="The run's folder; created if it does not exist.", show_default=False)],
    replayed: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            metavar="ROOT",
            help="A folder of what the model was trained on, of which a sample trains too. Without any, the model "
            "teaches the run, so that it forgets little (distillation).",
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Set any field of the config.")
    ] = None,
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
) -> None:
    """Fine-tune a model on corrected frames, and compare both on recordings that are kept for the test."""
    from polyp_core.model.model_file import read_model_header
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.split_files import write_split
    from training.fit.create_run import create_run
    from training.fit.fit import train
    from training.fit.learning_plan import plan_learning
    from training.runs.model_comparison import read_model_comparison
    from training.runs.run_folder import RunFolder

    folder, answers = RunFolder(out), MaskAnswers.parse(label_values or (), invert_masks)
    folder.refuse_if_taken()
    with progress("Reading the pairs") as on_progress:
        plan = plan_learning(dataset, read_model_header(model), replayed or (), assignments or (), on_progress, answers)
        write_split(folder.asked_split_file, plan.split)
        create_run(folder, plan.roots, plan.config, folder.asked_split_file, on_progress, answers)
    train(folder)
    if (compared := read_model_comparison(out)) is not None:
        typer.echo(printable(compared.words))
