"""Learning rate schedules, as the fraction of the highest rate at each step."""

import math
from collections.abc import Callable
from functools import partial

from training.config.fit_config import FitConfig

_ONE_CYCLE_RISE = 0.3
_ONE_CYCLE_START = 1 / 25
_ONE_CYCLE_END = _ONE_CYCLE_START / 1e4
_EXPONENTIAL = 0.9

FOLLOWS_NO_STEP = ("constant", "plateau")
"""Schedules whose rate is not a function of the step alone."""

PLATEAU_FACTOR = 0.5
"""Factor of plateau and step unless the config sets another."""


def learning_rate_factor(config: FitConfig, steps_per_epoch: int) -> Callable[[int], float] | None:
    """Returns the fraction (0..1) of the highest rate by step, from 0; None if the step alone does not decide it.

    That is so for constant and for plateau, which follows the validation loss. Each is PyTorch's schedule of that name,
    after a warm-up where the config has one: CosineAnnealingLR and PolynomialLR down to 0 (linear is the power 1),
    OneCycleLR with its defaults for the rate alone, StepLR and ExponentialLR by epoch.
    """
    steps = steps_per_epoch * config.epochs
    match config.schedule:
        case "constant" | "plateau":
            return None
        case "cosine":
            return partial(warm_up_and_cosine, steps=steps, warmup=config.warmup)
        case "linear" | "polynomial":
            power = config.rate_power if config.schedule == "polynomial" else 1.0
            return partial(warm_up_and_polynomial, steps=steps, warmup=config.warmup, power=power)
        case "onecycle":
            return partial(one_cycle, steps=steps)
        case "step":
            factor = config.rate_factor or PLATEAU_FACTOR
            return lambda step: float(factor ** (step // steps_per_epoch // config.step_epochs))
        case "exponential":
            factor = config.rate_factor or _EXPONENTIAL
            return lambda step: float(factor ** (step // steps_per_epoch))


def warm_up_and_cosine(step: int, steps: int, warmup: float) -> float:
    """Returns the rate's fraction at `step` of `steps`: a linear rise, then half a cosine down to 0."""
    rising = _warmup_steps(steps, warmup)
    if step < rising:
        return (step + 1) / rising
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rising) / max(1, steps - rising))))


def warm_up_and_polynomial(step: int, steps: int, warmup: float, power: float) -> float:
    """Returns the rate's fraction at `step` of `steps`: a linear rise, then polynomial decay down to 0."""
    rising = _warmup_steps(steps, warmup)
    if step < rising:
        return (step + 1) / rising
    return float((1 - min(1.0, (step - rising) / max(1, steps - rising))) ** power)


def one_cycle(step: int, steps: int) -> float:
    """Returns the rate's fraction at `step` of `steps` by Smith and Topin 2018: two half cosines, up and down.

    From 1/25 up to 1 in the first 30 % of the steps, then down to nearly 0.
    """
    top = max(1e-9, _ONE_CYCLE_RISE * steps - 1)
    if step <= top:
        return _between(_ONE_CYCLE_START, 1.0, step / top)
    return _between(1.0, _ONE_CYCLE_END, min(1.0, (step - top) / max(1e-9, steps - 1 - top)))


def _warmup_steps(steps: int, warmup: float) -> int:
    return max(1, round(warmup * steps))


def _between(start: float, end: float, share: float) -> float:
    return end + (start - end) / 2 * (1 + math.cos(math.pi * share))
