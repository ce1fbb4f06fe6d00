"""Loads the weights that a training starts from."""

from torch import nn

from polyp_core.errors import TrainingError
from polyp_core.inference.torch_engine import load_network
from polyp_core.model.model_file import read_model_file
from polyp_core.model.network_spec import STUDY_NETWORKS, EnsembleSpec, NetworkSpec
from training.config.fit_config import FitConfig
from training.model.encoder_weights import load_encoder_weights


def load_first_weights(network: nn.Module, config: FitConfig) -> None:
    """Loads the weights that `config` starts from into `network`. Raises TrainingError, ModelFileError."""
    if config.start_from is None:
        load_encoder_weights(network, config.encoder_weights, config.network.encoder or "")
        return
    model = read_model_file(config.start_from)
    theirs, ours = model.card.network, config.network
    if isinstance(theirs, EnsembleSpec):
        raise TrainingError(
            "{path} is an ensemble of networks, and a training starts from a single one. Choose another model file, or "
            "let this one teach the run.",
            path=config.start_from,
        )
    if theirs.model_copy(update={"presence_head": ours.presence_head}) != ours:
        raise TrainingError(
            "{path} is a {theirs}, and the run trains a {ours}. {settings}",
            path=config.start_from,
            theirs=theirs.title,
            ours=ours.title,
            settings=_as_assignments(theirs),
        )
    # If the model has no presence head, a new one keeps its random weights.
    network.load_state_dict(network.state_dict() | load_network(model).state_dict(), strict=theirs == ours)


def _as_assignments(spec: NetworkSpec) -> str:
    values = {name: value for name, value in spec.model_dump().items() if name != "presence_head" and value is not None}
    if spec.architecture in STUDY_NETWORKS:
        values = {"architecture": spec.architecture}
    settings = [
        f"{name}={','.join(map(str, value)) if isinstance(value, tuple) else value}" for name, value in values.items()
    ]
    return f"Set {' '.join(settings)}."
