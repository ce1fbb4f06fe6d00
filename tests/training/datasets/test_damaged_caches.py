"""A damaged cache file does not change results and is recreated."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from training.datasets.discovery import find_datasets, find_samples
from training.datasets.square_cache import SquareCache, read_pair, to_square
from training.datasets.thumbnail_cache import ThumbnailCache
from training.statistics.scan import scan

SIDE = 32


def cut(data: bytes, rng: np.random.Generator) -> bytes:
    return data[: int(rng.integers(len(data)))]


def overwritten(data: bytes, rng: np.random.Generator) -> bytes:
    start = int(rng.integers(len(data)))
    return data[:start] + rng.bytes(64) + data[start + 64 :]


def headless(data: bytes, rng: np.random.Generator) -> bytes:
    return rng.bytes(32) + data[32:]


def zip_like(data: bytes, rng: np.random.Generator) -> bytes:
    return b"PK\x03\x04" + data[4:]


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGES = [cut, overwritten, headless, zip_like, lambda data, rng: b"", lambda data, rng: bytes(len(data))]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_squares_and_thumbnails_are_recreated(make_pairs: Callable[..., Path], tmp_path: Path, damage) -> None:
    sample = find_samples([make_pairs()])[0]
    square = to_square(read_pair(sample), SIDE)
    small = ThumbnailCache(tmp_path / "small").get(sample.image_path, sample.mask_path)
    SquareCache(SIDE, tmp_path / "squares").get(sample)
    (kept_square,), (kept_small,) = (list((tmp_path / name).rglob("*.*")) for name in ("squares", "small"))
    wholes = [kept_square.read_bytes(), kept_small.read_bytes()]
    seed = int(np.random.default_rng().integers(2**32))
    print(f"seed {seed}")
    rng = np.random.default_rng(seed)
    for _ in range(5):
        for file, whole in zip((kept_square, kept_small), wholes, strict=True):
            file.write_bytes(damage(whole, rng))
        found = SquareCache(SIDE, tmp_path / "squares").get(sample)
        assert found.shape == square.shape and found.dtype == np.uint8
        if damage is not overwritten:  # whose pixels nothing checks
            np.testing.assert_array_equal(found, square)
            assert kept_square.read_bytes() == wholes[0]
        assert ThumbnailCache(tmp_path / "small").get(sample.image_path, sample.mask_path).image.shape[2] == 3
    for file in (kept_square, kept_small):
        folder(file)
    np.testing.assert_array_equal(SquareCache(SIDE, tmp_path / "squares").get(sample), square)
    assert ThumbnailCache(tmp_path / "small").get(sample.image_path, sample.mask_path).image.shape == small.image.shape


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_tables_are_recreated(make_pairs: Callable[..., Path], tmp_path: Path, damage) -> None:
    datasets = find_datasets([make_pairs()])
    table = scan(datasets, cache_folder=tmp_path / "cache").table
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    seed = int(np.random.default_rng().integers(2**32))
    print(f"seed {seed}")
    rng = np.random.default_rng(seed)
    for _ in range(5):
        kept.write_bytes(damage(whole, rng))
        again = scan(datasets, cache_folder=tmp_path / "cache")
        pd.testing.assert_frame_equal(again.table.drop(columns="thumbnail"), table.drop(columns="thumbnail"))
    folder(kept)
    again = scan(datasets, cache_folder=tmp_path / "cache")
    assert len(again.table) == len(table) and "could not be cached" in again.notes[0]


def test_a_single_wrong_byte_of_a_table_is_detected(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    datasets = find_datasets([make_pairs()])
    table = scan(datasets, cache_folder=tmp_path / "cache").table
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    for place in range(10, len(whole), len(whole) // 20):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        pd.testing.assert_frame_equal(scan(datasets, cache_folder=tmp_path / "cache").table, table)


def test_training_continues_when_its_cache_is_emptied(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    samples = find_samples([make_pairs()])
    cache = SquareCache(SIDE, tmp_path / "squares")
    first = [cache.get(sample) for sample in samples]
    shutil.rmtree(tmp_path / "squares")
    for square, sample in zip(first, samples, strict=True):
        np.testing.assert_array_equal(cache.get(sample), square)
    assert len(list((tmp_path / "squares").rglob("*.npy"))) == len(samples)


def test_squares_that_do_not_fit_the_cache_are_decoded_again_with_one_note(
    make_pairs: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_CACHE_TRAINING_PAIRS_MB", "10")
    samples = find_samples([make_pairs()])
    cache = SquareCache(800, tmp_path / "squares")  # 2.6 MB each
    for _ in range(2):
        for sample in samples:
            assert cache.get(sample).any()
    assert 1 <= len(list((tmp_path / "squares").rglob("*.npy"))) <= 3
    assert caplog.text.count("is full at 10 MB") == 1


def test_squares_of_an_earlier_version_are_still_found(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    sample = find_samples([make_pairs()])[0]
    SquareCache(SIDE, tmp_path / "squares").get(sample)
    (kept,) = (tmp_path / "squares").rglob("*.npy")
    marked = np.full((SIDE, SIDE, 4), 7, np.uint8)
    with kept.open("wb") as file:
        np.save(file, marked)
    np.testing.assert_array_equal(SquareCache(SIDE, tmp_path / "squares").get(sample), marked)
