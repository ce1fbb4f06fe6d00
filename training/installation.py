"""Which installation of this program on this computer can train, and the command line of its `polyp-train`."""

import shutil
import sys
from pathlib import Path

from polyp_core.errors import TrainingError
from polyp_core.programs import has_pytorch, is_built, module_command

INSTALL_COMMAND = "pip install uv && uv tool install polyp-viewer"


def training_is_missing() -> TrainingError:
    """Returns the error that says how to install what training needs."""
    return TrainingError(
        "Training needs PyTorch, which is not part of this installation. Install the whole program once, with "
        "'{command}', and try again: its command polyp-train is found by itself.",
        command=INSTALL_COMMAND,
    )


def training_command() -> list[str]:
    """Returns the command line of `polyp-train`: that of this installation, or of another one if this has no PyTorch.

    Raises TrainingError if there is none.
    """
    if has_pytorch() and not is_built():
        return module_command("training.cli")
    # Programs started from a desktop often lack the folder of the user's own commands in their PATH.
    for folders in (None, str(Path.home() / ".local" / "bin")):
        found = shutil.which("polyp-train", path=folders)
        if found is not None and Path(found).resolve().parent != Path(sys.executable).resolve().parent:
            return [found]
    raise training_is_missing()


def can_train() -> bool:
    """True if this installation or another one on this computer can train."""
    try:
        training_command()
    except TrainingError:
        return False
    return True
