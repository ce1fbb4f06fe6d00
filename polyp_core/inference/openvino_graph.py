"""A network as an OpenVINO graph: how a model file carries one, and how one is made where it does not.

Making one needs PyTorch, so it happens in a child process, once for each model; the result is kept in the user's cache.
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
from polyp_core.errors import DeviceError, ModelFileError, PolypViewerError
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.offline import switch_off_telemetry

switch_off_telemetry()
import openvino  # noqa: E402

_log = logging.getLogger(__name__)

XML_NAME, WEIGHTS_NAME = "openvino.xml", "openvino.bin"

_FORMAT = 1
_CONVERTED_WITHIN_S = 300.0
"""It takes some 10 seconds on two cores, most of which PyTorch needs to start."""


@dataclass(frozen=True, slots=True)
class Graph:
    """OpenVINO's two files: a network from 1 x S x S x 3 uint8 RGB to two or three outputs.

    They are the probabilities (1 x S x S uint8, 255 for a probability of 1), whether all logits are finite and, from a
    network with that head, the probability of a polyp in the frame (float32).
    """

    xml: bytes
    weights: bytes

    @classmethod
    def of(cls, model: openvino.Model) -> "Graph":
        """The graph in memory as the bytes of its files."""
        with TemporaryDirectory() as folder:
            xml = Path(folder, "graph.xml")
            openvino.save_model(model, xml, compress_to_fp16=False)
            return cls(xml.read_bytes(), xml.with_suffix(".bin").read_bytes())

    @classmethod
    def packed_in(cls, model: ModelFile) -> "Graph | None":
        """The quantised graph that `model` carries, if it does."""
        if not {XML_NAME, WEIGHTS_NAME} <= set(model.extra_names):
            return None
        extras = model.extras()
        return cls(extras[XML_NAME], extras[WEIGHTS_NAME])

    def extras(self) -> Mapping[str, bytes]:
        """What to pack into a model file, by name."""
        return {XML_NAME: self.xml, WEIGHTS_NAME: self.weights}


def convert(model: ModelFile) -> openvino.Model:
    """The very network that the PyTorch engine runs, as a graph in full precision. Imports PyTorch.

    Raises ModelFileError where the weights are not those of the network.
    """
    from polyp_core.inference.torch_engine import exported_network

    graph = openvino.convert_model(exported_network(model))
    side = model.card.input_size
    graph.reshape([1, side, side, 3])
    return graph


def float_graph(model: ModelFile) -> Graph:
    """The graph of `model` in full precision, converted in a child process on the first time.

    Raises DeviceError with the reason where it cannot be made.
    """
    # Another version may convert it to something else, and one may not read what another wrote.
    version = openvino.__version__.partition("-")[0]
    kept = GRAPHS.folder / f"{model.sha256[:32]}-{version}-{_FORMAT}.safetensors"
    with suppress(ModelFileError):  # not there yet, or damaged
        return _kept_graph(kept)
    with TemporaryDirectory() as folder:
        converted = Path(folder, kept.name)
        _convert_in_child(model, converted)
        try:
            graph = _kept_graph(converted)
            data = converted.read_bytes()
        except (ModelFileError, OSError) as error:
            raise DeviceError(f"The model could not be prepared for OpenVINO: {error}") from error
    cache = CacheFolder(GRAPHS)
    if not cache.write(kept, data):
        _log.warning("The converted model is not kept for the next time. %s", cache.problem or "The cache is full.")
    return graph


def _kept_graph(path: Path) -> Graph:
    graph = Graph.packed_in(read_model_file(path))
    if graph is None:
        raise ModelFileError(f"{path} holds no graph.")
    mark_used(path)
    return graph


def _convert_in_child(model: ModelFile, kept: Path) -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(model.path), model.sha256, str(kept)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_CONVERTED_WITHIN_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise DeviceError(f"The model could not be prepared for OpenVINO: {error}.") from error
    except subprocess.TimeoutExpired:  # the child was ended
        raise DeviceError(
            f"The model could not be prepared for OpenVINO within {_CONVERTED_WITHIN_S / 60:.0f} minutes."
        ) from None
    if done.returncode:
        last_line = done.stderr.strip().rpartition("\n")[2] or f"the conversion ended with code {done.returncode}"
        raise DeviceError(f"The model could not be prepared for OpenVINO: {last_line}")


def _child(model_path: str, sha256: str, kept: str) -> None:
    """The child's work: what it keeps is a model file without weights, which brings the card and the checksum along."""
    try:
        model = read_model_file(model_path)
        if model.sha256 != sha256:
            raise ModelFileError(f"The model file {model_path} has changed since it was opened. Open it again.")
        write_model_file(Path(kept), model.card, {}, Graph.of(convert(model)).extras())
    except PolypViewerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    _child(*sys.argv[1:])
