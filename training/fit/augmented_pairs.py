"""Pairs as a run sees them: squares from the cache, varied and mixed where they are for training."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.config.fit_config import FitConfig
from training.datasets.sample import Sample
from training.datasets.square_cache import SquareCache
from training.fit.augment import Augment, Mosaic

Square = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""S x S x 3 uint8 RGB and its truth, S x S uint8 (0 or 1)."""

Key = tuple[int, int]
"""The pass over the pairs and the sample: the sampler tells the workers the pass, for they outlive it.

Passes are counted from the start of the run; where an epoch is one pass, they are the epochs.
"""


class AugmentedPairs:
    """Squares of `samples`; varied and mixed where `augment` and `mosaic` are given: for training pairs alone."""

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
        """Raises what reading the pair raises."""
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
    """`samples` as a run with `config` trains on them."""
    augment = config.augment
    return AugmentedPairs(samples, cache, Augment(augment, config.seed), Mosaic(augment.mosaic, config.seed))
