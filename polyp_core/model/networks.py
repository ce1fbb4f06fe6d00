"""Builds PyTorch networks from their specifications. Imports torch."""

import warnings
from collections import OrderedDict
from typing import Any

import segmentation_models_pytorch as smp
import torch
from segmentation_models_pytorch.base import SegmentationHead
from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder
from torch import Tensor, nn

from polyp_core.errors import ModelFileError
from polyp_core.model.network_spec import EnsembleSpec, MemberSpec, NetworkSpec, near_matches

_CHANNELS_ARGUMENT = {
    **dict.fromkeys(("Unet", "UnetPlusPlus", "MAnet", "DeepLabV3", "DeepLabV3Plus", "UPerNet"), "decoder_channels"),
    "FPN": "decoder_pyramid_channels",
    "PSPNet": "psp_out_channels",
    "Segformer": "decoder_segmentation_channels",
    "PAN": "decoder_channels",
}
_DROPOUT_ARGUMENT = {
    "FPN": "decoder_dropout",
    "PSPNet": "psp_dropout",
    "DeepLabV3": "decoder_aspp_dropout",
    "DeepLabV3Plus": "decoder_aspp_dropout",
}
_SINGLE_CHANNEL_COUNT = ("FPN", "PSPNet", "Segformer", "DeepLabV3", "DeepLabV3Plus", "UPerNet", "PAN")


def resunet(encoder_weights: str | None = None) -> nn.Module:
    """A U-Net with a ResNet34 encoder: N x 3 x S x S normalised RGB to N x 1 x S x S logits, S a multiple of 32.

    Each decoder step concatenates the encoder's features of the same size and applies two (conv, batch norm, ReLU)
    blocks (Ronneberger et al. 2015, He et al. 2016). `encoder_weights` = "imagenet" downloads weights, for training.
    """
    network: nn.Module = smp.Unet("resnet34", encoder_weights=encoder_weights, classes=1)
    return network


def unet(width: int = 32) -> nn.Module:
    """The plain U-Net of Ronneberger et al. 2015 as a baseline, with the input and output of `resunet`.

    Uses padded convolutions with batch normalisation; `width` channels in the first of five steps, doubled in each
    further step.
    """
    return _Unet([width * 2**step for step in range(5)])


def build_network(spec: NetworkSpec | EnsembleSpec, dropout: float = 0.0) -> nn.Module:
    """Builds the network or the ensemble of `spec` with random weights; call it through `logits_of`.

    `dropout` is the dropout rate of the decoder's output in training. Raises ModelFileError if smp and timm have no
    encoder of that name and depth.
    """
    if isinstance(spec, EnsembleSpec):
        return Ensemble(spec)
    if spec.architecture == "unet":
        return unet()
    if spec.architecture == "resunet" and not spec.presence_head and not dropout:
        return resunet()
    name = "Unet" if spec.architecture == "resunet" else spec.architecture
    is_shortened = (
        spec.decoder_channels is not None and name == "Unet" and len(spec.decoder_channels) < spec.encoder_depth
    )
    arguments: dict[str, Any] = {"encoder_name": spec.encoder, "encoder_depth": spec.encoder_depth}
    if spec.presence_head:
        arguments["aux_params"] = {"classes": 1, "pooling": "avg", "dropout": dropout or None}
    if spec.decoder_channels is not None and not is_shortened:
        channels = spec.decoder_channels[0] if name in _SINGLE_CHANNEL_COUNT else spec.decoder_channels
        arguments[_CHANNELS_ARGUMENT[name]] = channels
    elif name == "Unet" and spec.encoder_depth < 5:
        arguments["decoder_channels"] = (256, 128, 64, 32, 16)[: spec.encoder_depth]
    if dropout and name in _DROPOUT_ARGUMENT:
        arguments[_DROPOUT_ARGUMENT[name]] = dropout
    network = _build_smp(name, arguments)
    if is_shortened:
        assert spec.decoder_channels is not None
        _shorten_decoder(network, spec.decoder_channels)
    if dropout and name not in _DROPOUT_ARGUMENT:
        network.get_submodule("decoder").register_forward_hook(
            lambda module, inputs, output: nn.functional.dropout2d(output, dropout, module.training)
        )
    return network


def logits_of(network: nn.Module, images: Tensor) -> tuple[Tensor, Tensor | None]:
    """Returns the logits of the mask (N x 1 x S x S) and of the presence (N; None without a presence head).

    `images` is N x 3 x S x S normalised RGB. A coarser output is upsampled bilinearly to the input's size.
    """
    output = network(images)
    mask, presence = output if isinstance(output, tuple) else (output, None)
    return _bilinear(mask, images.shape[-1]), None if presence is None else presence[:, 0]


class Ensemble(nn.Module):
    """Averages the logits of several networks: input and output as `logits_of`, of masks as large as the input.

    Each member receives the picture resized to its side and normalised as it was in its training. The mean of logits is
    the logit of the normalised geometric mean of the probabilities. Averaging over mirror images is test-time
    augmentation.
    """

    def __init__(self, spec: EnsembleSpec) -> None:
        super().__init__()
        self.members = nn.ModuleList(build_network(member) for member in spec.members)
        self._specs = spec.members
        self._mirrored = spec.mirrored

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor] | Tensor:
        """Returns logits of the mask (N x 1 x S x S) and, with presence heads, of the presence (N x 1)."""
        found = [
            output
            for network, spec in zip(self.members, self._specs, strict=True)
            for output in self._outputs(network, self._input_of(spec, images), images.shape[-1])
        ]
        mask = torch.stack([each for each, _ in found]).mean(0)
        presences = [each for _, each in found if each is not None]
        return (mask, torch.stack(presences).mean(0)[:, None]) if presences else mask

    def _input_of(self, spec: MemberSpec, images: Tensor) -> Tensor:
        resized = _bilinear(images, spec.input_size)
        first = self._specs[0]
        if (spec.mean, spec.std) == (first.mean, first.std):
            return resized
        mean, std, own_mean, own_std = (
            resized.new_tensor(values).view(1, 3, 1, 1) for values in (first.mean, first.std, spec.mean, spec.std)
        )
        return resized * (std / own_std) + (mean - own_mean) / own_std

    def _outputs(self, network: nn.Module, images: Tensor, side_px: int) -> list[tuple[Tensor, Tensor | None]]:
        mask, presence = logits_of(network, images)
        outputs = [(_bilinear(mask, side_px), presence)]
        if self._mirrored:
            mask, presence = logits_of(network, images.flip(3))
            outputs.append((_bilinear(mask.flip(3), side_px), presence))
        return outputs


def _bilinear(images: Tensor, side_px: int) -> Tensor:
    if images.shape[-1] == side_px:
        return images
    return nn.functional.interpolate(images, (side_px, side_px), mode="bilinear", align_corners=False)


def encoder_names() -> list[str]:
    """Returns the names of smp's own encoders; those of timm are named `tu-` plus timm's name."""
    return sorted(name for name in smp.encoders.encoders if not name.startswith("tu-"))


def _build_smp(name: str, arguments: dict[str, Any]) -> nn.Module:
    encoder, depth = arguments["encoder_name"], arguments["encoder_depth"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # smp warns of encoders whose names are deprecated
            network: nn.Module = getattr(smp, name)(encoder_weights=None, classes=1, **arguments)
    except (KeyError, RuntimeError, ValueError, TypeError, AssertionError, IndexError, AttributeError) as error:
        if not _has_encoder(encoder):
            raise ModelFileError(
                "There is no encoder {encoder} in segmentation_models_pytorch or timm.{similar}",
                encoder=encoder,
                similar=_similar_encoders(encoder),
            ) from error
        reason = str(error).strip("'\"").partition("\n")[0]
        raise ModelFileError(
            "The network {name} cannot be built on the encoder {encoder} with a depth of {depth}: {reason}.",
            name=name,
            encoder=encoder,
            depth=depth,
            reason=reason.rstrip("."),
        ) from error
    return network


def _has_encoder(encoder: str) -> bool:
    import timm

    if encoder.startswith("tu-"):
        return bool(timm.is_model(encoder.removeprefix("tu-")))
    return encoder in smp.encoders.encoders


def _similar_encoders(encoder: str) -> str:
    import timm

    return near_matches(encoder, [*encoder_names(), *(f"tu-{name}" for name in timm.list_models())])


def _shorten_decoder(network: nn.Module, channels: tuple[int, ...]) -> None:
    """Replaces the decoder and head of a Unet of smp by ones with fewer steps than the encoder."""
    encoder = network.get_submodule("encoder")
    decoder = UnetDecoder(encoder.out_channels, channels, n_blocks=len(channels))
    network.decoder = decoder
    network.segmentation_head = SegmentationHead(channels[-1], 1, kernel_size=3)
    network.initialize()  # type: ignore[operator]


class _Unet(nn.Module):
    def __init__(self, widths: list[int]) -> None:
        super().__init__()
        self.down = nn.ModuleList(_two_convolutions(*pair) for pair in zip([3, *widths], widths, strict=False))
        steps = list(zip(widths[:0:-1], widths[-2::-1], strict=True))
        self.grow = nn.ModuleList(nn.ConvTranspose2d(wide, narrow, 2, stride=2) for wide, narrow in steps)
        self.up = nn.ModuleList(_two_convolutions(2 * narrow, narrow) for _, narrow in steps)
        self.head = nn.Conv2d(widths[0], 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        skips = [x := self.down[0](x)]
        for down in self.down[1:]:
            skips.append(x := down(nn.functional.max_pool2d(x, 2)))
        skips.pop()
        for grow, up in zip(self.grow, self.up, strict=True):
            x = up(torch.cat([skips.pop(), grow(x)], dim=1))
        logits: torch.Tensor = self.head(x)
        return logits


def _two_convolutions(channels_in: int, channels_out: int) -> nn.Sequential:
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False),
            norm1=nn.BatchNorm2d(channels_out),
            relu1=nn.ReLU(inplace=True),
            conv2=nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False),
            norm2=nn.BatchNorm2d(channels_out),
            relu2=nn.ReLU(inplace=True),
        )
    )
