"""The name of a model: that of its run if it lies in a run folder, since the cards of a preset's runs are alike."""

from functools import lru_cache
from pathlib import Path

from polyp_core.model.model_file import ModelHeader

# The names of `training.runs.run_folder`, which is too slow to import for a name.
_MODEL, _RECORD = "model.safetensors", "config.json"


def model_name(model: ModelHeader) -> str:
    """Returns the name of the run folder that holds the model, else the name on its card."""
    return model.path.parent.name if _is_of_a_run(model.path) else model.card.name


@lru_cache
def _is_of_a_run(path: Path) -> bool:
    return path.name == _MODEL and (path.parent / _RECORD).exists()
