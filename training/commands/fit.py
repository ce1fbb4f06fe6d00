"""`polyp-train fit`: trains a network on image and mask pairs."""

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.errors import TrainingError


def fit(
    roots: Annotated[list[Path] | None, typer.Argument(help="Folders that hold image and mask pairs.")] = None,
    out: Annotated[Path | None, typer.Option(help="The run's folder; made where it is not there.")] = None,
    preset: Annotated[str, typer.Option(help="baseline, enhanced or shipped.")] = "enhanced",
    config_file: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Take all settings from a file, as --show-config prints them."),
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
    resume: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Go on with a run from its last complete epoch.")
    ] = None,
    show_config: Annotated[bool, typer.Option("--show-config", help="Print the config and stop.")] = False,
) -> None:
    """Train a network on image and mask pairs."""
    from training.config import changed, make_config, read_config
    from training.runs.run_folder import RunFolder

    if resume is not None:
        folder = RunFolder(resume)
        record = folder.read_record()
        if roots or split or start_from or hold_out or config_file:
            raise TrainingError(
                "A run that goes on keeps its folders, split and start: give --resume RUN and --set alone."
            )
        config = changed(record.config, assignments or ())
        if config != record.config:
            folder.write_record(record.model_copy(update={"config": config}))
    elif config_file is not None:
        if start_from or encoder_weights or hold_out:
            raise TrainingError("A config says all of that itself: give --config FILE and --set alone.")
        config = changed(read_config(config_file), assignments or ())
        folder = RunFolder(out or Path())
    else:
        config = make_config(
            preset,
            assignments or (),
            start_from=start_from,
            encoder_weights=encoder_weights or ("none" if start_from else None),
            hold_out=tuple(hold_out) if hold_out else None,
        )
        folder = RunFolder(out or Path())
    if show_config:
        typer.echo(config.model_dump_json(indent=1))
        return
    if resume is None and not (roots and out):
        raise TrainingError("Give the folders of pairs and a folder for the run: polyp-train fit ROOT... --out RUN")

    from training.fitting.fit import create_run, is_first_process, train, wait_for_run

    # Of several processes the first prepares the folder; on other machines they start at the same time.
    if resume is None and is_first_process():
        from training.commands.shared import progress

        with progress("Looking at the pairs") as on_progress:
            create_run(folder, roots or [], config, split, on_progress)
    elif resume is None:
        wait_for_run(folder)
    train(folder)
