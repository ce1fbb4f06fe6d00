"""The trees in docs/architecture.md name the packages and modules as they are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b(?!/)|\b[a-z_]+(?=\.py\b)")


def tree_of(package: str) -> Iterator[tuple[Path, str]]:
    """Yields the folder that each line of a package's tree is about, and the line's text."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {package}\n")[2].partition("\n## ")[0]
    folders = [ROOT / package]
    for line in section.splitlines():
        if found := re.match(r" {4}( {0,2})([a-z_]+)/ ", line):
            folders = [*folders[: 1 + len(found[1]) // 2], folders[len(found[1]) // 2] / found[2]]
            line = line[found.end() :]
        elif re.match(r" {4}\w", line):
            folders = folders[:1]
        yield folders[-1], line


@pytest.mark.parametrize("package", ["polyp_core", "training", "app"])
def test_the_tree_has_the_folders_and_modules_that_there_are(package: str) -> None:
    lines = list(tree_of(package))
    named = {folder for folder, _ in lines}
    named |= {folder / inner for folder, text in lines for inner in re.findall(r"\b([a-z_]+)/", text)}
    packages = {file.parent for file in (ROOT / package).rglob("__init__.py")}
    assert packages - named == set(), "missing in the tree"
    assert {folder for folder in named if not folder.is_dir()} == set(), "not in the code"
    for folder, text in lines:
        modules = {file.stem for file in folder.rglob("*.py")} | {path.name for path in folder.iterdir()}
        unknown = {name for name in MODULE.findall(text) if name not in modules}
        assert unknown == set(), f"no modules of {folder.relative_to(ROOT)}"
