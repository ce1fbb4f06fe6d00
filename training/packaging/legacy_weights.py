"""Brings a network's state from a PyTorch checkpoint into a model file, without running what the checkpoint holds."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from torch import Tensor

from polyp_core.errors import ModelFileError
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, write_model_file
from polyp_core.model.network_spec import STUDY_NETWORKS, spec_of
from polyp_core.model.networks import build_network
from polyp_core.regular_files import check_regular
from training.fitting.module import network_weights
from training.safe_load import UnusableFileError, load_without_code

_WRAPPINGS = ("state_dict", "model_state_dict", "model")
_PREFIXES = ("module.", "network.", "model.")


def import_weights(source: Path, out: Path, *, name: str, side_px: int, licence: str) -> ModelFile:
    """Makes the model file `out` of the .pth or .safetensors file `source`; the architecture is known by its tensors.

    Raises ModelFileError where the file is unreadable, holds more than tensors, or is of another network; ExportError.
    """
    state = _without_prefix(_unwrapped(_load(source), source))
    architecture = _architecture_of(state, source)
    card = ModelCard(
        name=name,
        architecture=architecture,
        encoder=STUDY_NETWORKS[architecture],
        input_size=side_px,
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
        raise ModelFileError(f"There is no file {source}.") from error
    except UnusableFileError as error:
        advice = "; save the network's state_dict alone" if error.could_run_code else ""
        raise ModelFileError(f"{source} {error}{advice}.") from error
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelFileError(f"{source} cannot be read as weights: {str(error).partition(chr(10))[0]}.") from error


def _unwrapped(content: Any, source: Path) -> dict[str, Tensor]:
    for key in _WRAPPINGS:
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict) or not all(isinstance(value, Tensor) for value in content.values()):
        raise ModelFileError(f"{source} holds no state of a network: names with tensors were expected.")
    return content


def _without_prefix(state: dict[str, Tensor]) -> dict[str, Tensor]:
    for prefix in _PREFIXES:
        if state and all(name.startswith(prefix) for name in state):
            state = {name.removeprefix(prefix): value for name, value in state.items()}
    return state


def _architecture_of(state: dict[str, Tensor], source: Path) -> str:
    shapes = {name: value.shape for name, value in state.items()}
    for architecture in STUDY_NETWORKS:
        if shapes == {
            name: value.shape for name, value in build_network(spec_of(architecture, None)).state_dict().items()
        }:
            return architecture
    raise ModelFileError(
        f"The weights in {source} are not those of a network that Polyp Viewer knows ({' or '.join(STUDY_NETWORKS)})."
    )
