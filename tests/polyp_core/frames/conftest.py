"""A fixture with the clip that most tests of video files open."""

from pathlib import Path

import pytest

from .video.clips import H264


@pytest.fixture
def h264(tmp_path: Path) -> Path:
    return H264.write(tmp_path / "clip.mp4")
