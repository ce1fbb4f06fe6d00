"""What the training minimises: binary cross-entropy, soft Dice and others of segmentation_models_pytorch, summed up."""

from collections.abc import Mapping

import torch.nn.functional as F
from segmentation_models_pytorch.losses import FocalLoss, JaccardLoss, LovaszLoss, TverskyLoss
from torch import Tensor, nn

from training.config.fit_config import LossName

_SURROUNDINGS = 31 / 352
"""Side of a pixel's surroundings as a share of the square's, as Wei et al. chose it."""

_FROM_SMP: Mapping[str, nn.Module] = {
    "focal": FocalLoss("binary"),
    # A missed pixel costs more than a false one, as Salehi et al. 2017 advise; with halves it would be Dice.
    "tversky": TverskyLoss("binary", alpha=0.3, beta=0.7),
    "lovasz": LovaszLoss("binary", per_image=True),
    "jaccard": JaccardLoss("binary"),
}


def pixel_weights(truth: Tensor, edge_weight: float) -> Tensor:
    """1 + `edge_weight` times how far each pixel of `truth` (N x 1 x S x S) lies from the mean of its surroundings.

    Wei et al. 2020 (F3Net), who take an edge weight of 5: a border and a small polyp count for more than the inside of
    a large one. What lies outside the picture is no background: a polyp that leaves it has no border there.
    """
    side = 2 * round(truth.shape[-1] * _SURROUNDINGS / 2) + 1
    means = truth
    for kernel in ((side, 1), (1, side)):  # the mean of means is exact, and a twelfth of the work
        padding = (kernel[0] // 2, kernel[1] // 2)
        means = F.avg_pool2d(means, kernel, stride=1, padding=padding, count_include_pad=False)
    return 1 + edge_weight * (means - truth).abs()


def dice_loss(logits: Tensor, truth: Tensor, smoothing_px: float, weights: Tensor | float = 1.0) -> Tensor:
    """1 - soft Dice of each image (N x 1 x S x S), averaged over the batch; `weights` say what each pixel counts.

    Milletari et al. 2016, with `smoothing_px` added to the numerator and the denominator: an image without a polyp then
    costs little for a little false probability, and nothing for none.
    """
    probability = logits.sigmoid()
    overlap = (weights * probability * truth).sum((1, 2, 3))
    total = (weights * (probability + truth)).sum((1, 2, 3))
    return (1 - (2 * overlap + smoothing_px) / (total + smoothing_px)).mean()


def presence_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Cross-entropy of the presence head's `logits` (N) against whether `truth` (N x 1 x S x S) shows a polyp."""
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
    """The sum of the losses named in `loss_weights`, over `logits` and `truth` (N x 1 x S x S float, truth 0 or 1).

    `edge_weight` counts in `bce` and `dice`, `positive_weight` in `bce`, `dice_smoothing_px` in `dice`. The others are
    segmentation_models_pytorch's: Lin et al. 2017 (focal, gamma 2), Salehi et al. 2017 (tversky, 0.3 for false and 0.7
    for missed pixels), Berman et al. 2018 (lovasz, of each image), and jaccard over the batch.
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
