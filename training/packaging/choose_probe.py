"""Chooses the probe: a picture and the weights' answer to it, with which engines check a model file."""

import numpy as np
import torch
from numpy.typing import NDArray

from polyp_core.errors import TrainingError
from polyp_core.inference.openvino_engine import OpenVinoEngine
from polyp_core.inference.torch_engine import LogitsNetwork, TorchEngine, levels_of_logits
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.model_file import ModelFile
from polyp_core.model.probe import TOLERANCE, Probe, synthetic_pictures

_LARGEST_DIFFERENCE = TOLERANCE / 2
"""The margin allows for different rounding on other processors."""


def choose_probe(model: ModelFile, *, quantised: bool) -> Probe | None:
    """Returns the test picture with the widest spread of probabilities, which distinguishes weights best.

    Only pictures are used whose answer is the same in bfloat16, which OpenVINO uses on processors that support it; a
    hardly trained network may have none and gets no probe. If `quantised`, the quantised graph of `model` must give the
    weights' answer: raises TrainingError if it does so for no picture, ModelFileError, DeviceError.
    """
    pictures = np.stack(list(synthetic_pictures(model.card.input_size)))
    answers = probability_bytes(TorchEngine(model, "cpu").run(pictures).levels)
    probes = [Probe(*pair) for pair in zip(pictures, answers, strict=True)]
    if quantised:
        engine = OpenVinoEngine(model)
        pairs = list(zip(probes, probability_bytes(engine.run(pictures).levels), strict=True))
        engine.close()
        probes = [probe for probe, answer in pairs if probe.difference(answer) <= _LARGEST_DIFFERENCE]
    if not probes:
        raise TrainingError(
            "The quantised graph differs from the network on every test picture. "
            "Package the model without the quantised graph: --no-quantise."
        )
    steady = [
        probe
        for probe, answer in zip(probes, _in_bfloat16(model, [probe.picture for probe in probes]), strict=True)
        if probe.difference(answer) <= _LARGEST_DIFFERENCE
    ]
    return max(steady, key=lambda probe: float(probe.answer.std()), default=None)


def _in_bfloat16(model: ModelFile, pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    network = LogitsNetwork(model, torch.bfloat16).eval()
    with torch.inference_mode():
        return probability_bytes(levels_of_logits(network(torch.from_numpy(np.stack(pictures)))[0]).numpy())
