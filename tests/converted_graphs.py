"""OpenVINO graphs of the networks that tests write, each converted once by all processes of a test run."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from polyp_core.files.file_lock import file_lock
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import read_model_file, write_model_file

if TYPE_CHECKING:
    from polyp_core.inference.openvino_graph import Graph

_folders: list[Path] = []


def share_in(folder: Path) -> None:
    """Sets the folder that all processes of this test run use."""
    _folders[:] = [folder]


def convert_once(card: ModelCard, weights: Mapping[str, NDArray[Any]]) -> "Graph":
    """Returns the graph of a network, converted unless another test has converted one of equal weights.

    A process that needs a graph which another one is converting waits for it.
    """
    from polyp_core.inference.openvino_graph import Graph, convert

    (folder,) = _folders
    parts = [repr((card.network, card.input_size, card.mean, card.std)).encode()]
    parts += [name.encode() + value.tobytes() for name, value in sorted(weights.items())]
    kept = folder / f"{hashlib.sha256(b''.join(parts)).hexdigest()}.safetensors"
    with file_lock(kept.with_suffix(".lock"), "", timeout_s=300):
        if not kept.exists():
            with TemporaryDirectory() as bare:
                model = write_model_file(Path(bare, "bare.safetensors"), card, weights)
                write_model_file(kept, card, {}, Graph.of(convert(model)).extras())
    graph = Graph.packed_in(read_model_file(kept))
    assert graph is not None
    return graph
