"""Each epoch counts false alarms, and the best epoch is chosen by Dice and false alarms."""

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from polyp_core.model.selection_score import selection_score
from training.config.make_config import make_config
from training.datasets.polyp_free import KINDS
from training.evaluation.model_choice import best_row, rank_of
from training.fit.create_run import create_run
from training.fit.data import Batch
from training.fit.fit import train
from training.fit.module import EpochScores, SegmentationModule, _ScoreAccumulator
from training.runs.curves import draw_curves
from training.runs.metrics_file import ALARM_COLUMNS, COLUMNS
from training.runs.run_folder import RunFolder

SETTINGS = [
    *("side_px=32", "batch_size=4", "epochs=2", "workers=0", "encoder_weights=none", "device=cpu"),
    *("precision=float32", "validation_fraction=0.3", "ema_decay=none", "augment.mosaic=0"),
]
SMALL_NET = ["architecture=Unet", "encoder=tu-test_resnet", "decoder_channels=16,16,8,8,8"]


@pytest.fixture
def with_polyp_free(make_pairs: Callable[..., Path]) -> Path:
    """Ten pairs, and polyp-free images of all kinds."""
    root = make_pairs("clinic")
    for number, kind in enumerate(("stool", "upper gi", "patches")):
        folder = root / "polyp_free" / kind
        folder.mkdir(parents=True)
        for image in sorted((root / "images").iterdir())[: 4 + number]:
            shutil.copy(image, folder)
    return root


def validated(kinds: list[int]) -> EpochScores:
    """The scores of a network that predicts polyp everywhere, on one image with a polyp and others without."""
    config = make_config("baseline", [*SETTINGS, *SMALL_NET])
    module = SegmentationModule(config).eval()
    with torch.no_grad():
        for name, parameter in module.network.named_parameters():
            if "segmentation_head" in name:
                parameter.fill_(4.0 if name.endswith("bias") else 0.0)
        count = len(kinds) + 1
        truth = torch.zeros((count, 32, 32), dtype=torch.uint8)
        truth[0] = 1
        images = torch.zeros((count, 32, 32, 3), dtype=torch.uint8)
        module.validation_step(Batch(images, truth, torch.tensor([0, *kinds])), 0)
    return module._validated.compute()


def test_full_frames_decide_and_other_images_are_counted_separately() -> None:
    frame, upper_gi, patch = (KINDS.index(kind) for kind in ("frame", "upper_gi", "patch"))
    found = validated([frame, frame, upper_gi])
    assert (found["dice"], found["false_alarm_rate"], found["upper_gi_alarm_rate"]) == (1, 1, 1)
    assert "patch_alarm_rate" not in found
    apart = validated([upper_gi, patch])
    assert "false_alarm_rate" not in apart and apart["patch_alarm_rate"] == 1
    assert rank_of(apart) == (False, 1)
    assert found["polyp_free_frames"] == 2 and rank_of(found) == (True, 1 - 2 / 40)


def test_a_presence_head_is_judged_at_the_level_that_the_card_would_have() -> None:
    def scores(presence: list[float]) -> EpochScores:
        """The scores of predictions everywhere, on two images with a polyp and then others without."""
        truth = torch.zeros((len(presence), 1, 8, 8))
        truth[:2] = 1
        found = _ScoreAccumulator()
        kinds = torch.full((len(presence),), KINDS.index("frame"))
        found.update(torch.full_like(truth, 4.0), truth, torch.tensor(0.5), kinds, torch.logit(torch.tensor(presence)))
        return found.compute()

    # All are below 0.5, but a lower level tells them apart.
    assert [scores([0.32, 0.4, 0.12, 0.04])[name] for name in ("dice", "false_alarm_rate")] == [1, 0]
    # Whoever rejects every picture gains nothing: the level is chosen for the Dice too.
    assert [scores([0.005] * 4)[name] for name in ("dice", "false_alarm_rate")] == [1, 1]
    # A level that costs more than 0.01 of Dice is not chosen.
    assert [scores([0.9, 0.12, 0.2, 0.04])[name] for name in ("dice", "false_alarm_rate")] == [1, 0.5]


def test_dice_and_false_alarms_have_equal_weight() -> None:
    assert selection_score(0.8, 0.1) == pytest.approx(selection_score(0.9, 0.2)) == pytest.approx(0.7)
    # Ten frames are few: they cost no more than a quarter of what forty would.
    assert selection_score(0.8, 0.1, frames=10) == pytest.approx(0.775)
    assert selection_score(0.8, None) == 0.8
    rows = [
        {"epoch": 0.0, "validation_dice": 0.9, "validation_false_alarm_rate": 0.3},
        {"epoch": 1.0, "validation_dice": 0.85, "validation_false_alarm_rate": 0.1},
        {"epoch": 2.0, "validation_dice": 0.8, "validation_false_alarm_rate": 0.1},
    ]
    assert best_row(rows) is rows[1]
    # Epochs of an earlier version of the program: their false alarms are unknown.
    assert best_row([{"epoch": 0.0, "validation_dice": 0.95}, *rows]) is rows[1]
    assert best_row([{"epoch": 0.0, "validation_dice": 0.5}, {"epoch": 1.0, "validation_dice": 0.6}]) == {
        "epoch": 1.0,
        "validation_dice": 0.6,
    }
    assert best_row([]) is None


def test_a_run_with_polyp_free_pictures_counts_them_in_every_epoch(with_polyp_free: Path, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    create_run(run, [with_polyp_free], make_config("baseline", [*SETTINGS, *SMALL_NET, "patience=5"]))
    train(run)
    rows = run.read_scores()
    assert len(rows) == 2 and all(set(COLUMNS + ALARM_COLUMNS) == set(row) for row in rows)
    assert all(0 <= row[column] <= 1 for row in rows for column in ALARM_COLUMNS[:3])
    assert all(row[ALARM_COLUMNS[3]] >= 2 for row in rows)
    status, best = run.read_status(), best_row(rows)
    assert status is not None and best is not None and status.best_epoch == best["epoch"]
    log = run.log_file.read_text(encoding="utf-8")
    assert "frames without a polyp, false alarms on" in log and "of upper GI pictures" in log
    assert "false alarms" in run.report_file.read_text(encoding="utf-8")


def test_metrics_of_an_earlier_version_are_read_and_continued(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    old = dict.fromkeys(COLUMNS, 0.5)
    run.metrics_file.write_text(
        ",".join(COLUMNS) + "\n" + "".join(f"{epoch}" + ",0.5" * (len(COLUMNS) - 1) + "\n" for epoch in (0, 1))
    )
    assert run.read_scores() == [old | {"epoch": 0}, old | {"epoch": 1}]
    new = old | {"epoch": 2, "validation_false_alarm_rate": 0.25}
    run.append_scores(new)
    run.append_scores(new | {"epoch": 3})
    assert run.read_scores() == [old | {"epoch": 0}, old | {"epoch": 1}, new, new | {"epoch": 3}]
    assert draw_curves(run.read_scores()).startswith(b"\x89PNG")
    with run.metrics_file.open("a", encoding="utf-8") as file:
        file.write("4" + ",0.5" * (len(COLUMNS) - 1))
    assert len(run.read_scores()) == 4
    assert not math.isnan(run.read_scores()[-1]["validation_false_alarm_rate"])


def test_a_run_of_an_earlier_version_replaces_a_best_score_without_false_alarms(
    with_polyp_free: Path, tmp_path: Path
) -> None:
    run = RunFolder(tmp_path / "run")
    config = make_config("baseline", [*SETTINGS, *SMALL_NET, "patience=1"])
    create_run(run, [with_polyp_free], config.model_copy(update={"epochs": 1}))
    train(run)
    checkpoint = torch.load(run.checkpoint_file, weights_only=True)
    callbacks = checkpoint["callbacks"]
    [stop] = [key for key in callbacks if key.startswith("StopWithoutProgress")]
    assert "validation_dice" in stop and callbacks["KeepRun"].pop("best_false_alarm_rate") >= 0
    del callbacks[stop]["counts_alarms"]
    callbacks["KeepRun"]["best_dice"] = 0.99
    callbacks[stop]["best_score"] = torch.tensor(0.99)
    torch.save(checkpoint, run.checkpoint_file)
    record = run.read_record()
    run.write_record(record.model_copy(update={"config": config.model_copy(update={"epochs": 3})}))
    train(run)
    status = run.read_status()
    assert status is not None and status.best_epoch in (1, 2) and status.best_dice is not None
    assert status.best_dice < 0.99
