"""Speeds are measured one by one while the program is idle; what fails or is disturbed decides nothing."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.model_choice import ModelChoice
from app.services.settings import Settings
from app.services.speed_measurement import SpeedMeasurement
from app.services.tasks import Tasks
from polyp_core.inference.speed import ModelSpeed, read_speed

WAIT_MS = 60_000


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks(QApplication.instance())
    yield tasks
    assert tasks.shutdown(60.0)


@pytest.fixture
def choose_from(tasks: Tasks, qtbot: QtBot) -> Callable[[Path], ModelChoice]:
    """A choice among the models in a folder, on the CPU, that has not begun to read one."""
    return lambda folder: ModelChoice(Settings(device="cpu"), tasks, tasks, shipped_in=folder)


def begun(
    choice: ModelChoice, tasks: Tasks, qtbot: QtBot, frames_done: Callable[[], int] = lambda: 0
) -> SpeedMeasurement:
    """The measurement of a choice whose model is there, with its timer in the hands of the test."""
    speeds = SpeedMeasurement(choice, tasks, frames_done, choice)
    with qtbot.waitSignal(choice.chosen, timeout=WAIT_MS):
        choice.start()
    assert speeds.timer.isActive() and speeds.measured is None
    speeds.timer.setInterval(3_600_000)
    return speeds


def tick(speeds: SpeedMeasurement, times: int = 6) -> None:
    for _ in range(times):
        speeds.timer.timeout.emit()


def test_all_models_are_measured_once_the_program_is_idle(
    choose_from: Callable[[Path], ModelChoice], two_models: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    choice = choose_from(two_models)
    busy = itertools.count()
    frames = [lambda: next(busy)]
    speeds = begun(choice, tasks, qtbot, lambda: frames[0]())
    tick(speeds, 20)
    assert speeds.measured is None  # frames are segmented all the time: a recording plays or is analysed
    frames[0] = lambda: 0
    with qtbot.waitSignal(speeds.finished, timeout=WAIT_MS):
        tick(speeds)
        assert speeds.measured == choice.models.shipped[0].sha256
    assert not speeds.timer.isActive() and speeds.measured is None
    # On a computer that is busy otherwise the result is no speed.
    shas = {model.sha256 for model in choice.models.shipped}
    assert {*choice.models.speeds, *speeds.failures} == shas
    with qtbot.waitSignal(speeds.finished, timeout=WAIT_MS):
        speeds.measure_again()
    assert set(choice.models.speeds) == shas and not speeds.failures
    assert all(read_speed(sha256, "cpu") == speed for sha256, speed in choice.models.speeds.items())


def test_a_model_that_cannot_be_measured_keeps_nothing_from_the_others(
    choose_from: Callable[[Path], ModelChoice], two_models: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    folder = tmp_path / "models"
    shutil.copytree(two_models, folder)
    damaged = folder / "light.safetensors"
    damaged.write_bytes(damaged.read_bytes()[:-1000])
    choice = choose_from(folder)
    speeds = begun(choice, tasks, qtbot)
    large, light = choice.models.shipped
    with qtbot.waitSignal(speeds.finished, timeout=WAIT_MS):
        speeds.measure_again()
    assert speeds.failures == {light.sha256: "could not be measured"}
    assert set(choice.models.speeds) == {large.sha256}


def test_a_disturbed_measurement_decides_nothing(
    choose_from: Callable[[Path], ModelChoice], two_models: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    choice = choose_from(two_models)
    speeds = begun(choice, tasks, qtbot)
    large, _ = choice.models.shipped
    speeds._on_measured((large.sha256, "cpu", ModelSpeed(3.0, "OpenVINO int8", is_disturbed=True)))
    assert speeds.failures == {large.sha256: "the computer was busy"}
    assert choice.models.recommended == large and choice.better_model is None


def test_what_needs_the_computer_stops_a_measurement_which_begins_anew(
    choose_from: Callable[[Path], ModelChoice], two_models: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    choice = choose_from(two_models)
    speeds = begun(choice, tasks, qtbot)
    tick(speeds)
    assert speeds.measured is not None
    speeds.postpone()
    qtbot.waitUntil(lambda: speeds.measured is None, timeout=WAIT_MS)
    assert not choice.models.speeds and not speeds.failures and speeds.timer.isActive()
    with qtbot.waitSignal(speeds.finished, timeout=WAIT_MS):
        tick(speeds)


def test_a_program_that_closes_measures_nothing_any_more(
    choose_from: Callable[[Path], ModelChoice], two_models: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    choice = choose_from(two_models)
    speeds = begun(choice, tasks, qtbot)
    tick(speeds)
    speeds.stop()
    qtbot.waitUntil(lambda: speeds.measured is None, timeout=WAIT_MS)
    choice.set_speed("any", ModelSpeed(1.0, ""))
    assert not speeds.timer.isActive()
