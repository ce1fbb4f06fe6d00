"""TensorBoard and CSV logs are written into the run's folder on request."""

import csv
import importlib.util
import sys

import pytest

from polyp_core.errors import TrainingError
from training.config.make_config import make_config
from training.fit.create_run import change_run, create_run
from training.fit.fit import train
from training.runs.run_folder import RunFolder

from ..conftest import FRAMES, SMALL

needs_tensorboard = pytest.mark.skipif(not importlib.util.find_spec("tensorboard"), reason="needs TensorBoard")


@needs_tensorboard
def test_tensorboard_shows_losses_scores_and_samples(go_on) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    run = go_on("epochs=3", "logger=tensorboard")
    train(run)
    events = EventAccumulator(str(run.path / "tensorboard"), size_guidance={"images": 0})
    events.Reload()
    scalars = events.Tags()["scalars"]
    assert {"train/loss", "validation/dice", "train/learning_rate", "epoch/number"} <= set(scalars)
    logged = [event.value for event in events.Scalars("validation/dice")]
    assert logged == pytest.approx([row["validation_dice"] for row in run.read_scores()][1:], abs=1e-5)
    assert len(events.Images("samples")) == 2


def test_csv_logs_of_earlier_parts_of_a_run_are_kept(go_on) -> None:
    run = go_on("epochs=3", "logger=csv")
    train(run)
    change_run(run, run.read_record().config.model_copy(update={"epochs": 5}))
    train(run)
    files = sorted((run.path / "logs").glob("version_*/metrics.csv"))
    dice = [row["validation/dice"] for file in files for row in csv.DictReader(file.open(encoding="utf-8"))]
    assert len(files) == 2 and len([value for value in dice if value]) == 4


def test_the_missing_tensorboard_extra_is_named_before_the_start(monkeypatch, tmp_path) -> None:
    monkeypatch.setitem(sys.modules, "tensorboard", None)
    with pytest.raises(TrainingError, match=r"TensorBoard is not installed.*polyp-viewer\[tensorboard\]"):
        create_run(RunFolder(tmp_path / "run"), [FRAMES], make_config("baseline", [*SMALL, "logger=tensorboard"]))
    assert not (tmp_path / "run").exists()


def test_none_is_the_default_and_writes_nothing(one_epoch: RunFolder) -> None:
    assert one_epoch.read_record().config.logger == "none"
    assert not {"tensorboard", "logs", "lightning_logs"} & {path.name for path in one_epoch.path.iterdir()}
