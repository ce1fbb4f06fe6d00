from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.services.model_choice import ModelChoice
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.shell.model_picker import ModelPicker
from polyp_core.inference.devices import has_cuda
from resources import MODEL_FILE


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def choice(settings: Settings, qtbot: QtBot) -> Iterator[ModelChoice]:
    tasks = Tasks()
    yield ModelChoice(settings, tasks, tasks)
    assert tasks.shutdown()


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    path = tmp_path / "a model of my own.safetensors"
    path.write_bytes(MODEL_FILE.read_bytes())
    return path


def test_a_first_start_takes_the_model_that_ships(choice: ModelChoice, settings: Settings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.chosen, timeout=20_000) as chosen:
        choice.start()
    assert chosen.args[0].path == MODEL_FILE
    assert settings.model_path is None


def test_a_chosen_model_is_used_from_now_on(
    choice: ModelChoice, settings: Settings, copied_model: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(choice.chosen, timeout=20_000):
        choice.choose(copied_model)
    assert settings.model_path == copied_model


def test_a_model_of_the_command_line_counts_for_one_run(
    choice: ModelChoice, settings: Settings, copied_model: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(choice.chosen, timeout=20_000) as chosen:
        choice.start(copied_model, "cpu")
    assert chosen.args[0].path == copied_model
    assert (settings.model_path, settings.device) == (None, "auto")
    assert choice.device == "cpu"


def test_a_damaged_file_is_refused_and_the_old_model_stays(
    choice: ModelChoice, copied_model: Path, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(choice.chosen, timeout=20_000):
        choice.choose(copied_model)
    cut = tmp_path / "cut.safetensors"
    cut.write_bytes(MODEL_FILE.read_bytes()[:100_000])
    with qtbot.waitSignal(choice.refused, timeout=20_000) as refused, qtbot.assertNotEmitted(choice.chosen):
        choice.choose(cut)
    assert "cut.safetensors" in refused.args[0]
    assert choice.model is not None
    assert choice.model.path == settings.model_path == copied_model


def test_a_missing_model_at_the_start_is_replaced_by_the_shipped_one(
    choice: ModelChoice, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.model_path = tmp_path / "on an unplugged drive.safetensors"
    with qtbot.waitSignals([choice.refused, choice.chosen], timeout=20_000):
        choice.start()
    assert choice.model is not None
    assert choice.model.path == MODEL_FILE
    assert settings.model_path == tmp_path / "on an unplugged drive.safetensors"


def test_the_latest_of_two_choices_counts(choice: ModelChoice, copied_model: Path, qtbot: QtBot) -> None:
    heard = []
    choice.chosen.connect(lambda model: heard.append(model.path))
    choice.choose(copied_model)
    choice.choose(MODEL_FILE)
    qtbot.waitUntil(lambda: heard == [MODEL_FILE], timeout=20_000)


def test_the_picker_names_the_model_and_says_why_a_device_is_missing(
    choice: ModelChoice, settings: Settings, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    picker = ModelPicker(choice, ActionTable(window, SHELL_ACTIONS), window)
    with qtbot.waitSignals([choice.chosen, choice.processors_known], timeout=20_000):
        choice.start()
    assert choice.model is not None
    assert "Loading" in picker.model_button.text()
    picker.show_model(choice.model)
    assert picker.model_button.text()[:10] == choice.model.card.name[:10]
    assert picker.devices["cpu"].text().startswith("CPU: ")
    assert picker.devices["cuda"].isEnabled() == has_cuda()
    if not has_cuda():
        assert "no NVIDIA" in picker.devices["cuda"].text()
    with qtbot.waitSignal(choice.device_chosen) as chosen:
        picker.devices["cpu"].trigger()
    assert chosen.args == ["cpu"]
    assert settings.device == "cpu"
    assert picker.device_button.text() == "CPU"
