"""Learning from a trained model: the network is also pulled towards the probabilities that a teacher gives.

Hinton, Vinyals and Dean 2015, Distilling the Knowledge in a Neural Network, for one class per pixel.
"""

from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from polyp_core.errors import TrainingError
from polyp_core.inference.torch_engine import load_network
from polyp_core.model.model_file import ModelFile, read_model_file
from polyp_core.model.networks import logits_of
from training.config.fit_config import FitConfig


class Teacher:
    """The network of a model file in evaluation mode, with its own side and normalisation.

    No module: it is neither trained, nor averaged, nor kept in checkpoints. Raises ModelFileError where the weights are
    those of another network.
    """

    def __init__(self, model: ModelFile) -> None:
        self._network = load_network(model)
        self._side = model.card.input_size
        self._mean = torch.tensor(model.card.mean).view(1, 3, 1, 1)
        self._std = torch.tensor(model.card.std).view(1, 3, 1, 1)

    @torch.no_grad()
    def logits(self, images: Tensor, side: int) -> Tensor:
        """Float32 logits (N x 1 x `side` x `side`) of N x S x S x 3 uint8 images, on their device."""
        if self._mean.device != images.device:
            self._network.to(images.device)
            self._mean, self._std = self._mean.to(images.device), self._std.to(images.device)
        squares = resized(images.permute(0, 3, 1, 2).float(), self._side)
        logits, _ = logits_of(self._network, (squares / 255 - self._mean) / self._std)
        return resized(logits.float(), side)

    def __deepcopy__(self, memo: object) -> Self:
        # The moving average copies the training module, and needs no second teacher.
        return self


def open_teacher(config: FitConfig, ancestry: str | None = None) -> Teacher | None:
    """The teacher that `config` names, or None. Raises ModelFileError where it is no sound model file.

    `ancestry` is what the run's record says of the models it learned from: raises TrainingError where the file holds
    another model by now.
    """
    if config.teacher is None:
        return None
    model = read_model_file(config.teacher)
    if ancestry is not None and model.sha256[:12] not in ancestry:
        raise TrainingError(
            f"{config.teacher} is not the model that the run has begun to learn from. Put that file back, or start a "
            "new run."
        )
    return Teacher(model)


def distillation_loss(logits: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """How far the probabilities of `logits` lie from those of `teacher` (both N x 1 x S x S), both softened.

    The Kullback-Leibler divergence at `temperature`, averaged over all pixels and times the temperature squared, so
    that gradients stay as large whatever it is; 0 where both agree.
    """
    softened = teacher / temperature
    target = softened.sigmoid()
    own = F.binary_cross_entropy_with_logits(logits / temperature, target)
    return temperature**2 * (own - F.binary_cross_entropy_with_logits(softened, target))


def resized(images: Tensor, side: int) -> Tensor:
    """N x C x S x S float images as N x C x `side` x `side`."""
    if images.shape[-1] == side:
        return images
    return F.interpolate(images, (side, side), mode="bilinear", align_corners=False, antialias=True)
