"""`polyp-train package`: a run's best model, calibrated and scored, as a model file to share."""

from pathlib import Path
from typing import Annotated

import typer

from training.commands.shared import progress


def package(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="Where the model file goes; the run's folder unless given.")] = None,
    name: Annotated[str | None, typer.Option(help="What the model is called.")] = None,
    licence: Annotated[str | None, typer.Option(help="The terms it comes under.")] = None,
    scores: Annotated[
        list[Path] | None, typer.Option(help="What evaluate --json printed for this run's model, to put into the card.")
    ] = None,
) -> None:
    """Choose threshold and smallest region, score the model on its validation pairs, and write the model file."""
    from training.packaging.package import package_model
    from training.runs.finish import finish_run
    from training.runs.run_folder import RunFolder

    folder = RunFolder(run)
    folder.read_record()
    evaluations = [path.read_text(encoding="utf-8") for path in scores or ()]
    if not folder.evaluation_file.exists():
        with progress("Scoring validation pairs") as on_progress:
            finish_run(folder, on_progress)
    model = package_model(folder, out or folder.model_file, name=name, licence=licence, evaluations=evaluations)
    typer.echo(f"{model.path} (SHA-256 {model.sha256[:16]})")
