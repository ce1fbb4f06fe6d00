"""Losses fall as the prediction approaches the mask, also for empty frames."""

import pytest
import torch

from training.config.make_config import make_config
from training.config.presets import PRESETS
from training.fit.losses import dice_loss, pixel_weights, segmentation_loss

SURE = 20.0


def truth_with_a_polyp() -> torch.Tensor:
    truth = torch.zeros(2, 1, 16, 16)
    truth[:, :, 4:8, 4:12] = 1
    return truth


def loss(logits: torch.Tensor, truth: torch.Tensor, positive_weight: float = 1.0) -> float:
    weights = {"bce": 1.0, "dice": 1.0}
    return float(segmentation_loss(logits, truth, weights, dice_smoothing_px=1.0, positive_weight=positive_weight))


def test_a_perfect_prediction_has_loss_0_and_its_opposite_the_highest() -> None:
    truth = truth_with_a_polyp()
    right, undecided = (2 * truth - 1) * SURE, torch.zeros_like(truth)
    assert loss(right, truth) < 1e-4 < loss(undecided, truth) < loss(-right, truth)


def test_the_dice_loss_of_a_small_error_on_an_empty_frame_is_small() -> None:
    empty = torch.zeros(1, 1, 64, 64)
    silent, one_pixel = torch.full_like(empty, -SURE), torch.full_like(empty, -SURE)
    one_pixel[0, 0, 0, 0] = SURE
    assert float(dice_loss(silent, empty, smoothing_px=50)) < 1e-4
    assert 0 < float(dice_loss(one_pixel, empty, smoothing_px=50)) < 0.05


def test_edge_weight_increases_the_weight_of_borders_and_small_polyps() -> None:
    truth = torch.zeros(1, 1, 64, 64)
    truth[..., :, :32] = 1  # half of the picture
    truth[..., 50:53, 50:53] = 1  # and a small polyp
    weights = pixel_weights(truth, edge_weight=5)[0, 0]
    assert weights.min() >= 1
    border, inside, beside_the_frame, small = weights[20, 31], weights[20, 15], weights[0, 15], weights[51, 51]
    assert float(inside) == float(beside_the_frame) == 1  # a polyp that leaves the picture has no border there
    assert 3 < border < 4 < small
    assert torch.equal(pixel_weights(truth, edge_weight=0), torch.ones_like(truth))

    settings = {"loss_weights": {"bce": 1.0, "dice": 1.0}, "dice_smoothing_px": 1.0, "positive_weight": 1.0}
    near, far = ((2 * truth - 1) * SURE).repeat(2, 1, 1, 1).split(1)
    near[..., 20:24, 31] *= -1
    far[..., 20:24, 15] *= -1
    plain = [float(segmentation_loss(logits, truth, **settings)) for logits in (near, far)]
    edged = [float(segmentation_loss(logits, truth, edge_weight=5, **settings)) for logits in (near, far)]
    assert plain[0] == pytest.approx(plain[1])
    assert edged[0] > 2 * edged[1]


def test_positive_weight_makes_missed_pixels_cost_more_than_false_ones() -> None:
    truth = truth_with_a_polyp()
    missed, claimed_all = torch.full_like(truth, -SURE), torch.full_like(truth, SURE)
    assert loss(missed, truth, positive_weight=2) > loss(missed, truth)
    assert loss(claimed_all, truth, positive_weight=2) == loss(claimed_all, truth)


@pytest.mark.parametrize("name", ["focal", "tversky", "lovasz", "jaccard"])
def test_each_smp_loss_falls_as_the_prediction_approaches_the_mask(name: str) -> None:
    truth = truth_with_a_polyp().to(memory_format=torch.channels_last)
    right = ((2 * truth - 1) * SURE).requires_grad_()
    settings = {"positive_weight": 1.0, "dice_smoothing_px": 1.0}
    values = [segmentation_loss(logits, truth, {name: 1.0}, **settings) for logits in (right, 0 * right, -right)]
    values[1].backward()
    values = [value.detach() for value in values]
    assert float(values[0]) < 1e-4 < float(values[1]) <= float(values[2])
    assert float(segmentation_loss(0 * right.detach(), truth, {name: 0.5}, **settings)) == pytest.approx(
        float(values[1]) / 2
    )
    empty = torch.zeros(1, 1, 16, 16)
    assert float(segmentation_loss(empty - SURE, empty, {name: 1.0}, **settings)) < 1e-4


def test_tversky_weighs_missed_pixels_more_than_false_ones() -> None:
    truth = truth_with_a_polyp()
    missed, false = (2 * truth - 1) * SURE, (2 * truth - 1) * SURE
    missed[..., 4, 4:12] *= -1
    false[..., 8, 4:12] *= -1
    settings = {"positive_weight": 1.0, "dice_smoothing_px": 1.0}
    costs = [float(segmentation_loss(logits, truth, {"tversky": 1.0}, **settings)) for logits in (missed, false)]
    assert costs[0] > 1.5 * costs[1]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_loss_of_a_preset_equals_that_of_earlier_versions(preset) -> None:
    torch.manual_seed(3)
    config, truth = make_config(preset), truth_with_a_polyp()
    logits = 3 * torch.randn_like(truth)
    weights = pixel_weights(truth, config.edge_weight) if config.edge_weight else truth.new_ones(())
    pixels = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, truth, pos_weight=torch.tensor(config.positive_weight), reduction="none"
    )
    bce = ((weights * pixels).mean((1, 2, 3)) / weights.expand_as(truth).mean((1, 2, 3))).mean()
    before = config.bce_weight * bce + config.dice_weight * dice_loss(logits, truth, config.dice_smoothing_px, weights)
    now = segmentation_loss(
        logits,
        truth,
        config.loss_weights,
        positive_weight=config.positive_weight,
        dice_smoothing_px=config.dice_smoothing_px,
        edge_weight=config.edge_weight,
    )
    assert torch.equal(now, before)
