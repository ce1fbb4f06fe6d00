"""The three doors open, and never knock at another machine: each runs with every connection refused."""

import importlib.metadata
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources import DEMO_CLIP

FRAMES = Path(__file__).parent / "data" / "polypgen" / "images"
DOORS = sorted(door.name for door in importlib.metadata.distribution("polyp-viewer").entry_points)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(guarded: dict[str, str], tmp_path: Path) -> Run:
    """Runs Python code in a child process, in a home of its own, where asking for another machine ends it."""
    environment = guarded | {"POLYP_VIEWER_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def run_code(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=400, check=False
        )

    return run_code


@pytest.fixture
def walk_through(run: Run) -> Run:
    """Runs a door by the name of its command."""

    def door(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        (entry,) = importlib.metadata.distribution("polyp-viewer").entry_points.select(name=name)
        return run(f"import sys; from {entry.module} import {entry.attr}; sys.exit({entry.attr}())", *arguments)

    return door


def test_the_guard_catches_who_looks_out_even_where_the_failure_is_swallowed(run: Run) -> None:
    nosy = run(
        "import contextlib, urllib.request as r\nwith contextlib.suppress(Exception): r.urlopen('https://a.test')"
    )
    assert nosy.returncode == 97
    assert "tried to reach 'a.test'" in nosy.stderr


@pytest.mark.parametrize("door", DOORS)
def test_the_help_says_what_the_program_is_not_for(walk_through: Run, door: str) -> None:
    opened = walk_through(door, "--help")
    assert opened.returncode == 0, opened.stderr
    assert "Research use only. Not for diagnosis." in " ".join(opened.stdout.split())


def test_annotating_reaches_no_other_machine(walk_through: Run, tmp_path: Path) -> None:
    annotated = walk_through("polyp-annotate", FRAMES, "--out", tmp_path / "out", "--device", "cpu")
    assert annotated.returncode == 0, annotated.stderr
    assert (tmp_path / "out" / "images" / "annotated.mp4").is_file()


def test_watching_reaches_no_other_machine(walk_through: Run) -> None:
    watched = walk_through("polyp-viewer", DEMO_CLIP, "--device", "cpu", "--play", "--quit-after", 4)
    assert watched.returncode == 0, watched.stderr


def test_describing_a_dataset_reaches_no_other_machine(walk_through: Run) -> None:
    scanned = walk_through("polyp-train", "scan", FRAMES.parent, "--json")
    assert scanned.returncode == 0, scanned.stderr
