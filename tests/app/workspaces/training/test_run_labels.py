"""Messages of a run's process in the words of the form."""

from pathlib import Path

from app.workspaces.training.run_labels import in_window_terms, long_label, short_label
from training.config.make_config import make_config
from training.runs.run_snapshot import RunSnapshot


def test_missing_weights_are_explained_without_options_of_the_command_line() -> None:
    theirs = (
        "The ImageNet weights cannot be downloaded from huggingface.co. Connect to the network and start again; or "
        "give a file of ImageNet weights for resnet34 with --encoder-weights FILE; or train from random weights with "
        "--encoder-weights none."
    )
    ours = in_window_terms(theirs)
    assert "--" not in ours
    assert "for resnet34 at “Encoder's first weights”" in ours and "random weights with “none” there." in ours


def test_the_list_shows_the_best_dice_and_the_page_also_the_false_alarms(tmp_path: Path) -> None:
    row = {"epoch": 1.0, "validation_dice": 0.712, "validation_false_alarm_rate": 0.031}
    snapshot = RunSnapshot(tmp_path, "finished", config=make_config("light", epochs=20), rows=(row,))
    assert short_label(snapshot).endswith(", best Dice 0.712")
    assert long_label(snapshot).endswith("best validation Dice 0.712 in epoch 2  ·  false alarms 3.1 %")
