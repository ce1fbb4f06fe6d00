"""How this installation was made, and the command lines of its own processes."""

import importlib.util
import sys


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
