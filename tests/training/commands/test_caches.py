"""`polyp-train caches` lists, prunes and empties the caches."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.cache import CACHES, TABLES, THUMBNAILS, usage
from polyp_core.errors import PolypViewerError
from training.cli import _app


@pytest.fixture(autouse=True)
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    for cache in (THUMBNAILS, TABLES):
        cache.folder.mkdir(parents=True)
        for number in range(12):
            (cache.folder / f"{number}").write_bytes(bytes(1_000_000))


def polyp_train(*words: str) -> str:
    result = CliRunner().invoke(_app, ["caches", *words])
    if isinstance(result.exception, PolypViewerError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_every_cache_is_listed_with_its_size_and_cap() -> None:
    lines = polyp_train().splitlines()
    assert [line.split()[:5] for line in lines if line.startswith("tables")] == [["tables", "12", "MB", "of", "500"]]
    assert [line.split()[0] for line in lines] == list(CACHES)
    found = {each["name"]: each for each in json.loads(polyp_train("--json"))["caches"]}
    assert (found["tables"]["bytes"], found["tables"]["files"]) == (12_000_000, 12)
    assert found["scores"]["bytes"] == 0 and found["scores"]["cap"] == 200_000_000


def test_one_cache_or_all_are_emptied() -> None:
    assert "tables: removed 12 files, 12 MB\n" in polyp_train("--clear", "tables")
    assert usage(TABLES).files == 0 and usage(THUMBNAILS).files == 12
    polyp_train("--clear", "all")
    assert usage(THUMBNAILS).files == 0


def test_a_cap_is_set_by_a_variable_and_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_CACHE_TABLES_MB", "10")
    assert json.loads(polyp_train("--prune", "--json"))["removed_bytes"] == 2_000_000
    assert usage(TABLES).files == 10 and usage(THUMBNAILS).files == 12


def test_an_unknown_cache_is_refused_with_the_known_names() -> None:
    with pytest.raises(PolypViewerError, match=r"no cache pairs\. The caches are maps, .*speeds, and all"):
        polyp_train("--clear", "pairs")
    assert usage(TABLES).files == 12
