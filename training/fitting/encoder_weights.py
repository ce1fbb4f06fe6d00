"""Pretrained weights for the encoder: from the network, from a file, or none."""

import logging
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from huggingface_hub import constants, hf_hub_download, try_to_load_from_cache
from safetensors import SafetensorError
from safetensors.torch import load_file
from segmentation_models_pytorch.encoders import encoders
from torch import Tensor, nn

from polyp_core.errors import TrainingError
from training.safe_load import UnusableFileError, load_without_code

log = logging.getLogger(__name__)

_DOWNLOAD_MB = 85
_PATIENCE_S = 10.0

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
    state = _from_file(_imagenet_file() if source == "imagenet" else Path(source))
    state = {name.removeprefix("encoder."): value for name, value in state.items()}
    # A classifier's last layer has no place in an encoder.
    state = {name: value for name, value in state.items() if not name.startswith("fc.")}
    own = encoder.state_dict()
    # torchvision's files are older than these counters, and PyTorch itself lets a file go without them.
    state |= {name: own[name] for name in own.keys() - state.keys() if name.endswith(".num_batches_tracked")}
    if state.keys() != own.keys() or any(state[name].shape != own[name].shape for name in own):
        raise TrainingError(f"The encoder weights {source} are not those of a ResNet34. {_BOTH_WAYS}")
    nn.Module.load_state_dict(encoder, state)


def _imagenet_file() -> Path:
    """The file of segmentation_models_pytorch's ImageNet weights: from this machine, or fetched to it."""
    place = encoders["resnet34"]["pretrained_settings"]["imagenet"]
    where = {"repo_id": place["repo_id"], "filename": "model.safetensors", "revision": place["revision"]}
    kept = try_to_load_from_cache(**where)
    if isinstance(kept, str):
        return Path(kept)
    host = urlsplit(constants.ENDPOINT).hostname
    # A warning, for it must be seen before there is a run folder whose log it could go to.
    log.warning("Fetching the ImageNet weights from %s (about %d MB, once on this machine).", host, _DOWNLOAD_MB)
    try:
        _knock(constants.ENDPOINT)
        return Path(hf_hub_download(**where, token=False))
    except Exception as error:  # the hub's client and what it stands on each have errors of their own
        raise TrainingError(f"The ImageNet weights cannot be fetched from {host}. {_BOTH_WAYS}") from error


def _knock(address: str) -> None:
    """Raises OSError where nobody answers, which the hub's client would find out by a minute of attempts."""
    parts = urlsplit(address)
    if not getproxies():
        socket.create_connection((parts.hostname, parts.port or 443), _PATIENCE_S).close()


def _from_file(path: Path) -> dict[str, Tensor]:
    if not path.is_file():
        raise TrainingError(f"There is no file of encoder weights {path}. {_BOTH_WAYS}")
    try:
        state: Any = load_file(path) if path.suffix == ".safetensors" else load_without_code(path)
    except UnusableFileError as error:
        if error.could_run_code:
            raise TrainingError(f"The file of encoder weights {path} {error}. {_BOTH_WAYS}") from error
        raise TrainingError(f"The encoder weights {path} are damaged or no weights file. {_BOTH_WAYS}") from error
    except (SafetensorError, OSError, ValueError) as error:
        raise TrainingError(f"The encoder weights {path} are damaged or no weights file. {_BOTH_WAYS}") from error
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise TrainingError(f"The encoder weights {path} are no plain state of a network. {_BOTH_WAYS}")
    return state
