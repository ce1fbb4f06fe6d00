"""Caches stay within their caps, also with concurrent users, and failures cost only time."""

import os
import re
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import polyp_core.cache
from polyp_core.cache import (
    CACHES,
    MAPS,
    SCORES,
    TABLES,
    THUMBNAILS,
    CacheFolder,
    caps_variable,
    clear,
    mark_used,
    prune,
    usage,
)
from polyp_core.files.atomic_files import atomic_write
from polyp_core.paths import cache_folder

MB = 1_000_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> CacheFolder:
    """The thumbnails' cache with a cap of 10 MB."""
    monkeypatch.setenv(caps_variable(THUMBNAILS), "10")
    return CacheFolder(THUMBNAILS)


def put(cache: CacheFolder, name: str, size_mb: float = 1.0, age_s: float = 0.0) -> Path:
    path = cache.path / name[:2] / name
    assert cache.write(path, bytes(int(size_mb * MB)))
    used_s = time.time() - age_s
    os.utime(path, (used_s, used_s))
    return path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_the_least_recently_used_files_are_removed(small: CacheFolder) -> None:
    for number in range(40):
        put(small, f"{number:02}.pair", age_s=100_000 - number)
    used = usage(THUMBNAILS)
    assert used.size_bytes <= 10 * MB and used.files >= 8
    assert names(small.path)[-1] == "39.pair" and "00.pair" not in names(small.path)


def test_files_read_recently_are_kept_longer(small: CacheFolder) -> None:
    for number in range(9):
        put(small, f"{number:02}.pair", age_s=100_000 - number)
    assert small.read(small.path / "00" / "00.pair") is not None
    for number in range(20, 25):
        put(small, f"{number}.pair", age_s=50_000)
    assert "00.pair" in names(small.path) and "01.pair" not in names(small.path)


def test_files_in_use_are_kept_and_a_full_cache_accepts_no_new_files(small: CacheFolder) -> None:
    """As in a training run whose pairs do not all fit."""
    kept = [number for number in range(40) if small.write(small.path / f"{number:02}.pair", bytes(MB))]
    assert kept == list(range(len(kept))) and 8 <= len(kept) <= 10
    assert usage(THUMBNAILS).size_bytes <= 10 * MB and small.problem == ""
    assert prune(THUMBNAILS).files == 0
    used_s = time.time() - 100_000
    for file in small.path.iterdir():
        os.utime(file, (used_s, used_s))
    assert small.write(small.path / "new.pair", bytes(MB))


def test_reading_updates_the_last_use_at_intervals(small: CacheFolder) -> None:
    path = put(small, "aa.pair", age_s=5_000)
    mark_used(path)
    first = path.stat().st_mtime
    assert time.time() - first < 1_000
    mark_used(path)
    assert path.stat().st_mtime == first
    mark_used(path.with_name("gone"))


def test_pruning_applies_a_lower_cap(small: CacheFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(caps_variable(THUMBNAILS), "30")
    for number in range(25):
        put(small, f"{number:02}.pair")
    monkeypatch.setenv(caps_variable(THUMBNAILS), "10")
    removed = prune(THUMBNAILS)
    assert (removed.files, removed.size_bytes, usage(THUMBNAILS).files) == (15, 15 * MB, 10)


def test_clearing_keeps_files_that_another_process_is_writing(small: CacheFolder) -> None:
    put(small, "aa.pair")
    (small.path / "empty.pair").touch()
    with atomic_write(small.path / "aa" / "bb.pair") as beside:
        beside.write_bytes(b"whole")
        removed = clear(THUMBNAILS)
    assert (removed.files, removed.size_bytes, removed.kept_files) == (2, MB, 0)
    assert names(small.path) == ["bb.pair"]
    assert clear(SCORES).files == 0  # whose folder was never made


def test_partial_files_of_killed_processes_are_removed(small: CacheFolder) -> None:
    put(small, "aa.pair")
    left = small.path / "aa" / ".cc.0123abcd.partial.pair"
    left.write_bytes(bytes(MB))
    assert usage(THUMBNAILS).files == 1
    clear(THUMBNAILS)
    assert names(small.path) == []


def test_only_the_user_can_read_cached_files(small: CacheFolder) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps the user's folders private itself")
    path = put(small, "aa.pair")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, small.path)] == [0o700, 0o700]


def test_links_are_removed_and_their_targets_kept(small: CacheFolder, tmp_path: Path) -> None:
    put(small, "aa.pair")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "recording.mp4").write_bytes(b"x")
    (small.path / "link").symlink_to(outside)
    clear(THUMBNAILS)
    assert names(outside) == ["recording.mp4"] and not (small.path / "link").is_symlink()


@pytest.mark.parametrize("in_the_way", ["file", "read-only"])
def test_an_unwritable_folder_is_no_error(tmp_path: Path, in_the_way: str) -> None:
    if in_the_way == "file":
        (tmp_path / "folder").write_text("in the way", encoding="utf-8")
    elif os.name == "nt" or os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    else:
        (tmp_path / "folder").mkdir(mode=0o500)
    cache = CacheFolder(THUMBNAILS, tmp_path / "folder")
    assert not cache.write(cache.path / "aa.pair", b"x") and "Cannot write" in cache.problem
    assert not cache.write(cache.path / "bb.pair", b"x") and cache.read(cache.path / "aa.pair") is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_no_error(small: CacheFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with Path("/dev/full").open("wb", buffering=0) as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert not small.write(small.path / "aa.pair", b"x")
    assert "the disk is full" in small.problem and names(small.path) == []


def test_several_processes_and_threads_keep_within_the_cap_together(small: CacheFolder, home: Path) -> None:
    script = """
import sys, os, time
from polyp_core.cache import THUMBNAILS, CacheFolder
cache = CacheFolder(THUMBNAILS)
for number in range(60):
    path = cache.path / f"{number:02}" / f"{sys.argv[1]}.pair"
    cache.write(path, bytes(300_000))
    if path.exists():
        os.utime(path, (number, number))
    cache.read(path)
print(cache.problem, end="")
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(number)], stdout=subprocess.PIPE, text=True)
        for number in range(2)
    ]
    threads = [
        threading.Thread(target=lambda n=n: [small.write(small.path / f"t{n}-{i}", bytes(300_000)) for i in range(20)])
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.communicate()[0] for process in processes] == ["", ""]
    assert [process.returncode for process in processes] == [0, 0] and small.problem == ""
    assert usage(THUMBNAILS).size_bytes <= 11 * MB


@pytest.mark.parametrize("value", ["", "many", "-5", "0", "1e3", "99999999999999999999999", "5"])
def test_an_invalid_cap_is_ignored(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(caps_variable(TABLES), value)
    assert TABLES.cap_bytes == TABLES.default_cap_mb * MB


def test_a_cap_comes_from_the_environment_else_from_the_viewer_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    for damaged in (b"", b"[]", b'{"cache_caps_mb": 7}', b'{"cache_caps_mb": {"tables": "x"}}', b"\xff"):
        settings.write_bytes(damaged)
        assert TABLES.cap_bytes == TABLES.default_cap_mb * MB
    settings.write_text('{"cache_caps_mb": {"tables": 20, "maps": true}}', encoding="utf-8")
    assert TABLES.cap_bytes == 20 * MB and MAPS.cap_bytes == MAPS.default_cap_mb * MB
    monkeypatch.setenv("POLYP_VIEWER_CACHE_TABLES_MB", "40")
    assert TABLES.cap_bytes == 40 * MB


def test_every_cache_is_declared() -> None:
    """Only `polyp_core.cache` calls `cache_folder`."""
    root = Path(polyp_core.cache.__file__).parents[1]
    own = (root / "polyp_core" / "cache.py", root / "polyp_core" / "paths.py")
    asking = [
        str(file.relative_to(root))
        for package in ("app", "polyp_core", "training")
        for file in (root / package).rglob("*.py")
        if file not in own and re.search(r"import .*\bcache_folder\b|user_cache_path", file.read_text(encoding="utf-8"))
    ]
    assert asking == []
    assert all(cache.folder == cache_folder(name) for name, cache in CACHES.items())
