"""OpenVINO graphs of networks: stored in a model file, or converted from its weights.

Conversion needs PyTorch, so it runs in a child process, once per model; the result is cached.
"""

import logging
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from polyp_core.cache import GRAPHS, CacheFolder, mark_used
from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import DeviceError, ModelFileError, PolypViewerError
from polyp_core.inference.openvino_library import openvino
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.programs import has_pytorch, is_built, module_command

_log = logging.getLogger(__name__)

XML_NAME, WEIGHTS_NAME = "openvino.xml", "openvino.bin"

_FORMAT = 1
_CONVERSION_TIMEOUT_S = 300.0
"""Conversion takes about 10 s on two cores, most of it for the start of PyTorch."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The contents of OpenVINO's two files: a network from 1 x S x S x 3 uint8 RGB to two or three outputs.

    Outputs: the logits (1 x S x S float32; in files of earlier versions their sigmoid, uint8 with 255 for 1), whether
    all logits are finite, and with a presence head the probability of a polyp in the frame (float32).
    """

    xml: bytes
    weights: bytes

    @classmethod
    def of(cls, model: openvino.Model) -> "Graph":
        """Serialises an OpenVINO model."""
        with TemporaryDirectory() as folder:
            xml = Path(folder, "graph.xml")
            openvino.save_model(model, xml, compress_to_fp16=False)
            return cls(xml.read_bytes(), xml.with_suffix(".bin").read_bytes())

    @classmethod
    def packed_in(cls, model: ModelFile) -> "Graph | None":
        """Returns the graph stored in `model`; None without one."""
        if not {XML_NAME, WEIGHTS_NAME} <= set(model.extra_names):
            return None
        extras = model.extras()
        return cls(extras[XML_NAME], extras[WEIGHTS_NAME])

    def extras(self) -> Mapping[str, bytes]:
        """Returns the entries for a model file by name."""
        return {XML_NAME: self.xml, WEIGHTS_NAME: self.weights}


def convert(model: ModelFile) -> openvino.Model:
    """Converts the network of the PyTorch engine to an OpenVINO model in full precision. Imports PyTorch.

    Raises ModelFileError if the weights do not match the network.
    """
    from polyp_core.inference.torch_engine import exported_network

    graph = openvino.convert_model(exported_network(model))
    side = model.card.input_size
    graph.reshape([1, side, side, 3])
    return graph


def float_graph(model: ModelFile) -> Graph:
    """Returns the graph of `model` in full precision, converted in a child process and cached on first use.

    Raises DeviceError if the conversion fails.
    """
    target = graph_cache_file(model)
    with suppress(ModelFileError):  # missing or damaged
        return _read_graph(target)
    with TemporaryDirectory() as folder:
        converted = Path(folder, target.name)
        _convert_in_child(model, converted)
        try:
            graph = _read_graph(converted)
            data = converted.read_bytes()
        except (ModelFileError, OSError) as error:
            reason = text_of_error(error)
            raise DeviceError("The model could not be prepared for OpenVINO: {error}", error=reason) from error
    cache = CacheFolder(GRAPHS)
    if not cache.write(target, data):
        _log.warning("The converted model could not be cached. %s", cache.problem or "The cache is full.")
    return graph


def graph_cache_file(model: ModelFile) -> Path:
    """Returns the file in which `float_graph` caches the graph of `model`."""
    # The result depends on the OpenVINO version, and versions may not read each other's files.
    version = openvino.__version__.partition("-")[0]
    return GRAPHS.folder / f"{model.sha256[:32]}-{version}-{_FORMAT}.safetensors"


def _read_graph(path: Path) -> Graph:
    graph = Graph.packed_in(read_model_file(path))
    if graph is None:
        raise ModelFileError("{path} holds no graph.", path=path)
    mark_used(path)
    return graph


def _convert_in_child(model: ModelFile, target: Path) -> None:
    if is_built() or not has_pytorch():
        raise DeviceError(
            "{path} has no graph for OpenVINO, and making one needs PyTorch, which this installation lacks. Package "
            "the model again, with polyp-train package, or use the whole program.",
            path=model.path,
        )
    try:
        process = subprocess.run(
            [*module_command(__name__), str(model.path), model.sha256, str(target)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_CONVERSION_TIMEOUT_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise DeviceError("The model could not be prepared for OpenVINO: {error}.", error=str(error)) from error
    except subprocess.TimeoutExpired:  # the child was killed
        raise DeviceError(
            "The model could not be prepared for OpenVINO within {minutes} minutes.",
            minutes=format(_CONVERSION_TIMEOUT_S / 60, ".0f"),
        ) from None
    if process.returncode:
        without_text = filled("the conversion ended with code {code}", code=str(process.returncode))
        last_line = process.stderr.strip().rpartition("\n")[2] or without_text
        raise DeviceError("The model could not be prepared for OpenVINO: {last_line}", last_line=last_line)


def _child(model_path: str, sha256: str, target: str) -> None:
    """Entry point of the child process: writes the graph as a model file without weights, with card and checksum."""
    try:
        model = read_model_file(model_path)
        if model.sha256 != sha256:
            raise ModelFileError(
                "The model file {path} has changed since it was opened. Open it again.", path=model_path
            )
        write_model_file(Path(target), model.card, {}, Graph.of(convert(model)).extras())
    except PolypViewerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    _child(*sys.argv[1:])
