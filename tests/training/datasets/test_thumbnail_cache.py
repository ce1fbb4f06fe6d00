"""Thumbnails of pairs, and their cache."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_files import read_mask
from training.datasets.discovery import find_samples
from training.datasets.thumbnail_cache import SIDE_PX, ThumbnailCache


def test_a_thumbnail_keeps_aspect_and_polyp_share_and_is_cached(
    make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    sample = find_samples([make_pairs()])[0]
    truth = read_mask(sample.mask_path)
    pairs = ThumbnailCache(tmp_path / "small")
    small = pairs.get(sample.image_path, sample.mask_path)
    assert max(small.image.shape) == SIDE_PX
    assert small.truth.shape == small.image.shape[:2]
    assert small.truth.mean() == pytest.approx(truth.mean(), abs=0.01)
    (file,) = (tmp_path / "small").rglob("*.pair")
    again = ThumbnailCache(tmp_path / "small").get(sample.image_path, sample.mask_path)
    np.testing.assert_array_equal(again.truth, small.truth)
    assert np.abs(again.image.astype(int) - small.image).mean() < 4  # JPEG

    file.write_bytes(file.read_bytes()[:200])  # the machine went down
    np.testing.assert_array_equal(pairs.get(sample.image_path, sample.mask_path).truth, small.truth)
    sample.mask_path.unlink()
    with pytest.raises(DatasetError, match="can no longer be read"):
        pairs.get(sample.image_path, sample.mask_path)


def test_an_unwritable_cache_still_gives_thumbnails(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    sample = find_samples([make_pairs()])[0]
    (tmp_path / "taken").touch()
    pairs = ThumbnailCache(tmp_path / "taken")
    for _ in range(2):
        assert pairs.get(sample.image_path, sample.mask_path).image.any()
