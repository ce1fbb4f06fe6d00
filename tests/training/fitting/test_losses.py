"""Both losses fall as the prediction nears the truth, and empty frames do not upset them."""

import pytest
import torch

from training.fitting.losses import dice_loss, pixel_weights, segmentation_loss

SURE = 20.0


def truth_with_a_polyp() -> torch.Tensor:
    truth = torch.zeros(2, 1, 16, 16)
    truth[:, :, 4:8, 4:12] = 1
    return truth


def loss(logits: torch.Tensor, truth: torch.Tensor, positive_weight: float = 1.0) -> float:
    weights = {"bce_weight": 1.0, "dice_weight": 1.0, "dice_smoothing_px": 1.0}
    return float(segmentation_loss(logits, truth, positive_weight=positive_weight, **weights))


def test_a_perfect_answer_costs_nothing_and_its_opposite_most() -> None:
    truth = truth_with_a_polyp()
    right, undecided = (2 * truth - 1) * SURE, torch.zeros_like(truth)
    assert loss(right, truth) < 1e-4 < loss(undecided, truth) < loss(-right, truth)


def test_dice_of_an_empty_frame_is_gentle() -> None:
    empty = torch.zeros(1, 1, 64, 64)
    silent, one_pixel = torch.full_like(empty, -SURE), torch.full_like(empty, -SURE)
    one_pixel[0, 0, 0, 0] = SURE
    assert float(dice_loss(silent, empty, smoothing_px=50)) < 1e-4
    assert 0 < float(dice_loss(one_pixel, empty, smoothing_px=50)) < 0.05


def test_edge_weight_counts_borders_and_small_polyps_for_more() -> None:
    truth = torch.zeros(1, 1, 64, 64)
    truth[..., :, :32] = 1  # half of the picture
    truth[..., 50:53, 50:53] = 1  # and a small polyp
    weights = pixel_weights(truth, edge_weight=5)[0, 0]
    assert weights.min() >= 1
    border, inside, beside_the_frame, small = weights[20, 31], weights[20, 15], weights[0, 15], weights[51, 51]
    assert float(inside) == float(beside_the_frame) == 1  # a polyp that leaves the picture has no border there
    assert 3 < border < 4 < small
    assert torch.equal(pixel_weights(truth, edge_weight=0), torch.ones_like(truth))

    settings = {"bce_weight": 1.0, "dice_weight": 1.0, "dice_smoothing_px": 1.0, "positive_weight": 1.0}
    near, far = ((2 * truth - 1) * SURE).repeat(2, 1, 1, 1).split(1)
    near[..., 20:24, 31] *= -1
    far[..., 20:24, 15] *= -1
    plain = [float(segmentation_loss(logits, truth, **settings)) for logits in (near, far)]
    edged = [float(segmentation_loss(logits, truth, edge_weight=5, **settings)) for logits in (near, far)]
    assert plain[0] == pytest.approx(plain[1])
    assert edged[0] > 2 * edged[1]


def test_positive_weight_makes_misses_dearer_than_false_alarms() -> None:
    truth = truth_with_a_polyp()
    missed, claimed_all = torch.full_like(truth, -SURE), torch.full_like(truth, SURE)
    assert loss(missed, truth, positive_weight=2) > loss(missed, truth)
    assert loss(claimed_all, truth, positive_weight=2) == loss(claimed_all, truth)
