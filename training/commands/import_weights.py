"""`polyp-train import-weights`: makes a model file from a PyTorch checkpoint."""

from pathlib import Path
from typing import Annotated

import typer

from polyp_core.errors import ModelFileError
from polyp_core.printable_names import printable


def _checked_side(side_px: int) -> int:
    if side_px % 32 or not 32 <= side_px <= 2048:
        raise typer.BadParameter(f"The side must be a multiple of 32 from 32 to 2048, not {side_px}.")
    return side_px


def _channels(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _checked_channels(text: str | None) -> str | None:
    try:
        if text is not None and min(_channels(text)) < 1:
            raise ValueError
    except ValueError:
        raise typer.BadParameter(f"Write the channels as numbers, such as 96,64,48, not {text}.") from None
    return text


def import_weights(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .pth or .safetensors file.", show_default=False)],
    out: Annotated[Path, typer.Option(help="The model file to write.")],
    name: Annotated[str | None, typer.Option(help="The model's name; by default the file's name.")] = None,
    side_px: Annotated[
        int, typer.Option("--side", callback=_checked_side, help="Side of the square that the network was trained on.")
    ] = 256,
    architecture: Annotated[
        str | None,
        typer.Option(help="The network: resunet, unet, or one of smp's such as Unet; by default recognised."),
    ] = None,
    encoder: Annotated[
        str | None, typer.Option(help="Its encoder by smp's name, such as resnet34; by default recognised.")
    ] = None,
    encoder_depth: Annotated[
        int | None, typer.Option(min=3, max=5, help="Number of downsampling steps of the encoder.")
    ] = None,
    decoder_channels: Annotated[
        str | None,
        typer.Option(
            metavar="N,N,...", callback=_checked_channels, help="Channels of the decoder's steps, such as 96,64,48."
        ),
    ] = None,
    presence: Annotated[
        bool | None,
        typer.Option("--presence/--no-presence", help="Whether it has a presence head.", show_default=False),
    ] = None,
    licence: Annotated[str, typer.Option(help="The licence of the weights.")] = "unknown: ask who made the weights",
) -> None:
    """Make a model file from a network's state dict; the file is read without executing code in it."""
    from polyp_core.files.input_protection import refuse_overlap
    from training.packaging import legacy_weights
    from training.packaging.recognise import NetworkHints

    refuse_overlap([out], [source])
    _refuse_unknown_names(architecture, encoder)
    hints = NetworkHints(
        architecture=architecture,
        encoder=encoder,
        encoder_depth=encoder_depth,
        decoder_channels=_channels(decoder_channels) if decoder_channels else None,
        presence_head=presence,
    )
    model = legacy_weights.import_weights(
        source, out, name=name or source.stem, side_px=side_px, licence=licence, hints=hints
    )
    typer.echo(f"{printable(model.path)} ({model.card.network.title}, SHA-256 {model.sha256[:16]})")


def _refuse_unknown_names(architecture: str | None, encoder: str | None) -> None:
    """Raises ModelFileError that names similar names."""
    from polyp_core.model.network_spec import ARCHITECTURES, near_matches
    from training.config.encoders import encoder_problem

    if architecture is not None and architecture not in ARCHITECTURES:
        near = near_matches(architecture, ARCHITECTURES)
        raise ModelFileError(f"There is no network {architecture}.{near} The networks are {', '.join(ARCHITECTURES)}.")
    if encoder is not None and (problem := encoder_problem(encoder)):
        raise ModelFileError(problem)
