"""The review file: what survives a kill, who may write, and what is refused."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import ExportError, ReviewError
from polyp_core.review import changes, review_file
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import Decision, Recording, new_id
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import list_reviews, review_path, set_aside
from polyp_core.review.review_reading import DamagedReviewError, ReviewProgress
from polyp_core.review.review_schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate, schema_version

MakeDecision = Callable[..., Decision]

CHILD = """
import sys
from pathlib import Path

import numpy as np

from polyp_core.review import changes
from polyp_core.review.records import Recording
from polyp_core.review.review_file import ReviewFile

recording = Recording(key="ab" * 32, frame_count=1000, duration_s=40.0, width_px=640, height_px=512)
times_s = np.arange(1000) / 25
file = ReviewFile(Path(sys.argv[1]), recording)
for frame in range(int(sys.argv[2])):
    file.apply("child", changes.add_bookmark(file.review("child"), frame, times_s))
    print(frame, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def child_with_bookmarks() -> Iterator[Callable[[Path, int], subprocess.Popen[str]]]:
    """Starts a child process that adds bookmarks to a review and keeps it open; returns once all are written."""
    children = []

    def start(path: Path, count: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", CHILD, str(path), str(count)]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        children.append(child)
        assert child.stdout is not None
        for frame in range(count):
            assert child.stdout.readline() == f"{frame}\n"
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def confirm(file: ReviewFile, reader: str, decision: Decision) -> None:
    file.apply(reader, changes.set_state(file.review(reader), decision, "confirmed"))


def test_reviews_of_several_readers_stay_apart_and_keep_their_history(
    home: Path, recording: Recording, decision: MakeDecision
) -> None:
    path = review_path(recording)
    with ReviewFile(path, recording) as file:
        assert file.readers == () and not file.read_only_reason
        confirm(file, "Ada", decision(10, 50))
        confirm(file, "Bo", decision(60, 90))
        file.apply("Ada", changes.set_state(file.review("Ada"), file.review("Ada").decisions[0], "rejected"))
        nothing = changes.set_note(file.review("Bo"), file.review("Bo").decisions[0], "")
        file.apply("Bo", nothing)
        kept = {reader: file.review(reader) for reader in file.readers}
    with ReviewFile(path) as file:
        assert {reader: file.review(reader) for reader in file.readers} == kept
        assert [(event.number, event.reader, event.change.kind) for event in file.history()] == [
            (1, "Ada", "decide"),
            (2, "Bo", "decide"),
            (3, "Ada", "decide"),
        ]
        assert [event.change.edits[0].after for event in file.history("Bo")] == [kept["Bo"].decisions[0]]


def test_events_are_only_appended(home: Path, recording: Recording, decision: MakeDecision) -> None:
    with ReviewFile(review_path(recording), recording) as file:
        confirm(file, "Ada", decision(10, 50))
    with closing(sqlite3.connect(review_path(recording))) as database:
        for statement in ("DELETE FROM events", "UPDATE events SET reader = 'Bo'"):
            with pytest.raises(sqlite3.IntegrityError, match="only appended"):
                database.execute(statement)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
@pytest.mark.parametrize("own", [True, False])
def test_a_kill_loses_nothing_that_was_saved(
    home: Path,
    tmp_path: Path,
    recording: Recording,
    child_with_bookmarks: Callable[[Path, int], subprocess.Popen[str]],
    *,
    own: bool,
) -> None:
    path = review_path(recording) if own else tmp_path / "copy.sqlite"
    child = child_with_bookmarks(path, 20)
    child.send_signal(signal.SIGKILL)
    child.wait()
    with ReviewFile(path, recording) as file:
        assert [bookmark.frame for bookmark in file.review("child").bookmarks] == list(range(20))
        assert not file.read_only_reason


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
def test_a_half_written_transaction_is_rolled_back(
    home: Path, tmp_path: Path, recording: Recording, decision: MakeDecision
) -> None:
    copy = tmp_path / "copy.sqlite"
    with ReviewFile(copy, recording) as file:
        confirm(file, "Ada", decision(10, 50))
    code = f"""
import os, signal, sqlite3
database = sqlite3.connect({str(copy)!r}, isolation_level=None)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN IMMEDIATE")
for number in range(2, 400):
    database.execute("INSERT INTO events VALUES (?, 'Ada', '', 'note', 0, ?)", (number, "x" * 2000))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    assert copy.with_name("copy.sqlite-journal").exists()
    with ReviewFile(copy, recording) as file:
        assert len(file.history()) == 1
        confirm(file, "Ada", decision(60, 90))


def test_a_second_process_can_only_read(
    home: Path,
    recording: Recording,
    decision: MakeDecision,
    child_with_bookmarks: Callable[[Path, int], subprocess.Popen[str]],
) -> None:
    path = review_path(recording)
    child = child_with_bookmarks(path, 3)
    with ReviewFile(path, recording) as file:
        assert "open in another window" in file.read_only_reason
        assert len(file.review("child").bookmarks) == 3
        with pytest.raises(ReviewError, match="open in another window"):
            confirm(file, "Ada", decision(10, 50))
    child.communicate()
    with ReviewFile(path, recording) as file:
        assert not file.read_only_reason
        with ReviewFile(path, recording) as second:
            assert "open in another window" in second.read_only_reason
        confirm(file, "Ada", decision(10, 50))


def test_where_locks_do_not_work_a_change_by_another_program_is_noticed(
    home: Path, recording: Recording, decision: MakeDecision
) -> None:
    with ReviewFile(review_path(recording), recording) as file:
        confirm(file, "Ada", decision(10, 50))
        with closing(sqlite3.connect(review_path(recording))) as other, other:
            other.execute("INSERT INTO events VALUES (2, 'Bo', '', 'note', 0, '[]')")
        with pytest.raises(ReviewError, match="changed by another program"):
            confirm(file, "Ada", decision(60, 90))
        assert len(file.history()) == 1


def as_newer_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "INSERT INTO events VALUES (2, 'Ada', '2031-01-01T00:00:00+00:00', 'mask', 0,"
            ' \'[{"before": null, "after": {"kind": "mask", "id": "m"}}]\')'
        )
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize("own", [True, False])
def test_a_file_of_a_newer_version_is_read_and_never_written(
    home: Path, tmp_path: Path, recording: Recording, decision: MakeDecision, *, own: bool
) -> None:
    path = review_path(recording) if own else tmp_path / "copy.sqlite"
    with ReviewFile(path, recording) as file:
        confirm(file, "Ada", decision(10, 50))
    as_newer_version(path)
    before = path.read_bytes()
    with ReviewFile(path, recording) as file:
        assert "newer version" in file.read_only_reason
        assert len(file.review("Ada").decisions) == 1
        file.set_progress("Ada", ReviewProgress(1, 2))
        with pytest.raises(ReviewError, match="newer version"):
            confirm(file, "Ada", decision(60, 90))
        file.save_copy(tmp_path / "saved.sqlite")
    assert path.read_bytes() == before
    with closing(sqlite3.connect(tmp_path / "saved.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_a_newer_file_without_the_tables_of_this_version_is_refused(tmp_path: Path, recording: Recording) -> None:
    path = tmp_path / "copy.sqlite"
    ReviewFile(path, recording).close()
    as_newer_version(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("ALTER TABLE events RENAME COLUMN edits TO changes")
    with pytest.raises(ReviewError, match="cannot be read by this one"):
        ReviewFile(path)


def test_an_earlier_schema_is_migrated_in_one_transaction(tmp_path: Path) -> None:
    following = (*MIGRATIONS, ("CREATE TABLE masks (frame INTEGER)",))
    failing = (*following, ("CREATE TABLE more (frame INTEGER)", "CREATE TABLE masks (frame INTEGER)"))
    with closing(sqlite3.connect(tmp_path / "file.sqlite", isolation_level=None)) as database:
        migrate(database)
        assert schema_version(database) == SCHEMA_VERSION
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        migrate(database, following)
        assert schema_version(database) == SCHEMA_VERSION + 1
        with pytest.raises(sqlite3.OperationalError):
            migrate(database, failing)
        assert schema_version(database) == SCHEMA_VERSION + 1
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchall()


def test_a_damaged_file_is_an_error_and_stays_as_it_is(
    home: Path, recording: Recording, decision: MakeDecision
) -> None:
    path = review_path(recording)
    with ReviewFile(path, recording) as file:
        confirm(file, "Ada", decision(10, 50))
    data = bytearray(path.read_bytes())
    data[200:] = bytes(len(data) - 200)
    path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(DamagedReviewError, match="is damaged"):
            ReviewFile(path, recording)
    assert path.read_bytes() == data
    assert list_reviews() == []
    aside = set_aside(path)
    assert aside.name == f"{recording.key}.damaged-1.sqlite" and aside.read_bytes() == data
    with ReviewFile(path, recording) as file:
        assert file.readers == ()


def test_an_event_that_does_not_follow_is_damage(home: Path, recording: Recording, decision: MakeDecision) -> None:
    path = review_path(recording)
    with ReviewFile(path, recording) as file:
        confirm(file, "Ada", decision(10, 50))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO events SELECT 2, reader, at, kind, undoes, edits FROM events")
    with pytest.raises(DamagedReviewError, match="event 2 does not fit"):
        ReviewFile(path, recording)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO events VALUES (3, 'Ada', '', 'note', 0, '[{}]')")
    with pytest.raises(DamagedReviewError, match=r"is damaged: 0\.before"):
        ReviewFile(path, recording)


def test_other_files_are_refused(home: Path, tmp_path: Path, recording: Recording) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE maps (frame INTEGER)")
    (tmp_path / "text.sqlite").write_text("this is no database, whatever its name says" * 100)
    (tmp_path / "folder.sqlite").mkdir()
    (tmp_path / "empty.sqlite").touch()
    for name, message in {
        "other.sqlite": "is not a review",
        "text.sqlite": "is damaged",
        "folder.sqlite": "it is a folder",
        "empty.sqlite": "is empty",
        "missing.sqlite": "There is no review",
    }.items():
        with pytest.raises(ReviewError, match=message):
            ReviewFile(tmp_path / name)


def test_a_folder_that_cannot_be_created_is_an_error(tmp_path: Path, recording: Recording) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReviewError, match="none can be created there"):
        ReviewFile(tmp_path / "file" / "review.sqlite", recording)


def test_the_review_of_another_recording_is_refused(home: Path, recording: Recording) -> None:
    path = review_path(recording)
    ReviewFile(path, recording).close()
    others = {
        "other content, though it has 1,000 frames too": {"key": "cd" * 32},
        "1,000 frames instead of 7": {"key": "cd" * 32, "frame_count": 7},
        "another video track": {"video_track": 2},
    }
    for message, fields in others.items():
        with pytest.raises(ReviewError, match=message):
            ReviewFile(path, recording.replaced(**fields))
    assert review_path(recording) != review_path(recording.replaced(video_track=2))


def test_a_copy_uses_a_rollback_journal_and_can_be_changed(
    home: Path, tmp_path: Path, recording: Recording, decision: MakeDecision
) -> None:
    copy = tmp_path / "share" / "copy of Ada's.sqlite"
    with ReviewFile(review_path(recording), recording) as file:
        confirm(file, "Ada", decision(10, 50))
        file.save_copy(copy)
        expected = file.history()
        with pytest.raises(ExportError, match="would replace"):
            file.save_copy(file.path)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with ReviewFile(copy) as file:
        assert file.history() == expected and file.recording == recording
        confirm(file, "Bo", decision(60, 90))
        assert not copy.with_name(f"{copy.name}-wal").exists()
    with ReviewFile(copy, recording) as file:
        assert file.readers == ("Ada", "Bo")


def test_after_a_write_that_meets_a_reader_of_the_file_later_changes_are_stored(
    tmp_path: Path, recording: Recording, decision: MakeDecision, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a rollback journal, a COMMIT waits for those who read, and fails if they take too long."""
    monkeypatch.setattr(review_file, "BUSY_TIMEOUT_S", 0.1)
    path, mask = tmp_path / "review.sqlite", np.ones((512, 640), np.bool_)
    with ReviewFile(path, recording) as file:
        confirm(file, "Ada", decision(10, 50))
        for write in (
            lambda: file.add_masks(new_id(), [FrameMask(5, mask)]),
            lambda: confirm(file, "Ada", decision(60, 90)),
        ):
            with closing(sqlite3.connect(path, isolation_level=None)) as reading:
                reading.execute("BEGIN")
                reading.execute("SELECT * FROM events").fetchall()
                with pytest.raises(ReviewError, match="locked"):
                    write()
        assert len(file.review("Ada").records) == 1
        confirm(file, "Ada", decision(60, 90))
    with ReviewFile(path, recording) as file:
        assert len(file.review("Ada").records) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom modes restrict")
def test_a_write_protected_copy_is_read(home: Path, tmp_path: Path, recording: Recording) -> None:
    copy = tmp_path / "copy.sqlite"
    ReviewFile(copy, recording).close()
    copy.chmod(0o400)
    with ReviewFile(copy) as file:
        assert "write-protected" in file.read_only_reason


def test_reviews_are_listed_with_their_progress(home: Path, recording: Recording, decision: MakeDecision) -> None:
    other = recording.replaced(key="cd" * 32)
    for each in (recording, other):
        with ReviewFile(review_path(each), each) as file:
            confirm(file, "Ada", decision(10, 50))
            file.set_progress("Ada", ReviewProgress(1, 3))
            file.set_progress("Ada", ReviewProgress(2, 3))
            assert file.progress == {"Ada": ReviewProgress(2, 3)}
    with ReviewFile(review_path(recording), recording) as file:
        file.apply("Bo", changes.sign_off(file.review("Bo")))
        listed = list_reviews()
    assert [(each.recording.key[:2], each.reader, each.progress, each.is_complete) for each in listed] == [
        ("ab", "Bo", None, True),
        ("cd", "Ada", ReviewProgress(2, 3), False),
        ("ab", "Ada", ReviewProgress(2, 3), False),
    ]


def test_a_name_of_several_lines_is_no_reader(home: Path, recording: Recording, decision: MakeDecision) -> None:
    with ReviewFile(review_path(recording), recording) as file:
        for name in ("", " ", "a\nb", "x" * 101):
            with pytest.raises(ReviewError, match="reader's name"):
                confirm(file, name, decision(10, 50))
