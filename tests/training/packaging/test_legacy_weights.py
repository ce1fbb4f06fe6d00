"""A PyTorch checkpoint is converted to a model file, and refused if it could run code."""

from pathlib import Path

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from polyp_core.errors import ModelFileError
from polyp_core.model.model_file import read_model_file
from polyp_core.model.network_spec import NetworkSpec
from polyp_core.model.networks import build_network
from training.cli import _app
from training.packaging.legacy_weights import import_weights
from training.packaging.recognise import NO_HINTS, NetworkHints


@pytest.fixture(scope="module")
def state() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return build_network(NetworkSpec(architecture="unet")).state_dict()


def imported(source: Path, hints: NetworkHints = NO_HINTS):
    out = source.with_suffix(".model.safetensors")
    return import_weights(source, out, name="old", side_px=64, licence="mine", hints=hints)


@pytest.mark.parametrize("wrapping", ["bare", "state_dict", "model_state_dict", "module."])
def test_common_checkpoint_formats_are_accepted(state, tmp_path: Path, wrapping: str) -> None:
    saved = {f"module.{name}": value for name, value in state.items()} if wrapping == "module." else state
    torch.save({wrapping: saved, "epoch": 3} if "state" in wrapping else saved, tmp_path / "old.pth")
    model = read_model_file(imported(tmp_path / "old.pth").path)
    assert (model.card.architecture, model.card.input_size, model.card.licence) == ("unet", 64, "mine")
    assert "Imported from old.pth" in model.card.notes
    for name, value in model.weights().items():
        np.testing.assert_allclose(value, state[name].numpy(), atol=1e-3, rtol=1e-3)  # kept in half precision


class CodeOnUnpickling:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_a_checkpoint_with_code_is_refused_without_running_it(tmp_path: Path) -> None:
    torch.save({"state_dict": CodeOnUnpickling(tmp_path / "ran")}, tmp_path / "sneaky.pth")
    with pytest.raises(ModelFileError, match="could run code, so it is refused"):
        imported(tmp_path / "sneaky.pth")
    assert [path.name for path in tmp_path.iterdir()] == ["sneaky.pth"]


def test_other_state_dicts_are_refused(state, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="There is no file"):
        imported(tmp_path / "absent.pth")
    torch.save({"layer.weight": torch.zeros(3)}, tmp_path / "other.pth")
    with pytest.raises(
        ModelFileError, match=r"not those of a network that Polyp Viewer supports \(resunet, unet\), nor"
    ):
        imported(tmp_path / "other.pth")
    torch.save([1, 2], tmp_path / "list.pth")
    with pytest.raises(ModelFileError, match="holds no state of a network"):
        imported(tmp_path / "list.pth")
    torch.save(state, tmp_path / "whole.pth")
    (tmp_path / "cut.pth").write_bytes((tmp_path / "whole.pth").read_bytes()[:5000])
    with pytest.raises(ModelFileError, match=r"cut\.pth"):
        imported(tmp_path / "cut.pth")
    (tmp_path / "text.pth").write_text("hello")
    with pytest.raises(ModelFileError, match=r"text\.pth is neither a PyTorch checkpoint nor a \.safetensors file"):
        imported(tmp_path / "text.pth")
    (tmp_path / "text.safetensors").write_text("no tensors")
    with pytest.raises(ModelFileError, match=r"text\.safetensors"):
        imported(tmp_path / "text.safetensors")


@pytest.mark.parametrize(
    ("network", "hints"),
    [
        ({"architecture": "Unet", "encoder": "resnet18"}, {}),
        ({"architecture": "Unet", "encoder": "resnet18", "decoder_channels": (32, 16, 8)}, {}),
        ({"architecture": "FPN", "encoder": "mobilenet_v2", "presence_head": True}, {}),
        ({"architecture": "UnetPlusPlus", "encoder": "resnet18"}, {}),
        ({"architecture": "Segformer", "encoder": "mit_b0", "decoder_channels": (64,)}, {"decoder_channels": (64,)}),
        ({"architecture": "Linknet", "encoder": "tu-mobilenetv3_small_050"}, {"encoder": "tu-mobilenetv3_small_050"}),
    ],
)
def test_an_smp_network_is_recognised_by_its_tensors(tmp_path: Path, network: dict, hints: dict) -> None:
    spec = NetworkSpec.model_validate(network)
    torch.save(build_network(spec).state_dict(), tmp_path / "old.pth")
    card = imported(tmp_path / "old.pth", NetworkHints(**hints)).card
    assert (card.architecture, card.encoder, card.network.presence_head) == (
        spec.architecture,
        spec.encoder,
        spec.presence_head,
    )
    assert {name: value.shape for name, value in build_network(card.network).state_dict().items()} == {
        name: value.shape for name, value in build_network(spec).state_dict().items()
    }


def test_the_input_normalisation_is_that_of_the_encoder(tmp_path: Path) -> None:
    spec = NetworkSpec(architecture="Unet", encoder="tu-tf_efficientnet_lite0", decoder_channels=(8, 8, 8))
    torch.save(build_network(spec).state_dict(), tmp_path / "old.pth")
    card = imported(tmp_path / "old.pth").card
    assert card.encoder == "tu-tf_efficientnet_lite0" and card.decoder_channels == (8, 8, 8)
    assert card.mean == pytest.approx((127 / 255,) * 3) and card.std == pytest.approx((128 / 255,) * 3)


def test_an_unrecognised_network_has_to_be_given(tmp_path: Path) -> None:
    spec = NetworkSpec(architecture="FPN", encoder="tu-mobilenetv3_small_050")
    torch.save(build_network(spec).state_dict(), tmp_path / "old.pth")
    with pytest.raises(ModelFileError, match=r"look like those of FPN .* Name them with --encoder"):
        imported(tmp_path / "old.pth")
    with pytest.raises(ModelFileError, match=r"old\.pth are not those of FPN on resnet18\. Check --encoder-depth"):
        imported(tmp_path / "old.pth", NetworkHints(architecture="FPN", encoder="resnet18"))
    with pytest.raises(ModelFileError, match="resunet has the encoder resnet34, not resnet18"):
        imported(tmp_path / "old.pth", NetworkHints(architecture="resunet", encoder="resnet18"))


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--architecture", "Unett"), "There is no network Unett. Did you mean Unet"),
        (("--encoder", "resnet43"), "There is no encoder resnet43. Did you mean resnet34"),
    ],
)
def test_an_unknown_name_is_refused_with_similar_names(
    state, tmp_path: Path, option: tuple[str, str], message: str
) -> None:
    torch.save(state, tmp_path / "old.pth")
    command = ["import-weights", str(tmp_path / "old.pth"), "--out", str(tmp_path / "m.safetensors"), *option]
    done = CliRunner().invoke(_app, command)
    assert isinstance(done.exception, ModelFileError) and message in str(done.exception)
