"""Creates optimisers by name, with learning rate and weight decay for each group of parameters."""

from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from training.config.fit_config import FitConfig

_SGD_MOMENTUM = 0.9


def make_optimiser(network: nn.Module, config: FitConfig) -> Optimizer:
    """Returns the optimiser named in `config` over all parameters of `network`, with PyTorch's defaults.

    SGD has a momentum of 0.9.
    """
    groups, rate = _parameter_groups(network, config), config.learning_rate
    match config.optimiser:
        case "adam":
            return torch.optim.Adam(groups, lr=rate)
        case "adamw":
            return torch.optim.AdamW(groups, lr=rate)
        case "sgd":
            return torch.optim.SGD(groups, lr=rate, momentum=_SGD_MOMENTUM)
        case "rmsprop":
            return torch.optim.RMSprop(groups, lr=rate)
        case "nadam":
            return torch.optim.NAdam(groups, lr=rate)
        case "radam":
            return torch.optim.RAdam(groups, lr=rate)


def set_highest_rate(optimiser: Optimizer, config: FitConfig) -> None:
    """Sets each group's learning rate from `config`, with the encoder's as its own fraction."""
    for number, group in enumerate(optimiser.param_groups):
        group["lr"] = config.learning_rate * (config.encoder_rate if number >= 2 else 1.0)


def _parameter_groups(network: nn.Module, config: FitConfig) -> list[dict[str, Any]]:
    """Groups parameters: with and without decay (biases, norms); the encoder's separately if it has its own rate."""
    encoder = []
    if config.encoder_rate < 1:
        encoder = [p for name, p in network.named_parameters() if name.startswith("encoder.")]
    apart = set(map(id, encoder))
    others = [p for p in network.parameters() if id(p) not in apart]
    return [
        {"params": chosen, "weight_decay": decay, "lr": config.learning_rate * share}
        for parameters, share in ((others, 1.0), (encoder, config.encoder_rate))
        if parameters
        for chosen, decay in (
            ([p for p in parameters if p.ndim > 1], config.weight_decay),
            ([p for p in parameters if p.ndim <= 1], 0.0),
        )
    ]
