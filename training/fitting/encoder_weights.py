"""Pretrained weights for the encoder: from the network, from a file, or none."""

import pickle
from pathlib import Path
from typing import Any

import segmentation_models_pytorch as smp
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from polyp_core.errors import TrainingError

_BOTH_WAYS = (
    "Connect to the network and start again; or give a file of ImageNet weights for ResNet34 "
    "(such as torchvision's resnet34-b627a593.pth) with --encoder-weights FILE; "
    "or train from random weights with --encoder-weights none."
)


def load_encoder_weights(network: nn.Module, source: str) -> None:
    """Loads `source` (`imagenet`, `none` or the path of a .pth or .safetensors file) into the network's encoder.

    Raises TrainingError where the network is out of reach, or the file does not fit.
    """
    if source == "none":
        return
    encoder = getattr(network, "encoder", None)
    if encoder is None:
        raise TrainingError("The plain U-Net has no encoder to load weights into. Use --encoder-weights none.")
    state = _fetched() if source == "imagenet" else _from_file(Path(source))
    state = {name.removeprefix("encoder."): value for name, value in state.items()}
    # A classifier's last layer has no place in an encoder.
    state = {name: value for name, value in state.items() if not name.startswith("fc.")}
    own = encoder.state_dict()
    if state.keys() != own.keys() or any(state[name].shape != own[name].shape for name in own):
        raise TrainingError(f"The encoder weights {source} are not those of a ResNet34. {_BOTH_WAYS}")
    nn.Module.load_state_dict(encoder, state)


def _fetched() -> dict[str, Tensor]:
    try:
        encoder = smp.encoders.get_encoder("resnet34", weights="imagenet")
    except Exception as error:  # the hub's client and what it stands on each have errors of their own
        raise TrainingError(f"The ImageNet weights cannot be fetched from the network. {_BOTH_WAYS}") from error
    state: dict[str, Tensor] = encoder.state_dict()
    return state


def _from_file(path: Path) -> dict[str, Tensor]:
    if not path.is_file():
        raise TrainingError(f"There is no file of encoder weights {path}. {_BOTH_WAYS}")
    try:
        state: Any = load_file(path) if path.suffix == ".safetensors" else torch.load(path, "cpu", weights_only=True)
    except (SafetensorError, RuntimeError, EOFError, pickle.UnpicklingError, KeyError) as error:
        raise TrainingError(f"The encoder weights {path} are damaged or no weights file. {_BOTH_WAYS}") from error
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise TrainingError(f"The encoder weights {path} are no plain state of a network. {_BOTH_WAYS}")
    return state
