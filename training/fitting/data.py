"""Training and validation pairs as batches, in an order that depends on the seed and the epoch alone."""

import os
import signal
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cv2
import lightning as L
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from polyp_core.errors import PolypViewerError
from training.config import FitConfig
from training.datasets.pairs import SquareCache
from training.datasets.samples import Sample
from training.fitting.augment import Augment

Square = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""S x S x 3 uint8 RGB and its truth, S x S uint8 (0 or 1)."""

Key = tuple[int, int]
"""Epoch and sample: the sampler tells the workers the epoch, for they outlive it."""


class Batch(NamedTuple):
    """`images` is N x S x S x 3 uint8 RGB, `truth` N x S x S uint8 (0 or 1)."""

    images: Tensor
    truth: Tensor


class Unreadable(NamedTuple):
    """What a loading process hands over instead of a batch: an exception would arrive wrapped in its traceback."""

    message: str


class PairDataset(Dataset[Square]):
    """Squares of `samples`; varied where `augment` is given, which is for training pairs alone."""

    def __init__(self, samples: Sequence[Sample], cache: SquareCache, augment: Augment | None) -> None:
        self.samples = samples
        self.augment = augment
        self._cache = cache

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, key: Key) -> Square:
        epoch, index = key
        square = self._cache.get(self.samples[index])
        image, truth = square[..., :3], square[..., 3]
        if self.augment is not None:
            image, truth = self.augment(np.ascontiguousarray(image), truth.copy(), epoch=epoch, sample=index)
        return image, truth

    def __getitems__(self, keys: list[Key]) -> Batch | Unreadable:
        try:
            images, truth = zip(*(self[key] for key in keys), strict=True)
        except PolypViewerError as error:
            return Unreadable(str(error))
        return Batch(torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(truth)))


class EpochSampler(Sampler[Key]):
    """The order of training samples, drawn anew for each epoch from (seed, epoch).

    With `balance` samples are drawn by weight, with replacement: 0 takes every sample once, 1 gives every dataset an
    equal share. Each of `world` processes takes every `world`-th of one order, all equally many.
    """

    def __init__(self, datasets: Sequence[str], balance: float, seed: int, rank: int = 0, world: int = 1) -> None:
        names, which, sizes = np.unique(list(datasets), return_inverse=True, return_counts=True)
        weights = (sizes.astype(np.float64) ** -balance)[which]
        self._chances = weights / weights.sum() if balance > 0 and len(names) > 1 else None
        self._count = len(datasets)
        self._seed, self._rank, self._world = seed, rank, world
        self.epoch = 0

    def __len__(self) -> int:
        return self._count // self._world

    def set_epoch(self, epoch: int) -> None:
        """Lightning calls this before each epoch, after a resume too."""
        self.epoch = epoch

    def __iter__(self) -> Iterator[Key]:
        rng = np.random.default_rng((self._seed, self.epoch))
        order = (
            rng.permutation(self._count)
            if self._chances is None
            else rng.choice(self._count, self._count, p=self._chances)
        )
        mine = order[self._rank :: self._world][: len(self)]
        return iter([(self.epoch, int(index)) for index in mine])


class InOrder(Sampler[Key]):
    """Every `world`-th sample from `rank` on, each once, the same in every epoch: for validation."""

    def __init__(self, count: int, rank: int = 0, world: int = 1) -> None:
        self._indices = range(rank, count, world)

    def __len__(self) -> int:
        return len(self._indices)

    def __iter__(self) -> Iterator[Key]:
        return ((0, index) for index in self._indices)


class Pairs(L.LightningDataModule):
    """The two loaders of a run."""

    def __init__(
        self, train: Sequence[Sample], validation: Sequence[Sample], config: FitConfig, cache: SquareCache | None = None
    ) -> None:
        super().__init__()
        cache = cache or SquareCache(config.side_px)
        self.training_pairs = PairDataset(train, cache, Augment(config.augment, config.seed))
        self.validation_pairs = PairDataset(validation, cache, augment=None)
        self._config = config

    def train_dataloader(self) -> DataLoader[Square]:
        sampler = self._training_order()
        if self.trainer:
            # Lightning tells the epoch too late after a resume: loading processes have drawn their first batches.
            progress = self.trainer.fit_loop.epoch_progress.current
            sampler.set_epoch(progress.processed)  # type: ignore[attr-defined]  # declared as its base
        # A last batch of one pair would give batch normalisation nothing to normalise over.
        whole = len(sampler) >= self._config.batch_size
        return self._loader(self.training_pairs, sampler, drop_last=whole)

    def steps_per_epoch(self) -> int:
        """Training steps of each process in an epoch.

        Lightning's own estimate would make the training loader, and with it the order of samples, before a resumed run
        knows its epoch.
        """
        return max(1, len(self._training_order()) // self._config.batch_size)

    def val_dataloader(self) -> DataLoader[Square]:
        rank, world = self._place()
        return self._loader(self.validation_pairs, InOrder(len(self.validation_pairs), rank, world), drop_last=False)

    def _training_order(self) -> EpochSampler:
        rank, world = self._place()
        datasets = [sample.dataset for sample in self.training_pairs.samples]
        return EpochSampler(datasets, self._config.balance, self._config.seed, rank, world)

    def _place(self) -> tuple[int, int]:
        return (self.trainer.global_rank, self.trainer.world_size) if self.trainer else (0, 1)

    def _loader(self, pairs: PairDataset, sampler: Sampler[Key], *, drop_last: bool) -> DataLoader[Square]:
        workers = worker_count(self._config)
        return DataLoader(
            pairs,
            batch_size=self._config.batch_size,
            sampler=sampler,
            drop_last=drop_last,
            num_workers=workers,
            persistent_workers=workers > 0,
            collate_fn=_as_it_is,
            worker_init_fn=_as_a_servant,
            pin_memory=self._config.device != "cpu" and torch.cuda.is_available(),
        )


def worker_count(config: FitConfig) -> int:
    """How many processes load pairs: as the config says, else one for every core that does not compute.

    A training on the CPU needs the cores itself, and pairs load about a hundred times as fast as it takes them.
    """
    if config.workers is not None:
        return config.workers
    cores = os.cpu_count() or 1
    on_gpu = config.device != "cpu" and torch.cuda.is_available()
    return max(1, min(16, cores // config.devices - 1)) if on_gpu else 1


def _as_it_is(batch: Any) -> Any:
    """`PairDataset.__getitems__` makes whole batches already."""
    return batch


def _as_a_servant(worker: int) -> None:
    """One thread, and deaf to the signals that a terminal sends to all: whoever trains decides when to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    cv2.setNumThreads(0)
    torch.set_num_threads(1)
