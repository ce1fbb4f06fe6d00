"""An augmented pair depends on seed, epoch and sample only, and its mask is transformed with its image."""

import numpy as np
import pytest

from polyp_core.model.letterbox import Letterbox
from training.config.fit_config import AugmentConfig
from training.config.make_config import make_config
from training.datasets.square_cache import Pair, to_square
from training.fit.augment import Augment, EndoscopeBorder, PolypFreeView

ONLY_FLIPS = dict.fromkeys(AugmentConfig.model_fields, 0) | {"flip": 0.5}


@pytest.fixture(scope="module")
def square(real_frames) -> np.ndarray:
    """A real pair as 128 x 128 RGB and mask, the one with the largest polyp."""
    _, image, grey = max(real_frames, key=lambda frame: (frame[2] > 127).mean())
    return to_square(Pair(image, grey > 127), 128)


def vary(augment: Augment, square: np.ndarray, epoch: int, sample: int) -> np.ndarray:
    image, truth = augment(square[..., :3].copy(), square[..., 3].copy(), epoch=epoch, sample=sample)
    return np.dstack([image, truth])


def test_augmentation_is_determined_by_seed_epoch_and_sample(square: np.ndarray) -> None:
    config = make_config("shipped").augment
    first = Augment(config, seed=1)
    for epoch, sample in ((0, 0), (0, 5), (3, 5)):
        vary(first, square, 9, 9)  # what came before must not matter
        np.testing.assert_array_equal(
            vary(first, square, epoch, sample), vary(Augment(config, seed=1), square, epoch, sample)
        )
    known = [vary(Augment(config, seed), square, e, s) for seed, e, s in ((1, 0, 0), (1, 0, 1), (1, 1, 0), (2, 0, 0))]
    assert len({picture.tobytes() for picture in known}) == 4


def test_both_flips_are_drawn_independently(square: np.ndarray) -> None:
    augment = Augment(AugmentConfig(**ONLY_FLIPS), seed=0)
    upright = {square.tobytes(): "none", square[:, ::-1].tobytes(): "left", square[::-1].tobytes(): "up"}
    upright[square[::-1, ::-1].tobytes()] = "both"
    seen = {upright[vary(augment, square, epoch, 0).tobytes()] for epoch in range(40)}
    assert seen == {"none", "left", "up", "both"}


def test_the_mask_is_transformed_with_the_image(square: np.ndarray) -> None:
    painted = np.dstack([np.repeat(square[..., 3:] * np.uint8(255), 3, axis=2), square[..., 3]])
    moving = {"flip", "quarter_turn", "affine", "rotate_deg", "scale", "shift", "border"}
    strengths = make_config("shipped").augment.model_dump()
    augment = Augment(AugmentConfig(**{k: v if k in moving else 0 for k, v in strengths.items()}), seed=3)
    for epoch in range(20):
        varied = vary(augment, painted, epoch, 0)
        differing = ((varied[..., 0] > 127) != (varied[..., 3] > 0)).mean()
        assert differing < 0.01  # interpolation along the border


def test_the_drawn_border_is_black_in_image_and_mask(square: np.ndarray) -> None:
    white = np.full((128, 128, 3), 255, np.uint8)
    framed = EndoscopeBorder(p=1)(image=white, mask=np.ones((128, 128), np.uint8))
    np.testing.assert_array_equal(framed["image"][..., 0] > 0, framed["mask"] > 0)
    assert 0.3 < framed["mask"].mean() < 1


def test_a_polyp_free_crop_shows_a_lit_part_without_a_polyp(real_frames) -> None:
    view = PolypFreeView(p=1)
    for _, image, grey in real_frames:
        square = to_square(Pair(image, grey > 127), 128)
        truth = square[..., 3].copy()
        varied = view(image=square[..., :3].copy(), mask=truth)
        if not truth.any():
            assert not varied["mask"].any()
        elif varied["mask"].any():  # no space next to the polyp: unchanged, picture and truth alike
            np.testing.assert_array_equal(varied["mask"], truth)
            np.testing.assert_array_equal(varied["image"], square[..., :3])
    small = np.zeros((128, 128), np.uint8)
    small[60:70, 5:15] = 1
    lit = np.full((128, 128, 3), 90, np.uint8)
    assert not any(view(image=lit, mask=small)["mask"].any() for _ in range(10))
    black = np.zeros_like(lit)
    assert view(image=black, mask=small)["mask"].sum() == 100


def test_white_balance_scales_channels_independently(square: np.ndarray) -> None:
    strengths = ONLY_FLIPS | {"flip": 0, "colour": 1, "white_balance": 0.2}
    augment = Augment(AugmentConfig(**strengths), seed=0)
    grey = np.dstack([np.full((64, 64, 3), 100, np.uint8), np.zeros((64, 64), np.uint8)])
    casts = [vary(augment, grey, epoch, 0) for epoch in range(10)]
    for cast in casts:
        assert (cast == cast[0, 0]).all()
        assert np.abs(cast[0, 0, :3].astype(int) - 100).max() <= 20
    assert len({tuple(cast[0, 0]) for cast in casts}) > 5
    assert np.ptp([cast[0, 0, :3].astype(int) for cast in casts], axis=1).max() > 5


def test_augmentation_without_strengths_changes_nothing(square: np.ndarray) -> None:
    still = Augment(AugmentConfig(**dict.fromkeys(AugmentConfig.model_fields, 0)), seed=0)
    np.testing.assert_array_equal(vary(still, square, 0, 0), square)


def test_a_square_keeps_the_polyp_share_of_the_image(real_frames) -> None:
    for _, image, grey in real_frames:
        truth = grey > 127
        x, y, width, height = Letterbox(image.shape[1], image.shape[0], 256).box_in_square
        kept = to_square(Pair(image, truth), 256)[y : y + height, x : x + width, 3]
        assert kept.mean() == pytest.approx(truth.mean(), abs=0.005)
