"""The networks, built from their specs. One of the places that import torch."""

import warnings
from collections import OrderedDict
from typing import Any

import segmentation_models_pytorch as smp
import torch
from segmentation_models_pytorch.base import SegmentationHead
from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder
from torch import Tensor, nn

from polyp_core.errors import ModelFileError
from polyp_core.model.network_spec import NetworkSpec, near_matches

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
_ONE_NUMBER = ("FPN", "PSPNet", "Segformer", "DeepLabV3", "DeepLabV3Plus", "UPerNet", "PAN")


def resunet(encoder_weights: str | None = None) -> nn.Module:
    """A U-Net whose encoder is a ResNet34: N x 3 x S x S normalised RGB to N x 1 x S x S logits, S a multiple of 32.

    The decoder makes two (conv, batch norm, ReLU) of each step and takes the encoder's features of the same size
    beside its own (Ronneberger et al. 2015, He et al. 2016). `encoder_weights` = "imagenet" fetches weights from the
    internet and is for training alone.
    """
    network: nn.Module = smp.Unet("resnet34", encoder_weights=encoder_weights, classes=1)
    return network


def unet(width: int = 32) -> nn.Module:
    """The plain U-Net of Ronneberger et al. 2015, as a baseline: the input and output of `resunet`.

    Convolutions keep the size and are batch normalised; `width` channels on the first of five steps, doubled on each
    of the others.
    """
    return _Unet([width * 2**step for step in range(5)])


def build_network(spec: NetworkSpec, dropout: float = 0.0) -> nn.Module:
    """The network of `spec` with random weights; call it through `logits_of`.

    `dropout` is the share of what the decoder passes on that is left out while training; it has no weights. Raises
    ModelFileError where smp and timm have no encoder of that name, or not of that depth.
    """
    if spec.architecture == "unet":
        return unet()
    if spec.architecture == "resunet" and not spec.presence_head and not dropout:
        return resunet()
    name = "Unet" if spec.architecture == "resunet" else spec.architecture
    short = spec.decoder_channels is not None and name == "Unet" and len(spec.decoder_channels) < spec.encoder_depth
    arguments: dict[str, Any] = {"encoder_name": spec.encoder, "encoder_depth": spec.encoder_depth}
    if spec.presence_head:
        arguments["aux_params"] = {"classes": 1, "pooling": "avg", "dropout": dropout or None}
    if spec.decoder_channels is not None and not short:
        channels = spec.decoder_channels[0] if name in _ONE_NUMBER else spec.decoder_channels
        arguments[_CHANNELS_ARGUMENT[name]] = channels
    elif name == "Unet" and spec.encoder_depth < 5:
        arguments["decoder_channels"] = (256, 128, 64, 32, 16)[: spec.encoder_depth]
    if dropout and name in _DROPOUT_ARGUMENT:
        arguments[_DROPOUT_ARGUMENT[name]] = dropout
    network = _built(name, arguments)
    if short:
        assert spec.decoder_channels is not None
        _shorten(network, spec.decoder_channels)
    if dropout and name not in _DROPOUT_ARGUMENT:
        network.get_submodule("decoder").register_forward_hook(
            lambda module, taken, given: nn.functional.dropout2d(given, dropout, module.training)
        )
    return network


def logits_of(network: nn.Module, images: Tensor) -> tuple[Tensor, Tensor | None]:
    """Logits of the mask (N x 1 x S x S) and of the presence of a polyp (N; None without that head).

    `images` is N x 3 x S x S normalised RGB. What a network gives at a coarser scale is brought to the side of its
    input bilinearly.
    """
    given = network(images)
    mask, presence = given if isinstance(given, tuple) else (given, None)
    if mask.shape[-2:] != images.shape[-2:]:
        mask = nn.functional.interpolate(mask, images.shape[-2:], mode="bilinear", align_corners=False)
    return mask, None if presence is None else presence[:, 0]


def encoder_names() -> list[str]:
    """The encoders that smp has of its own; any other of timm goes by its name with `tu-` before."""
    return sorted(name for name in smp.encoders.encoders if not name.startswith("tu-"))


def _built(name: str, arguments: dict[str, Any]) -> nn.Module:
    encoder, depth = arguments["encoder_name"], arguments["encoder_depth"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # smp warns of encoders whose names are deprecated
            network: nn.Module = getattr(smp, name)(encoder_weights=None, classes=1, **arguments)
    except (KeyError, RuntimeError, ValueError, TypeError, AssertionError, IndexError, AttributeError) as error:
        if not _has_encoder(encoder):
            raise ModelFileError(
                f"There is no encoder {encoder} in segmentation_models_pytorch or timm.{_near_encoders(encoder)}"
            ) from error
        reason = str(error).strip("'\"").partition("\n")[0]
        raise ModelFileError(
            f"The network {name} cannot be built on the encoder {encoder} with a depth of {depth}: "
            f"{reason.rstrip('.')}."
        ) from error
    return network


def _has_encoder(encoder: str) -> bool:
    import timm

    if encoder.startswith("tu-"):
        return bool(timm.is_model(encoder.removeprefix("tu-")))
    return encoder in smp.encoders.encoders


def _near_encoders(encoder: str) -> str:
    import timm

    return near_matches(encoder, [*encoder_names(), *(f"tu-{name}" for name in timm.list_models())])


def _shorten(network: nn.Module, channels: tuple[int, ...]) -> None:
    """Gives a Unet of smp a decoder of fewer steps than its encoder has, with a head of its own."""
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
