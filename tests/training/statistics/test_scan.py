"""A scan reads every file once, and the next scan only changed files."""

import errno
import itertools
import os
import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pandas as pd
import pytest

from polyp_core.errors import CancelledError
from training.datasets.discovery import find_datasets
from training.datasets.near_copies import perceptual_hashes
from training.statistics.dataset_summary import summarise_datasets
from training.statistics.measure import PairMeasures, measure_pair
from training.statistics.scan import Scan, scan, thumbnails

MakePairs = Callable[..., Path]
Write = Callable[..., Path]
RealFrame = tuple[str, np.ndarray, np.ndarray]


@pytest.fixture
def scan_again(tmp_path: Path) -> Callable[[Path], Scan]:
    return lambda root: scan(find_datasets([root]), cache_folder=tmp_path / "cache", workers=2)


def test_the_table_has_the_measurements_in_the_order_of_the_samples(
    make_pairs: MakePairs, scan_again: Callable[[Path], Scan]
) -> None:
    root = make_pairs()
    (dataset,) = find_datasets([root])
    for _ in ("measured", "from the cache"):
        result = scan_again(root)
        assert list(result.table["id"]) == [sample.id for sample in dataset.samples]
        for sample, row in zip(dataset.samples, result.table.to_dict("records"), strict=True):
            pair = measure_pair(sample.image_path, sample.mask_path)
            assert isinstance(pair, PairMeasures)
            for name in ("width_px", "coverage", "contrast", "mask_kind", "thumbnail"):
                assert row[name] == getattr(pair, name), name
            assert np.array_equal(row["blue_histogram"], pair.blue_histogram)
            assert row["aspect_ratio"] == pair.width_px / pair.height_px
        assert (
            result.table["perceptual_hash"].tolist() == perceptual_hashes(np.stack(thumbnails(result.table))).tolist()
        )
    assert thumbnails(result.table)[3].tobytes() == result.table["thumbnail"][3]


def test_only_changed_files_are_read_again(
    make_pairs: MakePairs, scan_again: Callable[[Path], Scan], write_image: Write
) -> None:
    root = make_pairs()
    assert scan_again(root).read_count == 10
    assert scan_again(root).read_count == 0
    mask = root / "masks" / "100H0050.png"
    write_image(mask, np.full((307, 384), 255, np.uint8))
    os.utime(mask, (1, 1))
    (root / "images" / "EndoCV2021_001233.png").unlink()
    again = scan_again(root)
    assert again.read_count == 1
    assert len(again.table) == 9
    assert again.table.set_index("stem")["coverage"]["100H0050"] == 1


def test_unusable_pairs_are_named_and_not_in_the_table(
    make_pairs: MakePairs, scan_again: Callable[[Path], Scan], write_image: Write
) -> None:
    root = make_pairs()
    (root / "images" / "100H0050.png").write_bytes(b"not an image")
    write_image(root / "masks" / "EndoCV2021_001233.png", np.zeros((10, 10), np.uint8))
    for _ in ("measured", "from the cache"):
        result = scan_again(root)
        assert {p.sample.stem: p.problem.kind for p in result.problems} == {
            "100H0050": "unreadable image",
            "EndoCV2021_001233": "size mismatch",
        }
        assert len(result.table) == 8
    (described,) = summarise_datasets(find_datasets([root]), result)
    assert (described.pairs, described.usable, described.truly_empty, described.nearly_empty) == (10, 8, 2, 2)
    assert (described.landscape, described.portrait, described.square) == (8, 0, 0)
    assert described.masks_by_kind == {"binary": 8}
    assert (described.smallest_px, described.largest_px) == ("384 x 216", "384 x 327")
    assert len(described.problems) == 2


@pytest.mark.parametrize("refused", ["images", "masks"])
def test_unreadable_files_are_read_again_even_if_unchanged(
    refused: str, make_pairs: MakePairs, scan_again: Callable[[Path], Scan]
) -> None:
    root = make_pairs()
    locked, system_open = root / refused / "100H0050.png", os.open

    def without_permission(path: Path, *args: Any, **options: Any) -> int:
        if path == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return system_open(path, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", without_permission)
        (problem,) = scan_again(root).problems
    assert problem.problem.reason == f"Cannot read {locked}: Permission denied."
    again = scan_again(root)
    assert (len(again.table), again.problems, again.read_count) == (10, (), 1)
    assert scan_again(root).read_count == 0


def test_memory_does_not_grow_with_the_number_of_images(
    tmp_path: Path, real_frames: list[RealFrame], write_image: Write
) -> None:
    _, frame, frame_mask = real_frames[0]
    image, mask = (cv2.resize(pixels, (1280, 960)) for pixels in (frame, frame_mask))

    def peak_bytes(pairs: int) -> int:
        root = tmp_path / f"{pairs}"
        originals = write_image(root / "images" / "0.jpg", image), write_image(root / "masks" / "0.png", mask)
        for number, original in itertools.product(range(1, pairs), originals):
            shutil.copy(original, original.with_stem(f"{number}"))
        datasets = find_datasets([root])
        tracemalloc.start()
        result = scan(datasets, cache_folder=tmp_path / f"cache of {pairs}", workers=2)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert result.read_count == pairs
        return peak

    peak_bytes(1)  # what is imported or kept from now on is in neither of the two below
    growth = peak_bytes(80) - peak_bytes(20)
    assert growth < 8 * mask.nbytes, f"{growth / 60:.0f} bytes more a pair"  # keeping every mask takes 60 of them


def test_the_measurements_do_not_depend_on_the_number_of_workers(make_pairs: MakePairs, tmp_path: Path) -> None:
    datasets = find_datasets([make_pairs()])
    tables = [scan(datasets, cache_folder=tmp_path / f"{workers}", workers=workers).table for workers in (1, 2, 7)]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0], check_exact=True)


def test_a_damaged_cache_is_recreated(
    make_pairs: MakePairs, scan_again: Callable[[Path], Scan], tmp_path: Path
) -> None:
    root = make_pairs()
    scan_again(root)
    (cache,) = (tmp_path / "cache").iterdir()
    cache.write_bytes(cache.read_bytes()[:500])
    assert scan_again(root).read_count == 10
    assert scan_again(root).read_count == 0


def test_an_unwritable_cache_is_only_noted(make_pairs: MakePairs, tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file, not a folder")
    result = scan(find_datasets([make_pairs()]), cache_folder=in_the_way)
    assert len(result.table) == 10
    assert "could not be cached" in result.notes[0]


def test_a_cancelled_scan_keeps_its_measurements(make_pairs: MakePairs, tmp_path: Path) -> None:
    datasets = find_datasets([make_pairs()])
    counts: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        scan(
            datasets,
            cache_folder=tmp_path / "cache",
            workers=1,
            on_progress=lambda done, total: counts.append((done, total)),
            cancelled=lambda: len(counts) > 3,
        )
    kept = counts[-1][0]
    assert 0 < kept < 10
    assert scan(datasets, cache_folder=tmp_path / "cache").read_count == 10 - kept
