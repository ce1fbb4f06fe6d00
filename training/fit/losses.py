"""Training losses: binary cross-entropy, soft Dice, those of segmentation_models_pytorch, and their weighted sum."""

from collections.abc import Mapping

import torch.nn.functional as F
from segmentation_models_pytorch.losses import FocalLoss, JaccardLoss, LovaszLoss, TverskyLoss
from torch import Tensor, nn

from training.config.fit_config import LossName

_SURROUNDINGS = 31 / 352
"""Side of a pixel's neighbourhood as a fraction of the square's, as in Wei et al."""

_FROM_SMP: Mapping[str, nn.Module] = {
    "focal": FocalLoss("binary"),
    # Missed pixels cost more than false ones, as Salehi et al. 2017 advise; equal weights would be the Dice loss.
    "tversky": TverskyLoss("binary", alpha=0.3, beta=0.7),
    "lovasz": LovaszLoss("binary", per_image=True),
    "jaccard": JaccardLoss("binary"),
}


def pixel_weights(truth: Tensor, edge_weight: float) -> Tensor:
    """Returns 1 + `edge_weight` * |pixel - mean of its neighbourhood| for each pixel of `truth`, N x 1 x S x S.

    Wei et al. 2020 (F3Net), with an edge weight of 5 there: borders and small polyps weigh more than the inside of a
    large polyp. Beyond the square there is no background: a polyp cut off by it has no border there.
    """
    side = 2 * round(truth.shape[-1] * _SURROUNDINGS / 2) + 1
    means = truth
    for kernel in ((side, 1), (1, side)):  # exact, at a twelfth of the operations
        padding = (kernel[0] // 2, kernel[1] // 2)
        means = F.avg_pool2d(means, kernel, stride=1, padding=padding, count_include_pad=False)
    return 1 + edge_weight * (means - truth).abs()


def dice_loss(logits: Tensor, truth: Tensor, smoothing_px: float, weights: Tensor | float = 1.0) -> Tensor:
    """Returns 1 - soft Dice of each image (N x 1 x S x S), averaged over the batch; `weights` are per pixel.

    Milletari et al. 2016, with `smoothing_px` added to the numerator and the denominator, so that an image without a
    polyp costs little for small false probabilities, and nothing for none.
    """
    probability = logits.sigmoid()
    overlap = (weights * probability * truth).sum((1, 2, 3))
    total = (weights * (probability + truth)).sum((1, 2, 3))
    return (1 - (2 * overlap + smoothing_px) / (total + smoothing_px)).mean()


def presence_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Cross-entropy of presence `logits` (N) against whether images of `truth` (N x 1 x S x S) show a polyp."""
    return F.binary_cross_entropy_with_logits(logits, truth.amax((1, 2, 3)))


def segmentation_loss(
    logits: Tensor,
    truth: Tensor,
    loss_weights: Mapping[LossName, float],
    *,
    positive_weight: float,
    dice_smoothing_px: float,
    edge_weight: float = 0.0,
) -> Tensor:
    """Returns the weighted sum of the losses named in `loss_weights`; `logits` and `truth` are N x 1 x S x S float.

    `edge_weight` applies to `bce` and `dice`, `positive_weight` to `bce`, `dice_smoothing_px` to `dice`. The others are
    those of segmentation_models_pytorch: Lin et al. 2017 (focal, gamma 2), Salehi et al. 2017 (tversky, 0.3 for false
    and 0.7 for missed pixels), Berman et al. 2018 (lovasz, per image), and jaccard over the batch.
    """
    weights = pixel_weights(truth, edge_weight) if edge_weight else truth.new_ones(())
    total = logits.new_zeros(())
    for name, weight in loss_weights.items():
        if not weight:
            continue
        if name == "bce":
            loss = _bce(logits, truth, positive_weight, weights)
        elif name == "dice":
            loss = dice_loss(logits, truth, dice_smoothing_px, weights)
        else:
            loss = _FROM_SMP[name](logits, truth)
        total = total + weight * loss
    return total


def _bce(logits: Tensor, truth: Tensor, positive_weight: float, weights: Tensor) -> Tensor:
    pixels = F.binary_cross_entropy_with_logits(
        logits, truth, pos_weight=logits.new_tensor(positive_weight), reduction="none"
    )
    return ((weights * pixels).mean((1, 2, 3)) / weights.expand_as(truth).mean((1, 2, 3))).mean()
