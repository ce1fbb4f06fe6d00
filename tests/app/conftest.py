"""What the GUI's tests share: a home of their own, the demo clip, and the shipped model in its thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from polyp_core.analysis.pipeline import Analysed, Priority, SegmenterThread
from polyp_core.frames.source import SourceInfo, open_source
from polyp_core.inference.segmenter import Segmenter
from resources import DEMO_CLIP, MODEL_FILE

POLYP_FRAME = 150
"""A frame of the demo clip that shows a polyp plainly."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for settings, logs and caches."""
    folder = tmp_path / "home"
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def segmenter_thread() -> Iterator[SegmenterThread]:
    """The shipped model on the CPU."""
    with SegmenterThread(lambda: Segmenter.open(MODEL_FILE, "cpu")) as thread:
        yield thread


@pytest.fixture(scope="session")
def demo_info() -> SourceInfo:
    """What is known of the demo clip."""
    with open_source(DEMO_CLIP) as source:
        return source.wait_for_index()


@pytest.fixture(scope="session")
def demo_frame(segmenter_thread: SegmenterThread) -> Analysed:
    """An analysed frame of the demo clip that shows a polyp."""
    with open_source(DEMO_CLIP) as source:
        frame = source.read(POLYP_FRAME)
    return Analysed(frame, segmenter_thread.submit(frame, Priority.PLAYHEAD).result())
