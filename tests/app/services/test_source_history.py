import hashlib
import logging
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.paths import config_dir
from app.services.source_history import Recalled, Remembered, look_up, recall, remember
from polyp_core.analysis.probability_map_keys import IMAGE_BLOCK_BYTES, content_digest
from polyp_core.analysis.source_identity import content_key
from polyp_core.export.privacy import Box, Privacy

PRIVACY = Privacy((Box(10, 20, 100, 30), Box(0, 0, 5, 5)), crop=Box(40, 0, 600, 480))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "Müller, Anna 1961-05-04.mp4"
    path.write_bytes(b"recording" * 1000)
    return path


def test_a_renamed_copy_keeps_its_position_and_its_redactions(recording: Path, tmp_path: Path) -> None:
    remember(content_key(recording), Remembered(123, PRIVACY))
    copy = tmp_path / "elsewhere" / "case-7.mp4"
    copy.parent.mkdir()
    shutil.copyfile(recording, copy)
    assert recall(content_key(copy)) == Remembered(123, PRIVACY)


def test_nothing_is_remembered_of_another_recording(recording: Path, tmp_path: Path) -> None:
    remember(content_key(recording), Remembered(123, PRIVACY))
    other = tmp_path / "other.mp4"
    other.write_bytes(b"another recording" * 1000)
    assert recall(content_key(other)) == Remembered()


def test_no_file_name_is_stored(recording: Path) -> None:
    remember(content_key(recording), Remembered(1, PRIVACY))
    for note in config_dir().rglob("*"):
        assert "ller" not in note.name
        if note.is_file():
            assert "ller" not in note.read_text(encoding="utf-8")


def test_a_folder_is_identified_by_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    (folder / "1.png").write_bytes(b"a")
    key = content_key(folder)
    assert content_key(folder) == key
    (folder / "2.png").write_bytes(b"bb")
    both = content_key(folder)
    assert both != key
    (folder / "2.png").write_bytes(b"bc")
    assert content_key(folder) != both, "another patient's pictures of the same names and sizes"


@pytest.mark.parametrize("note", [b"", b"{", b'{"privacy": {"redactions": [1]}}'])
def test_a_damaged_record_is_ignored_and_logged(note: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path = config_dir() / "sources" / "abc.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(note)
    with caplog.at_level(logging.WARNING):
        assert recall("abc") == Remembered()
    assert "cannot be read" in caplog.text
    assert (path.parent / "abc.damaged-1.json").read_bytes() == note, "a copy is kept"


def test_a_damaged_record_is_reported_and_backed_up(recording: Path) -> None:
    remember(content_key(recording), Remembered(1, PRIVACY))
    (note,) = (config_dir() / "sources").iterdir()
    note.write_bytes(b"{" + note.read_bytes())
    found = look_up(recording)
    assert found.remembered == Remembered() and "damaged-1.json" in found.notice
    look_up(recording)
    assert len(list((config_dir() / "sources").glob("*.damaged-*"))) == 1, "one copy of one content"


def frames(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:06}.png").write_bytes(b"picture %d" % number * 100)
    return folder


def keep(path: Path | tuple[Path, ...], frame_index: int = 3) -> None:
    found = look_up(path)
    remember(found.key, replace(found.remembered, frame_index=frame_index, privacy=PRIVACY))


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._000001.png", "notes.txt"])
def test_what_a_file_manager_adds_changes_nothing(name: str, tmp_path: Path) -> None:
    folder = frames(tmp_path / "frames", *range(10))
    keep(folder)
    (folder / name).write_bytes(b"x")
    found = look_up(folder)
    assert found.remembered == Remembered(3, PRIVACY) and found.notice == ""


def test_timestamps_names_and_paths_do_not_matter(tmp_path: Path, recording: Path) -> None:
    folder = frames(tmp_path / "frames", *range(10))
    images = tuple(sorted(folder.iterdir()))
    keep(folder)
    keep(images)
    keep(recording, 7)
    for file in (recording, *images):
        os.utime(file, (1, 1))
    moved = folder.rename(tmp_path / "elsewhere")
    (moved / "000000.png").chmod(0o400)
    recording = recording.rename(tmp_path / "case.mov")
    for path, index in ((moved, 3), (tuple(sorted(moved.iterdir(), reverse=True)), None), (recording, 7)):
        found = look_up(path)
        assert found.remembered.privacy == PRIVACY and found.notice == ""
        assert index is None or found.remembered.frame_index == index


@pytest.mark.parametrize(
    ("now", "words"), [(range(14), "10 then, 14 now"), (range(4), "10 then, 4 now"), (range(5, 12), "10 then, 7 now")]
)
def test_redactions_stay_when_pictures_are_added_or_removed_with_a_notice(
    now: Iterable[int], words: str, tmp_path: Path
) -> None:
    keep(frames(tmp_path / "frames", *range(10)), 9)
    shutil.rmtree(tmp_path / "frames")
    changed = frames(tmp_path / "frames", *now)
    moved = Path(shutil.copytree(changed, tmp_path / "moved"))
    for path in (changed, tuple(sorted(changed.iterdir())), moved):
        found = look_up(path)
        assert found.remembered.privacy == PRIVACY and words in found.notice
        assert found.remembered.frame_index < len(list(now))


def test_a_folder_of_thousands_is_recognised_by_a_few_hundred(tmp_path: Path) -> None:
    keep(frames(tmp_path / "frames", *range(2000)))
    (note,) = (config_dir() / "sources").iterdir()
    assert note.stat().st_size < 40_000
    few = frames(tmp_path / "few", *range(100, 500))
    assert look_up(few).remembered.privacy == PRIVACY
    others = frames(tmp_path / "others", *range(2000, 4000))
    assert look_up(others).remembered == Remembered()


def test_other_pictures_of_equal_names_are_another_recording(tmp_path: Path) -> None:
    keep(frames(tmp_path / "frames", *range(10)))
    other = tmp_path / "other"
    other.mkdir()
    for number in range(10):
        (other / f"{number:06}.png").write_bytes(b"another %d" % number * 100)
    (other / "000000.png").write_bytes(b"picture 0" * 100)
    assert look_up(other) == Recalled(content_key(other), Remembered())


def test_a_different_recording_at_the_same_path_keeps_the_redactions_with_a_notice(
    tmp_path: Path, recording: Path
) -> None:
    folder = frames(tmp_path / "frames", *range(10))
    keep(folder)
    keep(recording)
    shutil.rmtree(folder)
    frames(folder, *range(50, 60))
    recording.write_bytes(b"another one" * 1000)
    for path in (folder, recording):
        found = look_up(path)
        assert found.remembered == Remembered(0, PRIVACY)
        assert "different recording was opened from this path before" in found.notice


def test_records_of_earlier_versions_are_read(tmp_path: Path) -> None:
    """Earlier versions identified a folder by all its files, and stored only position and redactions."""
    folder = frames(tmp_path / "frames", *range(10))
    (folder / "notes.txt").write_text("a note")
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(f"{file.name}\n".encode() + content_digest(file, IMAGE_BLOCK_BYTES))
    note = config_dir() / "sources" / f"{digest.hexdigest()}.json"
    note.parent.mkdir(parents=True)
    note.write_text('{"frame_index": 4, "privacy": {"redactions": [{"x":1,"y":2,"width":3,"height":4}], "crop": null}}')
    before = Remembered(4, Privacy((Box(1, 2, 3, 4),)))
    assert look_up(folder).remembered == before
    (folder / ".DS_Store").write_bytes(b"x")
    assert look_up(folder).remembered == before


def test_a_picture_that_cannot_be_read_drops_nothing(tmp_path: Path) -> None:
    folder = frames(tmp_path / "frames", *range(10))
    keep(folder)
    (folder / "000004.png").unlink()
    (folder / "000004.png").symlink_to(tmp_path / "gone")
    assert look_up(folder).remembered.privacy == PRIVACY


def test_records_that_are_not_regular_files_are_moved_and_reported(tmp_path: Path, make_odd_files, home: Path) -> None:
    recording = tmp_path / "recording.mp4"
    recording.write_bytes(b"x" * 1000)
    key = content_key(recording)
    notes = home / "config" / "sources"
    for name in make_odd_files(tmp_path / "odd", ".json"):
        if name.startswith(("nothing", "circle")):  # moved, both are links to nothing
            continue
        notes.mkdir(parents=True, exist_ok=True)
        (tmp_path / "odd" / name).rename(notes / f"{key}.json")
        found = look_up(recording)
        assert "cannot be read" in found.notice and found.remembered == Remembered()
        remember(key, Remembered(frame_index=7))
        assert look_up(recording).remembered.frame_index == 7
        (notes / f"{key}.json").unlink()
