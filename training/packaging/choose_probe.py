"""Chooses the picture by which whatever runs a model file is checked, and has the weights answer it."""

import numpy as np
import torch
from numpy.typing import NDArray

from polyp_core.errors import TrainingError
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.torch_engine import ProbabilityNetwork, TorchEngine
from polyp_core.model.model_file import ModelFile
from polyp_core.model.probe import TOLERANCE, Probe, synthetic_pictures

_LARGEST_DIFFERENCE = TOLERANCE / 2
"""What is left is for processors that round otherwise than this one."""


def choose_probe(model: ModelFile, *, quantised: bool) -> Probe | None:
    """Of the drawn pictures, the one whose probabilities spread most: a graph of other weights differs there.

    Only pictures count on which it makes no difference that the weights are run in bfloat16, as OpenVINO does where the
    processor can; a network that has hardly been trained may have none, and gets no probe. Where `quantised`, `model`
    carries a quantised graph, which must answer them as the weights do: raises TrainingError where it answers none so,
    ModelFileError, DeviceError.
    """
    pictures = np.stack(list(synthetic_pictures(model.card.input_size)))
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
    steady = [
        probe
        for probe, answer in zip(probes, _in_bfloat16(model, [probe.picture for probe in probes]), strict=True)
        if probe.difference(answer) <= _LARGEST_DIFFERENCE
    ]
    return max(steady, key=lambda probe: float(probe.answer.std()), default=None)


def _in_bfloat16(model: ModelFile, pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    network = ProbabilityNetwork(model, torch.bfloat16).eval()
    with torch.inference_mode():
        return np.asarray(network(torch.from_numpy(np.stack(pictures)))[0].numpy())
