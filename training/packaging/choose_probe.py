"""Chooses the picture by which whatever runs a model file is checked, and has the weights answer it."""

import numpy as np

from polyp_core.errors import TrainingError
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.model.model_file import ModelFile
from polyp_core.model.probe import TOLERANCE, Probe, drawn_pictures

_LARGEST_DIFFERENCE = TOLERANCE / 2
"""What is left is for processors that round otherwise than this one."""


def choose_probe(model: ModelFile, *, quantised: bool) -> Probe:
    """Of the drawn pictures, the one whose probabilities spread most: a graph of other weights differs there.

    Where `quantised`, `model` carries a quantised graph, and only pictures count that it answers as the weights do.
    Raises TrainingError where there are none, ModelFileError, DeviceError.
    """
    pictures = np.stack(list(drawn_pictures(model.card.input_size)))
    probes = [Probe(*pair) for pair in zip(pictures, TorchEngine(model, "cpu").run(pictures).probability, strict=True)]
    if quantised:
        engine = OpenVinoEngine(model)
        pairs = list(zip(probes, engine.run(pictures).probability, strict=True))
        engine.close()
        probes = [probe for probe, answer in pairs if probe.difference(answer) <= _LARGEST_DIFFERENCE]
    if not probes:
        raise TrainingError(
            "The quantised graph answers other than the network on every picture that it was tried on. "
            "Package the model without the quantised graph: --no-quantise."
        )
    return max(probes, key=lambda probe: float(probe.answer.std()))
