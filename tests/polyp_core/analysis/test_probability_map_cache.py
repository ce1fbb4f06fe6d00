import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox


def make_map(index: int) -> Prediction:
    """An incompressible map."""
    noise = np.random.default_rng(index).integers(0, 256, (256, 256), dtype=np.uint8)
    return Prediction(index, noise, Letterbox(640, 512), picture_mark=index)


def same(left: Prediction | None, right: Prediction) -> bool:
    return (
        left is not None
        and left.frame_index == right.frame_index
        and left.letterbox == right.letterbox
        and left.picture_mark == right.picture_mark
        and np.array_equal(left.levels, right.levels)
    )


def test_a_cached_map_is_read_back_unchanged():
    store = ProbabilityMapCache("key")
    store.put(make_map(3), damaged=True)
    assert same(store.get(3), make_map(3))
    assert store.get(4) is None
    assert store.analysed(5).tolist() == [False, False, False, True, False]
    assert store.damaged(5).tolist() == [False, False, False, True, False]


def test_maps_persist_under_their_key_only(tmp_path: Path):
    first = ProbabilityMapCache("one", folder=tmp_path)
    first.put(make_map(7))
    first.close()
    again = ProbabilityMapCache("one", folder=tmp_path)
    other = ProbabilityMapCache("two", folder=tmp_path)
    assert same(again.get(7), make_map(7))
    assert other.get(7) is None
    again.close()
    other.close()


def test_above_the_cap_maps_are_read_back_from_disk(tmp_path: Path):
    store = ProbabilityMapCache("key", memory_mb=0.2, folder=tmp_path)
    for index in range(300):
        store.put(make_map(index))
    assert all(same(store.get(index), make_map(index)) for index in (0, 150, 299))
    assert store.analysed(300).all()
    store.close()


def test_without_a_folder_the_oldest_maps_are_evicted_and_reported_as_missing():
    store = ProbabilityMapCache("key", memory_mb=0.2)
    for index in range(10):
        store.put(make_map(index))
    assert store.get(9) is not None
    assert not store.analysed(10)[0]
    assert store.get(0) is None


def test_a_damaged_file_is_recreated(tmp_path: Path):
    (tmp_path / "key.sqlite").write_bytes(b"this is no database, whatever its name says" * 200)
    store = ProbabilityMapCache("key", folder=tmp_path)
    store.put(make_map(1))
    store.close()
    again = ProbabilityMapCache("key", folder=tmp_path)
    assert same(again.get(1), make_map(1))
    again.close()


def test_maps_stay_in_memory_if_the_folder_cannot_be_created(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    store = ProbabilityMapCache("key", folder=tmp_path / "file" / "maps")
    store.put(make_map(1))
    assert same(store.get(1), make_map(1))
    store.close()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_corrupt_bytes_on_disk_lose_only_their_maps(tmp_path: Path, share: float):
    store = ProbabilityMapCache("key", folder=tmp_path)
    for index in range(60):
        store.put(make_map(index))
    store.close()
    file = tmp_path / "key.sqlite"
    data = bytearray(file.read_bytes())
    middle = int(len(data) * share)
    data[middle : middle + 16_384] = bytes(16_384)
    file.write_bytes(data)

    again = ProbabilityMapCache("key", folder=tmp_path)
    for index in range(60):
        kept = again.get(index)
        assert kept is None or same(kept, make_map(index))
        if kept is None:
            assert index not in again
            again.put(make_map(index))
    again.close()
    mended = ProbabilityMapCache("key", folder=tmp_path)
    assert all(same(mended.get(index), make_map(index)) for index in range(60))
    mended.close()


def test_a_truncated_file_is_recreated(tmp_path: Path):
    store = ProbabilityMapCache("key", folder=tmp_path)
    for index in range(60):
        store.put(make_map(index))
    store.close()
    file = tmp_path / "key.sqlite"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    again = ProbabilityMapCache("key", folder=tmp_path)
    assert [again.get(index) for index in range(60) if index in again] == []
    again.put(make_map(1))
    assert same(again.get(1), make_map(1))
    again.close()


@pytest.mark.parametrize(
    "change",
    [
        "side = 128",
        "side = NULL",
        "width = 'wide'",
        "width = 0",
        "map = x'00'",
        "map = NULL",
        "map = 'text'",
        "picture = 'a'",
    ],
)
def test_an_invalid_row_counts_as_missing(tmp_path: Path, change: str):
    store = ProbabilityMapCache("key", folder=tmp_path)
    for index in range(2):
        store.put(make_map(index))
    store.close()
    with sqlite3.connect(tmp_path / "key.sqlite") as database:
        database.execute(f"UPDATE maps SET {change} WHERE frame = 1")
    database.close()
    again = ProbabilityMapCache("key", folder=tmp_path)
    assert again.get(1) is None
    assert again.analysed(2).tolist() == [True, False]
    assert same(again.get(0), make_map(0))
    again.close()
    assert 1 not in ProbabilityMapCache("key", folder=tmp_path)


def test_maps_of_another_engine_are_not_cached():
    store = ProbabilityMapCache("key", engine="first")
    store.put(replace(make_map(0), engine="first"))
    store.put(replace(make_map(1), engine="second"))
    assert store.analysed(2).tolist() == [True, False]
    kept = store.get(0)
    assert kept is not None and kept.engine == "first"


SCHEMAS = {
    "another table": ("DROP TABLE maps", "CREATE TABLE maps (a TEXT)", "INSERT INTO maps VALUES ('x')"),
    "frames that are text": (
        "DROP TABLE maps",
        "CREATE TABLE maps (frame TEXT, width, height, side, picture, damaged, map, presence, presence_level)",
        "INSERT INTO maps VALUES ('abc', 1, 1, 1, 1, 1, x'00', 0, 0)",
    ),
    "a view": ("ALTER TABLE maps RENAME TO others", "CREATE VIEW maps AS SELECT * FROM others"),
    "a trigger": ("CREATE TRIGGER no BEFORE INSERT ON maps BEGIN SELECT RAISE(ABORT, 'no'); END",),
    "a column that must be there": (
        "DROP TABLE maps",
        "CREATE TABLE maps (frame INTEGER PRIMARY KEY, width INTEGER, height INTEGER, side INTEGER, picture INTEGER,"
        " damaged INTEGER, map BLOB, presence REAL NOT NULL, presence_level REAL, more TEXT NOT NULL)",
    ),
}


@pytest.mark.parametrize("statements", SCHEMAS.values(), ids=SCHEMAS)
def test_a_file_with_another_schema_is_recreated_and_reported(tmp_path: Path, statements: tuple[str, ...]):
    store = ProbabilityMapCache("key", folder=tmp_path)
    store.put(make_map(1))
    store.close()
    assert store.problem == ""
    with sqlite3.connect(tmp_path / "key.sqlite") as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    again = ProbabilityMapCache("key", folder=tmp_path)
    assert "was damaged. The recording is being analysed again" in again.problem
    assert again.analysed(5).tolist() == [False] * 5
    again.put(make_map(2))
    again.close()
    mended = ProbabilityMapCache("key", folder=tmp_path)
    assert mended.is_saved and mended.problem == "" and same(mended.get(2), make_map(2))
    mended.close()


def test_negative_frame_numbers_have_no_maps(tmp_path: Path):
    store = ProbabilityMapCache("key", folder=tmp_path)
    store.put(make_map(1))
    store.close()
    with sqlite3.connect(tmp_path / "key.sqlite") as database:
        database.execute("UPDATE maps SET frame = -1")
    database.close()
    assert ProbabilityMapCache("key", folder=tmp_path).analysed(3).tolist() == [False] * 3


def test_a_file_locked_by_another_program_is_kept_and_reported(tmp_path: Path):
    store = ProbabilityMapCache("key", folder=tmp_path)
    store.put(make_map(1))
    store.close()
    other = sqlite3.connect(tmp_path / "key.sqlite", isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    again = ProbabilityMapCache("key", folder=tmp_path)
    assert "cannot be saved" in again.problem and "locked" in again.problem
    assert not again.is_saved
    again.put(make_map(2))
    assert same(again.get(2), make_map(2))
    again.close()
    other.close()
    assert same(ProbabilityMapCache("key", folder=tmp_path).get(1), make_map(1))


def test_a_path_that_is_not_a_file_is_kept_and_reported(tmp_path: Path, make_odd_files):
    for name in make_odd_files(tmp_path, ".sqlite"):
        if name.startswith("device"):
            continue
        store = ProbabilityMapCache(name.removesuffix(".sqlite"), folder=tmp_path)
        store.put(make_map(1))
        assert same(store.get(1), make_map(1)) and "cannot be saved" in store.problem, name
        store.close()


def test_a_file_damaged_while_open_is_recreated_and_reported(tmp_path: Path):
    store = ProbabilityMapCache("key", memory_mb=0.2, folder=tmp_path)
    for index in range(300):
        store.put(make_map(index))
    file = tmp_path / "key.sqlite"
    for part in (file, Path(f"{file}-wal")):
        with part.open("r+b") as stream:
            stream.write(b"\xff" * part.stat().st_size)
    assert store.get(5) is None
    assert "was damaged" in store.problem
    for index in range(300, 600):
        store.put(make_map(index))
    store.close()
    assert same(ProbabilityMapCache("key", folder=tmp_path).get(599), make_map(599))
