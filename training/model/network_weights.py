"""The weights of a network as arrays, as a model file stores them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor


def network_weights(state: Mapping[str, Tensor]) -> dict[str, NDArray[Any]]:
    """A network's state as NumPy arrays on the CPU, as a model file takes it."""
    return {name: np.ascontiguousarray(value.detach().cpu().numpy()) for name, value in state.items()}
