"""The schedules equal PyTorch's of the same name."""

import pytest
import torch
from torch.optim import lr_scheduler

from training.config.make_config import make_config
from training.fit.schedules import learning_rate_factor

EPOCHS, STEPS_PER_EPOCH = 5, 8
STEPS = EPOCHS * STEPS_PER_EPOCH


def shares(*assignments: str) -> list[float]:
    share = learning_rate_factor(make_config("baseline", [f"epochs={EPOCHS}", *assignments]), STEPS_PER_EPOCH)
    assert share is not None
    return [share(step) for step in range(STEPS)]


def by_torch(make, *, each_step: bool = True) -> list[float]:
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule, rates = make(optimiser), []
    for step in range(STEPS):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        if each_step or step % STEPS_PER_EPOCH == STEPS_PER_EPOCH - 1:
            schedule.step()
    return rates


def test_onecycle_equals_that_of_pytorch() -> None:
    theirs = by_torch(lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=STEPS, cycle_momentum=False))
    assert shares("schedule=OneCycle") == pytest.approx(theirs, abs=1e-7)


def test_step_and_exponential_follow_the_epoch_as_in_pytorch() -> None:
    theirs = by_torch(lambda o: lr_scheduler.StepLR(o, 2, gamma=0.1), each_step=False)
    assert shares("schedule=step", "step_epochs=2", "rate_factor=0.1") == pytest.approx(theirs)
    theirs = by_torch(lambda o: lr_scheduler.ExponentialLR(o, 0.9), each_step=False)
    assert shares("schedule=exponential") == pytest.approx(theirs)


@pytest.mark.parametrize(("schedule", "power"), [("linear", 1.0), ("polynomial", 0.9)])
def test_polynomial_after_the_warm_up_equals_that_of_pytorch(schedule: str, power: float) -> None:
    ours = shares(f"schedule={schedule}", "warmup=0.1")
    assert ours[:4] == pytest.approx([0.25, 0.5, 0.75, 1.0])
    theirs = by_torch(lambda o: lr_scheduler.PolynomialLR(o, STEPS - 4, power=power))
    assert ours[4:] == pytest.approx(theirs[: STEPS - 4])


@pytest.mark.parametrize("schedule", ["constant", "plateau"])
def test_schedules_without_steps_have_no_factor(schedule: str) -> None:
    assert learning_rate_factor(make_config("baseline", [f"schedule={schedule}"]), STEPS_PER_EPOCH) is None


@pytest.mark.parametrize("schedule", ["cosine", "linear", "polynomial", "onecycle", "step", "exponential"])
def test_a_run_of_one_step_has_a_positive_rate(schedule: str) -> None:
    share = learning_rate_factor(make_config("baseline", ["epochs=1", f"schedule={schedule}", "warmup=0"]), 1)
    assert share is not None and 0 < share(0) <= 1 and 0 <= share(1) <= 1
