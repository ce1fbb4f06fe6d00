"""`polyp-train fit`: trains a network on image and mask pairs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.errors import TrainingError
from polyp_core.files.json_files import json_text
from polyp_core.printable_names import printable
from training.commands.shared import InvertMasks, LabelValues, PolypFree

if TYPE_CHECKING:
    from training.config.fit_config import FitConfig
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.polyp_free import PolypFreeFolder
    from training.runs.run_folder import RunFolder
    from training.runs.run_series import SeriesKind

FEWEST_RUNS, MOST_RUNS = 2, 100  # of a series


def fit(
    roots: Annotated[list[Path] | None, typer.Argument(help="Folders that hold image and mask pairs.")] = None,
    out: Annotated[Path | None, typer.Option(help="The run's folder; made where it is not there.")] = None,
    preset: Annotated[
        str | None,
        typer.Option(help="baseline, enhanced, shipped or light; enhanced unless given.", show_default=False),
    ] = None,
    config_file: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="Take all settings from a file: a run's config.json, or what --show-config printed.",
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Any field of the config, such as epochs=10 or augment.blur=0."
        ),
    ] = None,
    start_from: Annotated[
        Path | None, typer.Option("--from", metavar="MODEL_FILE", help="Start from the weights of one of our models.")
    ] = None,
    teacher: Annotated[
        Path | None,
        typer.Option(metavar="MODEL_FILE", help="Also learn from the probabilities of one of our models."),
    ] = None,
    encoder_weights: Annotated[
        str | None, typer.Option(help="imagenet (fetched from the network), a FILE of ResNet34 weights, or none.")
    ] = None,
    split: Annotated[
        Path | None, typer.Option(help="A split file: another run's split.json, or what scan --write-split wrote.")
    ] = None,
    hold_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATASET[:validation]", help="Keep a dataset, or its published validation list, for tests."
        ),
    ] = None,
    polyp_free: PolypFree = None,
    folds: Annotated[
        int | None,
        typer.Option(
            min=FEWEST_RUNS, max=MOST_RUNS, help="Cross-validate: one run for each fold, in folders below --out."
        ),
    ] = None,
    seeds: Annotated[
        int | None,
        typer.Option(min=FEWEST_RUNS, max=MOST_RUNS, help="Repeat the run with as many seeds, in folders below --out."),
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Go on with a run or a series from the last complete epoch.")
    ] = None,
    logger: Annotated[
        str | None,
        typer.Option(help="tensorboard or csv: also write scores for it; none unless given.", show_default=False),
    ] = None,
    label_values: LabelValues = None,
    invert_masks: InvertMasks = None,
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
        _go_on_with_series(resume, options.all_assignments())
    elif resume is not None:
        _go_on(RunFolder(resume), config)
    elif roots and out:
        answers = MaskAnswers.parse(label_values or (), invert_masks)
        from training.datasets.polyp_free import PolypFreeFolder

        folders = [PolypFreeFolder.parse(text) for text in polyp_free or ()]
        if count := folds or seeds:
            from training.commands.shared import progress
            from training.fit.fit_series import create_series

            with progress("Looking at the pairs") as on_progress:
                kind: SeriesKind = "folds" if folds else "seeds"
                create_series(out, roots, config, kind, count, split, on_progress, answers, folders)
            _train_series(out)
        else:
            _begin(RunFolder(out), roots, config, split, answers, folders)
    else:
        raise TrainingError("Give the folders of pairs and a folder for the run: polyp-train fit ROOT... --out RUN")


def _go_on(folder: RunFolder, config: FitConfig) -> None:
    from training.fit.fit import change_run, train

    change_run(folder, config)
    train(folder)


def _go_on_with_series(folder: Path, assignments: Sequence[str]) -> None:
    from training.fit.fit_series import change_series

    change_series(folder, assignments)
    _train_series(folder)


def _train_series(folder: Path) -> None:
    from training.fit.fit_series import train_series

    table = train_series(
        folder, lambda name, number, count: typer.echo(f"Run {number} of {count}: {folder / name}", err=True)
    )
    if table is None:
        typer.echo(f'The series was stopped. Go on with it: polyp-train fit --resume "{folder}"', err=True)
    else:
        typer.echo(printable(table), nl=False)


def _begin(
    folder: RunFolder,
    roots: list[Path],
    config: FitConfig,
    split: Path | None,
    answers: MaskAnswers,
    polyp_free: Sequence[PolypFreeFolder],
) -> None:
    from training.commands.shared import progress
    from training.fit.fit import create_run, is_first_process, train, wait_for_run

    # Of several processes the first prepares the folder; on other machines they start at the same time.
    if is_first_process():
        with progress("Looking at the pairs") as on_progress:
            create_run(folder, roots, config, split, on_progress, answers, polyp_free)
    else:
        wait_for_run(folder)
    train(folder)
