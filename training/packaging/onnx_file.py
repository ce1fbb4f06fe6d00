"""Exports a model as an ONNX file, for programs without PyTorch or OpenVINO."""

import importlib.util
import io
import logging
import re
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from polyp_core.display_text import filled
from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_bytes
from polyp_core.inference.torch_engine import LogitsNetwork
from polyp_core.model.model_file import ModelFile

OPSET = 20
_PACKAGES = ("onnx", "onnxscript")
_OPERATOR = re.compile(r"No ONNX function found for <OpOverload\(op='([\w.]+)'")
_CHECKED_FRAMES = 3
_MOST_APART = 2
"""Largest accepted difference (of 255) from the model's probabilities: both are rounded."""


class _Outputs(nn.Module):
    """The reference network with probabilities (N x S x S uint8, 255 for 1), and without its check for NaN."""

    def __init__(self, model: ModelFile) -> None:
        super().__init__()
        self.network = LogitsNetwork(model, torch.float32)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        logits, _, *presence = self.network(image)
        return (torch.round(torch.sigmoid(logits) * 255).to(torch.uint8), *presence)


def refuse_without_onnx() -> None:
    """Raises TrainingError if the packages for writing ONNX files are not installed."""
    if missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]:
        raise TrainingError(
            "Writing an ONNX file requires packages that are not installed: {packages}. Install them with: uv sync "
            "--extra onnx",
            packages=", ".join(missing),
        )


def write_onnx(model: ModelFile, out: Path) -> bool:
    """Writes `model` atomically as the ONNX file `out`; returns whether it was checked with onnxruntime.

    Input `image`: N x S x S x 3 uint8 RGB, N free, S the card's `input_size`; the normalisation is part of the graph.
    Outputs: `probability`, N x S x S uint8 (255 for a probability of 1), and `presence`, N float32, with that head.
    Raises TrainingError if packages are missing, an operator cannot be exported or the file gives other masks;
    ModelFileError, ExportError.
    """
    refuse_without_onnx()
    network = _Outputs(model).eval()
    data = _exported(network, model)
    checked = importlib.util.find_spec("onnxruntime") is not None
    if checked:
        _check(data, network, model)
    write_bytes(out, data)
    return checked


def _exported(network: nn.Module, model: ModelFile) -> bytes:
    side = model.card.input_size
    names = ["probability", *(["presence"] if model.card.network.presence_head else [])]
    loud = logging.getLogger("torch.onnx")
    level = loud.level
    loud.setLevel(logging.ERROR)
    try:
        # Suppress the exporter's progress and warnings.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            # With a batch of 1 the exporter would fix the batch size.
            frames = torch.zeros(2, side, side, 3, dtype=torch.uint8)
            program = torch.onnx.export(
                network,
                (frames,),
                dynamo=True,
                opset_version=OPSET,
                input_names=["image"],
                output_names=names,
                dynamic_shapes={"image": {0: torch.export.Dim("batch")}},
                verbose=False,
            )
            assert program is not None
            with TemporaryDirectory() as folder:
                file = Path(folder, "model.onnx")
                program.save(file, external_data=False)
                return file.read_bytes()
    except RuntimeError as error:
        raise TrainingError(
            "The network {network} cannot be written as an ONNX file: {reason}.",
            network=model.card.network.title,
            reason=_reason(error),
        ) from error
    finally:
        loud.setLevel(level)


def _reason(error: BaseException) -> str:
    """Returns the operator that made the export fail, or the first line of the error."""
    while error.__cause__ is not None:
        error = error.__cause__
    if operator := _OPERATOR.search(str(error)):
        return filled("the operator {operator} is not supported by ONNX", operator=operator[1])
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__).rstrip(".")


def _check(data: bytes, network: nn.Module, model: ModelFile) -> None:
    """Raises TrainingError if the file gives other masks than the model, on noise, a gradient and black."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's errors have no common base class
        raise TrainingError(
            "onnxruntime cannot run the ONNX file of the model: {reason}.", reason=_reason(error)
        ) from error
    frames = _frames(model.card.input_size)
    with torch.inference_mode():
        expected = [output.numpy() for output in network(torch.from_numpy(frames))]
    found = session.run(None, {"image": frames})
    probability, theirs = (each[0].astype(np.int16) for each in (expected, found))
    level = round(model.card.threshold * 255)
    near = np.abs(probability - level) <= _MOST_APART
    other_mask = ((probability >= level) != (theirs >= level)) & ~near
    if np.abs(probability - theirs).max() > _MOST_APART or other_mask.any():
        raise TrainingError(
            "The ONNX file of the model gives other masks than the model itself, so {path} was not exported.",
            path=model.path,
        )
    if len(expected) > 1 and np.abs(expected[1] - found[1]).max() > 1e-2:
        raise TrainingError(
            "The ONNX file of the model gives other presences than the model itself, so {path} was not exported.",
            path=model.path,
        )


def _frames(side: int) -> NDArray[np.uint8]:
    ramp = np.linspace(0, 255, side, dtype=np.uint8)
    frames = np.zeros((_CHECKED_FRAMES, side, side, 3), np.uint8)
    frames[0] = np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8)
    frames[1, ..., 0], frames[1, ..., 1] = ramp, ramp[:, None]
    return frames
