"""What a model is called: as its card says, or as its run is called, since the cards of one preset's runs are alike."""

from functools import lru_cache
from pathlib import Path

from polyp_core.model.model_file import ModelFile

# As `training.runs.run_folder` has them, which the window is not to load for a name.
_MODEL, _RECORD = "model.safetensors", "config.json"


def model_name(model: ModelFile) -> str:
    """The name of the run where the model lies in its folder, else the one on its card."""
    return model.path.parent.name if _is_of_a_run(model.path) else model.card.name


@lru_cache
def _is_of_a_run(path: Path) -> bool:
    return path.name == _MODEL and (path.parent / _RECORD).exists()
