"""Model files: safetensors files with fp16 weights, a model card, and a checksum over both.

Reading does not need torch and never executes content of the file.
"""

import hashlib
import json
import queue
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load, save

from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import ModelFileError
from polyp_core.files.atomic_files import write_bytes
from polyp_core.files.json_files import JsonError, parse_json
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.model.card import FORMAT_VERSION, ModelCard
from polyp_core.model.network_spec import ARCHITECTURES, ENSEMBLE, near_matches

__all__ = ["ModelCard", "ModelFile", "ModelHeader", "read_model_file", "read_model_header", "write_model_file"]

_HEADER_KEY = "polyp_viewer"
_MAX_FP16 = float(np.finfo(np.float16).max)

READ_TIMEOUT_S = 20.0
"""Time without data after which the drive is considered unavailable."""

_MAX_FILE_BYTES = 4 << 30
_MAX_HEADER_BYTES = 16 << 20
_MAX_CARD_LENGTH = 4 << 20
_MAX_CACHED_EXTRA_BYTES = 4 << 20
"""Extras up to this size stay in memory: reading one again means reading and checking the whole file."""
_CHUNK_BYTES = 4 << 20

_TYPES = frozenset(("F16", "F32", "F64", "I8", "I16", "I32", "I64", "U8", "U16", "U32", "U64", "BOOL"))

Tensors = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class ModelHeader:
    """Card and checksum of a model file.

    `sha256` identifies the model: files with equal `sha256` contain the same card, weights and extras.
    """

    path: Path
    card: ModelCard
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelFile(ModelHeader):
    """A model file that was completely read and validated.

    `extra_names` are the other packed files, such as a graph for another engine.
    """

    extra_names: tuple[str, ...] = ()
    _small_extras: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    _content: list[Tensors] = field(default_factory=list, compare=False, repr=False)
    """At most one: all tensors, until the first use."""

    def weights(self) -> dict[str, NDArray[np.generic]]:
        """Returns the network's state dict by name, in that order, floating-point values in half precision.

        Reads the file again unless `read_model_file` kept its content. Raises ModelFileError if the file has changed.
        """
        return {name: value for name, value in sorted(self._tensors().items()) if value.dtype != np.uint8}

    def extra(self, name: str) -> bytes:
        """Returns the extra `name`. Raises KeyError if there is none, ModelFileError if the file has changed."""
        if name not in self.extra_names:
            raise KeyError(name)
        if name in self._small_extras:
            return self._small_extras[name]
        return self._tensors()[name].tobytes()

    def extras(self) -> dict[str, bytes]:
        """Returns all extras by name. Raises ModelFileError if the file has changed."""
        tensors = self._tensors()
        return {name: tensors[name].tobytes() for name in self.extra_names}

    def release_content(self) -> None:
        """Frees the kept content, if it was not used."""
        self._content.clear()

    def _tensors(self) -> Tensors:
        with suppress(IndexError):
            return self._content.pop()
        now, tensors = _read(self.path)
        if now.sha256 != self.sha256:
            raise ModelFileError(
                "The model file {path} has changed since it was opened. Open it again.", path=self.path
            )
        return tensors


def read_model_file(path: Path | str, *, keep_content: bool = False) -> ModelFile:
    """Reads and validates the model file at `path`.

    With `keep_content`, its weights and extras stay in memory until their first use, which then does not read the file
    again. Raises ModelFileError if it is invalid, or if its drive returns no data for READ_TIMEOUT_S.
    """
    model, tensors = _read(Path(path))
    for name, value in tensors.items():
        if value.dtype.kind == "f" and not _is_finite(value):
            raise ModelFileError(
                "The weights of {name} in the model file {path} are not all finite, so it cannot be used. "
                "Choose another model file.",
                name=_short(name),
                path=path,
            )
    if keep_content:
        model._content.append(tensors)
    return model


def read_model_header(path: Path) -> ModelHeader:
    """Reads the card of the model file at `path` in a few milliseconds, without the weights.

    Only `read_model_file` verifies that the weights belong to it. Raises ModelFileError if the header is invalid.
    """
    try:
        with open_regular(path) as file:
            start = file.read(8)
            data = start + file.read(min(int.from_bytes(start, "little"), _MAX_HEADER_BYTES))
    except OSError as error:
        raise _unreadable(path, error) from error
    _refuse_other_format(path, data)
    fields, sha256 = _header(path, _metadata(path, data))
    return ModelHeader(path, _card(path, fields), sha256)


def write_model_file(
    path: Path,
    card: ModelCard,
    weights: Mapping[str, NDArray[Any]],
    extra: Mapping[str, bytes] | None = None,
) -> ModelFile:
    """Writes a model file atomically, and reads it back.

    `weights` is a network's state dict; floating-point values are stored in half precision. `extra` is stored
    unchanged. The output is deterministic. Raises ModelFileError if a weight is not finite or too large for half
    precision or the card is invalid, ExportError if the file cannot be written.
    """
    _card(path, card.model_dump())
    tensors: Tensors = {name: _to_half(name, value) for name, value in weights.items()}
    for name, data in (extra or {}).items():
        if name in tensors:
            raise ValueError(f"{name} is both a weight and an extra")
        tensors[name] = np.frombuffer(data, np.uint8)
    fields = card.model_dump(mode="json")
    header = {"card": fields, "sha256": _checksum(fields, tensors)}
    write_bytes(path, save(tensors, {_HEADER_KEY: json.dumps(header, ensure_ascii=False)}))
    return read_model_file(path)


def _to_half(name: str, value: NDArray[Any]) -> NDArray[Any]:
    if not np.issubdtype(value.dtype, np.floating):
        if value.dtype == np.uint8:
            raise ValueError(f"{name} is of bytes (uint8), which is reserved for extras")
        return np.ascontiguousarray(value)
    if not (np.abs(value) <= _MAX_FP16).all():
        raise ModelFileError("The weights of {name} are not finite or too large: the training has failed.", name=name)
    return np.ascontiguousarray(value, np.float16)


def _checksum(fields: Mapping[str, Any], tensors: Tensors) -> str:
    """Returns the hexadecimal SHA-256 of the card and the names, types, shapes and values of all tensors."""
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode())
    for name in sorted(tensors):
        value = tensors[name]
        digest.update(f"\n{name} {value.dtype.str} {value.shape}\n".encode())
        digest.update(np.ascontiguousarray(value).data)
    return digest.hexdigest()


def _is_finite(value: NDArray[Any]) -> bool:
    if value.dtype == np.float16:
        # All exponent bits are set in NaN and infinity; four times as fast as np.isfinite on float16.
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
        raise ModelFileError(
            "The model file {path} was altered after it was made. Copy or download it again.", path=path
        )
    extras = tuple(sorted(name for name, value in tensors.items() if value.dtype == np.uint8))
    small = {name: tensors[name].tobytes() for name in extras if tensors[name].nbytes <= _MAX_CACHED_EXTRA_BYTES}
    return ModelFile(path, card, sha256, extras, small), tensors


def _damaged(path: Path) -> ModelFileError:
    return ModelFileError("The model file {path} is incomplete or damaged. Copy or download it again.", path=path)


def _unreadable(path: Path, error: OSError) -> ModelFileError:
    reason = filled("there is no such file") if isinstance(error, FileNotFoundError) else format_os_error(error)
    return ModelFileError("The model file {path} cannot be read: {reason}.", path=path, reason=reason)


def _read_bytes(path: Path) -> bytes:
    """Returns the file's content. Not memory-mapped: if the drive disappeared, access would crash the program.

    Reads in a background thread, which an unresponsive drive may block forever.
    """
    chunks: queue.Queue[bytes | OSError | None] = queue.Queue()
    threading.Thread(target=_put_chunks, args=(path, chunks), name="read model file", daemon=True).start()
    parts: list[bytes] = []
    while True:
        try:
            part = chunks.get(timeout=READ_TIMEOUT_S)
        except queue.Empty:
            raise ModelFileError(
                "The model file {path} cannot be read: its drive has not answered for {seconds} seconds. "
                "Connect the drive, or copy the file to this computer.",
                path=path,
                seconds=format(READ_TIMEOUT_S, ".0f"),
            ) from None
        if isinstance(part, OSError):
            raise _unreadable(path, part) from part
        if part is None:
            break
        if not parts:
            _refuse_other_format(path, part)
        parts.append(part)
        if len(parts) * _CHUNK_BYTES > _MAX_FILE_BYTES:
            raise ModelFileError(
                "{path} is larger than any model file. Choose a .safetensors file of Polyp Viewer.", path=path
            )
    if not parts:
        _refuse_other_format(path, b"")
    return b"".join(parts)


def _put_chunks(path: Path, chunks: "queue.Queue[bytes | OSError | None]") -> None:
    try:
        with open_regular(path) as file:
            remaining_bytes = _MAX_FILE_BYTES + 2 * _CHUNK_BYTES
            while remaining_bytes > 0 and (part := file.read(_CHUNK_BYTES)):
                chunks.put(part)
                remaining_bytes -= len(part)
        chunks.put(None)
    except OSError as error:
        chunks.put(error)


def _refuse_other_format(path: Path, start: bytes) -> None:
    if start.startswith((b"PK\x03\x04", b"\x80\x02")) or path.suffix.lower() in (".pth", ".pt", ".ckpt", ".pkl"):
        raise ModelFileError(
            "{path} is a PyTorch checkpoint, and opening one can execute code in it. Convert it to a model file with: "
            "polyp-train import-weights",
            path=path,
        )
    if start[8:9] != b"{":
        raise ModelFileError("{path} is not a model file. Choose a .safetensors file made by Polyp Viewer.", path=path)


def _metadata(path: Path, data: bytes) -> Mapping[str, Any]:
    """Returns the metadata in the safetensors header. Raises ModelFileError if a tensor's type is not one of NumPy."""
    length = int.from_bytes(data[:8], "little")
    if length > min(_MAX_HEADER_BYTES, len(data) - 8):
        raise _damaged(path)
    try:
        header = parse_json(data[8 : 8 + length])
    except JsonError as error:
        raise ModelFileError(
            "The header of the model file {path} is damaged: {error}. Copy or download it again.",
            path=path,
            error=text_of_error(error),
        ) from error
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    for name, entry in header.items() if isinstance(header, dict) else ():
        kind = entry.get("dtype") if isinstance(entry, dict) else None
        if name != "__metadata__" and kind not in _TYPES:
            raise ModelFileError(
                "The model file {path} stores {name} as {kind}, which Polyp Viewer does not read. Choose a "
                ".safetensors file made by Polyp Viewer.",
                path=path,
                name=_short(name),
                kind=_short(kind),
            )
    return metadata if isinstance(metadata, dict) else {}


def _short(value: object) -> str:
    """Returns the first 60 characters of a value from the file for a message, unprintable ones replaced."""
    text = value if isinstance(value, str) else repr(value)
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:60])
    return shown + ("..." if len(text) > 60 else "")


def _header(path: Path, metadata: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    text = metadata.get(_HEADER_KEY)
    if not isinstance(text, str):
        raise ModelFileError("{path} has tensors but no model card, so it was not made by Polyp Viewer.", path=path)
    try:
        if len(text) > _MAX_CARD_LENGTH:
            raise JsonError(filled("it is too long"))
        header = parse_json(text)
        fields, sha256 = header["card"], header["sha256"]
        version, architecture = fields["format_version"], fields["architecture"]
    except JsonError as error:
        raise ModelFileError(
            "The card in the model file {path} is damaged: {error}. Copy or download it again.",
            path=path,
            error=text_of_error(error),
        ) from error
    except (KeyError, TypeError) as error:
        raise ModelFileError(
            "The card in the model file {path} is damaged. Copy or download it again.", path=path
        ) from error
    if version not in range(1, FORMAT_VERSION + 1):
        raise ModelFileError(
            "The model file {path} has format version {version}, and this Polyp Viewer reads versions up "
            "to {format_version}. Use the Polyp Viewer that the file was made for.",
            path=path,
            version=str(_short(version)),
            format_version=FORMAT_VERSION,
        )
    if architecture not in (*ARCHITECTURES, ENSEMBLE):
        raise ModelFileError(
            "The model file {path} is for the network {network}, which this Polyp Viewer does not have.{similar}",
            path=path,
            network=_short(repr(architecture)),
            similar=near_matches(_short(architecture), ARCHITECTURES),
        )
    return fields, sha256


def _card(path: Path, fields: Mapping[str, Any]) -> ModelCard:
    try:
        return ModelCard.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "card"
        raise ModelFileError(
            "The card in the model file {path} is invalid: {where}: {problem}.",
            path=path,
            where=_short(where),
            problem=first["msg"],
        ) from error
