"""The one kind of file that a model lives in: a safetensors file with fp16 weights, a card, and a checksum over both.

Reading one needs no torch and runs nothing that the file holds.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from polyp_core.errors import ModelFileError
from polyp_core.files import write_bytes
from polyp_core.model.card import FORMAT_VERSION, Architecture, ModelCard
from polyp_core.regular_files import open_regular, reason_of

__all__ = ["ModelCard", "ModelFile", "read_model_file", "write_model_file"]

_HEADER_KEY = "polyp_viewer"
_LARGEST_FP16 = float(np.finfo(np.float16).max)

Tensors = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file that was read whole and found sound.

    `sha256` names the model: two files with the same one hold the same card, weights and extras. `extra_names` are the
    files packed beside the weights, such as a graph for another engine.
    """

    path: Path
    card: ModelCard
    sha256: str
    extra_names: tuple[str, ...] = ()

    def weights(self) -> dict[str, NDArray[np.generic]]:
        """The network's state by name, floating-point values in half precision.

        Read anew from the file, so that nothing keeps them in memory. Raises ModelFileError where the file has changed.
        """
        return {name: value for name, value in self._tensors().items() if value.dtype != np.uint8}

    def extra(self, name: str) -> bytes:
        """The bytes packed under `name`. Raises KeyError if none are, ModelFileError where the file has changed."""
        if name not in self.extra_names:
            raise KeyError(name)
        return self._tensors()[name].tobytes()

    def extras(self) -> dict[str, bytes]:
        """All that is packed beside the weights, by name. Raises ModelFileError where the file has changed."""
        tensors = self._tensors()
        return {name: tensors[name].tobytes() for name in self.extra_names}

    def _tensors(self) -> Tensors:
        now, tensors = _read(self.path)
        if now.sha256 != self.sha256:
            raise ModelFileError(f"The model file {self.path} has changed since it was opened. Open it again.")
        return tensors


def read_model_file(path: Path | str) -> ModelFile:
    """Reads and checks the model file at `path`. Raises ModelFileError with what is wrong with it."""
    return _read(Path(path))[0]


def write_model_file(
    path: Path,
    card: ModelCard,
    weights: Mapping[str, NDArray[Any]],
    extra: Mapping[str, bytes] | None = None,
) -> ModelFile:
    """Writes a model file whole or not at all, and reads it back.

    `weights` is a network's state by name; floating-point values are stored in half precision. `extra` is packed as it
    is. The same input gives the same bytes. Raises ModelFileError where a weight is not finite or too large for half
    precision, ExportError where the file cannot be written.
    """
    tensors: Tensors = {name: _half(name, value) for name, value in weights.items()}
    for name, data in (extra or {}).items():
        if name in tensors:
            raise ValueError(f"{name} is both a weight and an extra")
        tensors[name] = np.frombuffer(data, np.uint8)
    fields = card.model_dump(mode="json")
    header = {"card": fields, "sha256": _checksum(fields, tensors)}
    write_bytes(path, save(tensors, {_HEADER_KEY: json.dumps(header, ensure_ascii=False)}))
    return read_model_file(path)


def _half(name: str, value: NDArray[Any]) -> NDArray[Any]:
    if not np.issubdtype(value.dtype, np.floating):
        if value.dtype == np.uint8:
            raise ValueError(f"{name} is of bytes: bytes are kept for extras")
        return np.ascontiguousarray(value)
    if not (np.abs(value) <= _LARGEST_FP16).all():
        raise ModelFileError(f"The weights of {name} are not finite or too large: the training has failed.")
    return np.ascontiguousarray(value, np.float16)


def _checksum(fields: Mapping[str, Any], tensors: Tensors) -> str:
    """SHA-256 in hex over the card and all tensors: names, types, shapes and values, in the order of the names."""
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode())
    for name in sorted(tensors):
        value = tensors[name]
        digest.update(f"\n{name} {value.dtype.str} {value.shape}\n".encode())
        digest.update(np.ascontiguousarray(value).data)
    return digest.hexdigest()


def _read(path: Path) -> tuple[ModelFile, Tensors]:
    _refuse_what_is_no_safetensors(path)
    try:
        with safe_open(path, framework="numpy") as file:
            fields, sha256 = _header(path, file.metadata())
            card = _card(path, fields)
            tensors: Tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no dict
    except SafetensorError as error:
        raise ModelFileError(f"The model file {path} is cut off or damaged. Copy or download it again.") from error
    if _checksum(fields, tensors) != sha256:
        raise ModelFileError(f"The model file {path} was altered after it was made. Copy or download it again.")
    extras = tuple(sorted(name for name, value in tensors.items() if value.dtype == np.uint8))
    return ModelFile(path, card, sha256, extras), tensors


def _refuse_what_is_no_safetensors(path: Path) -> None:
    try:
        with open_regular(path) as file:
            start = file.read(16)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else reason_of(error)
        raise ModelFileError(f"The model file {path} cannot be read: {reason}.") from error
    if start.startswith((b"PK\x03\x04", b"\x80\x02")) or path.suffix.lower() in (".pth", ".pt", ".ckpt", ".pkl"):
        raise ModelFileError(
            f"{path} is a PyTorch checkpoint, and opening one can run what it holds. "
            f"Make a model file of it with: polyp-train import-weights"
        )
    if start[8:9] != b"{":
        raise ModelFileError(f"{path} is not a model file. Choose a .safetensors file made by Polyp Viewer.")


def _header(path: Path, metadata: Mapping[str, str] | None) -> tuple[dict[str, Any], str]:
    text = (metadata or {}).get(_HEADER_KEY)
    if text is None:
        raise ModelFileError(f"{path} holds tensors but no model card, so it was not made by Polyp Viewer.")
    try:
        header = json.loads(text)
        fields, sha256 = header["card"], header["sha256"]
        version, architecture = fields["format_version"], fields["architecture"]
    except (json.JSONDecodeError, KeyError, TypeError, RecursionError) as error:
        raise ModelFileError(f"The card in the model file {path} is damaged. Copy or download it again.") from error
    if version != FORMAT_VERSION:
        raise ModelFileError(
            f"The model file {path} has format version {version}, and this Polyp Viewer reads version "
            f"{FORMAT_VERSION}. Use the Polyp Viewer that the file was made for."
        )
    if architecture not in get_args(Architecture):
        raise ModelFileError(
            f"The model file {path} is for the network {architecture!r}, and this Polyp Viewer knows "
            f"{' and '.join(get_args(Architecture))}."
        )
    return fields, sha256


def _card(path: Path, fields: Mapping[str, Any]) -> ModelCard:
    try:
        return ModelCard.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "card"
        raise ModelFileError(f"The card in the model file {path} is not sound: {where}: {first['msg']}.") from error
