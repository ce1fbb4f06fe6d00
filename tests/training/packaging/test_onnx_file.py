"""An ONNX file gives the masks of the model, for any number of frames at once."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from polyp_core.errors import ExportError, TrainingError
from polyp_core.inference.torch_engine import TorchEngine
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.model.network_spec import NetworkSpec
from polyp_core.model.networks import build_network
from training.cli import _app
from training.model.network_weights import network_weights
from training.packaging import onnx_file
from training.packaging.onnx_file import write_onnx
from training.runs.run_folder import RunFolder

onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("onnxscript")

SIDE = 64


def model_of(spec: NetworkSpec, path: Path) -> ModelFile:
    torch.manual_seed(1)
    card = ModelCard(
        name="x",
        architecture=spec.architecture,
        encoder=spec.encoder,
        encoder_depth=spec.encoder_depth,
        decoder_channels=spec.decoder_channels,
        presence_level=0.5 if spec.presence_head else None,
        input_size=SIDE,
        training_data=(),
        split="none",
        scores=(),
        date=date(2026, 1, 1),
        licence="none",
    )
    return write_model_file(path, card, network_weights(build_network(spec).state_dict()))


def test_the_onnx_file_gives_masks_and_presence_of_the_model(tmp_path: Path) -> None:
    spec = NetworkSpec(
        architecture="Unet", encoder="tu-mobilenetv3_small_050", decoder_channels=(16, 8, 8), presence_head=True
    )
    model = model_of(spec, tmp_path / "m.safetensors")
    assert write_onnx(model, tmp_path / "m.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "m.onnx", providers=["CPUExecutionProvider"])
    (taken,) = session.get_inputs()
    assert (taken.name, taken.type, taken.shape[1:]) == ("image", "tensor(uint8)", [SIDE, SIDE, 3])
    frames = np.random.default_rng(2).integers(0, 256, (5, SIDE, SIDE, 3), np.uint8)
    for batch in (frames, frames[:1]):
        probability, presence = session.run(["probability", "presence"], {"image": batch})
        ours = TorchEngine(model, "cpu").run(batch)
        assert probability.dtype == np.uint8 and probability.std() > 0
        assert np.abs(probability - 255 * PROBABILITIES[ours.levels]).max() <= 3.5
        assert presence == pytest.approx(ours.presence, abs=1e-4)


def test_a_file_with_other_masks_is_refused(tmp_path: Path) -> None:
    spec = NetworkSpec(architecture="Unet", encoder="tu-test_resnet", decoder_channels=(8,))
    model = model_of(spec, tmp_path / "m.safetensors")
    write_onnx(model, tmp_path / "m.onnx")
    data = (tmp_path / "m.onnx").read_bytes()
    other = onnx_file._Outputs(model).eval()
    with torch.no_grad():
        other.get_submodule("network.network.segmentation_head.0").bias += 2
    with pytest.raises(TrainingError, match="gives other masks than the model itself"):
        onnx_file._check(data, other, model)


def test_an_operator_that_onnx_lacks_is_named(tmp_path: Path) -> None:
    class Inverse(torch.nn.Module):
        def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, ...]:
            return (torch.linalg.eigvalsh(image[..., 0].float()),)

    spec = NetworkSpec(architecture="Unet", encoder="tu-mobilenetv3_small_050", decoder_channels=(8,))
    with pytest.raises(TrainingError) as error:
        onnx_file._exported(Inverse(), model_of(spec, tmp_path / "m.safetensors"))
    message = str(error.value)
    network = "The network Unet on tu-mobilenetv3_small_050"
    assert (
        message
        == f"{network} cannot be written as an ONNX file: the operator aten._linalg_eigh is not supported by ONNX."
    )


def test_a_missing_extra_is_reported_first(one_epoch: RunFolder, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(onnx_file, "_PACKAGES", ("onnx_that_nobody_has",))
    done = CliRunner().invoke(_app, ["package", str(one_epoch.path), "--onnx", str(tmp_path / "m.onnx")])
    assert isinstance(done.exception, TrainingError) and "uv sync --extra onnx" in str(done.exception)
    assert not list(tmp_path.glob("*.onnx"))


def test_package_writes_the_onnx_file_with_the_model(one_epoch: RunFolder, tmp_path: Path) -> None:
    shutil.copytree(one_epoch.path, tmp_path / "run")
    run, out = RunFolder(tmp_path / "run"), tmp_path / "m.onnx"
    command = ["package", str(run.path), "--no-quantise", "--onnx"]
    refused = CliRunner().invoke(_app, [*command, str(run.model_file)])
    assert isinstance(refused.exception, ExportError)
    assert read_model_file(run.model_file)
    done = CliRunner().invoke(_app, [*command, str(out)])
    assert done.exit_code == 0, done.output
    assert f"{out} (gives the model's masks)" in done.stdout and out.stat().st_size > 1000
