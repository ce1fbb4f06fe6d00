"""Frames that cannot be judged are recognised."""

import cv2
import numpy as np
import pytest

from polyp_core.findings.frame_quality import FrameFault, frame_faults, measure_quality
from polyp_core.frames.open import open_source
from resources import DEMO_CLIP


@pytest.fixture(scope="module")
def mucosa():
    with open_source(DEMO_CLIP) as source:
        return np.array(source.read(116).image)


def fault(image):
    quality = np.array([measure_quality(image)], np.float32)
    return FrameFault(frame_faults(*quality.T)[0])


def test_a_sharp_frame_of_mucosa_has_no_fault(mucosa) -> None:
    assert fault(mucosa) is FrameFault.NONE


def test_a_frame_that_was_not_measured_has_no_fault() -> None:
    assert frame_faults(*np.full((4, 2), np.nan)).tolist() == [FrameFault.NONE] * 2


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda image: cv2.GaussianBlur(image, (0, 0), 30), FrameFault.BLURRED),
        (lambda image: np.clip(image.astype(np.int16) + 140, 0, 255).astype(np.uint8), FrameFault.OVEREXPOSED),
        (lambda image: image // 16, FrameFault.DARK),
        (lambda image: np.ascontiguousarray(image[..., ::-1]), FrameFault.OUTSIDE),
        (lambda image: np.zeros_like(image), FrameFault.DARK),
    ],
    ids=["blurred", "overexposed", "dark", "blue", "black"],
)
def test_a_spoilt_frame_is_recognised(mucosa, spoil, expected) -> None:
    assert fault(spoil(mucosa)) is expected


def test_blur_lowers_the_sharpness_step_by_step(mucosa) -> None:
    values = [measure_quality(cv2.GaussianBlur(mucosa, (0, 0), sigma)).sharpness for sigma in (0.5, 2, 6, 18)]
    assert values == sorted(values, reverse=True)


def test_sharpness_hardly_depends_on_the_size_of_the_frame(mucosa) -> None:
    for factor in (0.75, 2, 3):
        resized = cv2.resize(mucosa, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        assert measure_quality(resized).sharpness == pytest.approx(measure_quality(mucosa).sharpness, rel=0.15)


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (16, 16)])
def test_a_tiny_frame_is_measured(size) -> None:
    assert np.isfinite(measure_quality(np.full((*size, 3), (180, 120, 80), np.uint8))).all()
