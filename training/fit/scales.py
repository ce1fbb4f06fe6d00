"""Multi-scale training: draws the side of the square for each batch and rescales batches."""

import numpy as np
import torch

from training.config.fit_config import FitConfig
from training.fit.data import Batch
from training.fit.distillation import resized

_SCALES = 2  # separates this random stream from those of the augmentation and the mosaic


def drawn_side(config: FitConfig, epoch: int, batch: int) -> int:
    """Returns the side in pixels for a batch; the same for the same seed, epoch and batch in all processes."""
    if not config.scales:
        return config.side_px
    numbers = np.random.default_rng((config.seed, epoch, batch, _SCALES))
    return config.scaled_sides[int(numbers.integers(len(config.scales)))]


def rescaled(batch: Batch, side: int) -> Batch:
    """Returns `batch` with squares of `side` pixels."""
    if batch.truth.shape[-1] == side:
        return batch
    images = resized(batch.images.permute(0, 3, 1, 2).float(), side).round().clamp(0, 255)
    truth = resized(batch.truth[:, None].float(), side)[:, 0] >= 0.5
    return batch._replace(images=images.to(torch.uint8).permute(0, 2, 3, 1), truth=truth.to(torch.uint8))
