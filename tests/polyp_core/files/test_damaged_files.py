"""The content of a damaged file is backed up once."""

from pathlib import Path

from polyp_core.files.damaged_files import backup_damaged_file


def test_the_content_of_a_damaged_file_is_backed_up_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"{")
    assert backup_damaged_file(path) == backup_damaged_file(path) == tmp_path / "settings.damaged-1.json"
    path.write_bytes(b"[")
    assert backup_damaged_file(path) == tmp_path / "settings.damaged-2.json" and path.read_bytes() == b"["


def test_pipes_and_folders_are_moved_without_being_opened(tmp_path: Path, make_odd_files) -> None:
    for number, name in enumerate(make_odd_files(tmp_path, ".json"), 1):
        stem = name.removesuffix(".json")
        assert backup_damaged_file(tmp_path / name) == tmp_path / f"{stem}.damaged-1.json", number
        assert not (tmp_path / name).exists() and not (tmp_path / name).is_symlink()
