"""Drawn distractors clear the mask where they cover the polyp, and stay inside the field of view."""

import random
from typing import Any

import cv2
import numpy as np
import pytest

from training.config.fit_config import AugmentConfig
from training.config.make_config import make_config
from training.config.presets import PRESETS
from training.fit.augment import Augment
from training.fit.distractors import Blood, Bubbles, Instrument, Residue

KINDS = (Residue, Bubbles, Instrument, Blood)
SEEDS = range(12)


@pytest.fixture
def squares(real_frames) -> list[np.ndarray]:
    return [cv2.resize(image, (128, 128), interpolation=cv2.INTER_AREA) for _, image, _ in real_frames]


def drawn(kind: Any, image: np.ndarray, mask: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    transform = kind(p=1.0)
    transform.set_random_state(np.random.default_rng(seed), random.Random(seed))
    done = transform(image=image, mask=mask)
    return done["image"], done["mask"]


@pytest.mark.parametrize("kind", KINDS)
def test_distractors_are_deterministic_and_change_a_small_part_of_the_image(kind: Any, squares) -> None:
    changed = []
    for seed in SEEDS:
        square = squares[seed % len(squares)]
        before, truth = square.copy(), np.ones((128, 128), np.uint8)
        image, mask = drawn(kind, square, truth, seed)
        again, _ = drawn(kind, square, truth, seed)
        np.testing.assert_array_equal(image, again)
        np.testing.assert_array_equal(square, before)
        assert image.dtype == mask.dtype == np.uint8 and image.shape == square.shape
        changed.append((np.abs(image.astype(int) - square).max(axis=2) > 12).mean())
    assert max(changed) > 0.02 and np.median(changed) > 0.002 and np.median(changed) < 0.4


@pytest.mark.parametrize("kind", KINDS)
def test_a_covered_polyp_is_removed_from_the_mask_and_bubbles_keep_it(kind: Any, squares) -> None:
    hidden = []
    for seed in SEEDS:
        square = squares[seed % len(squares)]
        image, mask = drawn(kind, square, np.ones((128, 128), np.uint8), seed)
        distance = np.abs(image.astype(int) - square).max(axis=2)
        hidden.append((mask == 0).mean())
        # What is not hidden may be tinted or shaded, but not painted over.
        if kind is not Bubbles:
            assert np.mean(distance[mask == 1] > 90) < 0.03
        assert not drawn(kind, square, np.zeros((128, 128), np.uint8), seed)[1].any()
    assert max(hidden) == 0 if kind is Bubbles else max(hidden) > 0.01


def test_stool_is_brown_and_blood_is_red(squares) -> None:
    for kind in (Residue, Blood):
        colours = []
        for seed in SEEDS:
            image, mask = drawn(kind, squares[seed % len(squares)], np.ones((128, 128), np.uint8), seed)
            colours += list(image[mask == 0])
        red, green, blue = np.mean(colours, axis=0)
        if kind is Residue:
            assert red > green > blue and green > 0.6 * red
        else:
            assert red > 3 * green and red > 3 * blue


@pytest.mark.parametrize("kind", KINDS)
def test_the_surround_stays_black(kind: Any, squares) -> None:
    for seed in SEEDS:
        square = squares[seed % len(squares)].copy()
        square[:, :40] = 0
        image, _ = drawn(kind, square, np.ones((128, 128), np.uint8), seed)
        assert not image[:, :26].any()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(32, 32), (64, 40)])
def test_distractors_can_be_drawn_on_small_dark_and_uniform_images(kind: Any, shape: tuple[int, int]) -> None:
    for value in (0, 30, 255):
        for seed in range(6):
            image, mask = drawn(kind, np.full((*shape, 3), value, np.uint8), np.ones(shape, np.uint8), seed)
            assert image.shape == (*shape, 3) and mask.shape == shape
            assert value or not image.any()


def test_only_the_preset_light_draws_distractors() -> None:
    names = ("residue", "bubbles", "instrument", "blood")
    assert all(getattr(AugmentConfig(), name) == 0 for name in names)
    for preset in PRESETS:
        probabilities = [getattr(make_config(preset).augment, name) for name in names]
        assert all(0 < p < 0.3 for p in probabilities) if preset == "light" else not any(probabilities)


def test_a_pair_with_all_distractors_depends_on_seed_epoch_and_sample_only(squares) -> None:
    config = AugmentConfig(residue=1, bubbles=1, instrument=1, blood=1)
    truth = np.ones((128, 128), np.uint8)
    first, mask = Augment(config, 3)(squares[0], truth, epoch=2, sample=7)
    again, _ = Augment(config, 3)(squares[0], truth, epoch=2, sample=7)
    other, _ = Augment(config, 3)(squares[0], truth, epoch=3, sample=7)
    np.testing.assert_array_equal(first, again)
    assert (first != other).any() and set(np.unique(mask)) <= {0, 1}
