"""The one kind of file that a model lives in: a safetensors file with fp16 weights, a card, and a checksum over both.

Reading one needs no torch and runs nothing that the file holds.
"""

import hashlib
import json
import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load, save

from polyp_core.errors import ModelFileError
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.json_files import JsonError, parse_json
from polyp_core.files.regular_files import open_regular, reason_of
from polyp_core.model.card import FORMAT_VERSION, ModelCard
from polyp_core.model.network_spec import ARCHITECTURES, near_matches

__all__ = ["ModelCard", "ModelFile", "read_model_file", "write_model_file"]

_HEADER_KEY = "polyp_viewer"
_LARGEST_FP16 = float(np.finfo(np.float16).max)

READ_PATIENCE_S = 20.0
"""A drive that gives nothing for so long is taken for gone."""

_LARGEST_FILE = 4 << 30
_LARGEST_HEADER = 16 << 20
_LARGEST_CARD = 4 << 20
_KEPT_EXTRA = 4 << 20
"""Extras up to this size stay in memory: reading one anew means reading, and checking, the whole file."""
_CHUNK = 4 << 20

_TYPES = frozenset(("F16", "F32", "F64", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "BOOL"))

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
    _small_extras: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def weights(self) -> dict[str, NDArray[np.generic]]:
        """The network's state by name, floating-point values in half precision.

        Read anew from the file, so that nothing keeps them in memory. Raises ModelFileError where the file has changed.
        """
        return {name: value for name, value in self._tensors().items() if value.dtype != np.uint8}

    def extra(self, name: str) -> bytes:
        """The bytes packed under `name`. Raises KeyError if none are, ModelFileError where the file has changed."""
        if name not in self.extra_names:
            raise KeyError(name)
        if name in self._small_extras:
            return self._small_extras[name]
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
    """Reads and checks the model file at `path`.

    Raises ModelFileError with what is wrong with it, also where its drive gives nothing for READ_PATIENCE_S.
    """
    model, tensors = _read(Path(path))
    for name, value in tensors.items():
        if value.dtype.kind == "f" and not _is_finite(value):
            raise ModelFileError(
                f"The weights of {_short(name)} in the model file {path} are not all numbers, so it cannot be used. "
                f"Choose another model file."
            )
    return model


def write_model_file(
    path: Path,
    card: ModelCard,
    weights: Mapping[str, NDArray[Any]],
    extra: Mapping[str, bytes] | None = None,
) -> ModelFile:
    """Writes a model file whole or not at all, and reads it back.

    `weights` is a network's state by name; floating-point values are stored in half precision. `extra` is packed as it
    is. The same input gives the same bytes. Raises ModelFileError where a weight is not finite or too large for half
    precision or the card is out of bounds, ExportError where the file cannot be written.
    """
    _card(path, card.model_dump())
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


def _is_finite(value: NDArray[Any]) -> bool:
    if value.dtype == np.float16:
        # All exponent bits are set in what is no number; four times as fast as np.isfinite on halves.
        return bool(((value.view(np.uint16) & 0x7C00) != 0x7C00).all())
    return bool(np.isfinite(value).all())


def _read(path: Path) -> tuple[ModelFile, Tensors]:
    data = _read_bytes(path)
    fields, sha256 = _header(path, _metadata(path, data))
    card = _card(path, fields)
    try:
        tensors: Tensors = load(data)
    except (SafetensorError, ValueError, OverflowError) as error:
        raise _damaged(path) from error
    if _checksum(fields, tensors) != sha256:
        raise ModelFileError(f"The model file {path} was altered after it was made. Copy or download it again.")
    extras = tuple(sorted(name for name, value in tensors.items() if value.dtype == np.uint8))
    small = {name: tensors[name].tobytes() for name in extras if tensors[name].nbytes <= _KEPT_EXTRA}
    return ModelFile(path, card, sha256, extras, small), tensors


def _damaged(path: Path) -> ModelFileError:
    return ModelFileError(f"The model file {path} is cut off or damaged. Copy or download it again.")


def _read_bytes(path: Path) -> bytes:
    """What the file holds. Never mapped into memory: there, a drive that is gone would stop the whole program.

    A thread of its own reads, which a dead drive may keep for ever.
    """
    chunks: queue.Queue[bytes | OSError | None] = queue.Queue()
    threading.Thread(target=_put_chunks, args=(path, chunks), name="read model file", daemon=True).start()
    parts: list[bytes] = []
    while True:
        try:
            part = chunks.get(timeout=READ_PATIENCE_S)
        except queue.Empty:
            raise ModelFileError(
                f"The model file {path} cannot be read: its drive has not answered for {READ_PATIENCE_S:.0f} seconds. "
                f"Connect the drive, or copy the file to this computer."
            ) from None
        if isinstance(part, OSError):
            missing = isinstance(part, FileNotFoundError)
            reason = "there is no such file" if missing else reason_of(part)
            raise ModelFileError(f"The model file {path} cannot be read: {reason}.") from part
        if part is None:
            break
        if not parts:
            _refuse_what_is_no_safetensors(path, part)
        parts.append(part)
        if len(parts) * _CHUNK > _LARGEST_FILE:
            raise ModelFileError(f"{path} is larger than any model file. Choose a .safetensors file of Polyp Viewer.")
    if not parts:
        _refuse_what_is_no_safetensors(path, b"")
    return b"".join(parts)


def _put_chunks(path: Path, chunks: "queue.Queue[bytes | OSError | None]") -> None:
    try:
        with open_regular(path) as file:
            left = _LARGEST_FILE + 2 * _CHUNK
            while left > 0 and (part := file.read(_CHUNK)):
                chunks.put(part)
                left -= len(part)
        chunks.put(None)
    except OSError as error:
        chunks.put(error)


def _refuse_what_is_no_safetensors(path: Path, start: bytes) -> None:
    if start.startswith((b"PK\x03\x04", b"\x80\x02")) or path.suffix.lower() in (".pth", ".pt", ".ckpt", ".pkl"):
        raise ModelFileError(
            f"{path} is a PyTorch checkpoint, and opening one can run what it holds. "
            f"Make a model file of it with: polyp-train import-weights"
        )
    if start[8:9] != b"{":
        raise ModelFileError(f"{path} is not a model file. Choose a .safetensors file made by Polyp Viewer.")


def _metadata(path: Path, data: bytes) -> Mapping[str, Any]:
    """The texts that the file's header holds beside the tensors, of which each is of a type that NumPy has."""
    length = int.from_bytes(data[:8], "little")
    if length > min(_LARGEST_HEADER, len(data) - 8):
        raise _damaged(path)
    try:
        header = parse_json(data[8 : 8 + length])
    except JsonError as error:
        raise ModelFileError(
            f"The header of the model file {path} is damaged: {error}. Copy or download it again."
        ) from error
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    for name, entry in header.items() if isinstance(header, dict) else ():
        kind = entry.get("dtype") if isinstance(entry, dict) else None
        if name != "__metadata__" and kind not in _TYPES:
            raise ModelFileError(
                f"The model file {path} holds {_short(name)} as {_short(kind)}, which Polyp Viewer does not read. "
                f"Choose a .safetensors file made by Polyp Viewer."
            )
    return metadata if isinstance(metadata, dict) else {}


def _short(value: object) -> str:
    """A text from the file, for a sentence: its beginning, in letters that can be shown."""
    text = value if isinstance(value, str) else repr(value)
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:60])
    return shown + ("..." if len(text) > 60 else "")


def _header(path: Path, metadata: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    text = metadata.get(_HEADER_KEY)
    if not isinstance(text, str):
        raise ModelFileError(f"{path} holds tensors but no model card, so it was not made by Polyp Viewer.")
    try:
        if len(text) > _LARGEST_CARD:
            raise JsonError("it is too long")
        header = parse_json(text)
        fields, sha256 = header["card"], header["sha256"]
        version, architecture = fields["format_version"], fields["architecture"]
    except JsonError as error:
        raise ModelFileError(
            f"The card in the model file {path} is damaged: {error}. Copy or download it again."
        ) from error
    except (KeyError, TypeError) as error:
        raise ModelFileError(f"The card in the model file {path} is damaged. Copy or download it again.") from error
    if version not in range(1, FORMAT_VERSION + 1):
        raise ModelFileError(
            f"The model file {path} has format version {_short(version)}, and this Polyp Viewer reads versions up to "
            f"{FORMAT_VERSION}. Use the Polyp Viewer that the file was made for."
        )
    if architecture not in ARCHITECTURES:
        raise ModelFileError(
            f"The model file {path} is for the network {_short(repr(architecture))}, which this Polyp Viewer does not "
            f"have.{near_matches(_short(architecture), ARCHITECTURES)}"
        )
    return fields, sha256


def _card(path: Path, fields: Mapping[str, Any]) -> ModelCard:
    try:
        return ModelCard.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "card"
        raise ModelFileError(
            f"The card in the model file {path} is not sound: {_short(where)}: {first['msg']}."
        ) from error
