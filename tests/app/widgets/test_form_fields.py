"""The input fields of forms."""

from pytestqt.qtbot import QtBot

from app.widgets.form_fields import ChoiceField


def test_a_suggestion_is_shown_by_its_label_and_stored_as_its_value(qtbot: QtBot) -> None:
    field = ChoiceField({"": "", "sigmoid": "Sigma"}, free=True)
    qtbot.addWidget(field)
    field.set_value("sigmoid")
    assert (field.currentText(), field.value()) == ("Sigma", "sigmoid")
    field.setCurrentText("behind a fold")
    assert field.value() == "behind a fold"
