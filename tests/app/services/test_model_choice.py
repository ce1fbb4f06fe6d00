from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.services.model_choice import ModelChoice
from app.services.settings import Settings, load_settings
from app.services.tasks import Tasks
from app.shell.model_picker import ModelPicker
from polyp_core.inference.devices import has_cuda
from polyp_core.inference.speed import ModelSpeed, keep_speed
from polyp_core.model.default_model import default_model, shipped_models
from resources import MODEL_FILE

SLOW = ModelSpeed(9.5, "OpenVINO int8")


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def choice(settings: Settings, qtbot: QtBot) -> Iterator[ModelChoice]:
    tasks = Tasks(QApplication.instance())
    yield ModelChoice(settings, tasks, tasks)
    assert tasks.shutdown()


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    path = tmp_path / "a model of my own.safetensors"
    path.write_bytes(MODEL_FILE.read_bytes())
    return path


@contextmanager
def started(settings: Settings, shipped_in: Path, qtbot: QtBot) -> Iterator[tuple[ModelChoice, list[str]]]:
    """A choice that has read its first model, and what it refused."""
    tasks = Tasks(QApplication.instance())
    choice = ModelChoice(settings, tasks, tasks, shipped_in=shipped_in)
    refusals: list[str] = []
    choice.refused.connect(refusals.append)
    with qtbot.waitSignal(choice.chosen, timeout=20_000):
        choice.start()
    yield choice, refusals
    assert tasks.shutdown()


def test_a_first_start_takes_the_model_that_ships(choice: ModelChoice, settings: Settings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.chosen, timeout=20_000) as chosen:
        choice.start()
    assert chosen.args[0].path == default_model(shipped_models()).path
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
    assert choice.model.path == default_model(shipped_models()).path
    assert settings.model_path == tmp_path / "on an unplugged drive.safetensors"


def test_a_model_that_is_gone_is_named_once_and_the_recommended_one_runs(
    settings: Settings, two_models: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.model_path = tmp_path / "gone.safetensors"
    with started(settings, two_models, qtbot) as (choice, refusals):
        assert choice.model is not None and choice.model.path == two_models / "large.safetensors"
    assert len(refusals) == 1
    assert "gone.safetensors" in refusals[0] and "The recommended model is used instead." in refusals[0]


def test_without_a_choice_the_measured_speed_decides(settings: Settings, two_models: Path, qtbot: QtBot) -> None:
    large, light = shipped_models(two_models)
    with started(settings, two_models, qtbot) as (choice, _):
        assert choice.model is not None and choice.model.card.name == large.card.name
        assert choice.is_automatic and choice.better_model is None
        choice.set_speed(large.sha256, SLOW)
        assert choice.better_model == light  # from the next start on
        assert choice.model.card.name == large.card.name
    keep_speed(large.sha256, "auto", SLOW)
    with started(settings, two_models, qtbot) as (choice, _):
        assert choice.model is not None and choice.model.card.name == light.card.name
        assert choice.models.speeds == {large.sha256: SLOW}


def test_a_choice_wins_over_the_recommendation_and_is_kept(
    settings: Settings, two_models: Path, home: Path, qtbot: QtBot
) -> None:
    large, light = shipped_models(two_models)
    keep_speed(large.sha256, "auto", SLOW)
    with started(settings, two_models, qtbot) as (choice, _), qtbot.waitSignal(choice.chosen, timeout=20_000):
        choice.choose(large.path)
    # By name: the folder of an installation may change.
    assert settings.model_path == Path("large.safetensors")
    settings.save()
    with started(load_settings(), two_models, qtbot) as (choice, _):
        assert choice.model is not None and choice.model.card.name == large.card.name
        assert not choice.is_automatic and choice.better_model is None
        with qtbot.waitSignal(choice.chosen, timeout=20_000):
            choice.choose_automatically()
        assert choice.model.card.name == light.card.name and choice.is_automatic


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
