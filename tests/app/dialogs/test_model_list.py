"""The list of models: what it says of each, what it chooses, and that all of it can be read and reached by keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.model_facts import format_alarms, format_dice, format_speed, format_weak_points
from app.dialogs.model_list import ModelListDialog
from app.services.model_choice import ModelChoice, ModelList
from app.services.settings import Settings
from app.services.speed_measurement import SpeedMeasurement
from app.services.tasks import Tasks
from polyp_core.inference.speed import ModelSpeed
from polyp_core.model.card import CARD_SETTING, COMPARABLE_SETTING, POLYP_FREE_FRAMES, ModelCard, Score
from polyp_core.model.default_model import TEST_SETS
from polyp_core.model.model_file import ModelFile, ModelHeader, read_model_header
from resources import MODEL_FILE

LONG_NAME = "A model of my own whose name is so long that no dialog could show all of it & <b>more</b> " * 2


def scored(card: ModelCard, name: str, dice: float) -> ModelCard:
    scores = []
    for setting, own in ((COMPARABLE_SETTING, dice), (CARD_SETTING, dice - 0.01)):
        dices = {"dice": own, "dice_low": own - 0.02, "dice_high": own + 0.02}
        alarms = {"false_alarm_rate": 0.125, "false_alarm_low": 0.042, "false_alarm_high": 0.268}
        scores += [Score(dataset=dataset, images=120, protocol=setting, metrics=dices) for dataset in TEST_SETS]
        scores.append(Score(dataset=POLYP_FREE_FRAMES, images=40, protocol=setting, metrics=alarms))
    weak_points = ("Instruments: marks the tip of a snare.", "Blood: marks pools of it.")
    return card.model_copy(update={"name": name, "scores": tuple(scores), "weak_points": weak_points})


@pytest.fixture
def shipped(tmp_path: Path) -> tuple[ModelHeader, ModelHeader]:
    header = read_model_header(MODEL_FILE)
    light = replace(
        header, card=scored(header.card, "light", 0.84), sha256="light", path=tmp_path / "light.safetensors"
    )
    return replace(header, card=scored(header.card, "large", 0.87)), light


@pytest.fixture
def models(shipped: tuple[ModelHeader, ModelHeader], qtbot: QtBot) -> Iterator[ModelChoice]:
    """Two models ship, of which the large one runs; it is too slow for this computer."""
    tasks = Tasks(QApplication.instance())
    choice = ModelChoice(Settings(), tasks, tasks)
    large, light = shipped
    choice.model = ModelFile(large.path, large.card, large.sha256)
    speeds = {large.sha256: ModelSpeed(21.4, "OpenVINO int8"), light.sha256: ModelSpeed(142.6, "OpenVINO int8")}
    choice.models = ModelList(shipped, speeds)
    yield choice
    assert tasks.shutdown()


def opened(models: ModelChoice, qtbot: QtBot) -> ModelListDialog:
    dialog = ModelListDialog(models, SpeedMeasurement(models, models._tasks, lambda: 0, models))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_the_facts_of_a_card_come_with_what_they_rest_on(shipped: tuple[ModelHeader, ModelHeader]) -> None:
    large, light = shipped
    assert str(format_dice(light.card, "kvasir-seg")) == "0.840 (0.820 to 0.860, as shown 0.830)"
    assert str(format_alarms(light.card)) == "12 % (4 to 27 % of 40 frames)"
    assert format_weak_points(light.card).endswith("Blood: marks pools of it.")
    older = read_model_header(MODEL_FILE).card.model_copy(update={"scores": large.card.scores[:1], "weak_points": ()})
    assert format_dice(older, "cvc-clinicdb").note == "not scored" and format_alarms(older).note == "not counted"
    assert "none are recorded" in format_weak_points(older)
    assert str(format_speed(ModelSpeed(142.6, ""))) == "143 frames/s (plays with every mask)"
    assert str(format_speed(ModelSpeed(21.4, ""))) == "21 frames/s (too slow for every mask)"
    assert format_speed(None, "the computer was busy").note == "the computer was busy"


def test_each_model_shows_its_facts_and_the_recommended_one_is_named(models: ModelChoice, qtbot: QtBot) -> None:
    dialog = opened(models, qtbot)
    large, light = dialog.rows.values()
    assert dialog.automatic.radio.isChecked() and "light" in dialog.automatic.text.text()
    assert large.badge.text() == "In use" and light.badge.text() == "Recommended for this computer"
    assert [value.text() for value in light.values] == ["0.840", "0.840", "12 %", "143 frames/s"]
    assert "Instruments" in light.text.text()
    for fact in ("0.820 to 0.860", "4 to 27 %", "143 frames/s", "Blood"):
        assert fact in light.radio.accessibleDescription()


def test_a_measurement_that_arrives_is_shown_and_moves_the_recommendation(models: ModelChoice, qtbot: QtBot) -> None:
    dialog = opened(models, qtbot)
    large, light = dialog.rows.values()
    assert large.model is not None
    models.set_speed(large.model.sha256, ModelSpeed(90.0, "OpenVINO int8"))
    assert large.values[3].text() == "90 frames/s"
    assert "Recommended" in large.badge.text() and not light.badge.isVisible()


def test_the_keyboard_chooses_a_model(models: ModelChoice, qtbot: QtBot) -> None:
    dialog = opened(models, qtbot)
    large, _ = dialog.rows.values()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    for button in (dialog.again, dialog.automatic.radio):
        button.setFocus()
    qtbot.keyClick(dialog.automatic.radio, Qt.Key.Key_Down)
    assert large.radio.isChecked() and dialog.use.isDefault()
    assert models.is_automatic  # nothing is chosen before it is confirmed
    with qtbot.waitSignal(models.chosen, timeout=20_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert not models.is_automatic
    again = opened(models, qtbot)
    assert next(row for row in again.rows.values() if row.radio.isChecked()).model is not None
    again.automatic.radio.setChecked(True)
    with qtbot.waitSignal(models.chosen, timeout=20_000):
        again.accept()
    assert models.is_automatic


def test_a_click_anywhere_on_a_model_selects_it_and_cancel_changes_nothing(models: ModelChoice, qtbot: QtBot) -> None:
    dialog = opened(models, qtbot)
    *_, light = dialog.rows.values()
    qtbot.mouseClick(light.text, Qt.MouseButton.LeftButton)
    assert light.radio.isChecked()
    with qtbot.assertNotEmitted(models.chosen, wait=0):
        dialog.reject()
    assert models.is_automatic


def test_a_long_name_is_elided_and_the_dialog_fits_a_small_window(
    models: ModelChoice, tmp_path: Path, qtbot: QtBot
) -> None:
    assert models.model is not None
    card = models.model.card.model_copy(update={"name": LONG_NAME})
    models.model = ModelFile(tmp_path / "own.safetensors", card, "own")
    dialog = opened(models, qtbot)
    *_, own = dialog.rows.values()
    assert "…" in QLabel.text(own.name) and own.name.toolTip() and LONG_NAME.strip() in own.radio.accessibleName()
    assert dialog.width() <= 800
    dialog.resize(dialog.width(), 400)
    assert dialog.use.isVisible() and dialog.rect().contains(dialog.use.geometry().center())
