"""Recognises the network of a saved state by its tensors."""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import segmentation_models_pytorch as smp
import torch
from pydantic import ValidationError
from torch import Size, Tensor, nn
from torch.overrides import TorchFunctionMode

from polyp_core.display_text import FilledText, filled
from polyp_core.errors import ModelFileError
from polyp_core.model.network_spec import SMP_ARCHITECTURES, STUDY_NETWORKS, NetworkSpec, reason_of, spec_of
from polyp_core.model.networks import build_network, encoder_names
from training.config.encoders import COMMON_ENCODERS

log = logging.getLogger(__name__)

Shapes = Mapping[str, Size]

_FILLING = (Tensor.normal_, Tensor.uniform_, Tensor.fill_, Tensor.zero_)
_HEAD = "classification_head."
_HINTS: Mapping[str, str] = {
    "decoder.blocks.x_0_0.": "UnetPlusPlus",
    "decoder.center.": "MAnet",
    "decoder.blocks.0.block.": "Linknet",
    "decoder.p5.": "FPN",
    "decoder.aspp.": "DeepLabV3Plus",
    "decoder.0.": "DeepLabV3",
    "decoder.fpa.": "PAN",
    "decoder.mlp_stage": "Segformer",
    "decoder.reassemble": "DPT",
    "decoder.fpn": "UPerNet",
    "decoder.psp.": "PSPNet",
    "decoder.blocks.0.conv1.": "Unet",
}
"""Prefixes of the tensor names of each architecture; the first that fits decides."""


@dataclass(frozen=True, slots=True)
class NetworkHints:
    """What is known of a network in addition to its tensors; None is to be determined."""

    architecture: str | None = None
    encoder: str | None = None
    encoder_depth: int | None = None
    decoder_channels: tuple[int, ...] | None = None
    presence_head: bool | None = None


NO_HINTS = NetworkHints()


class NotRecognisedError(ValueError):
    """Tensors that belong to no network; `reason` says why, as the end of a sentence about them."""

    def __init__(self, reason: FilledText) -> None:
        super().__init__(reason)
        self.reason = reason


def recognise(state: Mapping[str, Tensor], hints: NetworkHints) -> NetworkSpec:
    """Returns the network whose tensors have the names and shapes of `state`; parts given by `hints` are fixed.

    The study's networks are tried first, then the architecture suggested by the tensor names, on the common encoders
    and on smp's own. Raises NotRecognisedError if none fits, ModelFileError if `hints` give no valid network.
    """
    shapes = {name: value.shape for name, value in state.items()}
    if hints.presence_head is None:
        hints = replace(hints, presence_head=any(name.startswith(_HEAD) for name in shapes))
    likely = hints.architecture or _suggested_architecture(shapes)
    for spec in _candidates(shapes, hints, likely):
        if _shapes_of(spec, must_exist=hints.encoder is not None) == shapes:
            return spec
    raise NotRecognisedError(_format_reason(hints, likely))


def _candidates(shapes: Shapes, hints: NetworkHints, likely: str | None) -> Iterator[NetworkSpec]:
    architectures = [hints.architecture] if hints.architecture else [*STUDY_NETWORKS, *([likely] if likely else [])]
    for architecture in architectures:
        if architecture in STUDY_NETWORKS:
            encoders: Iterable[str | None] = [hints.encoder]
            depths: tuple[int, ...] = (hints.encoder_depth or 5,)
        else:
            encoders = [hints.encoder] if hints.encoder else _fitting_encoders(shapes)
            depths = (hints.encoder_depth,) if hints.encoder_depth else (5, 4, 3)
        for encoder in encoders:
            for depth in depths:
                try:
                    yield spec_of(
                        architecture,
                        encoder,
                        encoder_depth=depth,
                        decoder_channels=hints.decoder_channels or _channels(shapes, architecture),
                        presence_head=bool(hints.presence_head),
                    )
                except ValidationError as error:
                    if hints.architecture and hints.encoder:
                        reason = reason_of(dict(error.errors()[0]))
                        raise ModelFileError("There is no such network: {reason}.", reason=reason) from error


def _suggested_architecture(shapes: Shapes) -> str | None:
    if not any(name.startswith("encoder.") for name in shapes):
        return None
    return next((hint for start, hint in _HINTS.items() if any(name.startswith(start) for name in shapes)), None)


def _channels(shapes: Shapes, architecture: str) -> tuple[int, ...] | None:
    """Returns the channels of a Unet's decoder from its tensors; other decoders use their defaults unless given."""
    if architecture != "Unet":
        return None
    found: list[int] = []
    while shape := shapes.get(f"decoder.blocks.{len(found)}.conv1.0.weight"):
        found.append(shape[0])
    return tuple(found) or None


def _fitting_encoders(shapes: Shapes) -> Iterator[str]:
    """Yields the encoders whose tensors have the shapes in `shapes`, the common ones first."""
    own = {name: shape for name, shape in shapes.items() if name.startswith("encoder.")}
    is_mix_transformer = any(name.startswith("encoder.patch_embed1.") for name in own)
    for encoder in dict.fromkeys([*COMMON_ENCODERS, *encoder_names()]):
        # These are slow to create, and only with values.
        if encoder.startswith("mit_") != is_mix_transformer:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = _without_values(partial(smp.encoders.get_encoder, encoder, weights=None))
        except (KeyError, RuntimeError, ValueError, TypeError) as error:
            log.debug("The encoder %s is left out: %s", encoder, error)
            continue
        if {f"encoder.{name}": shape for name, shape in made.items()} == own:
            yield encoder


def _shapes_of(spec: NetworkSpec, *, must_exist: bool) -> Shapes | None:
    """Returns None if there is no such network and `must_exist` is False."""
    try:
        return _without_values(partial(build_network, spec))
    except ModelFileError:
        if must_exist:
            raise
        return None


def _without_values(make: Callable[[], nn.Module]) -> dict[str, Size]:
    """Returns the shapes of what `make` creates, if possible without initialising values, which takes seconds."""
    try:
        with torch.device("meta"), _WithoutInitialisation():
            made = make()
    except (ModelFileError, RuntimeError, NotImplementedError):  # some networks compute with values while being created
        made = make()
    return {name: value.shape for name, value in made.state_dict().items()}


class _WithoutInitialisation(TorchFunctionMode):
    """Skips the functions that fill a new tensor, which take most of the time even where it has no values."""

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        if func in _FILLING or getattr(func, "__module__", "") == nn.init.__name__:
            return kwargs["tensor"] if "tensor" in kwargs else args[0]
        return func(*args, **kwargs)


def _format_reason(hints: NetworkHints, likely: str | None) -> FilledText:
    if hints.architecture and (hints.encoder or hints.architecture in STUDY_NETWORKS):
        title = hints.architecture
        if hints.encoder:
            title = filled("{network} on {encoder}", network=hints.architecture, encoder=hints.encoder)
        return filled(
            "are not those of {title}. Check --encoder-depth, --decoder-channels and --presence, or leave out what is "
            "not sure, so that it is found",
            title=title,
        )
    if likely and likely not in STUDY_NETWORKS:
        return filled(
            "look like those of {likely} of segmentation_models_pytorch, but its encoder or decoder was not "
            "recognised. Name them with --encoder, --encoder-depth and --decoder-channels",
            likely=likely,
        )
    return filled(
        "are not those of a network that Polyp Viewer supports ({names}), nor of one of segmentation_models_pytorch "
        "({others})",
        names=", ".join(STUDY_NETWORKS),
        others=", ".join(SMP_ARCHITECTURES),
    )
