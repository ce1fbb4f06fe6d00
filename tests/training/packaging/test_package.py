"""A packaged model has a card with training data and scores, and the graph for the CPU."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from polyp_core.errors import TrainingError
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.model.card import (
    CARD_SETTING,
    COMPARABLE_SETTING,
    MAX_WEAK_POINT_LENGTH,
    MAX_WEAK_POINTS,
    POLYP_FREE_FRAMES,
    Score,
)
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.datasets.discovery import find_samples
from training.datasets.splits import choose
from training.evaluation.evaluate import as_json, evaluate
from training.evaluation.scoring import MaskSettings
from training.fit.finalize_run import calibrated_card, finalize_run, format_calibration, with_validation_scores
from training.packaging.calibrate import Calibration
from training.packaging.card_scores import card_scores, read_evaluation
from training.packaging.package import package_model
from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


@pytest.fixture
def run(one_epoch: RunFolder, tmp_path: Path) -> RunFolder:
    """A copy, because packaging may write into the run's folder."""
    shutil.copytree(one_epoch.path, tmp_path / "run")
    return RunFolder(tmp_path / "run")


def test_the_card_of_a_run_describes_its_training_and_validation(run: RunFolder) -> None:
    card = read_model_file(run.model_file).card
    split = run.read_split()
    assert [(data.dataset, data.pairs, data.licence) for data in card.training_data] == [
        ("polypgen", len(split.train), "CC BY 4.0")
    ]
    assert f"{len(split.train)} pairs for training, {len(split.validation)} for validation" in card.split
    assert f"Threshold {card.threshold:.2f}" in card.notes and "epoch 1 of 1" in card.notes
    pairs, frames = card.scores[:2], card.scores[2:]
    assert {score.dataset for score in pairs} == {"polypgen, validation side of the split (grouped)"}
    assert {score.dataset for score in frames} == {
        "full frames without a polyp, validation side of the split (grouped)"
    }
    for scores in (pairs, frames):
        assert [score.protocol.partition(";")[0] for score in scores] == [
            "threshold 0.5, every region",
            "threshold and regions of the card",
        ]


def test_scores_of_a_card_state_their_number_of_images() -> None:
    model = read_model_file(MODEL_FILE)
    scored = evaluate(MODEL_FILE, [FRAMES], device="cpu", saliency=False)
    *kept, comparable, shown, frames, shown_frames = with_validation_scores(model.card, scored, "grouped").scores
    assert kept == [score for score in model.card.scores if "validation side" not in score.dataset]
    polyp = scored.table[scored.table["coverage"] > 0]
    empty = scored.table[scored.table["coverage"] == 0]
    for score, prefix in ((comparable, ""), (shown, "shown_")):
        assert (score.dataset, score.images) == ("polypgen, validation side of the split (grouped)", len(polyp))
        assert score.metrics["dice"] == pytest.approx(polyp[f"{prefix}dice"].mean(), abs=5e-5)
        alarms = (empty[f"{prefix}fp"] > 0).mean()
        assert score.metrics["empty_false_positive_rate"] == pytest.approx(alarms, abs=5e-5)
        assert score.protocol.endswith(f"; {scored.engine}; false positives on {len(empty)} more without a polyp")
    for score, prefix in ((frames, ""), (shown_frames, "shown_")):
        assert (score.dataset.partition(",")[0], score.images) == ("full frames without a polyp", len(empty))
        assert score.metrics["false_alarm_rate"] == pytest.approx((empty[f"{prefix}fp"] > 0).mean(), abs=5e-5)
        assert (
            score.metrics["false_alarm_low"] <= score.metrics["false_alarm_rate"] <= score.metrics["false_alarm_high"]
        )
    without = with_validation_scores(model.card, replace(scored, table=empty), "grouped").scores
    assert without == (*kept, frames, shown_frames)


def test_finishing_a_run_again_does_not_repeat_notes(run: RunFolder) -> None:
    before = read_model_file(run.model_file).card
    assert finalize_run(run).card == before


def test_a_card_keeps_the_notes_of_the_initial_model(run: RunFolder) -> None:
    card = read_model_file(run.model_file).card
    trained, _, chosen = card.notes.partition(" Threshold ")
    calibration = Calibration(MaskSettings(0.4, 0.01), dice=0.7, polyp_n=8)
    ancestry = "Started from the weights of ours. Preset baseline. Threshold 0.75 was chosen on others. A second try."
    draft = card.model_copy(update={"notes": f"{trained} {ancestry}"})
    for before in (draft, draft.model_copy(update={"notes": f"{draft.notes} Threshold {chosen}"})):
        made = calibrated_card(before, calibration, ancestry)
        assert made.notes == f"{trained} {ancestry} {format_calibration(calibration)}"
        assert (made.threshold, made.min_region_fraction) == (0.4, 0.01)
    assert calibrated_card(card, calibration).notes == f"{trained} {format_calibration(calibration)}"


def test_packaging_changes_only_name_licence_and_scores(run: RunFolder, tmp_path: Path) -> None:
    before = read_model_file(run.model_file)
    scores = json.dumps(
        as_json(evaluate(run.model_file, run.read_record().roots, device="cpu", engine="torch", saliency=False))
    )
    made = package_model(
        run,
        tmp_path / "out.safetensors",
        name="ours",
        licence="ask",
        notes="A try.",
        evaluations=[scores, scores],
        weak_points=["Instruments: marks the tip of a snare."],
        quantise=False,
    )
    assert read_model_file(made.path) == made
    assert (made.card.name, made.card.licence, made.extra_names) == (
        *("ours", "ask"),
        ("probe.answer", "probe.picture"),
    )
    assert made.card.notes == f"{before.card.notes} A try."
    assert made.card.weak_points == ("Instruments: marks the tip of a snare.",)
    # Two scores of the pairs and two of the frames without a polyp, each at threshold 0.5 and at the card's, once.
    assert made.card.scores[:-4] == before.card.scores
    # The folder has the training pictures too, which the card says.
    assert made.card.score_on("polypgen", COMPARABLE_SETTING) is None
    of_all = f"polypgen, with {len(run.read_split().train)} training pictures"
    score = made.card.score_on(of_all, COMPARABLE_SETTING)
    # Two of the ten frames show no polyp.
    assert score is not None and score.images == 8 and "threshold 0.5" in score.protocol
    assert score.protocol.endswith("; false positives on 2 more without a polyp")
    assert score.metrics["empty_false_positive_rate"] in (0, 0.5, 1)
    assert score.metrics["dice_low"] <= score.metrics["dice"] <= score.metrics["dice_high"]
    shown = made.card.score_on(of_all, CARD_SETTING)
    assert shown is not None and shown.metrics["dice"] == round(
        json.loads(scores)["datasets"]["polypgen"]["at_card"]["dice"], 4
    )
    assert made.card.false_alarms_at(CARD_SETTING) == before.card.false_alarms_at(CARD_SETTING)
    assert made.card.score_on("polypgen, validation side of the split (grouped)", COMPARABLE_SETTING) is not None
    assert read_model_file(run.model_file) == before


@pytest.mark.parametrize("side", ["train", "validation"])
def test_a_card_says_of_which_side_scores_are_and_counts_training_pictures(run: RunFolder, side: str) -> None:
    model, split = read_model_file(run.model_file), run.read_split()
    roots = run.read_record().roots
    scored = evaluate(run.model_file, roots, split=split, side=side, device="cpu", saliency=False)
    content = as_json(scored)
    count = len(split.train) if side == "train" else 0
    assert (content["side"], content["split"]) == (side, "grouped")
    assert content["datasets"]["polypgen"]["training_pictures"] == count
    (pairs, *_) = card_scores(read_evaluation(json.dumps(content), model))
    assert pairs.dataset == ("polypgen" if side == "validation" else f"polypgen, with {count} training pictures")
    name = "training" if side == "train" else side
    assert pairs.protocol.startswith(f"{COMPARABLE_SETTING}; {name} side of the split (grouped); ")
    # A card that does not name its training pictures.
    content = as_json(replace(scored, training_ids=None))
    (pairs, *_) = card_scores(read_evaluation(json.dumps(content), model))
    assert pairs.dataset == ("polypgen" if side == "validation" else "polypgen, perhaps training pictures")


def test_false_alarms_on_training_pictures_do_not_count(run: RunFolder) -> None:
    card = read_model_file(run.model_file).card
    score = Score(dataset=POLYP_FREE_FRAMES, images=9, protocol=CARD_SETTING, metrics={"false_alarm_rate": 0.1})
    seen = score.model_copy(update={"dataset": f"{POLYP_FREE_FRAMES}, with 2 training pictures", "images": 99})
    assert card.model_copy(update={"scores": (score, seen)}).false_alarms_at(CARD_SETTING) == score


def test_weak_points_that_no_window_can_show_are_refused(run: RunFolder, tmp_path: Path) -> None:
    for weak_points in (["x" * (MAX_WEAK_POINT_LENGTH + 1)], [""], ["x"] * (MAX_WEAK_POINTS + 1)):
        with pytest.raises(TrainingError, match="weak points"):
            package_model(run, tmp_path / "out.safetensors", weak_points=weak_points, quantise=False)


def test_scores_of_another_model_are_refused(run: RunFolder, tmp_path: Path) -> None:
    other = json.dumps({"model_sha256": "0" * 64, "datasets": {}, "engine": "x"})
    with pytest.raises(TrainingError, match="scores are of another model"):
        package_model(run, tmp_path / "out.safetensors", evaluations=[other], quantise=False)
    with pytest.raises(TrainingError, match="not the output of evaluate --json"):
        package_model(run, tmp_path / "out.safetensors", evaluations=["{}"], quantise=False)
    assert not (tmp_path / "out.safetensors").exists()


def test_the_graph_is_calibrated_on_the_pairs_of_the_run(
    run: RunFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Eight bits change a network that has hardly learned by more than the limit.
    monkeypatch.setattr("training.packaging.quantise.LARGEST_CHANGE", 1.0)
    made = package_model(run, tmp_path / "out.safetensors", name="ours")
    [check] = made.card.engines
    validation = choose(run.read_split(), find_samples(run.read_record().roots)).validation
    assert (check.dataset, check.images) == ("polypgen", sum(read_mask(pair.mask_path).any() for pair in validation))
    assert made.extra_names and made.card.name == "ours"
