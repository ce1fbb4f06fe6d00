"""The normalisation of an encoder is available offline."""

import socket

import pytest

from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD
from training.config.make_config import make_config
from training.model.encoder_weights import input_normalisation


def test_no_encoder_is_looked_up_online(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"a connection was made: {arguments}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    of_resnet = input_normalisation(make_config("baseline", ["architecture=Unet", "encoder=resnet18"]))
    assert of_resnet == (IMAGENET_MEAN, IMAGENET_STD)
    assert input_normalisation(make_config("shipped")) == of_resnet
    of_xception = input_normalisation(make_config("baseline", ["architecture=Unet", "encoder=xception"]))
    assert of_xception == ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
