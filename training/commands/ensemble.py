"""`polyp-train ensemble`: joins models to one whose output is the mean of theirs."""

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.printable_names import printable


def ensemble(
    models: Annotated[list[Path], typer.Argument(metavar="MODEL...", help="Model files.", show_default=False)],
    run: Annotated[
        Path, typer.Option(help="A run whose validation pictures calibrate and score the ensemble.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="The folder of the new run.")],
    side: Annotated[
        list[int] | None,
        typer.Option(
            help="The side in pixels at which a model receives the picture, one for each; by default its own."
        ),
    ] = None,
    mirrored: Annotated[
        bool, typer.Option(help="Also average over the mirror image of the picture: twice the work, better borders.")
    ] = False,
) -> None:
    """Join models to an ensemble, which averages their outputs; package then calibrates and scores the result."""
    from polyp_core.model.model_file import read_model_file
    from training.datasets.picture_hashes import format_seen
    from training.datasets.splits import choose
    from training.packaging.ensemble import make_ensemble
    from training.runs.run_folder import RunFolder
    from training.runs.run_samples import run_samples

    members = [read_model_file(path) for path in models]
    source = RunFolder(run)
    validation = choose(source.read_split(), run_samples(source.read_record())).validation
    for member in members:
        if warning := format_seen(member.card, validation):
            typer.echo(warning, err=True)
    sides_px = side or [member.card.input_size for member in members]
    made = make_ensemble(members, sides_px, source, RunFolder(out), mirrored=mirrored)
    typer.echo(f"{printable(made.path)} (SHA-256 {made.sha256[:16]})")
    typer.echo(f"Calibrate and score it: polyp-train package {printable(out)}")
