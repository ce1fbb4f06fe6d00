"""The output folder's name is derived from the source's name and is always a single path component."""

from pathlib import Path

import pytest

from polyp_core.export.output_folder import output_folder, safe_name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("clip.mp4", "clip"),
        ("Koloskopie Nº 5, größer.mp4", "Koloskopie Nº 5, größer"),
        ("scan.v2.mp4", "scan.v2"),
        ("...mp4", "mp4"),
        ("....mp4", "mp4"),
        (".mp4", "mp4"),
        (".hidden.mp4", "hidden"),
        ("clip. .mp4", "clip"),
        ("con.mp4", "_con"),
        ("COM1.old.mp4", "_COM1.old"),
        ("lpt³.avi", "_lpt³"),
        ("console.mp4", "console"),
        ("a\\..\\b.mp4", "a_.._b"),
    ],
)
def test_a_file_gives_a_safe_folder_name(tmp_path: Path, source: str, name: str) -> None:
    assert output_folder(tmp_path / source, tmp_path / "out") == tmp_path / "out" / name


def test_a_folder_gives_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.1" / "inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "case.1" / "inner")
    assert output_folder(Path(".."), Path("out")) == Path("out/case.1")
    assert output_folder(Path(), Path("out")) == Path("out/inner")
    assert output_folder(Path(Path.cwd().anchor), Path("out")) == Path("out/source")


@pytest.mark.parametrize("text", ["", ".", "..", "...", " . ", "/", "../..", "NUL", "nul .txt", "a/b", "\0"])
def test_no_name_leads_outside_the_output_folder(text: str) -> None:
    name = safe_name(text)
    assert len(Path(name).parts) == 1 and name not in (".", "..") and not name.startswith(".")
    assert Path("/out", name).resolve().parent == Path("/out").resolve()
