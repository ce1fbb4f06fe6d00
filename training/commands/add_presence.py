"""`polyp-train add-presence`: adds a presence head to a model whose masks stay as they are."""

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.printable_names import printable
from training.commands.shared import progress


def add_presence(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="A model file.", show_default=False)],
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN", help="A run whose training pairs and polyp-free pictures are used.", show_default=False
        ),
    ],
    out: Annotated[Path, typer.Option(help="The folder of the new run.")],
) -> None:
    """Add a presence head to a model, trained in minutes on the CPU; package then calibrates and scores the result."""
    from polyp_core.model.model_file import read_model_file
    from training.fit.presence_head import add_presence_head
    from training.runs.run_folder import RunFolder

    with progress("Reading features") as on_progress:
        made = add_presence_head(read_model_file(model), RunFolder(run), RunFolder(out), on_progress)
    typer.echo(f"{printable(made.path)} (SHA-256 {made.sha256[:16]})")
    typer.echo(f"Calibrate and score it: polyp-train package {printable(out)}")
