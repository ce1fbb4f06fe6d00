import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.services.settings import Settings, load_settings
from app.workspaces.review.redaction_presets_box import RedactionPresetsBox
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.redaction_presets import RedactionPreset

SIZE = (1280, 1024)
NOTHING = Privacy()
HIDDEN = Privacy((Box(10, 20, 200, 30),), Box(300, 0, 900, 1024))
OLYMPUS = RedactionPreset(*SIZE, HIDDEN, "Olympus")
PENTAX = RedactionPreset(720, 576, Privacy((Box(0, 0, 9, 9),)), "Pentax")


@pytest.fixture
def settings() -> Settings:
    return Settings()


def open_box(settings: Settings, qtbot: QtBot, privacy: Privacy = NOTHING) -> RedactionPresetsBox:
    box = RedactionPresetsBox(settings, SIZE)
    box.applied.connect(box.show_privacy)
    box.show_privacy(privacy)
    qtbot.addWidget(box)
    box.show()
    return box


def name_it(box: RedactionPresetsBox, name: str) -> None:
    assert box.name_dialog is not None
    box.name_dialog.setTextValue(name)
    box.name_dialog.accept()


def answer(box: RedactionPresetsBox, word: str) -> None:
    assert isinstance(box.question, QMessageBox)
    next(button for button in box.question.buttons() if button.text().replace("&", "") == word).click()


def test_without_a_preset_nothing_but_saving_is_offered(settings: Settings, qtbot: QtBot) -> None:
    box = open_box(settings, qtbot)
    for widget in (box.choice, box.apply, box.save, box.rename, box.delete, box.default):
        assert not widget.isEnabled()
    assert "save them" in box.note.text()
    box.show_privacy(HIDDEN)
    assert box.save.isEnabled()


def test_what_is_set_is_saved_and_applied_to_the_next_recording_at_one_click(settings: Settings, qtbot: QtBot) -> None:
    box = open_box(settings, qtbot, HIDDEN)
    qtbot.mouseClick(box.save, Qt.MouseButton.LeftButton)
    assert box.name_dialog is not None and "1280 x 1024" in box.name_dialog.textValue()
    name_it(box, "  Olympus \n CV-190  ")
    assert settings.redaction_presets == (RedactionPreset(*SIZE, HIDDEN, "Olympus CV-190"),)
    assert not box.apply.isEnabled() and "applied" in box.note.text()
    settings.save()
    again = open_box(load_settings(), qtbot)
    with qtbot.waitSignal(again.applied) as applied:
        qtbot.keyClick(again.apply, Qt.Key.Key_Space)
    assert applied.args == [HIDDEN]


def test_a_preset_of_another_size_cannot_be_applied_and_the_reason_is_said(settings: Settings, qtbot: QtBot) -> None:
    settings.redaction_presets = (PENTAX,)
    box = open_box(settings, qtbot)
    assert not box.apply.isEnabled()
    assert "720 x 576" in box.note.text() and "1280 x 1024" in box.note.text()
    settings.redaction_presets = (OLYMPUS, PENTAX)
    assert box.current == PENTAX, "the choice stays"
    assert open_box(settings, qtbot).current == OLYMPUS, "the one that fits comes first"


def test_rectangles_drawn_by_hand_are_not_dropped_without_asking(settings: Settings, qtbot: QtBot) -> None:
    settings.redaction_presets = (OLYMPUS,)
    drawn = Privacy((Box(1, 1, 5, 5),))
    for word, hidden in (
        ("Cancel", None),
        ("Add", Privacy((Box(1, 1, 5, 5), *HIDDEN.redactions), HIDDEN.crop)),
        ("Replace", HIDDEN),
    ):
        box = open_box(settings, qtbot, drawn)
        heard: list[Privacy] = []
        box.applied.connect(heard.append)
        qtbot.mouseClick(box.apply, Qt.MouseButton.LeftButton)
        assert heard == []
        answer(box, word)
        assert heard == ([hidden] if hidden is not None else [])


def test_a_preset_is_overwritten_renamed_and_deleted(settings: Settings, qtbot: QtBot) -> None:
    settings.redaction_presets = (OLYMPUS, PENTAX)
    other = Privacy((Box(7, 7, 7, 7),))
    box = open_box(settings, qtbot, other)
    qtbot.mouseClick(box.default, Qt.MouseButton.LeftButton)
    assert settings.default_redaction_preset == "Olympus"

    qtbot.mouseClick(box.save, Qt.MouseButton.LeftButton)
    name_it(box, "Olympus")
    assert settings.redaction_presets == (OLYMPUS, PENTAX), "not before the question is answered"
    answer(box, "Replace")
    assert settings.redaction_presets[0].privacy == other

    qtbot.mouseClick(box.rename, Qt.MouseButton.LeftButton)
    name_it(box, "Pentax")
    assert "already" in box.note.text() and settings.redaction_presets[0].name == "Olympus"
    qtbot.mouseClick(box.rename, Qt.MouseButton.LeftButton)
    name_it(box, "   ")
    assert "needs a name" in box.note.text()
    qtbot.mouseClick(box.rename, Qt.MouseButton.LeftButton)
    name_it(box, "Room 3")
    assert [preset.name for preset in settings.redaction_presets] == ["Pentax", "Room 3"]
    assert settings.default_redaction_preset == "Room 3" and box.default.isChecked()

    qtbot.mouseClick(box.delete, Qt.MouseButton.LeftButton)
    answer(box, "Delete")
    assert settings.redaction_presets == (PENTAX,) and settings.default_redaction_preset == ""


def test_a_long_name_keeps_the_size_in_sight(settings: Settings, qtbot: QtBot) -> None:
    settings.redaction_presets = (RedactionPreset(*SIZE, HIDDEN, "<b>M</b>" * 7),)
    box = open_box(settings, qtbot)
    assert box.choice.itemText(0).endswith("(1280 x 1024)") and "…" in box.choice.itemText(0)
    assert "&lt;b&gt;" in box.choice.toolTip()
