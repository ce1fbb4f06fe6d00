"""Converts a PyTorch checkpoint to a model file without executing code in the checkpoint."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from torch import Tensor

from polyp_core.display_text import mark
from polyp_core.errors import ModelFileError
from polyp_core.files.regular_files import check_regular
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, write_model_file
from training.model.encoder_weights import encoder_normalisation
from training.model.network_weights import network_weights
from training.model.safe_load import UnusableFileError, load_without_code
from training.packaging.recognise import NO_HINTS, NetworkHints, NotRecognisedError, recognise

_WRAPPINGS = ("state_dict", "model_state_dict", "model")
_PREFIXES = ("module.", "network.", "model.")


def import_weights(
    source: Path, out: Path, *, name: str, side_px: int, licence: str, hints: NetworkHints = NO_HINTS
) -> ModelFile:
    """Makes the model file `out` from the .pth or .safetensors file `source`.

    The network is recognised by its tensors and by `hints`; its input normalisation is that of its encoder's ImageNet
    weights. Raises ModelFileError if the file is unreadable, contains more than tensors, or is of another network;
    ExportError.
    """
    state = _without_prefix(_unwrapped(_load(source), source))
    try:
        network = recognise(state, hints)
    except NotRecognisedError as error:
        raise ModelFileError("The weights in {source} {reason}.", source=source, reason=error.reason) from error
    mean, std = encoder_normalisation(network.encoder)
    card = ModelCard(
        name=name,
        architecture=network.architecture,
        encoder=network.encoder,
        encoder_depth=network.encoder_depth,
        decoder_channels=network.decoder_channels,
        presence_level=0.0 if network.presence_head else None,
        input_size=side_px,
        mean=mean,
        std=std,
        training_data=(),
        split="unknown",
        scores=(),
        date=datetime.now(UTC).date(),
        licence=licence,
        notes=f"Imported from {source.name}; how it was trained is not known here.",
    )
    return write_model_file(out, card, network_weights(state))


def _load(source: Path) -> Any:
    try:
        check_regular(source)
        if source.suffix == ".safetensors":
            from safetensors.torch import load_file

            return load_file(source)
        return load_without_code(source)
    except FileNotFoundError as error:
        raise ModelFileError("There is no file {source}.", source=source) from error
    except UnusableFileError as error:
        text = (
            mark("{source} {reason}; save the network's state_dict alone.")
            if error.could_run_code
            else mark("{source} {reason}.")
        )
        raise ModelFileError(text, source=source, reason=error.reason) from error
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelFileError(
            "{source} cannot be read as weights: {reason}.", source=source, reason=str(error).partition(chr(10))[0]
        ) from error


def _unwrapped(content: Any, source: Path) -> dict[str, Tensor]:
    for key in _WRAPPINGS:
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict) or not all(isinstance(value, Tensor) for value in content.values()):
        raise ModelFileError("{source} holds no state of a network: names with tensors were expected.", source=source)
    return content


def _without_prefix(state: dict[str, Tensor]) -> dict[str, Tensor]:
    for prefix in _PREFIXES:
        if state and all(name.startswith(prefix) for name in state):
            state = {name.removeprefix(prefix): value for name, value in state.items()}
    return state
