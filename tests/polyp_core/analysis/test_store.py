import os
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.store import MapStore, prune_maps
from polyp_core.inference.segmentation import Segmentation
from polyp_core.model.letterbox import Letterbox


def make_map(index: int) -> Segmentation:
    """A map as large after compression as before."""
    noise = np.random.default_rng(index).integers(0, 256, (256, 256), dtype=np.uint8)
    return Segmentation(index, noise, Letterbox(640, 512))


def same(left: Segmentation | None, right: Segmentation) -> bool:
    return (
        left is not None
        and left.frame_index == right.frame_index
        and left.letterbox == right.letterbox
        and np.array_equal(left.probability, right.probability)
    )


def test_a_kept_map_comes_back_as_it_was():
    store = MapStore("key")
    store.put(make_map(3), damaged=True)
    assert same(store.get(3), make_map(3))
    assert store.get(4) is None
    assert store.analysed(5).tolist() == [False, False, False, True, False]
    assert store.damaged(5).tolist() == [False, False, False, True, False]


def test_maps_outlive_the_program_under_the_same_key_only(tmp_path: Path):
    first = MapStore("one", folder=tmp_path)
    first.put(make_map(7))
    first.close()
    again = MapStore("one", folder=tmp_path)
    other = MapStore("two", folder=tmp_path)
    assert same(again.get(7), make_map(7))
    assert other.get(7) is None
    again.close()
    other.close()


def test_above_the_cap_maps_are_read_back_from_disk(tmp_path: Path):
    store = MapStore("key", memory_mb=0.2, folder=tmp_path)
    for index in range(300):
        store.put(make_map(index))
    assert all(same(store.get(index), make_map(index)) for index in (0, 150, 299))
    assert store.analysed(300).all()
    store.close()


def test_without_a_folder_the_oldest_maps_are_forgotten_and_not_said_to_be_there():
    store = MapStore("key", memory_mb=0.2)
    for index in range(10):
        store.put(make_map(index))
    assert store.get(9) is not None
    assert not store.analysed(10)[0]
    assert store.get(0) is None


def test_a_damaged_file_of_maps_is_made_anew(tmp_path: Path):
    (tmp_path / "key.sqlite").write_bytes(b"this is no database, whatever its name says" * 200)
    store = MapStore("key", folder=tmp_path)
    store.put(make_map(1))
    store.close()
    again = MapStore("key", folder=tmp_path)
    assert same(again.get(1), make_map(1))
    again.close()


def test_a_folder_that_cannot_be_made_leaves_the_maps_in_memory(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    store = MapStore("key", folder=tmp_path / "file" / "maps")
    store.put(make_map(1))
    assert same(store.get(1), make_map(1))
    store.close()


@pytest.mark.parametrize(("cap_mb", "left"), [(1.5, ["new.sqlite"]), (10, ["new.sqlite", "old.sqlite"])])
def test_the_longest_unused_maps_are_pruned_first(tmp_path: Path, cap_mb: float, left: list[str]):
    for name, time in (("old.sqlite", 1_000), ("new.sqlite", 2_000)):
        (tmp_path / name).write_bytes(bytes(1_000_000))
        os.utime(tmp_path / name, (time, time))
    prune_maps(tmp_path, cap_mb)
    assert sorted(file.name for file in tmp_path.iterdir()) == left
