"""The texts for the state of a run."""

from pathlib import Path

from app.workspaces.training.run_labels import long_label, short_label
from training.config.make_config import make_config
from training.runs.run_snapshot import RunSnapshot


def test_the_list_shows_the_best_dice_and_the_page_also_the_false_alarms(tmp_path: Path) -> None:
    row = {"epoch": 1.0, "validation_dice": 0.712, "validation_false_alarm_rate": 0.031}
    snapshot = RunSnapshot(tmp_path, "finished", config=make_config("light", epochs=20), rows=(row,))
    assert short_label(snapshot).endswith(", best Dice 0.712")
    assert long_label(snapshot).endswith("best validation Dice 0.712 in epoch 2  ·  false alarms 3.1 %")
