"""What a damaged file held is put aside once, whatever kind of file it is."""

from pathlib import Path

from polyp_core.kept_files import put_aside


def test_what_a_file_held_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"{")
    assert put_aside(path) == put_aside(path) == tmp_path / "settings.damaged-1.json"
    path.write_bytes(b"[")
    assert put_aside(path) == tmp_path / "settings.damaged-2.json" and path.read_bytes() == b"["


def test_what_is_no_file_is_moved_away_without_waiting_for_it(tmp_path: Path, make_odd_files) -> None:
    for number, name in enumerate(make_odd_files(tmp_path, ".json"), 1):
        stem = name.removesuffix(".json")
        assert put_aside(tmp_path / name) == tmp_path / f"{stem}.damaged-1.json", number
        assert not (tmp_path / name).exists() and not (tmp_path / name).is_symlink()
