"""Converts the weights of a network to arrays, as stored in a model file."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor


def network_weights(state: Mapping[str, Tensor]) -> dict[str, NDArray[Any]]:
    """Returns a network's state as NumPy arrays on the CPU, for a model file."""
    return {name: np.ascontiguousarray(value.detach().cpu().numpy()) for name, value in state.items()}
