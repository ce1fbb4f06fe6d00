import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.cache import prune_folder
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox

NOISE_BELOW = 100  # the lowest level of regions, of which noise would have thousands


def fill(folder: Path, key: str) -> ProbabilityMapCache:
    """Fills a cache file of more than a megabyte, last used long ago."""
    store = ProbabilityMapCache(key, folder=folder)
    for index in range(20):
        noise = np.random.default_rng(index).integers(0, NOISE_BELOW, (256, 256), dtype=np.uint8)
        store.put(Prediction(index, noise, Letterbox(640, 512)))
    os.utime(folder / f"{key}.sqlite", (1_000, 1_000))
    return store


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize(("cap_mb", "left"), [(1.5, ["new.sqlite"]), (10, ["new.sqlite", "old.sqlite"])])
def test_the_least_recently_used_files_are_pruned_first(tmp_path: Path, cap_mb: float, left: list[str]):
    for name, time in (("old.sqlite", 1_000), ("new.sqlite", 2_000)):
        (tmp_path / name).write_bytes(bytes(1_000_000))
        os.utime(tmp_path / name, (time, time))
    prune_folder(tmp_path, int(cap_mb * 1e6))
    assert sorted(file.name for file in tmp_path.iterdir()) == left


def test_reading_maps_counts_as_use(tmp_path: Path):
    for key in ("looked at", "left"):
        fill(tmp_path, key).close()
    os.utime(tmp_path / "left.sqlite", (2_000, 2_000))
    ProbabilityMapCache("looked at", folder=tmp_path).close()
    prune_folder(tmp_path, int(1.5 * 1e6))
    assert names_in(tmp_path) == ["looked at.sqlite"]


def test_open_files_are_not_pruned(tmp_path: Path):
    store = fill(tmp_path, "open")
    prune_folder(tmp_path, int(0.5 * 1e6))
    store.close()
    assert names_in(tmp_path) == ["open.sqlite"]
    assert len(ProbabilityMapCache("open", folder=tmp_path)) == 20


def test_files_open_in_another_process_are_not_pruned(tmp_path: Path):
    fill(tmp_path, "shared").close()
    script = """
import sys
from pathlib import Path
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.cache import prune_folder
store = ProbabilityMapCache("shared", folder=Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
store.close()
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        prune_folder(tmp_path, int(0.5 * 1e6))
        assert (tmp_path / "shared.sqlite").exists()
    prune_folder(tmp_path, int(0.5 * 1e6))
    assert names_in(tmp_path) == []


def test_sqlite_side_files_are_pruned_with_their_file(tmp_path: Path):
    for name in ("old.sqlite", "old.sqlite-wal", "old.sqlite-shm", "gone.sqlite-wal"):
        (tmp_path / name).write_bytes(bytes(600_000))
    prune_folder(tmp_path, int(1.5 * 1e6))
    assert names_in(tmp_path) == []
