"""Fixtures: a recording of 1000 frames at 25 a second, and findings in it."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.review.records import Decision, Origin, Recording

RATE_FPS = 25.0


@pytest.fixture
def recording() -> Recording:
    return Recording(key="ab" * 32, frame_count=1000, duration_s=40.0, width_px=640, height_px=512)


@pytest.fixture
def times_s() -> NDArray[np.float64]:
    return np.arange(1000) / RATE_FPS


@pytest.fixture
def finding() -> Callable[..., Finding]:
    def make(first_frame: int, last_frame: int, best_frame: int | None = None, area: float = 0.05) -> Finding:
        best = (first_frame + last_frame) // 2 if best_frame is None else best_frame
        seconds = (first_frame / RATE_FPS, last_frame / RATE_FPS, best / RATE_FPS)
        return Finding(first_frame, last_frame, best, *seconds, peak_area_fraction=area, confidence=0.8)

    return make


@pytest.fixture
def decision(finding: Callable[..., Finding]) -> Callable[..., Decision]:
    origin = Origin.of("quick", "cd" * 32, AlarmPolicy())

    def make(*frames: int, area: float = 0.05, **fields: object) -> Decision:
        return Decision.on(finding(*frames, area=area), origin).replaced(**fields)

    return make
