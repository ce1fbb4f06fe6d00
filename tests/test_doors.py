"""The three doors open, and never knock at another machine: each runs with every connection refused."""

import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources import DEMO_CLIP

FRAMES = Path(__file__).parent / "data" / "polypgen" / "images"
DOORS = sorted(door.name for door in importlib.metadata.distribution("polyp-viewer").entry_points)
CAUGHT = 97

# An audit hook cannot be swallowed by a library's `except`, and through sitecustomize reaches every child process.
GUARD = f"""
import os
import socket
import sys

LOCAL = ("localhost", "127.0.0.1", "::1", None, "")


def guard(event, args):
    if event == "socket.connect" and args[0].family in (socket.AF_INET, socket.AF_INET6):
        host = args[1][0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if host not in LOCAL:
        sys.stderr.write(f"tried to reach {{host!r}}\\n")
        sys.stderr.flush()
        os._exit({CAUGHT})


sys.addaudithook(guard)
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs Python code as a door would run, in a home of its own, with connections refused."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path / "guard"),
        "PYTHONIOENCODING": "utf-8",
        "POLYP_VIEWER_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    # The doors have to see to it themselves.
    environment.pop("NO_ALBUMENTATIONS_UPDATE", None)

    def run_code(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=110, check=False
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
    assert nosy.returncode == CAUGHT
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


def test_what_training_is_built_on_reaches_no_other_machine(run: Run) -> None:
    # Albumentations asks for its newest version on import, NNCF and OpenVINO report that they were imported.
    imported = run(
        "import pkgutil, importlib, polyp_core.offline, training\n"
        "polyp_core.offline.switch_off_telemetry()\n"
        "for found in pkgutil.walk_packages(training.__path__, 'training.'): importlib.import_module(found.name)\n"
        "import albumentations, lightning\n"
    )
    assert imported.returncode == 0, imported.stderr
