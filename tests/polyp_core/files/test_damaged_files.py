"""What a damaged file held is put aside once, whatever kind of file it is."""

from pathlib import Path

from polyp_core.files.damaged_files import backup_damaged_file


def test_what_a_file_held_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"{")
    assert backup_damaged_file(path) == backup_damaged_file(path) == tmp_path / "settings.damaged-1.json"
    path.write_bytes(b"[")
    assert backup_damaged_file(path) == tmp_path / "settings.damaged-2.json" and path.read_bytes() == b"["


def test_what_is_no_file_is_moved_away_without_waiting_for_it(tmp_path: Path, make_odd_files) -> None:
    for number, name in enumerate(make_odd_files(tmp_path, ".json"), 1):
        stem = name.removesuffix(".json")
        assert backup_damaged_file(tmp_path / name) == tmp_path / f"{stem}.damaged-1.json", number
        assert not (tmp_path / name).exists() and not (tmp_path / name).is_symlink()
