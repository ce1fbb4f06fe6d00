"""Each optimiser lowers a loss, uses the encoder rate, and can be resumed from its state."""

from typing import get_args

import pytest
import torch

from training.config.fit_config import OptimiserName
from training.config.make_config import make_config
from training.fit.checkpoints import _fits_optimiser
from training.fit.optimisers import make_optimiser, set_highest_rate


class Network(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = torch.nn.Conv2d(3, 2, 1)
        self.decoder = torch.nn.Conv2d(2, 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.decoder(self.encoder(x))


@pytest.mark.parametrize("name", get_args(OptimiserName))
def test_every_optimiser_lowers_a_loss_and_can_be_resumed(name: str) -> None:
    torch.manual_seed(0)
    config = make_config("enhanced", [f"optimiser={name}", "learning_rate=0.01", "encoder_rate=0.5", "weight_decay=0"])
    network, x = Network(), torch.ones(1, 3, 4, 4)
    optimiser = make_optimiser(network, config)
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = (network(x) - 1).square().mean()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]
    state = optimiser.state_dict()
    assert _fits_optimiser(state, make_optimiser(Network(), config))
    others = [other for other in get_args(OptimiserName) if other != name]
    for other in others:
        fits = _fits_optimiser(state, make_optimiser(Network(), config.model_copy(update={"optimiser": other})))
        assert not fits or {name, other} <= {"adam", "adamw", "radam", "nadam"}


def test_the_encoder_has_its_own_rate() -> None:
    config = make_config("light", ["learning_rate=0.01", "encoder_rate=0.5"])
    optimiser = make_optimiser(Network(), config)
    assert [group["lr"] for group in optimiser.param_groups] == [0.01, 0.01, 0.005, 0.005]
    assert [group["weight_decay"] for group in optimiser.param_groups] == [0.01, 0, 0.01, 0]
    set_highest_rate(optimiser, config.model_copy(update={"learning_rate": 0.02}))
    assert [group["lr"] for group in optimiser.param_groups] == [0.02, 0.02, 0.01, 0.01]
    assert len(make_optimiser(Network(), config.model_copy(update={"encoder_rate": 1.0})).param_groups) == 2
