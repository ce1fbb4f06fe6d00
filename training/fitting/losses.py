"""What the training minimises: binary cross-entropy and soft Dice."""

import torch.nn.functional as F
from torch import Tensor


def dice_loss(logits: Tensor, truth: Tensor, smoothing_px: float) -> Tensor:
    """1 - soft Dice of each image (N x 1 x S x S), averaged over the batch.

    Milletari et al. 2016, with `smoothing_px` added to the numerator and the denominator: an image without a polyp then
    costs little for a little false probability, and nothing for none.
    """
    probability = logits.sigmoid()
    overlap = (probability * truth).sum((1, 2, 3))
    total = probability.sum((1, 2, 3)) + truth.sum((1, 2, 3))
    return (1 - (2 * overlap + smoothing_px) / (total + smoothing_px)).mean()


def segmentation_loss(
    logits: Tensor,
    truth: Tensor,
    *,
    bce_weight: float,
    positive_weight: float,
    dice_weight: float,
    dice_smoothing_px: float,
) -> Tensor:
    """The weighted sum of both losses over `logits` and `truth` (N x 1 x S x S float, truth 0 or 1)."""
    bce = F.binary_cross_entropy_with_logits(logits, truth, pos_weight=logits.new_tensor(positive_weight))
    return bce_weight * bce + dice_weight * dice_loss(logits, truth, dice_smoothing_px)
