"""Fixtures of the GUI tests: a home folder, main windows, the demo clip, and the shipped model in its thread."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.services.settings import Settings
from app.widgets import file_dialogs
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.model.model_file import ModelFile, read_model_file, read_model_header, write_model_file
from resources import DEMO_CLIP, MODEL_FILE
from tests.app.green_recordings import STRONG, write_green_model, write_recording

POLYP_FRAME = 150
"""A frame of the demo clip that clearly shows a polyp."""

OpenWindow = Callable[..., MainWindow]


class PatientQtBot(QtBot):
    """Waits longer on a busy machine: a limit is to end a hanging test, not to measure speed."""

    def waitSignal(self, signal, *, timeout=5000, **options):
        return super().waitSignal(signal, timeout=_scaled(timeout), **options)

    def waitSignals(self, signals, *, timeout=5000, **options):
        return super().waitSignals(signals, timeout=_scaled(timeout), **options)

    def waitUntil(self, callback, *, timeout=5000):
        return super().waitUntil(callback, timeout=_scaled(timeout))

    def waitExposed(self, widget, *, timeout=5000):
        return super().waitExposed(widget, timeout=_scaled(timeout))

    def waitActive(self, widget, *, timeout=5000):
        return super().waitActive(widget, timeout=_scaled(timeout))


def _scaled(limit_ms: int) -> int:
    """Returns `limit_ms` of an idle machine scaled to this one: four times, and more under load.

    No limit grows beyond four minutes that is not longer already, so that a failing test ends before it is killed.
    """
    load = os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 1.0
    return max(limit_ms, min(240_000, round(4 * max(1.0, load) * limit_ms)))


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> PatientQtBot:
    """pytest-qt's robot with limits that scale."""
    return PatientQtBot(request)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A separate folder for settings, logs and caches; no dialog has asked for a file yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(folder))
    monkeypatch.setattr(file_dialogs, "_last_folder", None)
    return folder


@pytest.fixture(scope="session")
def analysed_recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The maps that tests with `share_analyses` have stored."""
    return tmp_path_factory.mktemp("analysed")


@pytest.fixture
def share_analyses(home: Path, analysed_recordings: Path) -> Iterator[None]:
    """Has a recording opened as analysed if another test has analysed the same one by the same model."""
    maps = home / "cache" / "maps"
    shutil.copytree(analysed_recordings, maps)
    yield
    for stored in maps.glob("*.sqlite"):
        kept = analysed_recordings / stored.name
        if not kept.exists() or kept.stat().st_size < stored.stat().st_size:
            shutil.copyfile(stored, kept)


@pytest.fixture
def open_window(qtbot: PatientQtBot, quick_model: Path) -> Iterator[OpenWindow]:
    """Opens windows, by default with a tiny model on the CPU; settings can be given by name. Closes them at the end.

    With that model only frames on screen are analysed: the whole demo clip takes seconds, and its findings say nothing.
    """
    windows: list[MainWindow] = []

    def open_it(**settings: object) -> MainWindow:
        defaults = {
            "play_on_open": False,
            "started_before": True,
            "model_path": quick_model,
            "analyse_whole_clip": "model_path" in settings,
        }
        window = MainWindow(Settings(**{**defaults, **settings}))  # type: ignore[arg-type]
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        window.models.start(device="cpu")
        return window

    yield open_it
    for window in windows:
        window.close_without_asking()


@pytest.fixture(scope="session")
def two_models(quick_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny models: large.safetensors with the scores of the shipped one, light.safetensors with half of
    these.
    """
    folder = tmp_path_factory.mktemp("two models")
    tiny, shipped = read_model_file(quick_model), read_model_header(MODEL_FILE).card
    halved = [
        score.model_copy(update={"metrics": {name: value / 2 for name, value in score.metrics.items()}})
        for score in shipped.scores
    ]
    for file, name, scores in (("large", shipped.name, shipped.scores), ("light", "Light", tuple(halved))):
        card = tiny.card.model_copy(update={"name": name, "scores": scores})
        write_model_file(folder / f"{file}.safetensors", card, tiny.weights(), tiny.extras())
    return folder


@pytest.fixture(scope="session")
def segmenter_thread() -> Iterator[SegmenterThread]:
    """The shipped model on the CPU."""
    with SegmenterThread(lambda: Segmenter.open(MODEL_FILE, "cpu")) as thread:
        yield thread


@pytest.fixture(scope="session")
def quick_model(
    write_loud_model: Callable[[Path, float | None], ModelFile], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A tiny model, for tests that do not depend on the masks."""
    return write_loud_model(tmp_path_factory.mktemp("models") / "quick.safetensors", None).path


@pytest.fixture(scope="session")
def green_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model that marks what is green."""
    return write_green_model(tmp_path_factory.mktemp("green") / "green.safetensors")


@pytest.fixture(scope="session")
def short_recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100 small frames, of which 30 show a green square: it is analysed in a moment."""
    return write_recording(tmp_path_factory.mktemp("short") / "short.mp4", 100, {range(40, 70): STRONG})


@pytest.fixture(scope="session")
def demo_info() -> SourceInfo:
    """The SourceInfo of the demo clip."""
    with open_source(DEMO_CLIP) as source:
        return source.wait_for_index()


@pytest.fixture(scope="session")
def demo_frame(segmenter_thread: SegmenterThread) -> AnalysedFrame:
    """An analysed frame of the demo clip that shows a polyp."""
    with open_source(DEMO_CLIP) as source:
        frame = source.read(POLYP_FRAME)
    return AnalysedFrame(frame, segmenter_thread.submit(frame, Priority.PLAYHEAD).result())
