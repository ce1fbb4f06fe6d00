"""Estimates how long the analysis of further frames will take, from the time that the latest ones took."""

import math

MEASURED_S = 4.0
"""Seconds of work before there is an estimate: the first frames, while the network warms up, take far longer."""
_MEMORY_S = 15.0  # the estimate follows the rate of about the last so many seconds of work


class RateEstimate:
    """Seconds per frame, smoothed over the latest seconds of work."""

    def __init__(self) -> None:
        self._seconds = self._frames = self._measured_s = 0.0

    def add(self, seconds: float) -> None:
        """Adds a frame that took so many seconds."""
        kept = math.exp(-seconds / _MEMORY_S)
        self._seconds = self._seconds * kept + seconds
        self._frames = self._frames * kept + 1
        self._measured_s += seconds

    @property
    def is_known(self) -> bool:
        return self._frames > 0 and self._measured_s >= MEASURED_S

    def remaining_s(self, frames: int) -> float | None:
        """Returns the seconds for `frames`; None if the rate is not known yet."""
        if not frames:
            return 0.0
        return frames * self._seconds / self._frames if self.is_known else None
