"""Reads what PyTorch saved without running what the file holds."""

import pickle
import re
from pathlib import Path
from typing import Any

import torch

_CODE = re.compile(r"unsupported GLOBAL|Can only (build|create)|TorchScript", re.IGNORECASE)
"""What PyTorch's reader says of a file that it would have to run code for."""


class UnusableFileError(Exception):
    """A file that holds no tensors that can be read. `could_run_code` says whether opening it in full might run code.

    Its text says why, to follow the file's name in a sentence.
    """

    def __init__(self, reason: str, *, could_run_code: bool = False) -> None:
        super().__init__(reason)
        self.could_run_code = could_run_code


def load_without_code(path: Path) -> Any:
    """The tensors and plain values in a file of `torch.save`, on the CPU.

    Anything else in it is refused before it is made. Raises UnusableFileError where there is something else, or the
    file is cut off, damaged or of another kind; OSError where it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(2)
    if not start:
        raise UnusableFileError("is empty")
    # PyTorch's reader takes the letters of a text for instructions, and fails with words that tell nobody anything.
    if not start.startswith((b"PK", b"\x80")):
        raise UnusableFileError("is neither a PyTorch checkpoint nor a .safetensors file")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    # What a damaged pickle asks of PyTorch's reader can fail in any of these ways.
    except (
        *(pickle.UnpicklingError, RuntimeError, EOFError, ValueError, LookupError),
        *(TypeError, AttributeError, AssertionError, OverflowError, MemoryError),
    ) as error:
        if _CODE.search(str(error)):
            raise UnusableFileError(
                "holds more than tensors and plain values. Opening that could run code, so it is refused",
                could_run_code=True,
            ) from error
        raise UnusableFileError("is cut off or damaged") from error
