"""`polyp-train import-weights`: a model file from a PyTorch checkpoint."""

from pathlib import Path
from typing import Annotated

import typer


def import_weights(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .pth or .safetensors file.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The model file to write.")],
    name: Annotated[str | None, typer.Option(help="What the model is called; the file's name unless given.")] = None,
    side_px: Annotated[int, typer.Option("--side", help="Side of the square that the network was trained on.")] = 256,
    licence: Annotated[str, typer.Option(help="The terms it comes under.")] = "unknown: ask who made the weights",
) -> None:
    """Make a model file of a network's saved state; the file is read without running what it holds."""
    from training.packaging import legacy_weights

    model = legacy_weights.import_weights(source, out, name=name or source.stem, side_px=side_px, licence=licence)
    typer.echo(f"{model.path} ({model.card.architecture}, SHA-256 {model.sha256[:16]})")
