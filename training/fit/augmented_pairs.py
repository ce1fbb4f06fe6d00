"""Reads pairs as squares from the cache and augments and mixes those for training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.config.fit_config import FitConfig
from training.datasets.sample import Sample
from training.datasets.square_cache import SquareCache
from training.fit.augment import Augment, Mosaic

Square = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Image, S x S x 3 uint8 RGB, and its ground truth mask, S x S uint8 (0 or 1)."""

Key = tuple[int, int]
"""Number of the pass over the pairs, and index of the sample.

Loader workers live longer than a pass, so the sampler sends its number with each key. Passes are counted from the start
of the run; where an epoch is one pass, they are the epochs.
"""


class AugmentedPairs:
    """Dataset of squares; augmented and mixed if `augment` and `mosaic` are given, which is for training only."""

    def __init__(
        self,
        samples: Sequence[Sample],
        cache: SquareCache,
        augment: Augment | None = None,
        mosaic: Mosaic | None = None,
    ) -> None:
        self.samples = samples
        self._cache, self._augment, self._mosaic = cache, augment, mosaic

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, key: Key) -> Square:
        """Returns image and mask of `key`. Raises SourceError or DatasetError if the pair cannot be read."""
        number, index = key
        image, truth = self._varied(number, index)
        if self._mosaic is None:
            return image, truth
        drawn = self._mosaic(epoch=number, sample=index, count=len(self), side_px=len(truth))
        if drawn is None:
            return image, truth
        other, part = drawn
        mixed = image.copy(), truth.copy()
        mixed[0][part], mixed[1][part] = (layer[part] for layer in self._varied(number, other))
        return mixed

    def _varied(self, number: int, index: int) -> Square:
        square = self._cache.get(self.samples[index])
        image, truth = square[..., :3], square[..., 3]
        if self._augment is None:
            return image, truth
        return self._augment(np.ascontiguousarray(image), truth.copy(), epoch=number, sample=index)


def training_pairs(samples: Sequence[Sample], cache: SquareCache, config: FitConfig) -> AugmentedPairs:
    """Returns `samples` with the augmentation and mosaic of `config`."""
    augment = config.augment
    return AugmentedPairs(samples, cache, Augment(augment, config.seed), Mosaic(augment.mosaic, config.seed))
