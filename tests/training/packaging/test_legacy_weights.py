"""A PyTorch checkpoint becomes a model file, and is refused where it could do more than hold weights."""

from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.errors import ModelFileError
from polyp_core.model.model_file import read_model_file
from polyp_core.model.networks import build_network
from training.packaging.legacy_weights import import_weights


@pytest.fixture(scope="module")
def state() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return build_network("unet").state_dict()


def imported(source: Path):
    return import_weights(source, source.with_suffix(".model.safetensors"), name="old", side_px=64, licence="mine")


@pytest.mark.parametrize("wrapping", ["bare", "state_dict", "model_state_dict", "module."])
def test_the_ways_in_which_people_save_a_network(state, tmp_path: Path, wrapping: str) -> None:
    saved = {f"module.{name}": value for name, value in state.items()} if wrapping == "module." else state
    torch.save({wrapping: saved, "epoch": 3} if "state" in wrapping else saved, tmp_path / "old.pth")
    model = read_model_file(imported(tmp_path / "old.pth").path)
    assert (model.card.architecture, model.card.input_size, model.card.licence) == ("unet", 64, "mine")
    assert "Imported from old.pth" in model.card.notes
    for name, value in model.weights().items():
        np.testing.assert_allclose(value, state[name].numpy(), atol=1e-3, rtol=1e-3)  # kept in half precision


class Sneaky:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_a_checkpoint_that_runs_code_is_refused_unrun(tmp_path: Path) -> None:
    torch.save({"state_dict": Sneaky(tmp_path / "ran")}, tmp_path / "sneaky.pth")
    with pytest.raises(ModelFileError, match="could run code, so it is refused"):
        imported(tmp_path / "sneaky.pth")
    assert [path.name for path in tmp_path.iterdir()] == ["sneaky.pth"]


def test_what_is_no_state_of_our_networks_is_named(state, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="There is no file"):
        imported(tmp_path / "absent.pth")
    torch.save({"layer.weight": torch.zeros(3)}, tmp_path / "other.pth")
    with pytest.raises(ModelFileError, match=r"not those of a network that Polyp Viewer knows \(resunet or unet\)"):
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
