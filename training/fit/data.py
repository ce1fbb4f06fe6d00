"""Batches of training and validation pairs, in an order that depends on the seed and the epoch alone."""

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
from polyp_core.stop_signals import STOP_SIGNALS
from training.config.fit_config import FitConfig
from training.datasets.polyp_free import KINDS
from training.datasets.sample import Sample
from training.datasets.square_cache import SquareCache
from training.fit.augmented_pairs import AugmentedPairs, Key, Square, training_pairs


class Batch(NamedTuple):
    """A batch: `images` N x S x S x 3 uint8 RGB, `truth` N x S x S uint8 (0 or 1).

    `kinds` (N int64) are indices into KINDS of polyp-free pictures. Pairs of ordinary datasets count as full frames,
    and so do all where it is None.
    """

    images: Tensor
    truth: Tensor
    kinds: Tensor | None = None


class Unreadable(NamedTuple):
    """Returned by a loader worker instead of a batch: an exception would arrive with its traceback in the message."""

    message: str


class PairDataset(Dataset[Square]):
    """Dataset that returns single pairs or complete batches of `pairs`."""

    def __init__(self, pairs: AugmentedPairs) -> None:
        self.pairs = pairs

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, key: Key) -> Square:
        return self.pairs[key]

    def __getitems__(self, keys: list[Key]) -> Batch | Unreadable:
        try:
            images, truth = zip(*(self[key] for key in keys), strict=True)
        except PolypViewerError as error:
            return Unreadable(str(error))
        samples = self.pairs.samples
        kinds = torch.tensor([KINDS.index(samples[index].polyp_free or "frame") for _, index in keys])
        return Batch(torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(truth)), kinds)


class EpochSampler(Sampler[Key]):
    """Samples training pairs in random order, drawn for each of an epoch's `passes` from the seed and the pass number.

    With `balance` samples are drawn by weight, with replacement: 0 draws every sample once per pass, 1 gives every
    dataset an equal share. Polyp-free pictures are drawn separately, so that they are `polyp_free_share` of a pass;
    `polyp_free` has the indices and the share of each kind. No picture of a kind is repeated before all of them were
    drawn, in this pass or those before. Each of `world` processes takes every `world`-th sample of the same order, all
    equally many.
    """

    def __init__(
        self,
        datasets: Sequence[str],
        balance: float,
        seed: int,
        *,
        passes: int = 1,
        rank: int = 0,
        world: int = 1,
        polyp_free: Sequence[tuple[Sequence[int], float]] = (),
        polyp_free_share: float = 0.0,
    ) -> None:
        self._polyp_free = [(np.asarray(indices), share) for indices, share in polyp_free if len(indices) and share > 0]
        drawn_apart = {int(index) for indices, _ in polyp_free for index in indices}
        self._pairs = np.array([index for index in range(len(datasets)) if index not in drawn_apart], np.int64)
        own = [datasets[index] for index in self._pairs]
        names, which, sizes = np.unique(own, return_inverse=True, return_counts=True)
        weights = (sizes.astype(np.float64) ** -balance)[which]
        self._chances = weights / weights.sum() if balance > 0 and len(names) > 1 else None
        extra = round(len(own) * polyp_free_share / (1 - polyp_free_share)) if self._polyp_free else 0
        self._extra = extra
        self._count = len(own) + extra
        self._seed, self._passes, self._rank, self._world = seed, passes, rank, world
        self.epoch = 0

    def __len__(self) -> int:
        return self._count * self._passes // self._world

    def set_epoch(self, epoch: int) -> None:
        """Called by Lightning before each epoch, also after a resume."""
        self.epoch = epoch

    def __iter__(self) -> Iterator[Key]:
        first = self.epoch * self._passes
        keys = [(number, index) for number in range(first, first + self._passes) for index in self._order(number)]
        return iter(keys[self._rank :: self._world][: len(self)])

    def _order(self, number: int) -> list[int]:
        rng = np.random.default_rng((self._seed, number))
        count = len(self._pairs)
        chosen = rng.permutation(count) if self._chances is None else rng.choice(count, count, p=self._chances)
        order = self._pairs[chosen]
        if self._extra:
            order = rng.permutation(np.concatenate([order, self._polyp_free_of_pass(number)]))
        return [int(index) for index in order]

    def _polyp_free_of_pass(self, number: int) -> NDArray[np.int64]:
        shares = np.array([share for _, share in self._polyp_free])
        bounds = np.round(np.cumsum(shares / shares.sum()) * self._extra).astype(int)
        counts = np.diff(bounds, prepend=0)
        drawn = []
        for kind, ((indices, _), count) in enumerate(zip(self._polyp_free, counts, strict=True)):
            # All pictures of a kind are used before one is repeated, also across passes.
            rounds, places = np.divmod(np.arange(number * count, (number + 1) * count), len(indices))
            for once in np.unique(rounds):
                order = np.random.default_rng((self._seed, int(once), 1 + kind)).permutation(indices)
                drawn.append(order[places[rounds == once]])
        return np.concatenate(drawn)


class InOrderSampler(Sampler[Key]):
    """Yields every `world`-th sample from `rank` on, in the same order in every epoch: for validation."""

    def __init__(self, count: int, rank: int = 0, world: int = 1) -> None:
        self._indices = range(rank, count, world)

    def __len__(self) -> int:
        return len(self._indices)

    def __iter__(self) -> Iterator[Key]:
        return ((0, index) for index in self._indices)


class PairDataModule(L.LightningDataModule):
    """Training and validation loaders of a run."""

    def __init__(
        self, train: Sequence[Sample], validation: Sequence[Sample], config: FitConfig, cache: SquareCache | None = None
    ) -> None:
        super().__init__()
        cache = cache or SquareCache(config.side_px)
        self.training_pairs = PairDataset(training_pairs(train, cache, config))
        self.validation_pairs = PairDataset(AugmentedPairs(validation, cache))
        self._config = config
        self._loaders: list[DataLoader[Square]] = []

    def close(self) -> None:
        """Ends the loader workers.

        They ignore SIGTERM, with which Python ends child processes at exit: after an error whose traceback keeps the
        loader alive, it would wait for them forever.
        """
        for loader in self._loaders:
            shut_down = getattr(getattr(loader, "_iterator", None), "_shutdown_workers", None)
            if shut_down is not None:
                shut_down()
        self._loaders.clear()

    def train_dataloader(self) -> DataLoader[Square]:
        sampler = self._training_order()
        if self.trainer:
            # After a resume Lightning sets the epoch only after loader workers have drawn their first batches.
            progress = self.trainer.fit_loop.epoch_progress.current
            sampler.set_epoch(progress.processed)  # type: ignore[attr-defined]  # declared as its base
        # Batch normalisation fails on a last batch of a single pair.
        whole = len(sampler) >= self._config.batch_size
        return self._loader(self.training_pairs, sampler, drop_last=whole)

    def steps_per_epoch(self) -> int:
        """Training steps per epoch in each process.

        Lightning's own estimate would create the training loader, and so the order of samples, before a resumed run has
        restored its epoch.
        """
        return max(1, len(self._training_order()) // self._config.batch_size)

    def val_dataloader(self) -> DataLoader[Square]:
        rank, world = self._rank_and_world_size()
        return self._loader(
            self.validation_pairs, InOrderSampler(len(self.validation_pairs), rank, world), drop_last=False
        )

    def _training_order(self) -> EpochSampler:
        rank, world = self._rank_and_world_size()
        c, samples = self._config, self.training_pairs.pairs.samples
        kinds = [
            ([index for index, sample in enumerate(samples) if sample.polyp_free == kind], share)
            for kind, share in zip(KINDS, c.polyp_free_kinds, strict=True)
        ]
        return EpochSampler(
            [sample.dataset for sample in samples],
            c.balance,
            c.seed,
            passes=c.passes,
            rank=rank,
            world=world,
            polyp_free=kinds,
            polyp_free_share=c.polyp_free_share,
        )

    def _rank_and_world_size(self) -> tuple[int, int]:
        return (self.trainer.global_rank, self.trainer.world_size) if self.trainer else (0, 1)

    def _loader(self, pairs: PairDataset, sampler: Sampler[Key], *, drop_last: bool) -> DataLoader[Square]:
        workers = worker_count(self._config)
        loader: DataLoader[Square] = DataLoader(
            pairs,
            batch_size=self._config.batch_size,
            sampler=sampler,
            drop_last=drop_last,
            num_workers=workers,
            persistent_workers=workers > 0,
            collate_fn=_identity_collate,
            worker_init_fn=_init_worker,
            pin_memory=self._config.device != "cpu" and torch.cuda.is_available(),
        )
        self._loaders.append(loader)
        return loader


def worker_count(config: FitConfig) -> int:
    """Number of loader workers: as set in the config, else one for each core that the training does not use.

    A training on the CPU needs the cores itself, and loading a pair takes about a hundredth of the time of training on
    it.
    """
    if config.workers is not None:
        return config.workers
    cores = os.cpu_count() or 1
    on_gpu = config.device != "cpu" and torch.cuda.is_available()
    return max(1, min(16, cores // config.devices - 1)) if on_gpu else 1


def _identity_collate(batch: Any) -> Any:
    """Collate function that returns the batch unchanged: `PairDataset.__getitems__` returns complete batches."""
    return batch


def _init_worker(worker: int) -> None:
    """Limits a loader worker to one thread and ignores SIGINT, SIGTERM and SIGHUP; the main process decides to stop."""
    for number in (signal.SIGINT, *STOP_SIGNALS):
        signal.signal(number, signal.SIG_IGN)
    cv2.setNumThreads(0)
    torch.set_num_threads(1)
