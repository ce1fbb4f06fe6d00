"""`polyp-train fit`: trains a network on image and mask pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.errors import TrainingError
from polyp_core.files.json_files import json_text
from polyp_core.printable_names import printable
from training.commands.shared import InvertMasksOption, LabelValuesOption, PolypFreeOption

if TYPE_CHECKING:
    from training.config.fit_config import FitConfig
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.polyp_free import PolypFreeFolder
    from training.runs.run_folder import RunFolder
    from training.runs.run_series import SeriesKind

FEWEST_RUNS, MOST_RUNS = 2, 100  # of a series


def fit(
    roots: Annotated[list[Path] | None, typer.Argument(help="Folders that contain image and mask pairs.")] = None,
    out: Annotated[Path | None, typer.Option(help="The run's folder; created if it does not exist.")] = None,
    preset: Annotated[
        str | None,
        typer.Option(help="baseline, enhanced (default), shipped or light.", show_default=False),
    ] = None,
    config_file: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="Read all settings from a file: a run's config.json, or the output of --show-config.",
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Set any field of the config, such as epochs=10 or augment.blur=0."
        ),
    ] = None,
    start_from: Annotated[
        Path | None, typer.Option("--from", metavar="MODEL_FILE", help="Start from the weights of a model file.")
    ] = None,
    teacher: Annotated[
        Path | None,
        typer.Option(metavar="MODEL_FILE", help="Also learn from the probabilities of this model file (distillation)."),
    ] = None,
    encoder_weights: Annotated[
        str | None, typer.Option(help="imagenet (downloaded), a FILE of ResNet34 weights, or none.")
    ] = None,
    split: Annotated[
        Path | None, typer.Option(help="A split file: another run's split.json, or a file of scan --write-split.")
    ] = None,
    hold_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATASET[:validation]", help="Keep a dataset, or its published validation list, for testing."
        ),
    ] = None,
    polyp_free: PolypFreeOption = None,
    folds: Annotated[
        int | None,
        typer.Option(min=FEWEST_RUNS, max=MOST_RUNS, help="Cross-validate: one run per fold, in folders below --out."),
    ] = None,
    seeds: Annotated[
        int | None,
        typer.Option(
            min=FEWEST_RUNS, max=MOST_RUNS, help="Repeat the run with this many seeds, in folders below --out."
        ),
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Resume a run or a series from the last complete epoch.")
    ] = None,
    logger: Annotated[
        str | None,
        typer.Option(help="Also write scores for tensorboard or as csv; none by default.", show_default=False),
    ] = None,
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
    show_config: Annotated[bool, typer.Option("--show-config", help="Print the config and stop.")] = False,
) -> None:
    """Train a network on image and mask pairs."""
    from training.commands.fit_options import FitOptions, chosen_config
    from training.datasets.mask_answers import MaskAnswers
    from training.runs.run_folder import RunFolder
    from training.runs.run_series import is_series

    options = FitOptions(
        roots=roots or (),
        out=out,
        preset=preset,
        config_file=config_file,
        assignments=assignments or (),
        start_from=start_from,
        teacher=teacher,
        logger=logger,
        encoder_weights=encoder_weights,
        split=split,
        hold_out=hold_out or (),
        resume=resume,
        folds=folds,
        seeds=seeds,
        label_values=label_values or (),
        invert_masks=invert_masks,
        polyp_free=polyp_free or (),
    )
    config = chosen_config(options)
    if show_config:
        typer.echo(printable(json_text(config)), nl=False)
    elif resume is not None and is_series(resume):
        _resume_series(resume, options.all_assignments())
    elif resume is not None:
        _resume(RunFolder(resume), config)
    elif roots and out:
        answers = MaskAnswers.parse(label_values or (), invert_masks)
        from training.datasets.polyp_free import PolypFreeFolder

        folders = [PolypFreeFolder.parse(text) for text in polyp_free or ()]
        if count := folds or seeds:
            from training.commands.shared import progress
            from training.fit.fit_series import create_series

            with progress("Reading the pairs") as on_progress:
                kind: SeriesKind = "folds" if folds else "seeds"
                create_series(out, roots, config, kind, count, split, on_progress, answers, folders)
            _train_series(out)
        else:
            _start(RunFolder(out), roots, config, split, answers, folders)
    else:
        raise TrainingError("Give the folders of pairs and a folder for the run: polyp-train fit ROOT... --out RUN")


def _resume(folder: RunFolder, config: FitConfig) -> None:
    from training.fit.create_run import change_run
    from training.fit.fit import train

    change_run(folder, config)
    train(folder)


def _resume_series(folder: Path, assignments: Sequence[str]) -> None:
    from training.fit.fit_series import change_series

    change_series(folder, assignments)
    _train_series(folder)


def _train_series(folder: Path) -> None:
    from training.fit.fit_series import train_series

    table = train_series(
        folder, lambda name, number, count: typer.echo(f"Run {number} of {count}: {folder / name}", err=True)
    )
    if table is None:
        typer.echo(f'The series was stopped. Resume it: polyp-train fit --resume "{folder}"', err=True)
    else:
        typer.echo(printable(table), nl=False)


def _start(
    folder: RunFolder,
    roots: list[Path],
    config: FitConfig,
    split: Path | None,
    answers: MaskAnswers,
    polyp_free: Sequence[PolypFreeFolder],
) -> None:
    from training.commands.shared import progress
    from training.fit.create_run import create_run, wait_for_run
    from training.fit.devices import is_first_process
    from training.fit.fit import train

    # Of several processes the first prepares the folder; on other machines they start at the same time and wait for it.
    if is_first_process():
        with progress("Reading the pairs") as on_progress:
            create_run(folder, roots, config, split, on_progress, answers, polyp_free)
    else:
        wait_for_run(folder)
    train(folder)
