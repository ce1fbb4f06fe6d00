import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.dialogs.settings_dialog import SettingsDialog
from app.services.settings import Settings, controls, limits
from app.widgets.form_fields import NumberField
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE


@pytest.fixture
def settings() -> Settings:
    return Settings(opacity=0.25, theme="light", threshold=None)


@pytest.fixture
def dialog(settings: Settings, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_setting_has_a_field_with_its_description(dialog: SettingsDialog) -> None:
    assert set(dialog.rows) == set(controls())
    for name, row in dialog.rows.items():
        field = row.field
        assert field.toolTip() == Settings.model_fields[name].description
        assert field.accessibleName()


def test_numbers_are_shown_in_their_unit_and_stay_in_their_range(dialog: SettingsDialog, settings: Settings) -> None:
    opacity = dialog.rows["opacity"].field
    assert isinstance(opacity, NumberField)
    assert opacity.box.value() == 25
    opacity.box.setValue(400)
    low, high = limits("opacity")
    assert settings.opacity == high
    opacity.box.setValue(-3)
    assert settings.opacity == low


def test_a_change_applies_at_once_and_cancel_reverts_it(dialog: SettingsDialog, settings: Settings) -> None:
    theme, play = dialog.rows["theme"].field, dialog.rows["play_on_open"].field
    assert isinstance(theme, QComboBox)
    assert isinstance(play, QCheckBox)
    theme.setCurrentIndex(theme.findData("dark"))
    play.setChecked(False)
    assert (settings.theme, settings.play_on_open) == ("dark", False)
    dialog.reject()
    assert (settings.theme, settings.play_on_open) == ("light", True)


def test_a_threshold_can_be_set_and_left_to_the_card_again(dialog: SettingsDialog, settings: Settings) -> None:
    field = dialog.rows["threshold"].field
    assert isinstance(field, NumberField)
    assert not field.box.isEnabled()
    field.none.setChecked(False)
    field.box.setValue(0.35)
    assert settings.threshold == pytest.approx(0.35)
    field.none.setChecked(True)
    assert settings.threshold is None


def test_a_number_left_to_the_model_shows_the_value_of_its_card(qtbot: QtBot) -> None:
    settings, card = Settings(), read_model_file(MODEL_FILE).card
    dialog = SettingsDialog(settings, card)
    qtbot.addWidget(dialog)
    for name in ("threshold", "min_region_fraction"):
        field = dialog.rows[name].field
        assert isinstance(field, NumberField)
        assert field.number == pytest.approx(getattr(card, name))
        field.none.setChecked(False)
        assert getattr(settings, name) == pytest.approx(getattr(card, name))
        field.set_value(0.04)
        field.none.setChecked(True)
        assert getattr(settings, name) is None
        assert field.number == pytest.approx(getattr(card, name))


def test_the_dialog_follows_changes_made_elsewhere(dialog: SettingsDialog, settings: Settings) -> None:
    settings.opacity = 0.75
    opacity = dialog.rows["opacity"].field
    assert isinstance(opacity, NumberField)
    assert opacity.box.value() == 75


def test_restoring_defaults_shows_them(dialog: SettingsDialog, settings: Settings) -> None:
    dialog.defaults.click()
    assert (settings.opacity, settings.theme) == (0.4, "dark")
    theme = dialog.rows["theme"].field
    assert isinstance(theme, QComboBox)
    assert theme.currentData() == "dark"


def test_ok_keeps_the_changes(dialog: SettingsDialog, settings: Settings) -> None:
    settings.opacity = 0.5
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert not dialog.isVisible()
    assert settings.opacity == 0.5
