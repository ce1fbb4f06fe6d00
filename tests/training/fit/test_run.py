"""The files of a run are complete, and its model works in the viewer."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from polyp_core.errors import TrainingError
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.model.model_file import read_model_file
from training.config.make_config import make_config
from training.datasets.picture_hashes import hashes_of
from training.datasets.split_files import write_split
from training.evaluation.model_choice import best_row
from training.fit.create_run import create_run
from training.fit.fit import train
from training.runs.metrics_file import COLUMNS
from training.runs.run_folder import RunFolder

from ..conftest import SMALL


def test_the_folder_of_a_run_is_complete(one_epoch: RunFolder) -> None:
    record, split, (row,) = one_epoch.read_record(), one_epoch.read_split(), one_epoch.read_scores()
    assert record.config.preset == "shipped"
    assert len(split.train) + len(split.validation) == 10
    assert tuple(row)[: len(COLUMNS)] == COLUMNS
    assert row["epoch"] == 0 and 0 <= row["validation_dice"] <= 1 and row["learning_rate"] > 0
    status = one_epoch.read_status()
    assert status is not None
    assert (status.state, status.epoch, status.best_epoch) == ("finished", 1, 0)
    assert "Epoch 1 of 1" in one_epoch.log_file.read_text(encoding="utf-8")
    scores = json.loads(one_epoch.evaluation_file.read_text(encoding="utf-8"))["datasets"]["polypgen"]
    assert scores["n"] + scores["empty_n"] == len(split.validation)
    report = one_epoch.report_file.read_text(encoding="utf-8")
    assert "Research use only" in report and 'src="data:image/png' in report and "http" not in report
    sheet, curves = read_image(one_epoch.samples_file(0)), read_image(one_epoch.curves_file)
    assert sheet.shape == (len(split.validation) * 40, 3 * 40, 3)
    assert min(curves.shape[:2]) > 300


def test_the_model_works_in_the_viewer_and_its_card_matches_the_run(one_epoch: RunFolder, convert_here) -> None:
    model = read_model_file(one_epoch.model_file)
    card, split = model.card, one_epoch.read_split()
    assert (card.architecture, card.input_size) == ("Unet", 32)
    assert [(data.dataset, data.pairs, data.licence) for data in card.training_data] == [
        ("polypgen", len(split.train), "CC BY 4.0")
    ]
    assert "grouped" in card.split and "frames with a polyp" in card.notes
    assert {score.protocol.partition(";")[0] for score in card.scores} == {
        "threshold 0.5, every region",
        "threshold and regions of the card",
    }
    frame = read_image(next((one_epoch.path.parent / "polypgen" / "images").iterdir()))
    convert_here(model)
    with Segmenter.open(model, "cpu") as segmenter:
        (answer,) = segmenter.segment_images([frame])
    assert answer.levels.shape == (32, 32)


def test_training_lowers_the_training_loss(go_on) -> None:
    run = go_on(
        "epochs=8",
        "learning_rate=0.006",
        "ema_decay=none",
        *(f"augment.{name}=0" for name in ("affine", "cutout", "border", "polyp_free")),
    )
    train(run)
    rows = run.read_scores()
    assert rows[-1]["train_loss"] < rows[0]["train_loss"] * 0.9


def test_a_stop_file_ends_the_run_and_keeps_the_best(go_on) -> None:
    run = go_on("epochs=5000")
    asked = threading.Thread(target=ask_after_an_epoch, args=(run,))
    asked.start()
    train(run)
    asked.join()
    status = run.read_status()
    assert status is not None and status.state == "stopped" and 2 <= status.epoch < 5000
    best = best_row(run.read_scores())
    assert best is not None
    assert status.best_epoch == best["epoch"]
    assert f"epoch {best['epoch'] + 1:.0f} of" in read_model_file(run.model_file).card.notes
    assert run.report_file.exists()


def ask_after_an_epoch(run: RunFolder) -> None:
    done = threading.Event()
    while not done.wait(0.02) and len(run.read_scores()) < 2:
        pass
    run.request_stop()


def test_a_model_names_its_training_pictures_and_a_run_from_it_warns_of_seen_validation_pictures(
    one_epoch: RunFolder, tmp_path: Path
) -> None:
    split, data = one_epoch.read_split(), one_epoch.path.parent / "polypgen"
    card = read_model_file(one_epoch.model_file).card
    assert len(hashes_of(card)) == len(split.train) == len(card.training_pictures) / 8
    config = make_config("shipped", SMALL, start_from=one_epoch.model_file)
    for name, own, expected in (
        ("same", split, ""),
        (
            "swapped",
            replace(split, train=split.validation, validation=split.train),
            f"was trained on {len(split.train)} of the {len(split.train)} validation pictures",
        ),
    ):
        write_split(tmp_path / f"{name}.json", own)
        run = RunFolder(tmp_path / name)
        create_run(run, [data], config, tmp_path / f"{name}.json")
        log = run.log_file.read_text(encoding="utf-8")
        assert ("was trained on" in log) == bool(expected) and expected in log


def test_a_folder_with_a_run_is_refused_and_unchanged(one_epoch: RunFolder) -> None:
    before = one_epoch.record_file.read_bytes()
    with pytest.raises(TrainingError, match=r"There already is a training run in "):
        create_run(one_epoch, [], make_config("baseline"))
    assert one_epoch.record_file.read_bytes() == before


def test_a_model_file_can_be_fine_tuned(one_epoch: RunFolder, tmp_path: Path) -> None:
    config = make_config("shipped", [*SMALL, "learning_rate=1e-12", "ema_decay=none"], start_from=one_epoch.model_file)
    run = RunFolder(tmp_path / "tuned")
    create_run(run, [one_epoch.path.parent / "polypgen"], config, one_epoch.split_file)
    train(run)
    started, tuned = read_model_file(one_epoch.model_file).weights(), read_model_file(run.model_file).weights()
    notes = read_model_file(run.model_file).card.notes
    assert (
        "Started from the weights of Unet on tu-test_resnet shipped" in notes
        and "learned from polypgen (7 pairs" in notes
    )
    name = "segmentation_head.0.weight"
    assert cv2.norm(started[name].astype("f4").ravel(), tuned[name].astype("f4").ravel()) < 1e-3
    wrong = make_config("shipped", ["side_px=32", "device=cpu"], start_from=one_epoch.model_file)
    other = RunFolder(tmp_path / "other")
    with pytest.raises(
        TrainingError, match=r"is a Unet on .*, and the run trains a resunet\. Set architecture=Unet encoder="
    ):
        create_run(other, [one_epoch.path.parent / "polypgen"], wrong)
