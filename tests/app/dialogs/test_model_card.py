from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.dialogs.model_card import ModelCardDialog
from polyp_core.model.card import AlarmPoint, ModelCard, Score, TrainingDataset
from polyp_core.model.model_file import ModelFile
from polyp_core.model.network_spec import EnsembleSpec, MemberSpec

CARD = ModelCard(
    name="ResUNet34 <trial>",
    architecture="resunet",
    encoder="resnet34",
    threshold=0.42,
    min_region_fraction=0.002,
    training_data=(TrainingDataset(dataset="Kvasir-SEG", pairs=800, licence="research only", credit="Jha et al."),),
    split="80/20 by group, seed 0",
    scores=(
        Score(
            dataset="Kvasir-SEG test", images=200, protocol="mean over images", metrics={"dice": 0.8123, "iou": 0.74}
        ),
        Score(dataset="PolypGen", images=50, protocol="mean over images", metrics={"dice": 0.6}),
    ),
    date=date(2026, 11, 1),
    licence="CC BY-NC 4.0",
    notes="Trained for a short time.",
)


def test_the_card_can_be_read_whole(qtbot: QtBot) -> None:
    dialog = ModelCardDialog(ModelFile(Path("/models/trial.safetensors"), CARD, "ab" * 32))
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    for fact in ("0.812", "0.740", "not scored", "0.42", "0.2 %", "800 pairs", "Jha et al.", "CC BY-NC 4.0", "ab" * 32):
        assert fact in text, fact
    assert "mean over images" in text
    assert "short time" in text


def test_intervals_and_weak_points_are_shown(qtbot: QtBot) -> None:
    metrics = {"dice": 0.869, "dice_low": 0.841, "dice_high": 0.895}
    alarms = {"false_alarm_rate": 0.125, "false_alarm_low": 0.042, "false_alarm_high": 0.268}
    scores = tuple(Score(dataset="x", images=40, protocol="p", metrics=each) for each in (metrics, alarms))
    card = CARD.model_copy(update={"scores": scores, "weak_points": ("Blood: marks <b>pools</b> of it.",)})
    dialog = ModelCardDialog(ModelFile(Path("m"), card, "0" * 64))
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    assert "0.869 (0.841 to 0.895)" in text and "0.125 (0.042 to 0.268)" in text and "dice low" not in text
    assert "Blood: marks <b>pools</b> of it." in text


def test_markup_in_a_card_is_shown_as_text(qtbot: QtBot) -> None:
    card = CARD.model_copy(update={"notes": "<img src='http://example.org/x.png'> & more"})
    dialog = ModelCardDialog(ModelFile(Path("m"), card, "0" * 64))
    qtbot.addWidget(dialog)
    assert "<img src=" in dialog.text.toPlainText()


def test_other_settings_are_listed_with_their_dice_and_false_alarms(qtbot: QtBot) -> None:
    points = (
        AlarmPoint(threshold=0.6, min_region_fraction=0.01, dice=0.71, false_alarm_rate=0.025),
        AlarmPoint(threshold=0.42, min_region_fraction=0.002, dice=0.75, false_alarm_rate=0.05),
    )
    dialog = ModelCardDialog(ModelFile(Path("m"), CARD.model_copy(update={"false_alarms": points}), "0" * 64))
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText().split("Dice and false alarms")[1].split("Training data")[0].split("\n")
    assert "0.710" in text and "2.5 %" in text and "5.0 %" in text
    assert "this model" in text[text.index("0.750") :] and text.count("this model") == 1
    assert "Presence level" not in text
    without = ModelCardDialog(ModelFile(Path("m"), CARD, "0" * 64))
    qtbot.addWidget(without)
    assert "false alarms" not in without.text.toPlainText()


def test_the_networks_of_an_ensemble_are_named_with_their_sides(qtbot: QtBot) -> None:
    members = tuple(
        MemberSpec(architecture=name, encoder=encoder, input_size=side, mean=CARD.mean, std=CARD.std)
        for name, encoder, side in (("resunet", "resnet34", 256), ("Unet", "resnet18", 320))
    )
    ensemble = EnsembleSpec(members=members, mirrored=True)
    update = {"architecture": "ensemble", "encoder": None, "ensemble": ensemble, "input_size": 320}
    dialog = ModelCardDialog(ModelFile(Path("m"), CARD.model_copy(update=update), "0" * 64))
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    assert "resnet34, input 256 x 256 pixels; Unet, resnet18, input 320 x 320 pixels; each also on the mirrored" in text
