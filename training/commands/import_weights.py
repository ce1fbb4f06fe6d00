"""`polyp-train import-weights`: a model file from a PyTorch checkpoint."""

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.printable import printable


def _checked_side(side_px: int) -> int:
    if side_px % 32 or not 32 <= side_px <= 2048:
        raise typer.BadParameter(f"The side must be a multiple of 32 from 32 to 2048, not {side_px}.")
    return side_px


def import_weights(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .pth or .safetensors file.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The model file to write.")],
    name: Annotated[str | None, typer.Option(help="What the model is called; the file's name unless given.")] = None,
    side_px: Annotated[
        int, typer.Option("--side", callback=_checked_side, help="Side of the square that the network was trained on.")
    ] = 256,
    licence: Annotated[str, typer.Option(help="The terms it comes under.")] = "unknown: ask who made the weights",
) -> None:
    """Make a model file of a network's saved state; the file is read without running what it holds."""
    from polyp_core.input_protection import refuse_overlap
    from training.packaging import legacy_weights

    refuse_overlap([out], [source])
    model = legacy_weights.import_weights(source, out, name=name or source.stem, side_px=side_px, licence=licence)
    typer.echo(f"{printable(model.path)} ({model.card.architecture}, SHA-256 {model.sha256[:16]})")
