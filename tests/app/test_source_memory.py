import logging
import shutil
from pathlib import Path

import pytest

from app.places import config_dir
from app.source_memory import Remembered, content_key, recall, remember
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


def test_no_name_of_a_file_is_kept(recording: Path) -> None:
    remember(content_key(recording), Remembered(1, PRIVACY))
    for note in config_dir().rglob("*"):
        assert "ller" not in note.name
        if note.is_file():
            assert "ller" not in note.read_text(encoding="utf-8")


def test_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
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
def test_a_damaged_note_is_left_out_with_a_line_in_the_log(note: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path = config_dir() / "sources" / "abc.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(note)
    with caplog.at_level(logging.WARNING):
        assert recall("abc") == Remembered()
    assert "cannot be read" in caplog.text
