"""What the GUI's tests share: a home of their own, and what they look at."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for settings, logs and caches."""
    folder = tmp_path / "home"
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(folder))
    return folder
