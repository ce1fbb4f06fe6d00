"""Knowledge distillation: an additional loss between the network's probabilities and those of a trained teacher.

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
    """Network of a model file in evaluation mode, with its own square side and normalisation.

    Not an nn.Module, so it is not trained, averaged or stored in checkpoints. Raises ModelFileError if the weights do
    not fit the network.
    """

    def __init__(self, model: ModelFile) -> None:
        self._network = load_network(model)
        self._side = model.card.input_size
        self._mean = torch.tensor(model.card.mean).view(1, 3, 1, 1)
        self._std = torch.tensor(model.card.std).view(1, 3, 1, 1)

    @torch.no_grad()
    def logits(self, images: Tensor, side: int) -> Tensor:
        """Returns float32 logits, N x 1 x `side` x `side`, of `images`, N x S x S x 3 uint8, on their device."""
        if self._mean.device != images.device:
            self._network.to(images.device)
            self._mean, self._std = self._mean.to(images.device), self._std.to(images.device)
        squares = resized(images.permute(0, 3, 1, 2).float(), self._side)
        logits, _ = logits_of(self._network, (squares / 255 - self._mean) / self._std)
        return resized(logits.float(), side)

    def __deepcopy__(self, memo: object) -> Self:
        # The moving average deep-copies the training module; the teacher is shared.
        return self


def open_teacher(config: FitConfig, ancestry: str | None = None) -> Teacher | None:
    """Returns the teacher named by `config`, or None. Raises ModelFileError if its file is not a valid model file.

    `ancestry` is the run record's text on the models it learned from. Raises TrainingError if the file now contains
    another model.
    """
    if config.teacher is None:
        return None
    model = read_model_file(config.teacher)
    if ancestry is not None and model.sha256[:12] not in ancestry:
        raise TrainingError(
            "{path} is not the model that the run started with as its teacher. Restore that file, or start a new run.",
            path=config.teacher,
        )
    return Teacher(model)


def distillation_loss(logits: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Kullback-Leibler divergence between softened `logits` and `teacher`, both N x 1 x S x S.

    Averaged over all pixels and multiplied by the temperature squared, so that the size of the gradients does not
    depend on `temperature`; 0 if both agree.
    """
    softened = teacher / temperature
    target = softened.sigmoid()
    own = F.binary_cross_entropy_with_logits(logits / temperature, target)
    return temperature**2 * (own - F.binary_cross_entropy_with_logits(softened, target))


def resized(images: Tensor, side: int) -> Tensor:
    """Resizes images, N x C x S x S float, to N x C x `side` x `side`."""
    if images.shape[-1] == side:
        return images
    return F.interpolate(images, (side, side), mode="bilinear", align_corners=False, antialias=True)
