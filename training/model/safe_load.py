"""Loads files saved by PyTorch without executing code in them."""

import pickle
import re
from pathlib import Path
from typing import Any

import torch

from polyp_core.display_text import FilledText, filled

_CODE = re.compile(r"unsupported GLOBAL|Can only (build|create)|TorchScript", re.IGNORECASE)
"""Errors of PyTorch's unpickler for files whose loading would execute code."""


class UnusableFileError(Exception):
    """A file without readable tensors. `could_run_code` is True if loading it in full might execute code.

    The text is the `reason`, to follow the file's name in a sentence.
    """

    def __init__(self, reason: FilledText, *, could_run_code: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.could_run_code = reason, could_run_code


def load_without_code(path: Path) -> Any:
    """Returns the tensors and plain values in a file of `torch.save`, on the CPU.

    Raises UnusableFileError if it contains anything else, or is truncated, damaged or of another format; OSError if it
    cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(2)
    if not start:
        raise UnusableFileError(filled("is empty"))
    # PyTorch's unpickler takes the letters of a text for opcodes and fails with incomprehensible messages.
    if not start.startswith((b"PK", b"\x80")):
        raise UnusableFileError(filled("is neither a PyTorch checkpoint nor a .safetensors file"))
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    # A damaged pickle can make PyTorch's unpickler fail in any of these ways.
    except (
        *(pickle.UnpicklingError, RuntimeError, EOFError, ValueError, LookupError),
        *(TypeError, AttributeError, AssertionError, OverflowError, MemoryError),
    ) as error:
        if _CODE.search(str(error)):
            raise UnusableFileError(
                filled("holds more than tensors and plain values. Opening it could run code, so it is refused"),
                could_run_code=True,
            ) from error
        raise UnusableFileError(filled("is truncated or damaged")) from error
