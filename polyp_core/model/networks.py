"""The networks, by name. One of the three places that import torch."""

from collections import OrderedDict
from collections.abc import Callable

import segmentation_models_pytorch as smp
import torch
from torch import nn

from polyp_core.model.card import Architecture


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


NETWORKS: dict[Architecture, Callable[[], nn.Module]] = {"resunet": resunet, "unet": unet}


def build_network(architecture: Architecture) -> nn.Module:
    """The network of that name with random weights. Raises KeyError for any other name."""
    return NETWORKS[architecture]()


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
