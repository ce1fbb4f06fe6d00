"""The commands run with every connection refused, and try to open none."""

import importlib.metadata
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources import DEMO_CLIP

FRAMES = Path(__file__).parent / "data" / "polypgen" / "images"
COMMANDS = sorted(entry.name for entry in importlib.metadata.distribution("polyp-viewer").entry_points)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(guarded: dict[str, str], tmp_path: Path) -> Run:
    """Runs Python code in a child process with its own home folder; an attempted connection ends it."""
    environment = guarded | {"POLYP_VIEWER_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def run_code(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=400, check=False
        )

    return run_code


@pytest.fixture
def run_command(run: Run) -> Run:
    """Runs a command by its name."""

    def run_entry_point(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        (entry,) = importlib.metadata.distribution("polyp-viewer").entry_points.select(name=name)
        return run(f"import sys; from {entry.module} import {entry.attr}; sys.exit({entry.attr}())", *arguments)

    return run_entry_point


def test_an_attempted_connection_ends_the_process_even_if_its_error_is_suppressed(run: Run) -> None:
    connecting = run(
        "import contextlib, urllib.request as r\nwith contextlib.suppress(Exception): r.urlopen('https://a.test')"
    )
    assert connecting.returncode == 97
    assert "tried to reach 'a.test'" in connecting.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_the_research_notice(run_command: Run, command: str) -> None:
    shown = run_command(command, "--help")
    assert shown.returncode == 0, shown.stderr
    assert "Research use only. Not for diagnosis." in " ".join(shown.stdout.split())


def test_annotating_opens_no_connection(run_command: Run, tmp_path: Path) -> None:
    annotated = run_command("polyp-annotate", FRAMES, "--out", tmp_path / "out", "--device", "cpu")
    assert annotated.returncode == 0, annotated.stderr
    assert (tmp_path / "out" / "images" / "annotated.mp4").is_file()


def test_the_viewer_opens_no_connection(run_command: Run) -> None:
    watched = run_command("polyp-viewer", DEMO_CLIP, "--device", "cpu", "--play", "--quit-after", 4)
    assert watched.returncode == 0, watched.stderr


def test_scanning_a_dataset_opens_no_connection(run_command: Run) -> None:
    scanned = run_command("polyp-train", "scan", FRAMES.parent, "--json")
    assert scanned.returncode == 0, scanned.stderr
