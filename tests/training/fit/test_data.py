"""Training input equals that of the viewer, and seed and epoch determine its order."""

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import torch

from polyp_core.errors import DatasetError, SourceError
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.model.card import IMAGENET_MEAN, IMAGENET_STD
from polyp_core.model.model_file import write_model_file
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.sample import Sample
from training.datasets.splits import Split
from training.datasets.square_cache import SquareCache, read_pair, to_square
from training.fit.augmented_pairs import training_pairs
from training.fit.data import Batch, EpochSampler, InOrderSampler, PairDataModule, Unreadable, worker_count
from training.fit.module import SegmentationModule
from training.model.network_weights import network_weights
from training.packaging.package import draft_card
from training.runs.run_folder import RunRecord

SIDE_PX = 64
SMALL = ["architecture=unet", f"side_px={SIDE_PX}", "batch_size=3", "passes=1", "workers=0", "device=cpu"]


@pytest.fixture
def samples(make_pairs) -> list[Sample]:
    return find_samples([make_pairs()])


@pytest.fixture
def cache(tmp_path: Path) -> SquareCache:
    return SquareCache(SIDE_PX, tmp_path / "cache")


def batches(pairs: PairDataModule, epoch: int = 0) -> list[Batch]:
    loader = pairs.train_dataloader()
    loader.sampler.set_epoch(epoch)
    try:
        return list(loader)
    finally:
        pairs.close()  # or this process would wait for the loader's worker when it ends


def test_training_and_viewer_prepare_frames_equally(samples: list[Sample], convert_here, tmp_path: Path) -> None:
    """The same weights give the same map with the input of training and of the viewer."""
    config = make_config("shipped", SMALL)
    torch.manual_seed(0)
    module = SegmentationModule(config).eval()
    split = Split("grouped", 0, 0.2, (), train=("a/b",), validation=())
    record = RunRecord(created=datetime.now(UTC), roots=(), config=config)
    card = draft_card(record, samples, split, 0, None, (IMAGENET_MEAN, IMAGENET_STD))
    halved = {name: value.half().float() if value.is_floating_point() else value
              for name, value in module.network.state_dict().items()}  # fmt: skip
    module.network.load_state_dict(halved)
    model = write_model_file(tmp_path / "model.safetensors", card, network_weights(halved))
    convert_here(model)
    with Segmenter.open(model, "cpu") as segmenter, torch.inference_mode():
        for sample in samples:
            levels = segmenter.segment_images([read_image(sample.image_path)])[0].levels
            square = to_square(read_pair(sample), SIDE_PX)[None, ..., :3]
            trained = module(torch.from_numpy(np.ascontiguousarray(square)))[0].sigmoid()[0, 0].numpy() * 255
            np.testing.assert_allclose(PROBABILITIES[levels] * 255, trained, atol=3)  # half a level


def test_only_training_pairs_are_augmented(samples: list[Sample], cache: SquareCache) -> None:
    pairs = PairDataModule(samples[:5], samples[5:], make_config("shipped", SMALL), cache)
    validated = np.concatenate([batch.images.numpy() for batch in pairs.val_dataloader()])
    np.testing.assert_array_equal(validated, [to_square(read_pair(sample), SIDE_PX)[..., :3] for sample in samples[5:]])
    plain = {to_square(read_pair(sample), SIDE_PX)[..., :3].tobytes() for sample in samples}
    trained = [image.numpy().tobytes() for batch in batches(pairs) for image in batch.images]
    assert len(trained) == 3
    assert not plain & set(trained)


def test_workers_and_epochs_differ_and_repeat(samples: list[Sample], cache: SquareCache) -> None:
    """The number of workers does not matter; epochs differ and are reproducible."""
    same_pair = [samples[0]] * 6
    alone = PairDataModule(same_pair, samples[:1], make_config("shipped", SMALL), cache)
    with_two = PairDataModule(same_pair, samples[:1], make_config("shipped", [*SMALL, "workers=2"]), cache)
    loader = with_two.train_dataloader()
    images = {}
    for epoch in (0, 1, 0):
        loader.sampler.set_epoch(epoch)
        found = [image.numpy().tobytes() for batch in loader for image in batch.images]
        assert len(set(found)) == 6  # the first three come from one process, the others from the other
        assert images.setdefault(epoch, found) == found
    assert not set(images[0]) & set(images[1])
    assert images[1] == [image.numpy().tobytes() for batch in batches(alone, 1) for image in batch.images]


def test_every_sample_occurs_once_per_epoch_in_another_order() -> None:
    sampler = EpochSampler(["a"] * 50, balance=0, seed=4)
    first = list(sampler)
    sampler.set_epoch(1)
    second = list(sampler)
    assert sorted(index for _, index in first) == sorted(index for _, index in second) == list(range(50))
    assert [i for _, i in first] != [i for _, i in second]
    assert {epoch for epoch, _ in second} == {1}


def test_an_epoch_of_several_passes_is_their_concatenation(samples, cache) -> None:
    """Each pass uses every pair once, with its own order and augmentation."""
    single, double = (EpochSampler(["a"] * 20, balance=0, seed=4, passes=passes) for passes in (1, 2))
    expected = []
    for epoch in range(4):
        single.set_epoch(epoch)
        expected += list(single)
    assert len(double) == 40
    found = list(double)
    double.set_epoch(1)
    assert found + list(double) == expected
    pairs = PairDataModule(samples[:3], samples[3:4], make_config("shipped", [*SMALL, "passes=2"]), cache)
    assert pairs.steps_per_epoch() == 2
    seen = [image.numpy().tobytes() for batch in batches(pairs) for image in batch.images]
    assert len(set(seen)) == 6


def test_a_mosaic_combines_two_augmented_pairs(samples, cache) -> None:
    """Outside a rectangle it is one pair, inside the other, in image and mask."""
    plain, mixed = (
        training_pairs(samples, cache, make_config("shipped", [*SMALL, f"augment.mosaic={share}"])) for share in (0, 1)
    )
    meetings = 0
    for key in [(number, index) for number in range(3) for index in range(len(samples))]:
        image, truth = mixed[key]
        square = np.dstack([image, truth])
        own = np.dstack(plain[key])
        rows, columns = np.nonzero((square != own).any(axis=2))
        if not rows.size:
            continue  # it met itself, or black
        part = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        others = [np.dstack(plain[key[0], other]) for other in range(len(samples))]
        assert any(np.array_equal(square[part], other[part]) for other in others)
        assert max(square[part].shape[:2]) <= 0.7 * SIDE_PX + 1
        meetings += 1
    assert meetings > 10
    again, _ = mixed[0, 0]
    np.testing.assert_array_equal(again, mixed[0, 0][0])


def test_processes_share_an_epoch_without_overlap() -> None:
    parts = [list(EpochSampler(["a"] * 11, balance=0, seed=0, rank=rank, world=2)) for rank in (0, 1)]
    assert [len(part) for part in parts] == [5, 5]
    assert not set(parts[0]) & set(parts[1])
    validated = [index for rank in (0, 1) for _, index in InOrderSampler(11, rank, 2)]
    assert sorted(validated) == list(range(11))


@pytest.mark.parametrize(("balance", "share"), [(0.0, 0.1), (0.5, 0.25), (1.0, 0.5)])
def test_balance_samples_the_small_dataset_more_often(balance: float, share: float) -> None:
    names = ["small"] * 100 + ["large"] * 900
    drawn = Counter()
    sampler = EpochSampler(names, balance, seed=0)
    for epoch in range(5):
        sampler.set_epoch(epoch)
        drawn.update(names[index] for _, index in sampler)
    assert drawn["small"] / drawn.total() == pytest.approx(share, abs=0.03)


def test_a_cached_square_equals_a_new_one_and_is_updated_with_the_file(
    samples, cache, write_image, real_frames
) -> None:
    fresh = cache.get(samples[0])
    np.testing.assert_array_equal(cache.get(samples[0]), fresh)
    write_image(samples[0].image_path, real_frames[0][1][::-1])
    assert not np.array_equal(cache.get(samples[0]), fresh)


def test_an_unwritable_cache_is_no_error(samples: list[Sample], tmp_path: Path, caplog) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = SquareCache(SIDE_PX, tmp_path / "file" / "cache")
    np.testing.assert_array_equal(cache.get(samples[0]), to_square(read_pair(samples[0]), SIDE_PX))
    cache.get(samples[1])
    assert caplog.text.count("decoded again in every epoch") == 1


def test_an_image_and_a_mask_of_different_size_are_named(samples, cache, write_image) -> None:
    write_image(samples[0].mask_path, np.zeros((20, 30), np.uint8))
    with pytest.raises(DatasetError, match=r"pixels and its mask .*30 x 20|its mask 30 x 20") as error:
        cache.get(samples[0])
    assert str(samples[0].image_path) in str(error.value)


def test_an_error_in_a_loader_worker_is_reported_without_a_traceback(samples, cache) -> None:
    samples[1].image_path.write_bytes(b"no image")
    pairs = PairDataModule(samples[:3], samples[:1], make_config("shipped", [*SMALL, "workers=1"]), cache)
    (batch,) = batches(pairs)
    assert isinstance(batch, Unreadable)
    with pytest.raises(SourceError) as error:
        read_pair(samples[1])
    assert batch.message == str(error.value)


@pytest.mark.parametrize(
    ("cores", "settings", "workers"),
    [
        (8, [], 7),
        (8, ["devices=4"], 1),
        (2, ["devices=4"], 1),
        (128, [], 16),
        (8, ["workers=0"], 0),
        (8, ["device=cpu"], 1),
    ],
)
def test_the_number_of_loader_workers_depends_on_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, settings: list[str], workers: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert worker_count(make_config("shipped", settings)) == workers


def test_polyp_free_images_have_their_share_of_each_pass_by_kind_whatever_their_number() -> None:
    """40 pairs and a share of 0.2 make 50 draws: 10 polyp-free ones, by kind as configured."""
    kinds = [(range(40, 43), 0.3), (range(43, 143), 0.2), (range(143, 147), 0.5)]
    sampler = EpochSampler(["a"] * 147, balance=0, seed=1, passes=2, polyp_free=kinds, polyp_free_share=0.2)
    keys = list(sampler)
    assert len(sampler) == len(keys) == 100
    for number in (0, 1):
        drawn = [index for passed, index in keys if passed == number]
        assert sorted(index for index in drawn if index < 40) == list(range(40))
        by_kind = [[index for index in drawn if index in indices] for indices, _ in kinds]
        assert [len(own) for own in by_kind] == [3, 2, 5]
        assert set(by_kind[0]) == {40, 41, 42}
        assert drawn.index(by_kind[0][0]) < 40 or drawn.index(by_kind[1][0]) < 40  # mixed in, not at the end
    assert list(sampler) == keys
    sampler.set_epoch(1)
    assert [index for _, index in sampler] != [index for _, index in keys]


def test_no_polyp_free_image_repeats_before_all_of_its_kind_were_used_in_whatever_pass() -> None:
    """A pass draws 10 of 23 full frames and 10 of 7 patches."""
    kinds = [(range(20, 43), 0.5), (range(43, 50), 0.5)]
    sampler = EpochSampler(["a"] * 50, balance=0, seed=1, passes=2, polyp_free=kinds, polyp_free_share=0.5)
    by_epoch = []
    for epoch in range(12):
        sampler.set_epoch(epoch)
        by_epoch.append([index for _, index in sampler])
    drawn = [index for order in by_epoch for index in order]
    frames, patches = (Counter(index for index in drawn if index in indices) for indices, _ in kinds)
    assert sum(frames.values()) == sum(patches.values()) == 240  # 10 of each in 24 passes
    assert len(frames) == 23 and set(frames.values()) <= {10, 11}
    assert len(patches) == 7 and set(patches.values()) <= {34, 35}
    resumed = EpochSampler(["a"] * 50, balance=0, seed=1, passes=2, polyp_free=kinds, polyp_free_share=0.5)
    resumed.set_epoch(11)
    assert [index for _, index in resumed] == by_epoch[11]


def test_the_share_of_kinds_without_images_goes_to_the_others() -> None:
    kinds = [(range(8, 20), 0.3), (range(0), 0.2), (range(20, 24), 0.0)]
    none = EpochSampler(["a"] * 24, balance=0, seed=1, polyp_free=kinds, polyp_free_share=0.0)
    assert sorted(index for _, index in none) == list(range(8))
    half = [index for _, index in EpochSampler(["a"] * 24, 0, 1, polyp_free=kinds, polyp_free_share=0.5)]
    assert len(half) == 16 and sum(8 <= index < 20 for index in half) == 8


def test_polyp_free_images_are_drawn_with_balanced_datasets_and_divided_over_processes() -> None:
    datasets = ["large"] * 90 + ["small"] * 10 + ["free"] * 30
    kinds = [(range(100, 130), 1.0)]
    parts = [
        list(EpochSampler(datasets, 1.0, 5, rank=rank, world=2, polyp_free=kinds, polyp_free_share=0.25))
        for rank in (0, 1)
    ]
    drawn = [index for part in parts for _, index in part]
    assert len(parts[0]) == len(parts[1]) and len(drawn) in (132, 133)
    free, small = (sum(index in own for index in drawn) for own in (range(100, 130), range(90, 100)))
    assert free == 33 and 30 < small < 70


def test_the_loader_of_a_run_draws_polyp_free_images_by_the_config(samples: list[Sample], cache: SquareCache) -> None:
    from dataclasses import replace

    free = [
        replace(sample, mask_path=None, stem=f"free {n}", dataset="free", polyp_free=kind)
        for n, (sample, kind) in enumerate(zip(samples[:4], ("frame", "frame", "patch", "upper_gi"), strict=True))
    ]
    settings = [*SMALL, "batch_size=1", "polyp_free_share=0.5", "polyp_free_kinds=0.5,0,0.5"]
    pairs = PairDataModule([*samples[:6], *free], samples[6:], make_config("baseline", settings), cache)
    loader = pairs.train_dataloader()
    indices = [index for _, index in loader.sampler]
    assert sorted(index for index in indices if index < 6) == list(range(6))
    assert Counter(index for index in indices if index >= 6) == {6: 2, 7: 1, 8: 3} or Counter(
        index for index in indices if index >= 6
    ) == {6: 1, 7: 2, 8: 3}
    truths = [batch.truth.any().item() for batch in loader]
    assert truths.count(False) >= 6
