import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.findings.region_table import measure_regions
from polyp_core.frames.frame import Frame
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import levels_of
from polyp_core.model.letterbox import Letterbox

NOISE_BELOW = 100  # the lowest level of regions, of which noise would have thousands


def make_map(index: int) -> Prediction:
    """A map that hardly can be compressed."""
    noise = np.random.default_rng(index).integers(0, NOISE_BELOW, (256, 256), dtype=np.uint8)
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
    store.put(make_map(3), Frame(3, 0.12, np.zeros((8, 8, 3), np.uint8), damaged=True))
    assert same(store.get(3), make_map(3))
    assert store.get(4) is None
    assert store.analysed(5).tolist() == [False, False, False, True, False]
    assert store.frames(5)["damaged"].tolist() == [False, False, False, True, False]


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


def with_region(index: int) -> Prediction:
    levels = np.zeros((256, 256), np.uint8)
    levels[100:140, 100:140] = levels_of(0.8)
    return Prediction(index, levels, Letterbox(256, 256), presence=0.75, presence_level=0.5)


def put_with_regions(folder: Path) -> None:
    """Stores three frames; the picture of the second one is black, that of the third one is not known."""
    red = np.random.default_rng(0).integers(60, 120, (256, 256, 3)).astype(np.uint8) + np.uint8([90, 0, 0])
    with ProbabilityMapCache("key", folder=folder) as store:
        store.put(with_region(0), Frame(0, 0.0, red))
        store.put(with_region(1), Frame(1, 0.1, np.zeros_like(red), damaged=True))
        store.put(with_region(2))


def test_what_was_measured_on_a_frame_is_kept(tmp_path: Path):
    put_with_regions(tmp_path)
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        frames, regions = store.measures(4)
    assert frames["is_measured"].tolist() == frames["has_map"].tolist() == [True, True, True, False]
    assert frames["presence"][:3].tolist() == [0.75] * 3 and np.isnan(frames["presence"][3])
    assert frames["presence_level"].tolist() == [0.5, 0.5, 0.5, 0]
    assert frames["damaged"].tolist() == [False, True, False, False]
    assert frames["field"][0] > 0.9 and frames["field"][1] == 0 and np.isnan(frames["field"][2])
    assert np.array_equal(regions, np.concatenate([measure_regions(with_region(index)) for index in range(3)]))


def test_regions_stay_while_maps_are_evicted():
    store = ProbabilityMapCache("key", memory_mb=0.2)
    for index in range(10):
        store.put(make_map(index))
    for index in range(10, 20):
        store.put(with_region(index))
        store.put(make_map(index + 10))
    frames, regions = store.measures(20)
    assert frames["is_measured"].all() and not frames["has_map"][:10].all()
    assert np.unique(regions["frame"]).tolist() == list(range(10, 20))


def test_a_prediction_replaces_the_regions_of_an_earlier_one():
    store = ProbabilityMapCache("key")
    store.put(with_region(3))
    assert len(store.measures(5)[1]) > 0
    store.put(make_map(3))
    assert len(store.measures(5)[1]) == 0
    store.put(with_region(3))
    assert np.array_equal(store.measures(5)[1], measure_regions(with_region(3)))
    assert len(store.measures(3)[1]) == 0


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE measures", "PRAGMA user_version=0"),
        ("UPDATE measures SET regions = 'text'",),
        ("UPDATE measures SET regions = NULL",),
        ("UPDATE measures SET regions = x'00'",),
        ("UPDATE measures SET regions = zeroblob(length(regions))",),
        ("PRAGMA user_version=7",),
    ],
    ids=["earlier version", "text", "null", "short", "zeros", "later version"],
)
def test_maps_without_measures_are_measured_when_they_are_read(tmp_path: Path, statements: tuple[str, ...]):
    put_with_regions(tmp_path)
    with sqlite3.connect(tmp_path / "key.sqlite") as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    expected = np.concatenate([measure_regions(with_region(index)) for index in range(3)])
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        assert store.problem == "" and len(store) == 3
        assert not store.frames(3)["is_measured"].any()
        for index in range(3):
            store.get(index)
        frames, regions = store.measures(3)
        assert np.array_equal(regions, expected) and frames["damaged"].tolist() == [False, True, False]
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        assert store.frames(3)["is_measured"].all() and np.array_equal(store.measures(3)[1], expected)


SECOND_PROCESS = """
import sys
from pathlib import Path
import numpy as np
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.masks.prediction import Prediction
from polyp_core.model.letterbox import Letterbox
with ProbabilityMapCache("key", folder=Path(sys.argv[1])) as store:
    print("open", flush=True)
    for index in range(1, 1600, 2):
        store.put(Prediction(index, np.full((32, 32), index % 100, np.uint8), Letterbox(32, 32, 32)))
    print(store.problem, flush=True)
"""


def small_map(index: int) -> Prediction:
    return Prediction(index, np.full((32, 32), index % 100, np.uint8), Letterbox(32, 32, 32))


def test_two_processes_may_fill_one_file_at_the_same_time(tmp_path: Path):
    command = [sys.executable, "-c", SECOND_PROCESS, str(tmp_path)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other,
        ProbabilityMapCache("key", folder=tmp_path) as store,
    ):
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        for index in range(0, 1600, 2):
            store.put(small_map(index))
        assert other.stdout.read().strip() == store.problem == ""
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        assert store.frames(1600)["is_measured"].all()
        assert all(same(store.get(index), small_map(index)) for index in (0, 1, 798, 799, 1598, 1599))


FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from test_probability_map_cache import make_map
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
with ProbabilityMapCache("key", memory_mb=4, folder=Path(sys.argv[1])) as store:
    for index in range(300):
        store.put(make_map(index))
    assert store.frames(300)["is_measured"].all(), "what was measured is lost"
    assert store.get(299) is not None and 0 < len(store) < 300
    print(store.problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_on_a_full_disk_the_analysis_goes_on_in_memory_and_says_so(tmp_path: Path):
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        store.put(make_map(500))
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "cannot be saved" in done.stdout
    with ProbabilityMapCache("key", folder=tmp_path) as store:
        assert store.problem == "" and same(store.get(500), make_map(500))
