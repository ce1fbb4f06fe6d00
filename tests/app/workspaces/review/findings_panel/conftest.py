"""Two tiny models, a recording in which one finds three squares, and workspaces on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.workspaces.review.review_workspace import ReviewWorkspace
from tests.app.green_recordings import STRONG, WEAK, write_green_model, write_recording

WAIT_MS = 60_000
SCENES = {range(25, 60): STRONG, range(80, 115): WEAK, range(140, 175): STRONG}

OpenWorkspace = Callable[..., ReviewWorkspace]


@pytest.fixture(scope="session")
def stricter_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that does not find the weak square."""
    path = tmp_path_factory.mktemp("stricter") / "stricter.safetensors"
    return write_green_model(path, name="stricter", bias=-4.2)


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_recording(tmp_path_factory.mktemp("recording") / "examination.mp4", 200, SCENES)


@pytest.fixture
def open_workspace(qtbot: QtBot, recording: Path, green_model: Path, share_analyses: None) -> Iterator[OpenWorkspace]:
    """Opens workspaces of the reader Ada, on the recording as analysed by the model."""
    made: list[ReviewWorkspace] = []

    def open_it(path: Path = recording, model: Path | None = green_model, **settings: object) -> ReviewWorkspace:
        chosen = {"play_on_open": False, "reader_name": "Ada", **settings}
        widget = ReviewWorkspace(Settings(**chosen))  # type: ignore[arg-type]
        made.append(widget)
        qtbot.addWidget(widget)
        widget.resize(1280, 720)
        with qtbot.waitExposed(widget):
            widget.show()
        if model is not None:
            widget.set_model(model, "cpu")
        widget.open_path(path)
        if model is not None:
            qtbot.waitUntil(lambda: widget.decisions.is_open and widget.analysed_whole, timeout=WAIT_MS)
            widget.decisions.extents()  # lists the latest findings, whose signal may still be on its way
        return widget

    yield open_it
    for widget in made:
        widget.shutdown()
