"""Delays: how long after a picture has arrived its mask was shown, over the latest pictures."""

from collections import deque

import numpy as np

_KEPT = 1500  # a minute at 25 frames/s


class Delays:
    """The latest delays in seconds. One thread adds, others read."""

    def __init__(self) -> None:
        self._latest: deque[float] = deque(maxlen=_KEPT)

    def add(self, delay_s: float) -> None:
        """Adds the delay of one picture."""
        self._latest.append(delay_s)

    def percentile(self, share: float) -> float | None:
        """Returns the delay below which `share` percent of the pictures are; None before the first."""
        values = list(self._latest)
        return float(np.percentile(values, share)) if values else None
