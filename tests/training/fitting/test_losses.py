"""Both losses fall as the prediction nears the truth, and empty frames do not upset them."""

import torch

from training.fitting.losses import dice_loss, segmentation_loss

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


def test_positive_weight_makes_misses_dearer_than_false_alarms() -> None:
    truth = truth_with_a_polyp()
    missed, claimed_all = torch.full_like(truth, -SURE), torch.full_like(truth, SURE)
    assert loss(missed, truth, positive_weight=2) > loss(missed, truth)
    assert loss(claimed_all, truth, positive_weight=2) == loss(claimed_all, truth)
