"""The command lines of this program's own processes, in a Python installation and in a built folder without one."""

import importlib.util
import shutil
import sys
from pathlib import Path

from polyp_core.errors import TrainingError

INSTALL_COMMAND = "pip install uv && uv tool install polyp-viewer"
TRAINING_IS_MISSING = (
    "Training needs PyTorch, which is not part of this installation. Install the whole program once, with "
    f"'{INSTALL_COMMAND}', and try again: its command polyp-train is found by itself."
)


def is_built() -> bool:
    """True in a folder built by PyInstaller, which contains Python and no PyTorch."""
    return bool(getattr(sys, "frozen", False))


def has_pytorch() -> bool:
    """True if PyTorch can be imported; it is not imported for that."""
    try:
        return importlib.util.find_spec("torch") is not None
    except (ImportError, ValueError):  # hidden from this process
        return False


def module_command(module: str) -> list[str]:
    """Returns the command line that runs `module` as a process, in an installation with Python."""
    return [sys.executable, "-m", module]


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
    raise TrainingError(TRAINING_IS_MISSING)


def can_train() -> bool:
    """True if this installation or another one on this computer can train."""
    try:
        training_command()
    except TrainingError:
        return False
    return True
